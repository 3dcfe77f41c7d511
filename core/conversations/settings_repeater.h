#pragma once

#include "core/async/task.h"
#include "core/core_parts.h"
#include "core/send/send_queue.h"

namespace kontor {

/// Newcomers learn the settings from whoever added them, who may be no admin: so an admin who meets
/// an Add repeats them after 0-10 s, unless somebody did (delivery.md, 1). Core thread.
class SettingsRepeater {
public:
    static constexpr Milliseconds kGreatestPause{10'000};

    SettingsRepeater(const CoreParts& parts, SendQueue& queue)
        : m_parts(parts)
        , m_queue(queue) {}

    /// After each transaction that read the log.
    void note(const Aftermath& aftermath);

private:
    Task<void> repeatLater(ConversationId conversation, Milliseconds deadline);
    [[nodiscard]] Result<void> repeat(ConversationId conversation);

    CoreParts m_parts;
    SendQueue& m_queue;
    std::map<ConversationId, Seq> m_owed; ///< newest commit with newcomers
};

/// Queues a settings message; it shows no row. In the caller's transaction.
[[nodiscard]] Result<void> queueSettings(const CoreParts& parts, storage::Transaction& transaction,
                                         ConversationId conversation, const GroupId& group,
                                         const content::Settings& settings);

} // namespace kontor
