#include "core/polls/poll_intake.h"

#include "core/conversations/notice.h"
#include "core/sync/notice_row.h"

namespace kontor::polls {
namespace {

/// The poll of this conversation; none: it is not known here (asked before one's own time), or
/// erased.
Result<std::optional<storage::MessageRecord>> find(const CoreParts& parts, const EntryInHand& hand,
                                                   const MessageId& id) {
    const auto row = parts.stores.polls.findById(id);
    if (!row.ok())
        return row.error();
    if (!row.value())
        return std::optional<storage::MessageRecord>();
    auto message = parts.stores.messages.find(*row.value());
    if (message.ok() && message.value() && message.value()->conversation != hand.conversation.id)
        return std::optional<storage::MessageRecord>();
    return message;
}

} // namespace

std::string textOf(const content::Poll& poll) {
    std::string text = poll.title;
    for (const auto& option : poll.options)
        text += "\n" + option.text;
    return text;
}

Bytes detailOf(const content::Poll& poll) {
    return content::encodePoll(poll).content;
}

Result<content::Poll> pollOf(const storage::MessageRecord& message) {
    const auto parsed = content::parsePoll(message.detail);
    if (!parsed.ok())
        return parsed.error();
    const auto* poll = std::get_if<content::Poll>(&parsed.value());
    if (poll == nullptr)
        return Error(ErrorCode::Malformed, {"poll"});
    return *poll;
}

Result<void> takeVote(const CoreParts& parts, EntryInHand& hand, const Author& author,
                      const content::Vote& vote) {
    const auto poll = find(parts, hand, vote.poll);
    if (!poll.ok())
        return poll.error();
    if (!poll.value())
        return {};
    hand.aftermath.updated(hand.conversation.id, poll.value()->row);
    return parts.stores.polls.putVote(hand.transaction, poll.value()->row, author.user,
                                      hand.entry.seq, content::encodeVote(vote).content);
}

Result<void> takeClosing(const CoreParts& parts, EntryInHand& hand, const Author& author,
                         const content::PollClosing& closing) {
    const auto poll = find(parts, hand, closing.poll);
    if (!poll.ok())
        return poll.error();
    if (!poll.value() || poll.value()->sender != author.user)
        return {};
    const auto record = parts.stores.polls.find(poll.value()->row);
    if (!record.ok())
        return record.error();
    if (!record.value() || record.value()->closedAt)
        return {};
    if (auto closed = parts.stores.polls.close(hand.transaction, poll.value()->row, hand.entry.seq);
        !closed.ok())
        return closed;
    hand.aftermath.updated(hand.conversation.id, poll.value()->row);
    Notice notice;
    notice.kind = Notice::Kind::PollClosed;
    notice.about = closing.poll;
    return addNotice(parts, hand, author, notice);
}

Result<void> dropVotesOf(const CoreParts& parts, EntryInHand& hand,
                         const std::vector<UserId>& users) {
    for (const UserId& user : users) {
        const auto polls =
            parts.stores.polls.dropVotes(hand.transaction, hand.conversation.id, user);
        if (!polls.ok())
            return polls.error();
        for (const MessageRow poll : polls.value())
            hand.aftermath.updated(hand.conversation.id, poll);
    }
    return {};
}

} // namespace kontor::polls
