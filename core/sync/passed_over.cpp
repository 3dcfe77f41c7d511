#include "core/sync/passed_over.h"

#include "base/log.h"
#include "core/setting_names.h"
#include "core/sync/standing.h"

namespace kontor {
namespace {

Result<bool> mayBeMissing(const CoreParts& parts, ConversationId conversation, Seq seq) {
    const auto joined =
        parts.stores.settings.number(settings::ofConversation(settings::kJoinedAt, conversation));
    if (!joined.ok())
        return joined.error();
    if (joined.value() && seq < Seq(static_cast<std::uint64_t>(*joined.value())))
        return true;
    return parts.stores.conversations.inGap(conversation, seq);
}

} // namespace

Result<Taken> checkPassedOver(const CoreParts& parts, storage::Transaction& transaction,
                              const storage::ConversationRecord& conversation, Seq cursor,
                              Aftermath& aftermath) {
    const auto rows = parts.stores.outbox.acceptedUpTo(conversation.id, cursor);
    if (!rows.ok())
        return rows.error();
    for (const storage::OutgoingRecord& outgoing : rows.value()) {
        const auto fair = mayBeMissing(parts, conversation.id, *outgoing.seq);
        if (!fair.ok())
            return fair.error();
        if (!fair.value()) {
            log::warning(log::Category::Sync, "the server acknowledged what its log does not hold");
            if (auto stopped = enterStopped(parts, transaction, conversation,
                                            ErrorCode::GroupInvalid, aftermath);
                !stopped.ok())
                return stopped.error();
            return Taken::Stopped;
        }
        if (auto done = parts.stores.outbox.remove(transaction, outgoing.row); !done.ok())
            return done.error();
    }
    return Taken::Done;
}

} // namespace kontor
