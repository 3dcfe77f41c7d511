#pragma once

#include "core/conversations/timeline.h"
#include "storage/rows.h"
#include "tests/simulation/company.h"

namespace kontor::test {

using Numbers = std::vector<PollView::OptionNumber>;

/// Anna, Bob and Carla in a group with a poll of Anna's; Dora is still outside.
struct NewcomerStory {
    explicit NewcomerStory(std::uint64_t seed)
        : company(seed)
        , dora(company.dora) {
        ask();
    }

    void ask() {
        PollForm form;
        form.title = "Lunch?";
        form.options = QStringList{"Soup", "Rice", "Bread"};
        const auto row = unwrap(company.anna.profile().polls().ask(of(company.anna), form));
        settle();
        id = *unwrap(company.anna.stores().messages.find(row))->messageId;
    }
    void settle() {
        if (const auto wrong = company.world.settle(); !wrong.empty())
            qFatal("%s", wrong.c_str());
    }
    [[nodiscard]] ConversationId of(SimClient& client) const { return company.of(client); }
    [[nodiscard]] std::optional<MessageRow> row(SimClient& client) const {
        return unwrap(client.stores().polls.findById(id));
    }
    void vote(SimClient& client, const Numbers& options) {
        const auto voted = client.profile().polls().vote({*row(client), {options, {}}});
        if (!voted.ok())
            qFatal("%s cannot vote: %s", client.name().c_str(), nameOf(voted.error().code).data());
    }
    void add(SimClient& adder, SimClient& newcomer) {
        adder.add(of(adder), {newcomer.user()}, "add");
        if (!company.world.succeeds(adder, "add"))
            qFatal("nobody was added");
    }
    /// Bob, who is an admin then, brings somebody in and dies with the commit: what he has to tell
    /// waits in his store.
    void addAndDie(SimClient& newcomer) {
        company.anna.setRole(of(company.anna), company.bob.user(), MemberInfo::Role::Admin, "role");
        settle();
        company.world.whenNext("bob", Direction::ToClient, isAppended,
                               [this] { company.bob.crashInside(1, [] {}); });
        company.bob.add(of(company.bob), {newcomer.user()}, "add");
        if (!company.world.runUntil([&] { return newcomer.groupNamed("Team").has_value(); }))
            qFatal("nobody came in");
        company.world.run(std::chrono::seconds(10));
        if (row(newcomer))
            qFatal("she was told");
    }
    /// Bob is back.
    void tellAtLast() {
        company.bob.open();
        settle();
    }
    /// Anna takes somebody out.
    void remove(SimClient& member) {
        company.anna.remove(of(company.anna), member.user(), "remove");
        if (!company.world.succeeds(company.anna, "remove"))
            qFatal("nobody was removed");
    }
    void close(SimClient& client) {
        if (!client.profile().polls().close(*row(client)).ok())
            qFatal("not closed");
    }
    void reopen(SimClient& client) {
        if (!client.profile().polls().reopen(*row(client)).ok())
            qFatal("not open again");
    }
    /// Dora comes in and is not told: her adder died with the commit. Two others vote.
    void keepTwoActs() {
        company.world.whenNext("anna", Direction::ToClient, isAppended,
                               [this] { company.anna.crashInside(1, [] {}); });
        company.anna.add(of(company.anna), {dora.user()}, "add");
        if (!company.world.runUntil([&] { return dora.groupNamed("Team").has_value(); }))
            qFatal("she did not come in");
        vote(company.bob, {2});
        vote(company.carla, {2});
        company.world.run(std::chrono::seconds(10));
        if (earlyActs() != 2)
            qFatal("nothing waits");
    }
    [[nodiscard]] std::int64_t earlyActs() const {
        storage::Statement count =
            dora.database().writer().prepare("SELECT count(*) FROM early_poll_acts");
        return unwrap(storage::readInteger(count));
    }
    [[nodiscard]] PollView view(SimClient& client) const {
        Timeline timeline(client.database().writer(), client.user());
        const auto message = unwrap(client.stores().messages.find(*row(client)));
        return *unwrap(timeline.entry(*message)).poll;
    }
    /// What everybody must agree on; "unknown" where she has no such poll.
    [[nodiscard]] std::string outcome(SimClient& client) const {
        if (!row(client))
            return "unknown";
        const PollView poll = view(client);
        std::string text = poll.state == PollView::State::Open ? "open" : "closed";
        for (const auto& option : poll.options) {
            text += "; " + option.text.toStdString() + ":";
            for (const auto& voter : option.voters)
                text += " " + voter.handle.toStdString();
        }
        return text + "; " + std::to_string(poll.answered) + " and " + std::to_string(poll.silent);
    }

    Company company;
    SimClient& dora;
    MessageId id;
};

} // namespace kontor::test
