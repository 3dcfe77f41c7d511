#include "core/contacts/key_change.h"

#include "core/contacts/returning.h"
#include "core/conversations/notice.h"

namespace kontor {
namespace {

Result<void> addLine(Stores& stores, storage::Transaction& transaction, Aftermath& aftermath,
                     const ShownKey& shown, Milliseconds now, ConversationId conversation) {
    const auto record = stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    if (!record.value() || record.value()->cursor == Seq(0))
        return {};
    if (auto noted = noteReturning(stores, transaction, conversation, shown.user); !noted.ok())
        return noted;
    Notice notice;
    notice.kind = Notice::Kind::KeyChanged;
    storage::NewMessage row;
    row.conversation = conversation;
    row.seq = record.value()->cursor;
    row.sender = shown.user;
    row.device = shown.device;
    row.sentAt = now;
    row.receivedAt = now;
    row.kind = storage::MessageKind::Notice;
    row.detail = notice.encode();
    const auto added = stores.messages.add(transaction, row);
    if (!added.ok())
        return added.error();
    if (added.value())
        aftermath.inserted(conversation, *added.value());
    aftermath.details.insert(conversation);
    return stores.conversations.noteActivity(transaction, conversation, now);
}

} // namespace

Result<storage::ContactStore::Seen> takeIdentityKey(Stores& stores,
                                                    storage::Transaction& transaction,
                                                    Aftermath& aftermath, const ShownKey& shown,
                                                    Milliseconds now) {
    using Seen = storage::ContactStore::Seen;
    const auto before = stores.contacts.find(shown.user);
    if (!before.ok())
        return before.error();
    auto seen = stores.contacts.seeIdentityKey(transaction, shown.user, shown.key);
    if (!seen.ok() || seen.value() != Seen::Changed)
        return seen;
    if (before.value() && before.value()->changedKey == shown.key)
        return seen; // the line is there
    const auto shared = stores.conversations.withMember(shown.user);
    if (!shared.ok())
        return shared.error();
    for (const ConversationId conversation : shared.value())
        if (auto added = addLine(stores, transaction, aftermath, shown, now, conversation);
            !added.ok())
            return added.error();
    return seen;
}

} // namespace kontor
