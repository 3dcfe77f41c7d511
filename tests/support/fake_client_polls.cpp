// Polls of the company in memory.
#include "tests/support/fake_client.h"

#include <algorithm>

namespace kontor {

void FakeClient::askPoll(ConversationId conversation, const PollForm& form,
                         Reply<MessageRow> reply) {
    work<MessageRow>(reply, [this, conversation, form]() -> Result<MessageRow> {
        auto& changed = at(conversation);
        PollView poll;
        poll.title = form.title;
        poll.choices = form.choices;
        poll.unanswered = changed.others;
        poll.unanswered.insert(poll.unanswered.begin(), self());
        poll.silent = static_cast<std::int32_t>(poll.unanswered.size());
        poll.mayVote = true;
        poll.mayClose = true;
        for (const QString& option : form.options)
            poll.options.push_back(
                {static_cast<PollView::OptionNumber>(poll.options.size() + 1), option, {}});
        TimelineEntry entry;
        entry.kind = EntryKind::Poll;
        entry.side = TimelineEntry::Side::Own;
        entry.sender = self();
        entry.sentAt = m_clock.sinceEpoch();
        entry.text = form.title;
        entry.delivery = DeliveryState::Waiting;
        entry.poll = poll;
        insertAndTell(changed, std::move(entry));
        auto& asked = changed.entries.back();
        asked.poll->row = asked.row;
        asked.poll->id = QString::number(asked.row.value);
        return asked.row;
    });
}

void FakeClient::vote(const VoteForm& form, Reply<void> reply) {
    work<void>(reply, [this, poll = form.poll, vote = form.vote]() -> Result<void> {
        Conversation* in = nullptr;
        auto* const entry = find(poll, in);
        if (entry->poll->state == PollView::State::Closed)
            return ErrorCode::PollClosed;
        entry->poll->pending = vote;
        tellTimeline(*in, {TimelineDiff::Change::Updated, *entry, std::nullopt});
        if (m_delivering)
            castVote(poll, self(), vote.yes);
        return {};
    });
}

void FakeClient::castVote(MessageRow poll, const Person& who,
                          const std::vector<PollView::OptionNumber>& options) {
    Conversation* in = nullptr;
    auto* const entry = find(poll, in);
    PollView& view = *entry->poll;
    for (auto& option : view.options) {
        std::erase(option.voters, who);
        if (std::ranges::count(options, option.number) != 0)
            option.voters.push_back(who);
        option.yes = static_cast<std::int32_t>(option.voters.size());
    }
    if (who == self()) {
        view.vote = PollView::Vote{options, {}};
        view.pending.reset();
    }
    if (std::erase(view.unanswered, who) != 0)
        ++view.answered, --view.silent;
    tellTimeline(*in, {TimelineDiff::Change::Updated, *entry, std::nullopt});
}

void FakeClient::closePoll(MessageRow poll, Reply<void> reply) {
    work<void>(reply, [this, poll]() -> Result<void> {
        Conversation* in = nullptr;
        auto* const entry = find(poll, in);
        PollView& view = *entry->poll;
        view.state = PollView::State::Closed;
        view.mayVote = false;
        view.mayClose = false;
        std::size_t most = 1;
        for (const auto& option : view.options)
            most = std::max(most, option.voters.size());
        for (const auto& option : view.options)
            if (option.voters.size() == most)
                view.winners.push_back(option.number);
        tellTimeline(*in, {TimelineDiff::Change::Updated, *entry, std::nullopt});
        TimelineEntry line;
        line.kind = EntryKind::PollClosed;
        line.side = TimelineEntry::Side::Own;
        line.sender = self();
        line.sentAt = m_clock.sinceEpoch();
        line.text = view.title;
        line.poll = view;
        insertAndTell(*in, std::move(line));
        return {};
    });
}

void FakeClient::reopenPoll(MessageRow /*poll*/, Reply<void> reply) {
    work<void>(reply, []() -> Result<void> { return ErrorCode::NotAllowed; });
}

void FakeClient::remindSilent(MessageRow /*poll*/, const QString& /*words*/,
                              Reply<MessageRow> reply) {
    work<MessageRow>(reply, []() -> Result<MessageRow> { return ErrorCode::NotAllowed; });
}

void FakeClient::pollTable(MessageRow /*poll*/, Reply<PollTable> reply) {
    work<PollTable>(reply, []() -> Result<PollTable> { return ErrorCode::NotAllowed; });
}

void FakeClient::findPoll(const QString& id, Reply<PollView> reply) {
    work<PollView>(reply, [this, id]() -> Result<PollView> {
        Conversation* in = nullptr;
        const auto* const entry = find(MessageRow(id.toLongLong()), in);
        if (entry == nullptr || !entry->poll)
            return ErrorCode::ConversationUnknown;
        return *entry->poll;
    });
}

} // namespace kontor
