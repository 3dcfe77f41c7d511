#include "core/polls/poll_desk.h"

#include "core/polls/poll_intake.h"
#include "core/polls/poll_tally.h"
#include "core/send/queue_content.h"

#include <algorithm>

namespace kontor {
namespace {

content::Poll pollOf(const PollForm& form) {
    content::Poll poll;
    poll.title = form.title.trimmed().toStdString();
    std::uint32_t number = 0;
    for (const QString& option : form.options)
        poll.options.push_back({content::OptionId(++number), option.trimmed().toStdString()});
    if (form.choices == PollView::Choices::Several)
        poll.choices = content::Poll::Choices::Several;
    return poll;
}

} // namespace

Result<MessageRow> PollDesk::ask(ConversationId conversation, const PollForm& form) {
    const content::Poll poll = pollOf(form);
    Saying saying;
    saying.body = poll;
    saying.lifetime = form.lifetime;
    saying.kind = storage::MessageKind::Poll;
    saying.text = polls::textOf(poll);
    saying.detail = polls::detailOf(poll);
    return m_outgoing.say(conversation, saying);
}

Result<PollDesk::Open> PollDesk::open(MessageRow poll) const {
    auto message = m_parts.stores.messages.find(poll);
    if (!message.ok())
        return message.error();
    const auto record = m_parts.stores.polls.find(poll);
    if (!record.ok())
        return record.error();
    if (!message.value() || !record.value() || !message.value()->messageId)
        return ErrorCode::ConversationUnknown;
    if (record.value()->closedAt)
        return ErrorCode::PollClosed;
    auto conversation = m_outgoing.writable(message.value()->conversation);
    if (!conversation.ok())
        return conversation.error();
    auto asked = polls::pollOf(*message.value());
    if (!asked.ok())
        return asked.error();
    return Open{*std::move(message).value(), std::move(conversation).value(),
                std::move(asked).value()};
}

Result<void> PollDesk::vote(const VoteForm& form) {
    const MessageRow poll = form.poll;
    const auto& options = form.vote.yes;
    const auto opened = open(poll);
    if (!opened.ok())
        return opened.error();
    content::Vote vote;
    vote.poll = *opened.value().message.messageId;
    std::size_t named = 0;
    for (const auto& option : opened.value().poll.options) {
        const bool yes = std::ranges::count(options, option.id.value) != 0;
        named += yes ? 1 : 0;
        vote.choices.push_back({option.id, yes ? content::Answer::Yes : content::Answer::No});
    }
    if (named != options.size())
        return ErrorCode::OptionUnknown;
    if (!polls::fits(opened.value().poll, vote.choices))
        return ErrorCode::NotAllowed; // one choice, and several were made
    if (options.empty())
        vote.choices.clear();
    const ConversationId conversation = opened.value().conversation.id;
    const auto sealable = content::encode(
        vote, ownOrigin(m_parts, opened.value().conversation.group), m_parts.random);
    if (!sealable.ok())
        return sealable.error();
    auto queued = write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        const auto row = queueContent(m_parts, transaction, conversation, sealable.value());
        if (!row.ok())
            return row.error();
        aftermath.updated(conversation, poll);
        return m_parts.stores.polls.notePending(transaction, poll, row.value());
    });
    if (queued.ok())
        m_queue.pump(conversation);
    return queued;
}

Result<void> PollDesk::close(MessageRow poll) {
    const auto opened = open(poll);
    if (!opened.ok())
        return opened.error();
    if (opened.value().message.sender != m_parts.own.user())
        return ErrorCode::NotAllowed;
    const ConversationId conversation = opened.value().conversation.id;
    const content::PollClosing closing{*opened.value().message.messageId};
    const auto sealable = content::encode(
        closing, ownOrigin(m_parts, opened.value().conversation.group), m_parts.random);
    if (!sealable.ok())
        return sealable.error();
    auto queued = write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) -> Result<void> {
        const auto row = queueContent(m_parts, transaction, conversation, sealable.value());
        return row.ok() ? Result<void>() : Result<void>(row.error());
    });
    if (queued.ok())
        m_queue.pump(conversation);
    return queued;
}

} // namespace kontor
