#include "core/formatting/span_record.h"
#include "core/timers/wall_ends.h"
#include "tests/simulation/poll_story.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

/// The world's clock begins at the same time with each seed.
PollForm endingForm(Milliseconds after) {
    PollForm form = lunchForm();
    form.deadline = SimWorld(1).clock.sinceEpoch() + after;
    return form;
}

int closingsOf(SimClient& client) {
    return noticesOf(client, PollStory::team(client), Notice::Kind::PollClosed);
}

std::vector<storage::MessageRecord> messagesOf(SimClient& client) {
    return unwrap(client.stores().messages.newest(PollStory::team(client), 1'000)).messages;
}

} // namespace

/// Deadlines, reminders, and polls that end by themselves.
class TestPollTimeStories : public QObject {
    Q_OBJECT
private slots:
    void itsAuthorsComputerClosesItInTime() {
        PollStory story(401, endingForm(2h));
        QVERIFY(story.view(story.bob).deadline > story.world.clock.sinceEpoch());
        QVERIFY(story.vote(story.bob, {1}).ok());
        story.world.run(90min);
        QCOMPARE(closingsOf(story.anna), 0);
        QVERIFY(story.view(story.carla).mayVote);
        story.world.run(30min);
        AGREE(story.world);
        SAME_OUTCOME(story, "closed Soup: bob; Rice:; Bread:; ");
        story.world.run(24h);
        AGREE(story.world);
        for (SimClient* who : story.all())
            QCOMPARE(closingsOf(*who), 1);
        QCOMPARE(story.vote(story.carla, {2}).error().code, ErrorCode::PollClosed);
    }

    void whoIsAwayClosesItWhenSheIsBack() {
        PollStory story(402, endingForm(2h));
        story.anna.crash();
        story.world.run(1h);
        QVERIFY(story.vote(story.bob, {1}).ok());
        story.world.run(2h);
        // Nobody votes any more, and nobody else closes it.
        QVERIFY(!story.view(story.carla).mayVote);
        QCOMPARE(story.vote(story.carla, {2}).error().code, ErrorCode::PollClosed);
        QVERIFY(story.view(story.carla).state == PollView::State::Open);
        story.anna.open();
        story.anna.crash(); // it is queued already
        story.anna.open();
        AGREE(story.world);
        SAME_OUTCOME(story, "closed Soup: bob; Rice:; Bread:; ");
        for (SimClient* who : story.all())
            QCOMPARE(closingsOf(*who), 1);
    }

    void whatArrivesBeforeTheClosingCounts() {
        PollStory story(403, endingForm(2h));
        story.anna.crash();
        // Carla's clock is slow: she votes after the deadline, and no closing stands in the log.
        story.carla.setClockAhead(-3h);
        story.world.run(2h + 30min);
        QVERIFY(story.vote(story.carla, {3}).ok());
        QVERIFY(story.world.runUntil([&] { return story.view(story.carla).vote.has_value(); }));
        story.carla.setClockAhead(0ms);
        story.anna.open();
        AGREE(story.world);
        SAME_OUTCOME(story, "closed Soup:; Rice:; Bread: carla; ");
    }

    void aDeadlineThatCannotBeMetIsTriedAgain() {
        PollStory story(408, endingForm(2h));
        auto& writer = story.anna.database().writer();
        unwrap(writer.execute("CREATE TEMP TRIGGER no_room BEFORE UPDATE OF passed ON main.polls"
                              " BEGIN SELECT RAISE(ABORT, 'no room'); END"));
        story.world.run(2h);
        QCOMPARE(closingsOf(story.bob), 0);
        unwrap(writer.execute("DROP TRIGGER no_room"));
        story.world.run(WallEnds::kAfterFault + 10s); // nothing else happens there
        QCOMPARE(closingsOf(story.bob), 1);
        AGREE(story.world);
        SAME_OUTCOME(story, "closed Soup:; Rice:; Bread:; ");
    }

    /// Her device comes back later, and says it then.
    void itsAuthorHasLostHerPlaceAtTheDeadline() {
        PollStory story(409, endingForm(2h));
        auto& [world, anna, bob, carla, id] = story;
        QVERIFY(story.vote(bob, {1}).ok());
        AGREE(world);
        anna.keepCopy("last week");
        world.say(anna, PollStory::team(anna), "danach");
        QVERIFY(world.settle().empty());
        anna.restoreCopy("last week");
        anna.open();
        world.say(anna, PollStory::team(anna), "mit dem alten Schlüssel");
        QVERIFY(world.runUntil([&] {
            return recordOf(anna, PollStory::team(anna)).state == storage::ConversationState::Lost;
        }));
        world.server.stop();
        world.run(3h);
        QVERIFY(recordOf(anna, PollStory::team(anna)).state == storage::ConversationState::Lost);
        QVERIFY(unwrap(anna.stores().polls.find(story.row(anna)))->passed);
        anna.crash();
        anna.open();
        world.server.start();
        AGREE(world);
        QVERIFY(recordOf(anna, PollStory::team(anna)).state == storage::ConversationState::Live);
        SAME_OUTCOME(story, "closed Soup: bob; Rice:; Bread:; ");
        for (SimClient* who : story.all())
            QCOMPARE(closingsOf(*who), 1);
    }

    /// By the log's time the deadline is to come: who thought that it was over may vote again.
    void aClockThatWasFastKeepsNobodyFromAReopenedPoll() {
        PollStory story(410, endingForm(4h));
        story.carla.setClockAhead(5h);
        story.world.run(1s);
        QVERIFY(!story.view(story.carla).mayVote);
        story.carla.setClockAhead(0ms);
        QVERIFY(story.anna.profile().polls().close(story.row(story.anna)).ok());
        AGREE(story.world);
        QVERIFY(story.anna.profile().polls().reopen(story.row(story.anna)).ok());
        AGREE(story.world);
        QVERIFY(story.view(story.carla).mayVote);
        QVERIFY(story.vote(story.carla, {2}).ok());
        AGREE(story.world);
        story.world.run(4h);
        AGREE(story.world);
        SAME_OUTCOME(story, "closed Soup:; Rice: carla; Bread:; ");
    }

    void aReopenedPollHasNoDeadlineThatIsOver() {
        PollStory story(404, endingForm(2h));
        story.world.run(3h);
        AGREE(story.world);
        QVERIFY(story.anna.profile().polls().reopen(story.row(story.anna)).ok());
        AGREE(story.world);
        QCOMPARE(story.view(story.bob).deadline, Milliseconds(0));
        QVERIFY(story.view(story.bob).mayVote);
        QVERIFY(story.vote(story.bob, {1}).ok());
        story.world.run(24h);
        AGREE(story.world);
        SAME_OUTCOME(story, "open Soup: bob; Rice:; Bread:; ");
    }

    void nobodyAsksForWhatIsOver() {
        PollStory story(405);
        PollForm form = lunchForm();
        form.deadline = story.world.clock.sinceEpoch();
        QCOMPARE(story.anna.profile().polls().ask(story.team(story.anna), form).error().code,
                 ErrorCode::Malformed);
    }

    void whoIsSilentIsRemindedOnceADay() {
        PollStory story(406);
        QVERIFY(story.vote(story.bob, {1}).ok());
        AGREE(story.world);
        QVERIFY(story.view(story.anna).mayRemind && !story.view(story.bob).mayRemind);
        QCOMPARE(story.bob.profile().polls().remind(story.row(story.bob), "He").error().code,
                 ErrorCode::NotAllowed);
        auto& desk = story.anna.profile().polls();
        QVERIFY(desk.remind(story.row(story.anna), "Bitte noch antworten").ok());
        AGREE(story.world);
        for (SimClient* who : story.all()) {
            const auto newest = messagesOf(*who).front();
            QCOMPARE(newest.text, std::string("Bitte noch antworten\n@carla"));
            QVERIFY(newest.replyTo == story.id);
            const auto spans =
                unwrap(parseSpans(newest.detail, QString::fromStdString(newest.text).size()));
            QCOMPARE(spans.size(), std::size_t{1});
            QVERIFY(spans.front().user == story.carla.user());
        }
        QVERIFY(!story.view(story.anna).mayRemind);
        QCOMPARE(desk.remind(story.row(story.anna), "Nochmal").error().code, ErrorCode::NotAllowed);
        story.anna.crash();
        story.anna.open();
        QVERIFY(!story.view(story.anna).mayRemind);
        story.world.run(24h + 1s);
        QVERIFY(story.view(story.anna).mayRemind);
        QVERIFY(story.anna.profile().polls().remind(story.row(story.anna), "Morgen").ok());
        QVERIFY(story.vote(story.carla, {2}).ok());
        story.world.run(48h);
        AGREE(story.world);
        QVERIFY(!story.view(story.anna).mayRemind); // nobody is silent but she
    }

    void aPollHasALifeOfItsOwn() {
        PollForm form = lunchForm();
        form.lifetime = 1h;
        form.results = PollView::Results::AfterClosing;
        PollStory story(407, form);
        QVERIFY(story.vote(story.bob, {1}).ok());
        AGREE(story.world);
        for (SimClient* who : story.all())
            QVERIFY(story.view(*who).answered == 1);
        story.world.run(2h);
        QVERIFY(!unwrap(story.anna.stores().polls.findById(story.id)));
        form.lifetime = 1ms;
        QCOMPARE(story.anna.profile().polls().ask(story.team(story.anna), form).error().code,
                 ErrorCode::Malformed);
    }
};

QTEST_GUILESS_MAIN(TestPollTimeStories)
#include "tst_poll_time_stories.moc"
