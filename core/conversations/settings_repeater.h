#pragma once

#include "core/async/task.h"
#include "core/content/settings.h"
#include "core/core_parts.h"
#include "core/send/send_queue.h"

namespace kontor {

/// Newcomers learn the settings from whoever added them, who may be no admin: so an admin who meets
/// an Add repeats them after 0-10 s, unless somebody did (delivery.md, 1). That they are owed
/// stands in the store (settings::kNewcomersSince) with every member, for who becomes admin before
/// it is done. Core thread.
class SettingsRepeater {
public:
    static constexpr Milliseconds kGreatestPause{10'000};

    SettingsRepeater(const CoreParts& parts, SendQueue& queue)
        : m_parts(parts)
        , m_queue(queue) {}

    /// After each transaction: somebody may have come, or one is admin now.
    void note(const Aftermath& aftermath);
    /// What was owed when the program ended.
    void pumpAll();

private:
    void pump(ConversationId conversation);
    Task<void> repeatLater(ConversationId conversation, Milliseconds deadline);
    [[nodiscard]] Result<void> repeat(ConversationId conversation);
    /// What this device has to say to newcomers now; none: nothing, or it is not hers to say.
    [[nodiscard]] Result<std::optional<content::Settings>> owed(ConversationId conversation) const;

    CoreParts m_parts;
    SendQueue& m_queue;
    std::set<ConversationId> m_waiting;
};

/// Queues a settings message; it shows no row. In the caller's transaction.
[[nodiscard]] Result<void> queueSettings(const CoreParts& parts, storage::Transaction& transaction,
                                         ConversationId conversation, const GroupId& group,
                                         const content::Settings& settings);

} // namespace kontor
