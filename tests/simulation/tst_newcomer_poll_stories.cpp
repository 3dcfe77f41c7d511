#include "core/content/poll_state.h"
#include "core/polls/poll_intake.h"
#include "crypto/identity/policy_statement.h"
#include "tests/simulation/hostile.h"
#include "tests/simulation/newcomer_story.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

/// Who comes in late knows the open polls, and everybody counts her (docs/polls.md, "Newcomers").
class TestNewcomerPollStories : public QObject {
    Q_OBJECT
private slots:
    void aNewcomerIsToldByWhoeverAddsHer() {
        NewcomerStory story(900);
        auto& [company, dora, id] = story;
        story.vote(company.bob, {1});
        story.vote(company.carla, {2});
        story.settle();
        story.add(company.anna, dora);
        story.settle();
        QCOMPARE(story.outcome(dora), story.outcome(company.anna));
        QCOMPARE(story.view(dora).toldBy->handle, QString("anna"));
        QVERIFY(!story.view(company.bob).toldBy);
        story.vote(dora, {1});
        story.settle();
        QCOMPARE(story.outcome(company.bob),
                 std::string("open; Soup: bob dora; Rice: carla; Bread:; 3 and 1"));
        for (SimClient* const client : {&company.anna, &company.carla, &dora})
            QCOMPARE(story.outcome(*client), story.outcome(company.bob));
        AGREE(company.world);
    }

    void whatIsDoneBeforeSheIsToldIsReplayed() {
        NewcomerStory story(901);
        auto& [company, dora, id] = story;
        story.vote(company.bob, {1});
        story.settle();
        // Her adder dies with the commit: what she has to tell waits in her store.
        company.world.whenNext("anna", Direction::ToClient, isAppended,
                               [&company = company] { company.anna.crashInside(1, [] {}); });
        company.anna.add(story.of(company.anna), {dora.user()}, "add");
        QVERIFY(company.world.runUntil([&] { return dora.groupNamed("Team").has_value(); }));
        story.vote(company.bob, {2});
        story.vote(company.carla, {2});
        company.world.run(10s);
        QCOMPARE(story.outcome(dora), std::string("unknown"));
        company.anna.open();
        story.settle();
        QCOMPARE(story.outcome(dora), std::string("open; Soup:; Rice: bob carla; Bread:; 2 and 2"));
        QCOMPARE(story.outcome(dora), story.outcome(company.anna));
        AGREE(company.world);
    }

    /// What was voted in a poll that nobody tells her of is content, too.
    void whatNobodyTellsOfDoesNotWaitForEver() {
        NewcomerStory story(908);
        story.keepTwoActs();
        auto& [company, dora, id] = story;
        for (SimClient* const client : {&company.bob, &company.carla, &dora})
            client->crash();
        company.world.clock.advance(storage::EarlyPollStore::kKept - 1h);
        dora.open();
        company.world.run(10s);
        QCOMPARE(story.earlyActs(), 2);
        company.world.run(1h); // while she is there
        QCOMPARE(story.earlyActs(), 0);
    }

    void whatNobodyTellsOfObeysTheLongestLife() {
        NewcomerStory story(909);
        story.keepTwoActs();
        auto& world = story.company.world;
        identity::PolicyStatement statement;
        statement.number = 1;
        statement.longestLife = 1h;
        QVERIFY(world.server.administration()
                    .setPolicies(statement.sign(world.server.organisation()))
                    .ok());
        world.server.commitBatch();
        world.run(59min);
        QCOMPARE(story.earlyActs(), 2);
        world.run(1min);
        QCOMPARE(story.earlyActs(), 0);
    }

    void whoLeavesKeepsNothingOfPolls() {
        NewcomerStory story(910);
        story.keepTwoActs();
        story.dora.leave(story.of(story.dora), "leave");
        QVERIFY(story.company.world.runUntil([&] { return story.earlyActs() == 0; }));
    }

    void aPollThatWasClosedMeanwhileIsClosedForHer() {
        NewcomerStory story(902);
        auto& [company, dora, id] = story;
        story.vote(company.carla, {3});
        story.settle();
        company.world.whenNext("bob", Direction::ToClient, isAppended,
                               [&company = company] { company.bob.crashInside(1, [] {}); });
        // Bob is no admin: Anna makes him one.
        company.anna.setRole(story.of(company.anna), company.bob.user(), MemberInfo::Role::Admin,
                             "role");
        story.settle();
        company.world.whenNext("bob", Direction::ToClient, isAppended,
                               [&company = company] { company.bob.crashInside(1, [] {}); });
        company.bob.add(story.of(company.bob), {dora.user()}, "add");
        QVERIFY(company.world.runUntil([&] { return dora.groupNamed("Team").has_value(); }));
        QVERIFY(company.anna.profile().polls().close(*story.row(company.anna)).ok());
        company.world.run(10s);
        company.bob.open();
        story.settle();
        QVERIFY(story.outcome(dora).starts_with("closed; "));
        QCOMPARE(story.outcome(dora), story.outcome(company.carla));
        QCOMPARE(story.view(dora).toldBy->handle, QString("bob"));
        AGREE(company.world);
    }

    void whoWasOutForAWhileIsToldAnew() {
        NewcomerStory story(903);
        auto& [company, dora, id] = story;
        story.vote(company.carla, {1});
        story.settle();
        company.anna.remove(story.of(company.anna), company.carla.user(), "remove");
        story.settle();
        story.vote(company.bob, {2});
        story.settle();
        story.add(company.anna, company.carla);
        story.settle();
        QCOMPARE(story.outcome(company.carla), story.outcome(company.anna));
        QCOMPARE(story.outcome(company.carla),
                 std::string("open; Soup:; Rice: bob; Bread:; 1 and 2"));
        AGREE(company.world);
    }

    void whoComesBackByHerselfIsToldByThePollsAuthor() {
        NewcomerStory story(904);
        auto& [company, dora, id] = story;
        story.vote(company.carla, {1});
        story.settle();
        company.carla.keepCopy("last week");
        company.world.say(company.carla, story.of(company.carla), "lost");
        story.vote(company.bob, {2});
        story.vote(company.carla, {3});
        story.settle();
        company.carla.restoreCopy("last week");
        QVERIFY(company.anna.profile().polls().close(*story.row(company.anna)).ok());
        story.settle();
        QCOMPARE(story.outcome(company.carla), story.outcome(company.anna));
        QVERIFY(story.outcome(company.carla).starts_with("closed; Soup:; Rice: bob; Bread: carla"));
    }

    /// The entry that brings somebody in is taken all the same.
    void aPollThatFillsAMessageIsNotTold() {
        NewcomerStory story(907);
        auto& [company, dora, id] = story;
        PollForm form;
        form.title = "Large";
        for (char32_t i = 0; i < 50; ++i)
            form.options << QString::fromUcs4(
                std::u32string(255, U'\U0001F600').append(1, U'a' + i).data(), 256);
        const auto row = unwrap(company.anna.profile().polls().ask(story.of(company.anna), form));
        story.settle();
        auto& anna = company.anna;
        content::PollResult result;
        result.yes.assign(50, 0);
        result.ifNeedBe.assign(50, 0);
        result.voters = 800;
        result.lines.emplace();
        for (std::uint16_t i = 0; i < 800; ++i) {
            content::PollResult::Line line;
            line.user.bytes = {static_cast<std::uint8_t>(i >> 8U), static_cast<std::uint8_t>(i)};
            line.answers.assign(50, content::Answer::No);
            line.comment = std::string(60, 'x');
            result.lines->push_back(std::move(line));
        }
        {
            auto transaction = unwrap(storage::Transaction::begin(anna.database()));
            QVERIFY(anna.stores().polls.close(transaction, row, Seq(3)).ok());
            QVERIFY(anna.stores()
                        .polls.putResult(transaction, row, content::encodePollResult(result))
                        .ok());
            QVERIFY(transaction.commit().ok());
        }
        company.carla.keepCopy("last week");
        company.world.say(company.carla, story.of(company.carla), "lost");
        story.settle();
        company.carla.restoreCopy("last week");
        story.settle();
        company.world.say(anna, story.of(anna), "all is well");
        story.settle();
        for (SimClient* const client : {&anna, &company.carla}) {
            QCOMPARE(recordOf(*client, story.of(*client)).state, storage::ConversationState::Live);
            QVERIFY(std::ranges::count(textsOf(*client, story.of(*client)), "all is well") == 1);
        }
    }

    void anotherWordIsNotBelieved() {
        NewcomerStory story(905);
        auto& [company, dora, id] = story;
        story.vote(company.bob, {1});
        story.settle();
        story.add(company.anna, dora);
        story.settle();
        const std::string before = story.outcome(dora);
        content::PollState forged;
        forged.asOf = Seq(static_cast<std::uint64_t>(*unwrap(dora.stores().settings.number(
            settings::ofConversation(settings::kJoinedAt, story.of(dora))))));
        forged.poll = id;
        forged.author = company.anna.user();
        forged.device = DeviceId();
        const auto message =
            unwrap(company.carla.stores().messages.find(*story.row(company.carla)));
        forged.asked = unwrap(polls::pollOf(*message));
        content::Vote vote{id, {}};
        for (const auto& option : forged.asked.options)
            vote.choices.push_back({option.id, content::Answer::No});
        forged.votes.push_back(
            {company.bob.user(), forged.asOf, content::encodeVote(vote).content});
        // Of somebody who neither added her nor asked; and by the adder, of another place.
        queueBehind(company.world, company.carla, story.of(company.carla), forged);
        forged.asOf = Seq(forged.asOf.value + 1);
        queueBehind(company.world, company.anna, story.of(company.anna), forged);
        for (SimClient* const client : {&company.anna, &company.carla})
            company.world.say(*client, story.of(*client), "after it, by " + client->name());
        story.settle();
        for (SimClient* const client : {&company.anna, &company.bob, &company.carla, &dora})
            QCOMPARE(story.outcome(*client), before);
    }

    void manyVotesAreToldInParts() {
        NewcomerStory story(906);
        auto& [company, dora, id] = story;
        // Long comments would do it too; here as many members as a message cannot hold.
        PollForm form;
        form.title = "Many";
        for (int i = 0; i < 50; ++i)
            form.options << QString("option %1").arg(i);
        form.choices = PollView::Choices::Several;
        const auto row = unwrap(company.anna.profile().polls().ask(story.of(company.anna), form));
        story.settle();
        id = *unwrap(company.anna.stores().messages.find(row))->messageId;
        auto& anna = company.anna;
        {
            auto transaction = unwrap(storage::Transaction::begin(anna.database()));
            for (std::uint16_t i = 0; i < 1'000; ++i) {
                UserId user;
                user.bytes = {static_cast<std::uint8_t>(i >> 8U), static_cast<std::uint8_t>(i)};
                content::Vote vote{id, {}};
                for (std::uint32_t option = 1; option <= 50; ++option)
                    vote.choices.push_back({content::OptionId(option), content::Answer::Yes});
                QVERIFY(
                    anna.stores()
                        .polls
                        .putVote(transaction, row, user, Seq(3), content::encodeVote(vote).content)
                        .ok());
            }
            QVERIFY(transaction.commit().ok());
        }
        story.add(anna, dora);
        story.settle();
        QVERIFY(story.row(dora));
        const auto joined = *unwrap(dora.stores().settings.number(
            settings::ofConversation(settings::kJoinedAt, story.of(dora))));
        const auto came = static_cast<std::int64_t>(recordOf(dora, story.of(dora)).cursor.value);
        QVERIFY2(came - joined > 10, qPrintable(QString::number(came - joined)));
        // None of them is a member, so that none is counted here.
        QCOMPARE(story.view(dora).answered, 0);
    }
};

QTEST_GUILESS_MAIN(TestNewcomerPollStories)
#include "tst_newcomer_poll_stories.moc"
