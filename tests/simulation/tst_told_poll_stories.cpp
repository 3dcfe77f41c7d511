#include "core/content/poll_state.h"
#include "core/polls/poll_intake.h"
#include "tests/simulation/hostile.h"
#include "tests/simulation/newcomer_story.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

/// When one is told of a poll makes no difference (core/polls/early_acts.h).
class TestToldPollStories : public QObject {
    Q_OBJECT
private slots:
    void whoLeftBeforeSheWasToldCountsForNobody() {
        NewcomerStory story(930);
        auto& [company, dora, id] = story;
        story.addAndDie(dora);
        story.vote(company.carla, {1});
        company.world.run(5s);
        story.remove(company.carla);
        company.world.run(5s);
        story.tellAtLast();
        QCOMPARE(story.outcome(dora), std::string("open; Soup:; Rice:; Bread:; 0 and 3"));
        QCOMPARE(story.outcome(dora), story.outcome(company.anna));
    }

    void whoLeftAfterTheClosingStillCounts() {
        NewcomerStory story(931);
        auto& [company, dora, id] = story;
        story.vote(company.carla, {2});
        story.settle();
        story.addAndDie(dora);
        story.close(company.anna);
        story.remove(company.carla);
        company.world.run(5s);
        story.tellAtLast();
        QVERIFY2(story.outcome(dora).starts_with("closed; Soup:; Rice: carla;"),
                 story.outcome(dora).c_str());
        QCOMPARE(story.outcome(dora), story.outcome(company.anna));
    }

    void whoLeftBetweenTwoClosingsCountsNoMore() {
        NewcomerStory story(932);
        auto& [company, dora, id] = story;
        story.vote(company.carla, {2});
        story.settle();
        story.addAndDie(dora);
        story.close(company.anna);
        company.world.run(5s);
        story.remove(company.carla);
        story.reopen(company.anna);
        company.world.run(5s);
        story.close(company.anna);
        company.world.run(5s);
        story.tellAtLast();
        QVERIFY2(story.outcome(dora).starts_with("closed; Soup:; Rice:;"),
                 story.outcome(dora).c_str());
        QCOMPARE(story.outcome(dora), story.outcome(company.anna));
    }

    /// An admin closes it while its author is still there, which counts for nobody.
    void whatAnAdminMightNotThenCountsForNobodyNow() {
        NewcomerStory story(933);
        auto& [company, dora, id] = story;
        company.anna.setRole(story.of(company.anna), company.carla.user(), MemberInfo::Role::Admin,
                             "carla");
        story.addAndDie(dora);
        queueBehind(company.world, company.carla, story.of(company.carla),
                    content::PollClosing{id});
        company.world.say(company.carla, story.of(company.carla), "and it is sent");
        company.world.run(5s);
        QVERIFY(story.outcome(company.carla).starts_with("open;"));
        company.anna.leave(story.of(company.anna), "leave");
        company.world.run(20s);
        story.tellAtLast();
        QVERIFY2(story.outcome(dora).starts_with("open;"), story.outcome(dora).c_str());
        QCOMPARE(story.outcome(dora), story.outcome(company.carla));
    }

    void aPollThatIsDeletedMeanwhileIsToldToNobody() {
        NewcomerStory story(934);
        auto& [company, dora, id] = story;
        story.addAndDie(dora);
        QVERIFY(company.anna.profile().actions().deleteForAll(*story.row(company.anna)).ok());
        company.world.run(5s);
        story.tellAtLast();
        QCOMPARE(story.outcome(dora), std::string("unknown"));
        AGREE(company.world);
    }

    /// He had not read of the deletion yet when he told.
    void norByWhoDoesNotKnowOfIt() {
        NewcomerStory story(941);
        auto& [company, dora, id] = story;
        const auto known = unwrap(company.bob.stores().messages.find(*story.row(company.bob)));
        content::PollState state;
        state.poll = id;
        state.author = company.anna.user();
        state.asked = unwrap(polls::pollOf(*known));
        story.addAndDie(dora);
        QVERIFY(company.anna.profile().actions().deleteForAll(*story.row(company.anna)).ok());
        company.world.run(5s);
        story.tellAtLast();
        state.asOf = Seq(static_cast<std::uint64_t>(*unwrap(dora.stores().settings.number(
            settings::ofConversation(settings::kJoinedAt, story.of(dora))))));
        queueBehind(company.world, company.bob, story.of(company.bob), state);
        company.world.say(company.bob, story.of(company.bob), "and it is sent");
        story.settle();
        QCOMPARE(story.outcome(dora), std::string("unknown"));
    }

    void aReopenedPollIsToldWithoutTheDeadlineThatIsOver() {
        NewcomerStory story(935);
        auto& [company, dora, id] = story;
        PollForm form;
        form.title = "Soon?";
        form.options = QStringList{"Yes", "No"};
        form.deadline = company.world.clock.sinceEpoch() + 1h;
        const auto row = unwrap(company.anna.profile().polls().ask(story.of(company.anna), form));
        story.settle();
        id = *unwrap(company.anna.stores().messages.find(row))->messageId;
        company.world.run(61min);
        story.settle();
        QVERIFY(story.outcome(company.bob).starts_with("closed;"));
        story.reopen(company.anna);
        story.settle();
        story.add(company.anna, dora);
        story.settle();
        QVERIFY(story.view(dora).mayVote);
        story.vote(dora, {1});
        story.settle();
        QCOMPARE(story.outcome(company.anna), std::string("open; Yes: dora; No:; 1 and 3"));
        QCOMPARE(story.outcome(dora), story.outcome(company.anna));
    }

    /// The author reopens it between his coming back and being told that it was closed.
    void whatIsDoneAfterOnesReturnStays() {
        NewcomerStory story(936);
        auto& [company, dora, id] = story;
        company.carla.keepCopy("last week");
        company.world.say(company.carla, story.of(company.carla), "lost");
        story.close(company.anna);
        story.settle();
        company.anna.crash();
        company.carla.restoreCopy("last week");
        company.world.run(30s);
        company.anna.open();
        story.reopen(company.anna); // before she hears that Carla is back
        story.settle();
        QVERIFY2(story.outcome(company.carla).starts_with("open;"),
                 story.outcome(company.carla).c_str());
        story.vote(company.carla, {3});
        story.settle();
        QCOMPARE(story.outcome(company.carla), story.outcome(company.anna));
    }

    /// Who comes back by herself knows what she has answered, though nobody else could tell her.
    void onesOwnSealedAnswerIsKnownAfterOnesReturn() {
        NewcomerStory story(940);
        auto& [company, dora, id] = story;
        PollForm form;
        form.title = "Secret?";
        form.options = QStringList{"Yes", "No"};
        form.results = PollView::Results::AfterClosing;
        const auto row = unwrap(company.anna.profile().polls().ask(story.of(company.anna), form));
        story.settle();
        id = *unwrap(company.anna.stores().messages.find(row))->messageId;
        story.vote(company.carla, {2});
        story.settle();
        company.carla.keepCopy("last week");
        company.world.say(company.carla, story.of(company.carla), "lost");
        story.settle();
        company.carla.restoreCopy("last week");
        story.settle();
        QVERIFY(story.view(company.carla).vote.has_value());
        QCOMPARE(story.view(company.carla).vote->yes, Numbers{2});
        QCOMPARE(story.view(company.carla).answered, 1);
    }

    void whatWasClosedWhileOneWasOutTakesNoVote() {
        NewcomerStory story(937);
        auto& [company, dora, id] = story;
        const MessageId first = id;
        story.ask();
        const MessageId second = id;
        story.remove(company.carla);
        story.settle();
        id = first;
        story.close(company.anna);
        story.settle();
        story.add(company.anna, company.carla);
        story.settle();
        QVERIFY(story.view(company.carla).untold);
        QVERIFY(!story.view(company.carla).mayVote);
        QCOMPARE(
            company.carla.profile().polls().vote({*story.row(company.carla), {{1}, {}}}).error(),
            Error(ErrorCode::NotAllowed));
        id = second;
        QVERIFY(!story.view(company.carla).untold);
        story.vote(company.carla, {1});
        story.settle();
        QCOMPARE(story.outcome(company.carla), story.outcome(company.anna));
    }

    void whatIsToldIsBounded() {
        NewcomerStory story(938);
        auto& [company, dora, id] = story;
        for (std::size_t i = 0; i < limits::kToldPolls; ++i)
            story.ask();
        const MessageId newest = id;
        story.add(company.anna, dora);
        story.settle();
        QCOMPARE(unwrap(dora.stores().polls.open(story.of(dora))).size(), limits::kToldPolls);
        id = newest;
        QVERIFY(story.row(dora));
        QCOMPARE(story.outcome(dora), story.outcome(company.anna));
    }

    /// Telling of it prolongs nothing.
    void sheIsToldForTheRestOfItsLife() {
        NewcomerStory story(939);
        auto& [company, dora, id] = story;
        PollForm form;
        form.title = "Today?";
        form.options = QStringList{"Yes", "No"};
        form.lifetime = 1h;
        const auto row = unwrap(company.anna.profile().polls().ask(story.of(company.anna), form));
        story.settle();
        id = *unwrap(company.anna.stores().messages.find(row))->messageId;
        company.world.run(50min);
        story.add(company.anna, dora);
        story.settle();
        QVERIFY(story.row(dora));
        const auto told = *unwrap(dora.stores().messages.find(*story.row(dora)));
        QVERIFY(told.lifetime > 8min);
        QVERIFY(told.lifetime <= 10min);
    }
};

QTEST_GUILESS_MAIN(TestToldPollStories)
#include "tst_told_poll_stories.moc"
