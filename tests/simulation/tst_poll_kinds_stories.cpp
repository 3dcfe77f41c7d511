#include "core/conversations/listings.h"
#include "tests/simulation/hostile.h"
#include "tests/simulation/poll_story.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

constexpr Milliseconds kNoon{1'796'040'000'000};

PollForm datesForm() {
    PollForm form;
    form.title = "When?";
    PollSlot slot;
    slot.start = kNoon;
    slot.end = kNoon + 1h;
    form.dates.push_back(slot);
    slot.start += 24h;
    slot.end += 25h;
    form.dates.push_back(slot);
    slot.kind = PollSlot::Kind::Days;
    slot.start = slot.end = Milliseconds(0);
    slot.firstDay = QDate(2026, 12, 24);
    slot.lastDay = QDate(2026, 12, 31);
    form.dates.push_back(slot);
    form.choices = PollView::Choices::Several;
    form.third = PollView::Third::Offered;
    return form;
}

} // namespace

/// Polls for dates, with a third answer, with comments, counted, opened again.
class TestPollKindsStories : public QObject {
    Q_OBJECT
private slots:
    void datesAreAskedFor() {
        PollStory story(201, datesForm());
        QVERIFY(story.vote(story.bob, {1}, {2, 3}, " lieber früh ").ok());
        QVERIFY(story.vote(story.carla, {1, 2}).ok());
        AGREE(story.world);
        SAME_NUMBERS(story, "open 2/0 1/1 0/1 +1, 2 answered");
        QVERIFY(story.vote(story.anna, {2}, {1}).ok());
        AGREE(story.world);
        // Two yes and one maybe each.
        SAME_NUMBERS(story, "open 2/1 2/1 0/1 +1 +2, 3 answered");
        for (SimClient* who : story.all()) {
            const PollView view = story.view(*who);
            for (std::size_t i = 0; i < 3; ++i)
                QVERIFY(view.options[i].slot == datesForm().dates[i]);
            const PollTable table = story.table(*who);
            QCOMPARE(table.lines.size(), std::size_t{3});
            QCOMPARE(table.lines[0].person.handle, QString("bob"));
            QCOMPARE(table.lines[0].comment, QString("lieber früh"));
            QVERIFY(table.lines[0].answers ==
                    (std::vector{PollAnswer::Yes, PollAnswer::IfNeedBe, PollAnswer::IfNeedBe}));
            QVERIFY(table.silent.empty());
        }
        QCOMPARE(story.view(story.bob).vote->comment, QString("lieber früh"));
        QVERIFY(story.view(story.bob).vote->ifNeedBe == (Numbers{2, 3}));
    }

    void aVoteThatDoesNotFitLeavesTheEarlierOne() {
        PollStory story(202);
        QVERIFY(story.vote(story.bob, {1}).ok());
        AGREE(story.world);
        content::Vote both;
        both.poll = story.id;
        for (std::uint32_t number = 1; number <= 3; ++number)
            both.choices.push_back({content::OptionId(number), content::Answer::Yes});
        queueBehind(story.world, story.bob, PollStory::team(story.bob), both);
        story.world.say(story.bob, PollStory::team(story.bob), "danach");
        AGREE(story.world);
        SAME_OUTCOME(story, "open Soup: bob; Rice:; Bread:; ");
    }

    void countedPollsNameNobody() {
        PollForm form = lunchForm();
        form.names = PollView::Names::Counted;
        PollStory story(203, form);
        QVERIFY(story.vote(story.bob, {2}, {}, "nicht gesagt").ok());
        AGREE(story.world);
        SAME_NUMBERS(story, "open 0/0 1/0 0/0 +2, 1 answered");
        for (SimClient* who : story.all()) {
            QVERIFY(story.view(*who).options[1].voters.empty());
            const PollTable table = story.table(*who);
            QVERIFY(table.lines.empty());
            QCOMPARE(table.silent.size(), std::size_t{2}); // that is still known
        }
        QVERIFY(story.view(story.bob).vote->comment.isEmpty());
    }

    void whoIsSilentIsListedByName() {
        PollStory story(204);
        QVERIFY(story.vote(story.bob, {1}).ok());
        AGREE(story.world);
        const PollTable table = story.table(story.carla);
        QCOMPARE(table.silent.size(), std::size_t{2});
        QCOMPARE(table.silent[0].handle, QString("anna"));
        QCOMPARE(table.silent[1].handle, QString("carla"));
        QCOMPARE(table.poll.silent, 2);
    }

    void whatIsReopenedCountsOn() {
        PollStory story(205);
        QVERIFY(story.vote(story.bob, {1}).ok());
        AGREE(story.world);
        auto& desk = story.anna.profile().polls();
        QCOMPARE(desk.reopen(story.row(story.anna)).error().code, ErrorCode::NotAllowed);
        story.world.link.quality = {50ms, 50ms};
        QVERIFY(desk.close(story.row(story.anna)).ok());
        story.world.run(1ms);
        QVERIFY(story.vote(story.carla, {2}).ok()); // comes too late
        story.world.run(1s);
        AGREE(story.world);
        QVERIFY(story.view(story.carla).cameTooLate);
        QVERIFY(story.view(story.anna).mayReopen && !story.view(story.bob).mayReopen);
        QCOMPARE(story.bob.profile().polls().reopen(story.row(story.bob)).error().code,
                 ErrorCode::NotAllowed);
        QVERIFY(desk.reopen(story.row(story.anna)).ok());
        AGREE(story.world);
        // What came too late does not count now, either.
        SAME_OUTCOME(story, "open Soup: bob; Rice:; Bread:; ");
        QVERIFY(!story.view(story.carla).cameTooLate);
        QVERIFY(story.vote(story.carla, {3}).ok());
        AGREE(story.world);
        QVERIFY(story.anna.profile().polls().close(story.row(story.anna)).ok());
        AGREE(story.world);
        SAME_OUTCOME(story, "closed Soup: bob; Rice:; Bread: carla; ");
        for (SimClient* who : story.all()) {
            QCOMPARE(noticesOf(*who, story.team(*who), Notice::Kind::PollClosed), 2);
            QCOMPARE(noticesOf(*who, story.team(*who), Notice::Kind::PollReopened), 1);
        }
    }

    void whoWentWhileItWasClosedIsForgottenByTheReopening() {
        PollStory story(206);
        QVERIFY(story.vote(story.bob, {1}).ok());
        QVERIFY(story.vote(story.carla, {1}).ok());
        AGREE(story.world);
        QVERIFY(story.anna.profile().polls().close(story.row(story.anna)).ok());
        AGREE(story.world);
        story.anna.remove(story.team(story.anna), story.carla.user(), "remove");
        QVERIFY(story.world.succeeds(story.anna, "remove"));
        AGREE(story.world);
        QCOMPARE(story.outcome(story.bob), std::string("closed Soup: bob carla; Rice:; Bread:; "));
        QVERIFY(story.anna.profile().polls().reopen(story.row(story.anna)).ok());
        AGREE(story.world);
        QCOMPARE(story.outcome(story.anna), std::string("open Soup: bob; Rice:; Bread:; "));
        QCOMPARE(story.outcome(story.bob), story.outcome(story.anna));
    }

    void anAdminClosesWhatNobodyElseCan() {
        PollStory story(207);
        story.anna.setRole(story.team(story.anna), story.bob.user(), MemberInfo::Role::Admin,
                           "role");
        QVERIFY(story.world.succeeds(story.anna, "role"));
        QVERIFY(story.vote(story.carla, {2}).ok());
        AGREE(story.world);
        QVERIFY(!story.view(story.bob).mayClose);
        QCOMPARE(story.bob.profile().polls().close(story.row(story.bob)).error().code,
                 ErrorCode::NotAllowed);
        story.anna.leave(story.team(story.anna), "leave");
        QVERIFY(story.world.succeeds(story.anna, "leave"));
        QVERIFY(story.world.settle().empty());
        QVERIFY(story.view(story.bob).mayClose && !story.view(story.carla).mayClose);
        QCOMPARE(story.carla.profile().polls().close(story.row(story.carla)).error().code,
                 ErrorCode::NotAllowed);
        QVERIFY(story.bob.profile().polls().close(story.row(story.bob)).ok());
        QVERIFY(story.world.settle().empty());
        for (SimClient* who : {&story.bob, &story.carla}) {
            QCOMPARE(story.outcome(*who), std::string("closed Soup:; Rice: carla; Bread:; "));
            QVERIFY(!story.view(*who).mayReopen);
        }
    }

    void openOnesAreListedFirst() {
        PollStory story(208);
        auto& desk = story.anna.profile().polls();
        const auto team = story.team(story.anna);
        const auto first = story.row(story.anna);
        std::vector<MessageRow> asked;
        for (int i = 0; i < 3; ++i)
            asked.push_back(unwrap(desk.ask(team, lunchForm())));
        AGREE(story.world);
        QVERIFY(desk.close(asked[1]).ok());
        QVERIFY(desk.close(asked[2]).ok());
        AGREE(story.world);
        const std::vector order{asked[0], first, asked[2], asked[1]};
        std::vector<MessageRow> read;
        ListingRequest request{team, Listed::Polls, {}, 3};
        for (;;) {
            const auto page =
                unwrap(listing(story.anna.database().writer(), story.anna.user(), request));
            for (const auto& entry : page.entries)
                read.push_back(entry.poll->row);
            if (page.reachesOldest)
                break;
            request.olderThan = read.back();
        }
        QVERIFY(read == order);
    }
};

QTEST_GUILESS_MAIN(TestPollKindsStories)
#include "tst_poll_kinds_stories.moc"
