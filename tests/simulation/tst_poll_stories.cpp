#include "tests/simulation/poll_story.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

/// Polls: what is voted at the same time, offline, across a crash, too late (design.md, iii).
class TestPollStories : public QObject {
    Q_OBJECT
private slots:
    void everybodyCountsTheSame() {
        PollStory story(101);
        QVERIFY(story.vote(story.bob, {1}).ok());
        QVERIFY(story.vote(story.carla, {2}).ok());
        AGREE(story.world);
        QVERIFY(story.vote(story.bob, {2}).ok());
        AGREE(story.world);
        SAME_OUTCOME(story, "open Soup:; Rice: carla bob; Bread:; ");
        QCOMPARE(story.view(story.anna).unanswered.size(), std::size_t{1});
        QVERIFY(story.vote(story.bob, {}).ok());
        AGREE(story.world);
        SAME_OUTCOME(story, "open Soup:; Rice: carla; Bread:; ");
    }

    void onesOwnVoteIsPendingUntilTheLogHasIt() {
        PollStory story(102);
        story.world.link.quality = {50ms, 50ms};
        QVERIFY(story.vote(story.bob, {1}).ok());
        QVERIFY(story.view(story.bob).pending->yes == Numbers{1});
        QVERIFY(!story.view(story.bob).vote);
        AGREE(story.world);
        QVERIFY(!story.view(story.bob).pending);
        QVERIFY(story.view(story.bob).vote->yes == Numbers{1});
    }

    void aVoteSurvivesACrash() {
        PollStory story(103);
        story.world.link.cutAll();
        QVERIFY(story.vote(story.carla, {3}).ok());
        story.carla.crash();
        story.carla.open();
        QVERIFY(story.view(story.carla).pending->yes == Numbers{3});
        AGREE(story.world);
        SAME_OUTCOME(story, "open Soup:; Rice:; Bread: carla; ");
    }

    void whatComesAfterTheClosingIsTooLate() {
        PollStory story(104);
        story.world.link.quality = {50ms, 50ms};
        // Both are on their way; the closing is first in the log.
        QVERIFY(story.anna.profile().polls().close(story.row(story.anna)).ok());
        story.world.run(1ms);
        QVERIFY(story.vote(story.bob, {1}).ok());
        story.world.run(1s);
        AGREE(story.world);
        SAME_OUTCOME(story, "closed Soup:; Rice:; Bread:; ");
        QVERIFY(story.view(story.bob).cameTooLate);
        QVERIFY(!story.view(story.carla).cameTooLate);
        QCOMPARE(story.vote(story.carla, {1}).error().code, ErrorCode::PollClosed);
        for (SimClient* who : {&story.anna, &story.bob, &story.carla})
            QCOMPARE(noticesOf(*who, story.team(*who), Notice::Kind::PollClosed), 1);
    }

    void onlyItsAuthorClosesAPoll() {
        PollStory story(105);
        QCOMPARE(story.bob.profile().polls().close(story.row(story.bob)).error().code,
                 ErrorCode::NotAllowed);
        QVERIFY(!story.view(story.bob).mayClose);
        QVERIFY(story.view(story.anna).mayClose);
    }

    void votesMoveNothingUpAndAreNotUnread() {
        PollStory story(106);
        const auto before = recordOf(story.anna, story.team(story.anna));
        const auto bobsBefore = recordOf(story.bob, story.team(story.bob));
        story.world.run(1h);
        QVERIFY(story.vote(story.bob, {1}).ok());
        AGREE(story.world);
        const auto after = recordOf(story.anna, story.team(story.anna));
        QVERIFY(after.lastActivity == before.lastActivity);
        QCOMPARE(after.unread, before.unread);
        QVERIFY(recordOf(story.bob, story.team(story.bob)).lastActivity == bobsBefore.lastActivity);
    }

    void openPollsForgetWhoIsGone() {
        PollStory story(107);
        QVERIFY(story.vote(story.bob, {1}).ok());
        QVERIFY(story.vote(story.carla, {1}).ok());
        AGREE(story.world);
        story.anna.remove(story.team(story.anna), story.carla.user(), "remove");
        QVERIFY(story.world.succeeds(story.anna, "remove"));
        AGREE(story.world);
        QCOMPARE(story.outcome(story.anna), std::string("open Soup: bob; Rice:; Bread:; "));
        QCOMPARE(story.outcome(story.bob), story.outcome(story.anna));
        QCOMPARE(story.vote(story.carla, {2}).error().code, ErrorCode::NotAllowed);
    }

    void whatDoesNotFitIsRefusedBeforeItIsSent() {
        PollStory story(108);
        QCOMPARE(story.vote(story.bob, {1, 2}).error().code, ErrorCode::NotAllowed);
        QCOMPARE(story.vote(story.bob, {9}).error().code, ErrorCode::OptionUnknown);
        auto& desk = story.bob.profile().polls();
        const auto team = story.team(story.bob);
        QCOMPARE(desk.ask(team, {"", {"a", "b"}, {}}).error().code, ErrorCode::Malformed);
        QCOMPARE(desk.ask(team, {"One?", {"a"}, {}}).error().code, ErrorCode::Malformed);
        QCOMPARE(desk.ask(team, {"Twice?", {"a", " a "}, {}}).error().code, ErrorCode::Malformed);
        PollStory several(109, lunchForm(PollView::Choices::Several));
        QVERIFY(several.vote(several.bob, {1, 3}).ok());
        AGREE(several.world);
        SAME_OUTCOME(several, "open Soup: bob; Rice:; Bread: bob; ");
    }
};

QTEST_GUILESS_MAIN(TestPollStories)
#include "tst_poll_stories.moc"
