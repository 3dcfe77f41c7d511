#include "core/polls/poll_view.h"

#include "core/content/content.h"
#include "core/polls/poll_intake.h"
#include "core/polls/poll_tally.h"
#include "core/setting_names.h"
#include "crypto/encoding.h"
#include "storage/conversation_store.h"
#include "storage/poll_store.h"
#include "storage/settings_store.h"

#include <algorithm>

namespace kontor::polls {
namespace {

using content::Answer;

std::vector<PollView::OptionNumber> yesOf(std::span<const content::Vote::Choice> choices) {
    std::vector<PollView::OptionNumber> yes;
    for (const auto& choice : choices)
        if (choice.answer == Answer::Yes)
            yes.push_back(choice.option.value);
    return yes;
}

/// What cannot be read (a damaged store) counts for nothing.
std::vector<CastVote> cast(const std::vector<storage::VoteRecord>& records) {
    std::vector<CastVote> votes;
    for (const auto& record : records) {
        auto vote = content::parseVote(record.choices);
        if (vote.ok())
            votes.push_back({record.user, record.place, std::move(vote.value().choices)});
    }
    return votes;
}

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

/// One's own vote on its way, as it stands in the outbox.
Result<std::optional<std::vector<PollView::OptionNumber>>>
pendingOf(const storage::PollStore& polls, const storage::MessageRecord& message) {
    std::optional<std::vector<PollView::OptionNumber>> pending;
    const auto content = polls.pending(message.row);
    if (!content.ok())
        return content.error();
    if (!content.value())
        return pending;
    const auto mimi = content::MimiContent::parse(*content.value());
    if (!mimi.ok())
        return pending;
    const auto* part = std::get_if<content::SinglePart>(&mimi.value().nestedPart.part);
    const auto vote = part == nullptr ? Result<content::Vote>(ErrorCode::Malformed)
                                      : content::parseVote(part->content);
    if (vote.ok())
        pending = yesOf(vote.value().choices);
    return pending;
}

class Viewing {
public:
    Viewing(storage::Connection& connection, People& people, const UserId& self)
        : m_connection(connection)
        , m_people(people)
        , m_self(self) {}

    Result<void> addOptions(PollView& view, const content::Poll& poll, const Outcome& outcome) {
        std::vector<PollView::OptionNumber> chosen;
        for (std::size_t i = 0; i < poll.options.size(); ++i) {
            auto voters = peopleOf(m_people, outcome.options[i].voters);
            if (!voters.ok())
                return voters.error();
            if (std::ranges::count(outcome.options[i].voters, m_self) != 0)
                chosen.push_back(poll.options[i].id.value);
            PollView::Option option;
            option.number = poll.options[i].id.value;
            option.text = QString::fromStdString(poll.options[i].text);
            option.yes = static_cast<std::int32_t>(outcome.options[i].voters.size());
            option.voters = std::move(voters).value();
            view.options.push_back(std::move(option));
        }
        if (std::ranges::count(outcome.voters, m_self) != 0)
            view.vote = PollView::Vote{std::move(chosen), {}};
        for (const auto winner : outcome.winners)
            view.winners.push_back(winner.value);
        view.answered = static_cast<std::int32_t>(outcome.voters.size());
        view.cameTooLate = std::ranges::count(outcome.late, m_self) != 0;
        return {};
    }

    Result<void> addMembers(PollView& view, const storage::MessageRecord& message,
                            const Outcome& outcome) {
        const storage::ConversationStore conversations(m_connection);
        const auto members = conversations.members(message.conversation);
        if (!members.ok())
            return members.error();
        std::vector<UserId> silent;
        for (const auto& member : members.value())
            if (std::ranges::count(outcome.voters, member.user) == 0 &&
                std::ranges::count(silent, member.user) == 0)
                silent.push_back(member.user);
        auto unanswered = peopleOf(m_people, silent);
        if (!unanswered.ok())
            return unanswered.error();
        view.unanswered = std::move(unanswered).value();
        view.silent = static_cast<std::int32_t>(silent.size());
        const auto record = conversations.find(message.conversation);
        if (!record.ok())
            return record.error();
        const auto leaving =
            storage::SettingsStore(m_connection)
                .number(settings::ofConversation(settings::kLeaving, message.conversation));
        if (!leaving.ok())
            return leaving.error();
        const bool writable = record.value() && !leaving.value() &&
                              record.value()->state == storage::ConversationState::Live;
        view.mayVote = writable && view.state == PollView::State::Open;
        view.mayClose = view.mayVote && message.sender == m_self;
        return {};
    }

private:
    storage::Connection& m_connection;
    People& m_people;
    UserId m_self;
};

} // namespace

Result<std::optional<PollView>> viewOf(storage::Connection& connection, People& people,
                                       const UserId& self, const storage::MessageRecord& message) {
    const storage::PollStore polls(connection);
    const auto record = polls.find(message.row);
    if (!record.ok())
        return record.error();
    const auto poll = pollOf(message);
    if (!record.value() || !poll.ok())
        return std::optional<PollView>();
    const auto records = polls.votes(message.row);
    if (!records.ok())
        return records.error();
    const Outcome outcome = tally(poll.value(), cast(records.value()), record.value()->closedAt);
    PollView view;
    view.row = message.row;
    if (message.messageId)
        view.id = QString::fromStdString(toHex(message.messageId->view()));
    view.title = QString::fromStdString(poll.value().title);
    view.choices = poll.value().choices == content::Poll::Choices::Several
                       ? PollView::Choices::Several
                       : PollView::Choices::One;
    if (record.value()->closedAt)
        view.state = PollView::State::Closed;
    Viewing viewing(connection, people, self);
    if (auto added = viewing.addOptions(view, poll.value(), outcome); !added.ok())
        return added.error();
    if (auto added = viewing.addMembers(view, message, outcome); !added.ok())
        return added.error();
    auto pending = pendingOf(polls, message);
    if (!pending.ok())
        return pending.error();
    if (pending.value())
        view.pending = PollView::Vote{*std::move(pending).value(), {}};
    return std::optional(std::move(view));
}

} // namespace kontor::polls
