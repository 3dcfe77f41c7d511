#include "core/timers/mute_expiry.h"

#include "base/log.h"

#include <algorithm>
#include <utility>

namespace kontor {

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

void MuteExpiry::look() {
    m_parts.timers.cancel(std::exchange(m_timer, Timers::Handle::None));
    const Milliseconds now = m_parts.clock.sinceEpoch();
    const auto ended = endDue(now);
    const auto next = m_parts.stores.conversations.nextUnmute();
    if (!ended.ok() || !next.ok())
        log::warning(log::Category::Storage, "muted conversations could not be looked through");
    if (next.ok() && next.value() && *next.value() != kAlways)
        wakeFor(*next.value(), now);
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

void MuteExpiry::wakeFor(Milliseconds end, Milliseconds now) {
    m_timer = m_parts.timers.afterWall(std::max(end - now, Milliseconds(1)), [this] {
        m_timer = Timers::Handle::None;
        look();
    });
}

} // namespace kontor
