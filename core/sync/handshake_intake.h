#pragma once

#include "core/core_parts.h"
#include "core/sync/entry.h"

namespace kontor {

/// Takes commits and proposals of the log into the group's state (delivery.md, 5; rules 1, 3, 12,
/// 17). An own commit is met, not processed: its staged difference is merged and its intents are
/// done. Another one beats what is STAGED. What the own judge refuses stops the group; what it
/// accepts and the secrets cannot follow loses it. All inside the entry's transaction.
class HandshakeIntake {
public:
    explicit HandshakeIntake(const CoreParts& parts)
        : m_parts(parts) {}

    [[nodiscard]] Result<Taken> takeCommit(EntryInHand& hand);
    [[nodiscard]] Result<Taken> takeProposal(EntryInHand& hand);

private:
    [[nodiscard]] Result<Taken> takeOwnCommit(EntryInHand& hand, mls::Group& group);
    [[nodiscard]] Result<Taken> takeForeignCommit(EntryInHand& hand, mls::Group& group);
    [[nodiscard]] Result<Taken> refuse(EntryInHand& hand, const Error& error);
    [[nodiscard]] Result<void> lose(EntryInHand& hand, const Error& error);
    [[nodiscard]] Result<void> dropStaged(EntryInHand& hand);
    [[nodiscard]] Result<void> finishIntents(EntryInHand& hand,
                                             const std::vector<storage::IntentRow>& intents);
    /// After the merge: members, lines, newcomers.
    struct Facts;
    [[nodiscard]] Result<void> tell(EntryInHand& hand, const Facts& facts,
                                    const mls::PublicGroup& group);
    [[nodiscard]] Result<void> tellOfPolls(EntryInHand& hand, const Facts& facts);
    [[nodiscard]] Result<void> tellCreation(EntryInHand& hand, const Facts& facts);
    [[nodiscard]] Result<void> tellChanges(EntryInHand& hand, const Facts& facts);
    [[nodiscard]] Result<void> tellAdmins(EntryInHand& hand, const Facts& facts);

    CoreParts m_parts;
};

} // namespace kontor
