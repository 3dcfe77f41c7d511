#include "core/sync/standing.h"

#include "core/send/intent.h"
#include "core/setting_names.h"
#include "core/sync/moving.h"
#include "core/sync/roster.h"
#include "storage/group_store_sql.h"

namespace kontor {
namespace {

void changed(ConversationId conversation, Aftermath& aftermath) {
    aftermath.summaries.insert(conversation);
    aftermath.details.insert(conversation);
}

Result<void> failWaiting(const CoreParts& parts, storage::Transaction& transaction,
                         ConversationId conversation, Aftermath& aftermath) {
    const auto fail = [&](const storage::OutgoingRecord& outgoing) -> Result<void> {
        // What shows no row has nobody to decide over it.
        if (!outgoing.message) {
            if (auto failed =
                    parts.stores.outbox.fail(transaction, outgoing.row, ErrorCode::NotMember);
                !failed.ok())
                return failed;
            // It may have been what one says of oneself.
            if (auto told = parts.stores.cards.forgetToldIn(transaction, conversation); !told.ok())
                return told;
            return parts.stores.outbox.remove(transaction, outgoing.row);
        }
        aftermath.note(conversation, *outgoing.message, TimelineDiff::Change::Updated);
        return parts.stores.outbox.fail(transaction, outgoing.row, ErrorCode::NotMember);
    };
    const auto sealed = parts.stores.outbox.sealed(conversation);
    if (!sealed.ok())
        return sealed.error();
    if (sealed.value())
        if (auto failed = fail(*sealed.value()); !failed.ok())
            return failed;
    for (;;) {
        const auto queued = parts.stores.outbox.firstQueued(conversation);
        if (!queued.ok())
            return queued.error();
        if (!queued.value())
            return {};
        if (auto failed = fail(*queued.value()); !failed.ok())
            return failed;
    }
}

} // namespace

Result<void> answerIntents(const CoreParts& parts, ConversationId conversation, ErrorCode reason,
                           Aftermath& aftermath) {
    const auto intents = parts.stores.commits.intents(conversation);
    if (!intents.ok())
        return intents.error();
    for (const auto& intent : intents.value())
        aftermath.settled.push_back({intent.row, reason});
    return {};
}

Result<void> enterLeft(const CoreParts& parts, storage::Transaction& transaction,
                       const storage::ConversationRecord& conversation, Aftermath& aftermath) {
    auto& stores = parts.stores;
    if (auto set = stores.conversations.setState(transaction, conversation.id,
                                                 storage::ConversationState::Left);
        !set.ok())
        return set;
    if (auto gone = stores.commits.unstage(transaction, conversation.id); !gone.ok())
        return gone;
    const auto intents = stores.commits.intents(conversation.id);
    if (!intents.ok())
        return intents.error();
    for (const auto& intent : intents.value()) {
        if (auto gone = stores.commits.removeIntent(transaction, intent.row); !gone.ok())
            return gone;
        std::optional<ErrorCode> refused = ErrorCode::NotMember;
        if (IntentKind(intent.kind) == IntentKind::Leave)
            refused.reset();
        aftermath.settled.push_back({intent.row, refused});
    }
    if (auto failed = failWaiting(parts, transaction, conversation.id, aftermath); !failed.ok())
        return failed;
    if (auto gone = stores.settings.remove(
            transaction, settings::ofConversation(settings::kLeaving, conversation.id));
        !gone.ok())
        return gone;
    if (auto gone = stores.settings.remove(
            transaction, settings::ofConversation(settings::kOwedReceipts, conversation.id));
        !gone.ok())
        return gone;
    if (auto gone = stores.earlyPolls.forget(transaction, conversation.id); !gone.ok())
        return gone;
    if (auto dropped = dropFromRoster(parts, transaction, conversation.id, {parts.own.device()});
        !dropped.ok())
        return dropped;
    parts.groups.drop(conversation.group);
    changed(conversation.id, aftermath);
    return storage::GroupStoreSql(transaction, conversation.group).eraseGroup();
}

Result<void> enterLost(const CoreParts& parts, storage::Transaction& transaction,
                       const storage::ConversationRecord& conversation, Aftermath& aftermath) {
    auto& stores = parts.stores;
    if (auto set = stores.conversations.setState(
            transaction, conversation.id, storage::ConversationState::Lost, ErrorCode::GroupLost);
        !set.ok())
        return set;
    if (auto gone = stores.commits.unstage(transaction, conversation.id); !gone.ok())
        return gone;
    if (auto back = requeue(parts, transaction, conversation.id, aftermath); !back.ok())
        return back;
    changed(conversation.id, aftermath);
    aftermath.lost.insert(conversation.id);
    return answerIntents(parts, conversation.id, ErrorCode::GroupLost, aftermath);
}

Result<void> enterStopped(const CoreParts& parts, storage::Transaction& transaction,
                          const storage::ConversationRecord& conversation, ErrorCode reason,
                          Aftermath& aftermath) {
    if (auto set = parts.stores.conversations.setState(transaction, conversation.id,
                                                       storage::ConversationState::Stopped, reason);
        !set.ok())
        return set;
    changed(conversation.id, aftermath);
    return answerIntents(parts, conversation.id, reason, aftermath);
}

} // namespace kontor
