#include "core/polls/poll_view.h"

#include "core/conversations/summaries.h"
#include "core/polls/poll_reading.h"
#include "core/setting_names.h"
#include "crypto/encoding.h"
#include "storage/conversation_store.h"
#include "storage/settings_store.h"

#include <algorithm>

namespace kontor::polls {
namespace {

using content::Answer;
using content::Poll;

Result<std::vector<Person>> peopleOf(People& people, const std::vector<UserId>& users) {
    std::vector<Person> found;
    for (const UserId& user : users) {
        auto person = people.find(user);
        if (!person.ok())
            return person.error();
        found.push_back(std::move(person).value());
    }
    return found;
}

PollView::Vote voteOf(const content::Ballot& ballot) {
    PollView::Vote vote;
    for (const auto& choice : ballot.choices) {
        if (choice.answer == Answer::Yes)
            vote.yes.push_back(choice.option.value);
        if (choice.answer == Answer::IfNeedBe)
            vote.ifNeedBe.push_back(choice.option.value);
    }
    vote.comment = QString::fromStdString(ballot.comment);
    return vote;
}

PollSlot slotOf(const content::Slot& slot) {
    PollSlot shown;
    if (slot.kind == content::Slot::Kind::Times) {
        shown.start = std::chrono::seconds(slot.first);
        shown.end = std::chrono::seconds(slot.last);
        return shown;
    }
    const QDate first(1970, 1, 1);
    shown.kind = PollSlot::Kind::Days;
    shown.firstDay = first.addDays(slot.first);
    shown.lastDay = first.addDays(slot.last);
    return shown;
}

PollAnswer shownAnswer(Answer answer) {
    switch (answer) {
    case Answer::Yes:
        return PollAnswer::Yes;
    case Answer::IfNeedBe:
        return PollAnswer::IfNeedBe;
    case Answer::No:
        break;
    }
    return PollAnswer::No;
}

/// What the question itself says.
void addQuestion(PollView& view, const Poll& poll) {
    view.title = QString::fromStdString(poll.title);
    if (poll.choices == Poll::Choices::Several)
        view.choices = PollView::Choices::Several;
    if (poll.third == Poll::Third::Offered)
        view.third = PollView::Third::Offered;
    if (poll.names == Poll::Names::Counted)
        view.names = PollView::Names::Counted;
    if (poll.sealedTo)
        view.results = PollView::Results::AfterClosing;
    for (const auto& asked : poll.options) {
        PollView::Option option;
        option.number = asked.id.value;
        option.text = QString::fromStdString(asked.text);
        if (asked.slot)
            option.slot = slotOf(*asked.slot);
        view.options.push_back(std::move(option));
    }
}

class Viewing {
public:
    Viewing(storage::Connection& connection, People& people, const UserId& self,
            const storage::MessageRecord& message)
        : m_connection(connection)
        , m_people(people)
        , m_self(self)
        , m_message(message) {}

    Result<void> addOutcome(PollView& view, const PollReading& reading) {
        const Outcome& outcome = reading.outcome;
        view.answered = static_cast<std::int32_t>(outcome.answered);
        view.cameTooLate = std::ranges::count(outcome.late, m_self) != 0;
        if (outcome.numbers == Outcome::Numbers::Hidden) {
            view.outcome = PollView::Outcome::Hidden;
            return {};
        }
        for (std::size_t i = 0; i < view.options.size(); ++i) {
            view.options[i].yes = static_cast<std::int32_t>(outcome.yes[i]);
            view.options[i].ifNeedBe = static_cast<std::int32_t>(outcome.ifNeedBe[i]);
            if (view.names == PollView::Names::Counted)
                continue;
            auto voters = firstVoters(outcome, i);
            if (!voters.ok())
                return voters.error();
            view.options[i].voters = std::move(voters).value();
        }
        for (const auto winner : outcome.winners)
            view.winners.push_back(winner.value);
        return {};
    }

    Result<void> addOwn(PollView& view, const PollReading& reading) {
        if (reading.own)
            view.vote = voteOf(*reading.own);
        const auto pending = pendingBallot(m_connection, m_message);
        if (!pending.ok())
            return pending.error();
        if (pending.value())
            view.pending = voteOf(*pending.value());
        return {};
    }

    /// Members now who have not answered.
    Result<std::vector<UserId>> findSilent(const Outcome& outcome) {
        const auto members = membersOf(m_connection, m_message.conversation);
        if (!members.ok())
            return members.error();
        m_authorIsMember = std::ranges::count(members.value(), m_message.sender) != 0;
        return silentOf(members.value(), outcome);
    }

    Result<void> addMembers(PollView& view, const Outcome& outcome) {
        auto silent = findSilent(outcome);
        if (!silent.ok())
            return silent.error();
        auto& users = silent.value();
        view.silent = static_cast<std::int32_t>(users.size());
        m_othersAreSilent =
            std::ranges::any_of(users, [this](const UserId& user) { return user != m_self; });
        users.resize(std::min(users.size(), PollView::kNamed));
        auto unanswered = peopleOf(m_people, users);
        if (!unanswered.ok())
            return unanswered.error();
        view.unanswered = std::move(unanswered).value();
        return {};
    }

    Result<void> addTeller(PollView& view) {
        const auto teller = storage::PollStore(m_connection).toldBy(m_message.row);
        if (!teller.ok())
            return teller.error();
        if (!teller.value())
            return {};
        auto person = m_people.find(*teller.value());
        if (!person.ok())
            return person.error();
        view.toldBy = std::move(person).value();
        return {};
    }

    /// Behind addMembers().
    Result<void> addRights(PollView& view, const storage::PollRecord& record) {
        const auto writable = isWritable();
        if (!writable.ok())
            return writable.error();
        const auto untold = isOfEarlierTime(m_connection, m_message);
        if (!untold.ok())
            return untold.error();
        view.untold = untold.value() && !record.closedAt;
        if (!writable.value())
            return {};
        const bool own = m_message.sender == m_self;
        if (view.state == PollView::State::Closed) {
            view.mayReopen = own;
            return {};
        }
        view.mayVote = !view.untold && (!record.deadline || !record.passed);
        view.mayClose = own;
        view.mayRemind = own && m_othersAreSilent && record.quietUntil == Milliseconds(0);
        if (own || m_authorIsMember)
            return {};
        const auto admins = storedAdmins(m_connection, m_message.conversation);
        if (!admins.ok())
            return admins.error();
        view.mayClose = std::ranges::count(admins.value(), m_self) != 0;
        return {};
    }

private:
    Result<std::vector<Person>> firstVoters(const Outcome& outcome, std::size_t option) {
        std::vector<UserId> voters;
        for (const Line& line : outcome.lines) {
            if (voters.size() == PollView::kNamed)
                break;
            if (line.answers[option] == Answer::Yes)
                voters.push_back(line.user);
        }
        return peopleOf(m_people, voters);
    }

    Result<bool> isWritable() {
        const auto record = storage::ConversationStore(m_connection).find(m_message.conversation);
        if (!record.ok())
            return record.error();
        const auto leaving =
            storage::SettingsStore(m_connection)
                .number(settings::ofConversation(settings::kLeaving, m_message.conversation));
        if (!leaving.ok())
            return leaving.error();
        return record.value() && !leaving.value() &&
               record.value()->state == storage::ConversationState::Live;
    }

    storage::Connection& m_connection;
    People& m_people;
    UserId m_self;
    const storage::MessageRecord& m_message;
    bool m_authorIsMember = false;
    bool m_othersAreSilent = false;
};

Result<PollView> viewOf(Viewing& viewing, const PollReading& reading,
                        const storage::MessageRecord& message) {
    PollView view;
    view.row = message.row;
    if (message.messageId)
        view.id = QString::fromStdString(toHex(message.messageId->view()));
    addQuestion(view, reading.poll);
    view.deadline = reading.record.deadline.value_or(Milliseconds(0));
    if (reading.record.closedAt)
        view.state = PollView::State::Closed;
    if (auto added = viewing.addOutcome(view, reading); !added.ok())
        return added.error();
    if (auto added = viewing.addOwn(view, reading); !added.ok())
        return added.error();
    if (auto added = viewing.addMembers(view, reading.outcome); !added.ok())
        return added.error();
    if (auto added = viewing.addRights(view, reading.record); !added.ok())
        return added.error();
    if (auto added = viewing.addTeller(view); !added.ok())
        return added.error();
    return view;
}

} // namespace

Result<std::optional<PollView>> viewOf(storage::Connection& connection, People& people,
                                       const UserId& self, const storage::MessageRecord& message) {
    const auto reading = read(connection, self, message);
    if (!reading.ok())
        return reading.error();
    if (!reading.value())
        return std::optional<PollView>();
    Viewing viewing(connection, people, self, message);
    auto view = viewOf(viewing, *reading.value(), message);
    if (!view.ok())
        return view.error();
    return std::optional(std::move(view).value());
}

Result<std::optional<PollTable>> tableOf(storage::Connection& connection, People& people,
                                         const UserId& self,
                                         const storage::MessageRecord& message) {
    const auto reading = read(connection, self, message);
    if (!reading.ok())
        return reading.error();
    if (!reading.value())
        return std::optional<PollTable>();
    Viewing viewing(connection, people, self, message);
    auto view = viewOf(viewing, *reading.value(), message);
    if (!view.ok())
        return view.error();
    PollTable table;
    table.poll = std::move(view).value();
    const Outcome& outcome = reading.value()->outcome;
    if (table.poll.names == PollView::Names::Shown)
        for (const Line& said : outcome.lines) {
            auto person = people.find(said.user);
            if (!person.ok())
                return person.error();
            PollTable::Line line;
            line.person = std::move(person).value();
            line.comment = QString::fromStdString(said.comment);
            for (const Answer answer : said.answers)
                line.answers.push_back(shownAnswer(answer));
            table.lines.push_back(std::move(line));
        }
    const auto silent = viewing.findSilent(outcome);
    if (!silent.ok())
        return silent.error();
    auto persons = peopleOf(people, silent.value());
    if (!persons.ok())
        return persons.error();
    table.silent = std::move(persons).value();
    std::ranges::sort(table.silent, [](const Person& one, const Person& other) {
        return one.name.localeAwareCompare(other.name) < 0;
    });
    return std::optional(std::move(table));
}

} // namespace kontor::polls
