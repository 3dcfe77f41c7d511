#pragma once

#include "core/sync/handshake_intake.h"
#include "core/sync/message_intake.h"

namespace kontor {

/// Takes the next step of a group's log into the store: group state, message and search rows,
/// timers, cursor, all in the caller's transaction (design.md, path ii). Whatever an entry holds,
/// the log goes on behind it, or the group leaves LIVE with a sentence; an error is a fault of this
/// computer, and the caller rolls back, in memory too (delivery.md, rule 15). Core thread.
class EntryProcessor {
public:
    explicit EntryProcessor(const CoreParts& parts)
        : m_parts(parts)
        , m_messages(parts)
        , m_handshakes(parts) {}

    /// The conversation is LIVE. Stopped: it is not any more, and the cursor has not moved.
    [[nodiscard]] Result<Taken> process(storage::Transaction& transaction,
                                        ConversationId conversation, const LogReader::Step& step,
                                        Aftermath& aftermath);

private:
    [[nodiscard]] Result<Taken> passGap(storage::Transaction& transaction,
                                        const storage::ConversationRecord& conversation,
                                        const LogReader::Step& step, Aftermath& aftermath);
    [[nodiscard]] Result<Taken> takeEntry(EntryInHand& hand);

    CoreParts m_parts;
    MessageIntake m_messages;
    HandshakeIntake m_handshakes;
};

} // namespace kontor
