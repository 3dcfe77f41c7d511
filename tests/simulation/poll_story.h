#pragma once

#include "core/conversations/timeline.h"
#include "core/polls/poll_view.h"
#include "tests/simulation/stories.h"

namespace kontor::test {

using Numbers = std::vector<PollView::OptionNumber>;

inline PollForm lunchForm(PollView::Choices choices = PollView::Choices::One) {
    PollForm form;
    form.title = "Lunch?";
    form.options = {"Soup", "Rice", "Bread"};
    form.choices = choices;
    return form;
}

/// Anna, Bob and Carla in a group, and Anna's poll in it.
struct PollStory {
    explicit PollStory(std::uint64_t seed, const PollForm& form = lunchForm())
        : world(seed)
        , anna(world.join("anna"))
        , bob(world.join("bob"))
        , carla(world.join("carla")) {
        const auto team = world.group("Team", anna, {&bob, &carla});
        id = ask(anna, team, form);
    }

    MessageId ask(SimClient& client, ConversationId where, const PollForm& form) {
        const auto row = unwrap(client.profile().polls().ask(where, form));
        if (const auto wrong = world.settle(); !wrong.empty())
            qFatal("%s", wrong.c_str());
        return *unwrap(client.stores().messages.find(row))->messageId;
    }
    [[nodiscard]] static ConversationId team(SimClient& client) {
        return *client.groupNamed("Team");
    }
    [[nodiscard]] MessageRow row(SimClient& client) const {
        return *unwrap(client.stores().polls.findById(id));
    }
    Result<void> vote(SimClient& client, const Numbers& yes, const Numbers& ifNeedBe = {},
                      const QString& comment = {}) {
        return client.profile().polls().vote({row(client), {yes, ifNeedBe, comment}});
    }
    [[nodiscard]] PollView view(SimClient& client) const {
        Timeline timeline(client.database().writer(), client.user());
        const auto message = unwrap(client.stores().messages.find(row(client)));
        return *unwrap(timeline.entry(*message)).poll;
    }
    [[nodiscard]] PollTable table(SimClient& client) const {
        People people(client.database().writer());
        const auto message = unwrap(client.stores().messages.find(row(client)));
        return *unwrap(polls::tableOf(client.database().writer(), people, client.user(), *message));
    }
    /// "Soup: bob carla; Rice: ; ..." and what else everybody must agree on.
    [[nodiscard]] std::string outcome(SimClient& client) const {
        const PollView poll = view(client);
        std::string text = poll.state == PollView::State::Open ? "open " : "closed ";
        for (const auto& option : poll.options) {
            text += option.text.toStdString() + ":";
            for (const auto& voter : option.voters)
                text += " " + voter.handle.toStdString();
            text += "; ";
        }
        return text;
    }
    /// "1/0 0/2 ..., winners 1, 2 answered": numbers alone; "hidden, 2 answered".
    [[nodiscard]] std::string numbers(SimClient& client) const {
        const PollView poll = view(client);
        std::string text = poll.state == PollView::State::Open ? "open" : "closed";
        if (poll.outcome == PollView::Outcome::Hidden)
            text += " hidden";
        else
            for (const auto& option : poll.options)
                text += " " + std::to_string(option.yes) + "/" + std::to_string(option.ifNeedBe);
        for (const auto winner : poll.winners)
            text += " +" + std::to_string(winner);
        return text + ", " + std::to_string(poll.answered) + " answered";
    }
    [[nodiscard]] std::array<SimClient*, 3> all() { return {&anna, &bob, &carla}; }

    SimWorld world;
    SimClient& anna;
    SimClient& bob;
    SimClient& carla;
    MessageId id;
};

} // namespace kontor::test

#define SAME_OUTCOME(story, expected)                                                              \
    do {                                                                                           \
        for (SimClient * who : (story).all())                                                      \
            QCOMPARE(QString::fromStdString((story).outcome(*who)), QString(expected));            \
    } while (false)
#define SAME_NUMBERS(story, expected)                                                              \
    do {                                                                                           \
        for (SimClient * who : (story).all())                                                      \
            QCOMPARE(QString::fromStdString((story).numbers(*who)), QString(expected));            \
    } while (false)
