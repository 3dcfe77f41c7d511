// Polls at random, and what everybody has to agree on of them in the end.
#include "core/conversations/timeline.h"
#include "core/setting_names.h"
#include "tests/simulation/random_run.h"
#include "tests/support/unwrap.h"

#include <algorithm>

namespace kontor::test {
namespace {

/// In the log, and to be read.
std::vector<storage::MessageRecord> pollsIn(SimClient& client, ConversationId where) {
    auto messages = unwrap(client.stores().messages.newest(where, 100'000)).messages;
    std::erase_if(messages, [](const auto& message) {
        return message.kind != storage::MessageKind::Poll || !message.seq || !message.messageId ||
               message.content != storage::MessageRecord::Content::Whole;
    });
    return messages;
}

PollView viewOf(SimClient& client, const storage::MessageRecord& message) {
    Timeline timeline(client.database().writer(), client.user());
    return *unwrap(timeline.entry(message)).poll;
}

/// Alike on every device. Of a sealed poll that is open its author alone knows who took a vote
/// back.
std::string outcomeOf(const PollView& poll) {
    std::string text = poll.state == PollView::State::Open ? "open" : "closed";
    const bool sealed = poll.results == PollView::Results::AfterClosing;
    if (sealed && (poll.state == PollView::State::Open || poll.outcome != PollView::Outcome::Known))
        return text;
    text += ", " + std::to_string(poll.answered) + " answered";
    for (const auto& option : poll.options)
        text += "; " + std::to_string(option.yes) + " (" + std::to_string(option.ifNeedBe) + ")";
    return text;
}

/// For whoever looks for a fault: who voted where in the log, and since when she is in.
std::string votesOf(SimClient& client, const storage::MessageRecord& message) {
    std::string text;
    Stores stores = client.stores();
    for (const auto& vote : unwrap(stores.polls.votes(message.row)))
        text += " " + std::to_string(vote.user.bytes[0]) + " at " +
                std::to_string(unwrap(stores.polls.seqOf(message.row, vote.place)).value) + " (" +
                std::to_string(vote.choices.size()) + " bytes)";
    const auto joined = unwrap(stores.settings.number(
        settings::ofConversation(settings::kJoinedAt, message.conversation)));
    return "; poll at " + std::to_string(message.seq->value) + ", in since " +
           std::to_string(joined.value_or(0)) + ", votes of" + text;
}

} // namespace

void RandomRun::askPoll() {
    SimClient* client = anybodyOpen();
    const auto where = anyGroup(client);
    if (!where || mayNotWrite(*client, where->id))
        return;
    PollForm form;
    form.title =
        QString("poll %1 of %2").arg(++m_texts).arg(QString::fromStdString(client->name()));
    form.options = QStringList{"one", "two", "three"};
    form.choices = below(2) == 0 ? PollView::Choices::One : PollView::Choices::Several;
    form.third = below(3) == 0 ? PollView::Third::Offered : PollView::Third::None;
    form.names = below(3) == 0 ? PollView::Names::Counted : PollView::Names::Shown;
    form.results = below(3) == 0 ? PollView::Results::AfterClosing : PollView::Results::Always;
    note(client->name() + " asks " + form.title.toStdString());
    if (!client->profile().polls().ask(where->id, form).ok())
        m_wrong = client->name() + " could not ask";
}

void RandomRun::doToPoll() {
    SimClient* client = anybodyOpen();
    const auto where = anyGroup(client);
    if (!where || mayNotWrite(*client, where->id))
        return;
    const auto polls = pollsIn(*client, where->id);
    if (polls.empty())
        return;
    const auto& message = polls.at(below(std::min<std::size_t>(polls.size(), 4)));
    const PollView poll = viewOf(*client, message);
    auto& desk = client->profile().polls();
    Result<void> done;
    if (poll.mayClose && below(5) == 0) {
        note(client->name() + " closes " + message.text);
        done = desk.close(message.row);
    } else if (poll.mayReopen && below(3) == 0) {
        note(client->name() + " reopens " + message.text);
        done = desk.reopen(message.row);
    } else if (poll.mayVote) {
        VoteForm form{message.row, {}};
        const auto first = static_cast<PollView::OptionNumber>(below(4));
        if (first != 0)
            form.vote.yes.push_back(first);
        if (first > 1 && poll.choices == PollView::Choices::Several) {
            auto& more =
                poll.third == PollView::Third::Offered ? form.vote.ifNeedBe : form.vote.yes;
            more.push_back(1);
        }
        note(client->name() + " votes in " + message.text + ": " + std::to_string(first));
        done = desk.vote(form);
    }
    if (!done.ok())
        m_wrong = client->name() +
                  " could not take part in a poll: " + std::string(nameOf(done.error().code));
}

std::string RandomRun::checkPolls() {
    struct Seen {
        std::string outcome;
        std::string by;
        std::string votes;
    };
    std::map<MessageId, Seen> seen;
    for (const auto& [name, client] : m_world.clients())
        for (const auto& record : unwrap(client->stores().conversations.all())) {
            if (record.state != storage::ConversationState::Live)
                continue;
            for (const auto& message : pollsIn(*client, record.id)) {
                const std::string outcome = outcomeOf(viewOf(*client, message));
                const auto [known, fresh] = seen.try_emplace(
                    *message.messageId, Seen{outcome, name, votesOf(*client, message)});
                if (!fresh && known->second.outcome != outcome)
                    return "'" + message.text + "' is " + outcome + " for " + name + " and " +
                           known->second.outcome + " for " + known->second.by +
                           votesOf(*client, message) + known->second.votes;
            }
        }
    return {};
}

} // namespace kontor::test
