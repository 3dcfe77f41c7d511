#include "core/sync/notice_row.h"

namespace kontor {

Result<void> addNotice(const CoreParts& parts, EntryInHand& hand, const Author& author,
                       const Notice& notice, std::string_view text) {
    storage::NewMessage row;
    row.conversation = hand.conversation.id;
    row.seq = hand.entry.seq;
    row.sender = author.user;
    row.device = author.device;
    row.sentAt = hand.entry.receivedAt;
    row.receivedAt = parts.clock.sinceEpoch();
    row.kind = storage::MessageKind::Notice;
    row.text = std::string(text);
    row.detail = notice.encode();
    const auto added = parts.stores.messages.add(hand.transaction, row);
    if (!added.ok())
        return added.error();
    if (added.value())
        hand.aftermath.inserted(hand.conversation.id, *added.value());
    return parts.stores.conversations.noteActivity(hand.transaction, hand.conversation.id,
                                                   hand.entry.receivedAt);
}

} // namespace kontor
