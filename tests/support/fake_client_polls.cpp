// Polls of the company in memory.
#include "tests/support/fake_client.h"

#include <algorithm>

namespace kontor {
namespace {

using Numbers = std::vector<PollView::OptionNumber>;

bool holds(const Numbers& numbers, PollView::OptionNumber number) {
    return std::ranges::count(numbers, number) != 0;
}

PollView pollOf(const PollForm& form) {
    PollView poll;
    poll.title = form.title;
    poll.choices = form.choices;
    poll.third = form.third;
    poll.names = form.names;
    poll.results = form.results;
    poll.deadline = form.deadline;
    const auto next = [&poll] {
        return static_cast<PollView::OptionNumber>(poll.options.size() + 1);
    };
    for (const QString& option : form.options)
        poll.options.push_back({next(), option, {}});
    for (const PollSlot& slot : form.dates)
        poll.options.push_back({next(), {}, {}, slot});
    return poll;
}

std::vector<PollView::OptionNumber> bestOf(const PollView& poll) {
    std::pair<std::int32_t, std::int32_t> most{0, 0};
    for (const auto& option : poll.options)
        most = std::max(most, {option.yes, option.ifNeedBe});
    Numbers best;
    for (const auto& option : poll.options)
        if (most > std::pair(0, 0) && std::pair(option.yes, option.ifNeedBe) == most)
            best.push_back(option.number);
    return best;
}

std::vector<PollAnswer> answersIn(const PollView& poll, const PollView::Vote& vote) {
    std::vector<PollAnswer> answers;
    for (const auto& option : poll.options)
        answers.push_back(holds(vote.yes, option.number)        ? PollAnswer::Yes
                          : holds(vote.ifNeedBe, option.number) ? PollAnswer::IfNeedBe
                                                                : PollAnswer::No);
    return answers;
}

} // namespace

MessageRow FakeClient::insertPoll(Conversation& in, const Person& who, const PollForm& form) {
    TimelineEntry entry;
    entry.kind = EntryKind::Poll;
    entry.side = who == self() ? TimelineEntry::Side::Own : TimelineEntry::Side::Other;
    entry.sender = who;
    entry.sentAt = m_clock.sinceEpoch();
    entry.text = form.title;
    if (who == self())
        entry.delivery = DeliveryState::Waiting;
    entry.poll = pollOf(form);
    entry.poll->mayVote = form.deadline == Milliseconds(0) || form.deadline > entry.sentAt;
    entry.poll->mayClose = who == self();
    entry.poll->mayRemind = who == self();
    if (who != self() && form.results == PollView::Results::AfterClosing)
        entry.poll->outcome = PollView::Outcome::Hidden;
    tally(in, *entry.poll);
    insertAndTell(in, std::move(entry));
    auto& asked = in.entries.back();
    asked.poll->row = asked.row;
    asked.poll->id = QString::number(asked.row.value);
    tellPoll(in, asked);
    return asked.row;
}

void FakeClient::askPoll(ConversationId conversation, const PollForm& form,
                         Reply<MessageRow> reply) {
    work<MessageRow>(reply, [this, conversation, form]() -> Result<MessageRow> {
        return insertPoll(at(conversation), self(), form);
    });
}

MessageRow FakeClient::receivePoll(ConversationId conversation, const Person& who,
                                   const PollForm& form) {
    return insertPoll(at(conversation), who, form);
}

void FakeClient::changePoll(MessageRow poll, const std::function<void(PollView&)>& change) {
    Conversation* in = nullptr;
    auto* const entry = find(poll, in);
    change(*entry->poll);
    tellPoll(*in, *entry);
}

void FakeClient::tellPoll(const Conversation& in, const TimelineEntry& entry) {
    tellTimeline(in, {TimelineDiff::Change::Updated, entry, std::nullopt});
}

void FakeClient::tally(const Conversation& in, PollView& poll) {
    const auto& votes = m_votes[poll.row];
    const bool known = poll.outcome == PollView::Outcome::Known;
    const bool named = known && poll.names == PollView::Names::Shown;
    for (auto& option : poll.options) {
        option.voters.clear();
        option.yes = option.ifNeedBe = 0;
        for (const auto& [person, vote] : votes) {
            const bool yes = known && holds(vote.yes, option.number);
            option.yes += yes ? 1 : 0;
            option.ifNeedBe += known && holds(vote.ifNeedBe, option.number) ? 1 : 0;
            if (yes && named && option.voters.size() < PollView::kNamed)
                option.voters.push_back(person);
        }
    }
    poll.winners = known ? bestOf(poll) : Numbers();
    auto people = in.others;
    people.insert(people.begin(), self());
    std::erase_if(people, [&votes](const Person& person) {
        return std::ranges::count(votes, person, &CastVote::person) != 0;
    });
    poll.answered = static_cast<std::int32_t>(votes.size());
    poll.silent = static_cast<std::int32_t>(people.size());
    people.resize(std::min(people.size(), PollView::kNamed));
    poll.unanswered = std::move(people);
}

void FakeClient::vote(const VoteForm& form, Reply<void> reply) {
    work<void>(reply, [this, poll = form.poll, vote = form.vote]() -> Result<void> {
        Conversation* in = nullptr;
        auto* const entry = find(poll, in);
        if (entry->poll->state == PollView::State::Closed)
            return ErrorCode::PollClosed;
        entry->poll->pending = vote;
        tellPoll(*in, *entry);
        if (m_delivering)
            castAnswers(poll, self(), vote);
        return {};
    });
}

void FakeClient::castVote(MessageRow poll, const Person& who, const Numbers& options) {
    castAnswers(poll, who, PollView::Vote{options, {}});
}

void FakeClient::castAnswers(MessageRow poll, const Person& who, const PollView::Vote& vote) {
    Conversation* in = nullptr;
    auto* const entry = find(poll, in);
    PollView& view = *entry->poll;
    auto& votes = m_votes[poll];
    std::erase_if(votes, [&who](const CastVote& cast) { return cast.person == who; });
    const bool any = !vote.yes.empty() || !vote.ifNeedBe.empty();
    if (any)
        votes.push_back({who, vote});
    if (who == self()) {
        view.vote = any ? std::optional(vote) : std::nullopt;
        view.pending.reset();
    }
    tally(*in, view);
    tellPoll(*in, *entry);
}

void FakeClient::closePoll(MessageRow poll, Reply<void> reply) {
    work<void>(reply, [this, poll]() -> Result<void> {
        Conversation* in = nullptr;
        auto* const entry = find(poll, in);
        PollView& view = *entry->poll;
        view.state = PollView::State::Closed;
        view.outcome = PollView::Outcome::Known;
        view.mayVote = view.mayClose = view.mayRemind = false;
        view.mayReopen = entry->side == TimelineEntry::Side::Own;
        tally(*in, view);
        tellPoll(*in, *entry);
        TimelineEntry line;
        line.kind = EntryKind::PollClosed;
        line.side = entry->side;
        line.sender = entry->sender;
        line.sentAt = m_clock.sinceEpoch();
        line.text = view.title;
        line.poll = view;
        insertAndTell(*in, std::move(line));
        return {};
    });
}

void FakeClient::reopenPoll(MessageRow poll, Reply<void> reply) {
    work<void>(reply, [this, poll]() -> Result<void> {
        Conversation* in = nullptr;
        auto* const entry = find(poll, in);
        PollView& view = *entry->poll;
        if (!view.mayReopen)
            return ErrorCode::NotAllowed;
        view.state = PollView::State::Open;
        view.mayVote = view.mayClose = view.mayRemind = true;
        view.mayReopen = false;
        tellPoll(*in, *entry);
        return {};
    });
}

void FakeClient::remindSilent(MessageRow poll, const QString& words, Reply<MessageRow> reply) {
    work<MessageRow>(reply, [this, poll, words]() -> Result<MessageRow> {
        Conversation* in = nullptr;
        auto* const entry = find(poll, in);
        if (!entry->poll->mayRemind)
            return ErrorCode::NotAllowed;
        entry->poll->mayRemind = false;
        tellPoll(*in, *entry);
        m_reminders << words;
        TimelineEntry reminder;
        reminder.side = TimelineEntry::Side::Own;
        reminder.sender = self();
        reminder.sentAt = m_clock.sinceEpoch();
        reminder.text = words;
        insertAndTell(*in, std::move(reminder));
        return in->entries.back().row;
    });
}

void FakeClient::pollTable(MessageRow poll, Reply<PollTable> reply) {
    work<PollTable>(reply, [this, poll]() -> Result<PollTable> {
        Conversation* in = nullptr;
        const auto* const entry = find(poll, in);
        if (entry == nullptr || !entry->poll)
            return ErrorCode::ConversationUnknown;
        PollTable table;
        table.poll = *entry->poll;
        const bool told = table.poll.outcome == PollView::Outcome::Known &&
                          table.poll.names == PollView::Names::Shown;
        auto silent = in->others;
        silent.insert(silent.begin(), self());
        for (const auto& [person, vote] : m_votes[poll]) {
            std::erase(silent, person);
            if (told)
                table.lines.push_back({person, answersIn(table.poll, vote), vote.comment});
        }
        table.silent = std::move(silent);
        return table;
    });
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
