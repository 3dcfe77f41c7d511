#pragma once

#include "core/content/content.h"
#include "core/core_parts.h"
#include "core/sync/entry.h"

namespace kontor {

/// Takes application messages of the log into the store (design.md, path ii). Own ones are
/// recognised by the hash of any bytes ever sealed (delivery.md, rule 4) and end their way through
/// the outbox. What cannot be opened, read or done becomes a row that says so, and the log goes on:
/// an error is a fault of this computer. All inside the entry's transaction.
class MessageIntake {
public:
    explicit MessageIntake(const CoreParts& parts)
        : m_parts(parts) {}

    /// True: it was ours.
    [[nodiscard]] Result<bool> takeOwn(EntryInHand& hand);
    [[nodiscard]] Result<Taken> take(EntryInHand& hand);

private:
    [[nodiscard]] Result<void> finishOwn(EntryInHand& hand,
                                         const storage::OutgoingRecord& outgoing);
    [[nodiscard]] Result<Taken> loseOwn(EntryInHand& hand);
    [[nodiscard]] Result<void> addUndecryptable(EntryInHand& hand, const Author& author);
    [[nodiscard]] Result<void> takeContent(EntryInHand& hand, const Author& author,
                                           ByteView content);
    [[nodiscard]] Result<bool> takeWithoutRow(EntryInHand& hand, const Author& author,
                                              const content::Body& body);
    [[nodiscard]] Milliseconds lifeOf(const content::Received& received,
                                      const LogEntry& entry) const;
    [[nodiscard]] Result<std::optional<MessageRow>> addRow(EntryInHand& hand,
                                                           storage::NewMessage message);
    [[nodiscard]] Result<void> noteFile(EntryInHand& hand, MessageRow row,
                                        const content::Body& body);
    [[nodiscard]] Result<void> takeReceipt(EntryInHand& hand, const Author& author,
                                           const content::Receipt& receipt);
    [[nodiscard]] Result<std::uint32_t> greatestForward(const EntryInHand& hand, Epoch epoch) const;
    /// Does the sender learn that we have it?
    enum class Owed : std::uint8_t { Receipt, Nothing };
    [[nodiscard]] Result<void> noteOwed(EntryInHand& hand, Owed owed);

    CoreParts m_parts;
};

} // namespace kontor
