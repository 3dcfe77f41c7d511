#include "core/timers/mute_expiry.h"

namespace kontor {

MuteExpiry::MuteExpiry(const CoreParts& parts)
    : m_parts(parts)
    , m_ends(parts.clock, parts.timers,
             {[this](Milliseconds now) { return endDue(now); }, [this] { return next(); },
              "muted conversations could not be looked through"}) {}

Result<void> MuteExpiry::mute(ConversationId conversation, Milliseconds until) {
    const auto record = m_parts.stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    if (!record.value())
        return ErrorCode::ConversationUnknown;
    auto muted = write(m_parts, [&](auto& transaction, Aftermath& aftermath) {
        aftermath.summaries.insert(conversation);
        return m_parts.stores.conversations.setMutedUntil(transaction, conversation, until);
    });
    if (muted.ok())
        look();
    return muted;
}

Result<void> MuteExpiry::endDue(Milliseconds now) {
    const auto due = m_parts.stores.conversations.mutedUntilBefore(now);
    if (!due.ok())
        return due.error();
    if (due.value().empty())
        return {};
    return write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        for (const ConversationId conversation : due.value()) {
            aftermath.summaries.insert(conversation);
            auto ended = m_parts.stores.conversations.setMutedUntil(transaction, conversation,
                                                                    Milliseconds(0));
            if (!ended.ok())
                return ended;
        }
        return {};
    });
}

/// For ever is no end.
Result<std::optional<Milliseconds>> MuteExpiry::next() const {
    auto next = m_parts.stores.conversations.nextUnmute();
    if (next.ok() && next.value() == kAlways)
        return std::optional<Milliseconds>();
    return next;
}

} // namespace kontor
