#include "core/sync/moving.h"

#include "core/content/content.h"
#include "core/setting_names.h"

namespace kontor {
namespace {

using Change = TimelineDiff::Change;

/// The same bytes have another id where they are sent from now on.
Result<void> giveNewIds(const CoreParts& parts, storage::Transaction& transaction,
                        ConversationId conversation, const GroupId& group) {
    const auto unsent = parts.stores.outbox.unsent(conversation);
    if (!unsent.ok())
        return unsent.error();
    const content::Origin origin{parts.own.certificate.organisation, parts.own.user(), group};
    for (const storage::OutgoingRecord& outgoing : unsent.value()) {
        if (!outgoing.message)
            continue;
        const auto id = content::idAt(outgoing.content, origin);
        if (!id.ok())
            return id.error();
        if (auto set =
                parts.stores.messages.setMessageId(transaction, *outgoing.message, id.value());
            !set.ok())
            return set;
    }
    return {};
}

} // namespace

Result<void> requeue(const CoreParts& parts, storage::Transaction& transaction,
                     ConversationId conversation, Aftermath& aftermath) {
    const auto changed = parts.stores.outbox.requeueAll(transaction, conversation);
    if (!changed.ok())
        return changed.error();
    for (const MessageRow row : changed.value())
        aftermath.note(conversation, row, Change::Moved);
    return {};
}

Result<void> forgetOldState(const CoreParts& parts, storage::Transaction& transaction,
                            ConversationId conversation, Seq start, Aftermath& aftermath) {
    auto& stores = parts.stores;
    if (auto back = requeue(parts, transaction, conversation, aftermath); !back.ok())
        return back;
    if (auto gone = stores.commits.unstage(transaction, conversation); !gone.ok())
        return gone;
    for (const char* what : {settings::kLeaving, settings::kGapEpoch, settings::kNewcomersSince,
                             settings::kAdder, settings::kServerRestored})
        if (auto gone =
                stores.settings.remove(transaction, settings::ofConversation(what, conversation));
            !gone.ok())
            return gone;
    // What is told from now on has what came before.
    if (auto gone = stores.earlyPolls.forget(transaction, conversation); !gone.ok())
        return gone;
    return stores.settings.putNumber(transaction,
                                     settings::ofConversation(settings::kJoinedAt, conversation),
                                     static_cast<std::int64_t>(start.value));
}

Result<void> moveConversation(const CoreParts& parts, storage::Transaction& transaction,
                              const storage::ConversationRecord& conversation, const GroupId& group,
                              Seq cursor, Aftermath& aftermath) {
    auto& stores = parts.stores;
    if (auto gone = stores.commits.unstage(transaction, conversation.id); !gone.ok())
        return gone;
    if (auto back = requeue(parts, transaction, conversation.id, aftermath); !back.ok())
        return back;
    if (auto given = giveNewIds(parts, transaction, conversation.id, group); !given.ok())
        return given;
    parts.groups.drop(conversation.group);
    return stores.conversations.moveToGroup(transaction, conversation.id, group, cursor);
}

} // namespace kontor
