#pragma once

#include "core/content/settings.h"
#include "core/send/outgoing_text.h"

namespace kontor {

/// Changes what is set of a conversation: name and description of a group, the lifetime of
/// messages. Settings travel whole (delivery.md, 1), so a change is made on what is on its way
/// already, or else on what holds. It is queued like a message; whether it holds is decided where
/// it stands in the log (sync/settings_intake.h). Core thread.
class SettingsDesk {
public:
    SettingsDesk(const CoreParts& parts, const OutgoingText& outgoing, SendQueue& queue)
        : m_parts(parts)
        , m_outgoing(outgoing)
        , m_queue(queue) {}

    /// Errors as in Client. Nothing is sent when nothing changes.
    [[nodiscard]] Result<void> change(ConversationId conversation, const SettingsForm& form);

private:
    /// May this device's user set that there, as far as is known here?
    [[nodiscard]] Result<void> checkRight(const storage::ConversationRecord& conversation,
                                          const SettingsForm& form) const;

    CoreParts m_parts;
    const OutgoingText& m_outgoing;
    SendQueue& m_queue;
};

/// Own settings that the log does not have yet; what repeats older ones is none.
[[nodiscard]] Result<std::optional<content::Settings>>
settingsOnTheirWay(storage::Connection& connection, ConversationId conversation);

} // namespace kontor
