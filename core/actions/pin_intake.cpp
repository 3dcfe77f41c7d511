#include "core/actions/pin_intake.h"

#include "core/sync/notice_row.h"

namespace kontor::actions {
namespace {

/// None: not here, not whole, or nothing that somebody said.
Result<std::optional<MessageRow>> find(const CoreParts& parts, const EntryInHand& hand,
                                       const MessageId& id) {
    const auto row = parts.stores.messages.findById(hand.conversation.id, id);
    if (!row.ok())
        return row.error();
    if (!row.value())
        return std::optional<MessageRow>();
    const auto message = parts.stores.messages.find(*row.value());
    if (!message.ok())
        return message.error();
    const bool stands = message.value() &&
                        message.value()->content == storage::MessageRecord::Content::Whole &&
                        storage::isSearched(message.value()->kind);
    return stands ? row : Result<std::optional<MessageRow>>(std::nullopt);
}

} // namespace

Result<void> takePin(const CoreParts& parts, EntryInHand& hand, const Author& author,
                     const content::Pin& pin) {
    const auto message = find(parts, hand, pin.message);
    if (!message.ok())
        return message.error();
    if (!message.value())
        return {};
    const ConversationId conversation = hand.conversation.id;
    const MessageRow row = *message.value();
    if (pin.state == content::Pin::State::Off) {
        const auto gone = parts.stores.pins.remove(hand.transaction, row);
        if (!gone.ok())
            return gone.error();
        if (gone.value())
            hand.aftermath.updated(conversation, row);
        return {};
    }
    storage::NewPin fresh;
    fresh.message = row;
    fresh.user = author.user;
    fresh.seq = hand.entry.seq;
    const auto put = parts.stores.pins.put(hand.transaction, fresh);
    if (!put.ok())
        return put.error();
    if (!put.value().fresh)
        return {};
    hand.aftermath.updated(conversation, row);
    if (put.value().madeRoom)
        hand.aftermath.updated(conversation, *put.value().madeRoom);
    Notice notice;
    notice.kind = Notice::Kind::MessagePinned;
    notice.about = pin.message;
    return addNotice(parts, hand, author, notice);
}

} // namespace kontor::actions
