#include "core/timers/skipped_key_expiry.h"

#include "base/limits.h"
#include "base/log.h"
#include "crypto/mls/skipped_keys.h"
#include "storage/group_store_sql.h"

#include <algorithm>

namespace kontor {
namespace {

constexpr Milliseconds kAfterFault = std::chrono::hours(1);

} // namespace

Milliseconds SkippedKeyExpiry::drop() {
    const Milliseconds now = m_parts.clock.sinceEpoch();
    const auto next = dropDue(now);
    if (next.ok())
        return next.value() - now;
    log::warning(log::Category::Sync, "old keys were not dropped",
                 {{"code", static_cast<int>(next.error().code)}});
    return kAfterFault;
}

/// When the next is due: at the latest when one that is skipped right now will be.
Result<Milliseconds> SkippedKeyExpiry::dropDue(Milliseconds now) {
    std::set<GroupId> groups;
    for (const auto part : {mls::StatePart::SkippedKey, mls::StatePart::PastSkippedKey}) {
        const auto some = m_parts.stores.conversations.withGroupPart(part);
        if (!some.ok())
            return some.error();
        for (const storage::ConversationRecord& conversation : some.value())
            groups.insert(conversation.group);
    }
    Milliseconds next = now + limits::kSkippedKeyLife;
    std::vector<GroupId> due;
    for (const GroupId& group : groups) {
        const auto first = mls::firstSkippedKeyExpiry(
            storage::GroupReaderSql(m_parts.database.writer(), group), now);
        if (!first.ok())
            return first.error();
        if (first.value() && *first.value() <= now)
            due.push_back(group);
        else if (first.value())
            next = std::min(next, *first.value());
    }
    if (due.empty())
        return next;
    auto dropped = write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) -> Result<void> {
        for (const GroupId& group : due) {
            m_parts.groups.drop(group);
            storage::GroupStoreSql rows(transaction, group);
            if (auto gone = mls::dropExpiredSkippedKeys(rows, now); !gone.ok())
                return gone;
            const auto left = mls::firstSkippedKeyExpiry(rows, now);
            if (!left.ok())
                return left.error();
            next = std::min(next, left.value().value_or(next));
        }
        return {};
    });
    if (!dropped.ok())
        return dropped.error();
    return next;
}

} // namespace kontor
