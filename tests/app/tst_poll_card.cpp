// Polls in the window: their words, their card, and voting from the timeline.
#include "app/pictures/picture_library.h"
#include "app/texts/entry_text.h"
#include "app/texts/poll_text.h"
#include "app/view_models/timeline_model.h"
#include "tests/app/desk.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace kontor;
using CardRole = PollCardModel::Role;
using Numbers = std::vector<PollView::OptionNumber>;

namespace {

PollForm lunch(PollView::Choices choices = PollView::Choices::One) {
    return {QStringLiteral("Lunch?"),
            {QStringLiteral("Soup"), QStringLiteral("Rice"), QStringLiteral("Bread")},
            choices};
}

/// Anna's poll in a group with Bob and Cora, in an open timeline.
struct PollStory : Desk {
    ConversationId group = client.addGroup(QStringLiteral("Team"), {bob, cora});
    PictureLibrary pictures{workHere(), clock, clock};
    TimelineModel timeline{client, pictures, moments(), clock, clock};
    QAbstractItemModelTester tester{&timeline,
                                    QAbstractItemModelTester::FailureReportingMode::QtTest};
    MessageRow row;

    explicit PollStory(const PollForm& form = lunch()) {
        onEvent = [this](const Event& event) {
            if (const auto* change = std::get_if<TimelineChanged>(&event))
                timeline.apply(*change);
        };
        client.askPoll(group, form,
                       [this](const Result<MessageRow>& asked) { row = asked.value(); });
        settle();
        timeline.open(group, ConversationKind::Group);
        settle();
    }
    [[nodiscard]] double id() const { return static_cast<double>(row.value); }
    [[nodiscard]] PollCardModel* card() {
        const auto at = timeline.index(timeline.rowOf(id()));
        return at.data(static_cast<int>(TimelineModel::Role::Poll)).value<PollCardModel*>();
    }
    [[nodiscard]] QVariant of(int option, CardRole role) { return roleOf(*card(), option, role); }
    /// One's own answer to an option.
    [[nodiscard]] PollAnswer mine(int option) {
        return static_cast<PollAnswer>(of(option, CardRole::Answer).toInt());
    }
    [[nodiscard]] QString text(TimelineModel::Role role) {
        return roleOf(timeline, timeline.rowOf(id()), role).toString();
    }
    void press(int option) {
        timeline.vote(id(), option);
        settle();
    }
};

} // namespace

class TestPollCard : public QObject {
    Q_OBJECT

private slots:
    void pressingVotesAndPressingAgainTakesItBack() {
        PollStory story;
        QCOMPARE(story.text(TimelineModel::Role::Kind), QStringLiteral("poll"));
        QCOMPARE(story.card()->rowCount(), 3);
        QSignalSpy told(story.card(), &PollCardModel::dataChanged);
        PollCardModel* const before = story.card();
        story.press(2);
        QCOMPARE(story.card(), before); // rows change in place: the keyboard stays
        QVERIFY(told.count() > 0);
        QCOMPARE(story.mine(1), PollAnswer::Yes);
        QVERIFY(story.of(1, CardRole::Waiting).toBool());
        QCOMPARE(story.of(1, CardRole::Count).toString(),
                 QStringLiteral("0")); // counted once the log has it
        story.client.castVote(story.row, story.client.self(), {2});
        story.settle();
        QVERIFY(!story.of(1, CardRole::Waiting).toBool());
        QCOMPARE(story.of(1, CardRole::Count).toString(), QStringLiteral("1"));
        story.press(1); // one choice: instead of the other
        QCOMPARE(story.mine(0), PollAnswer::Yes);
        QCOMPARE(story.mine(1), PollAnswer::No);
        story.press(1);
        QCOMPARE(story.mine(0), PollAnswer::No);
    }

    void severalChoicesAddUp() {
        PollStory story(lunch(PollView::Choices::Several));
        story.press(1);
        story.press(3);
        QCOMPARE(story.mine(0), PollAnswer::Yes);
        QCOMPARE(story.mine(2), PollAnswer::Yes);
        story.press(1);
        QCOMPARE(story.mine(0), PollAnswer::No);
        QCOMPARE(story.mine(2), PollAnswer::Yes);
    }

    void theCardTellsWhoHasAnsweredAndWhoHasNot() {
        PollStory story;
        story.client.castVote(story.row, story.bob, {1});
        story.client.castVote(story.row, story.cora, {1});
        story.client.castVote(story.row, story.client.self(), {2});
        story.settle();
        QCOMPARE(story.of(0, CardRole::Voters).toString(),
                 QStringLiteral("Bob Lindner and Cora Mikkelsen"));
        QCOMPARE(story.of(0, CardRole::Share).toDouble(), 1.0);
        QCOMPARE(story.of(1, CardRole::Share).toDouble(), 0.5);
        QCOMPARE(story.card()->answered(), QStringLiteral("3 of 3"));
        QVERIFY(story.card()->silent().isEmpty());
        QVERIFY(story.of(0, CardRole::Spoken).toString().contains(QStringLiteral("Soup")));
    }

    void aClosedPollHasAWinnerAndNoVotes() {
        PollStory story;
        story.client.castVote(story.row, story.bob, {3});
        story.timeline.closePoll(story.id());
        story.settle();
        QVERIFY(story.of(2, CardRole::Winner).toBool() && !story.of(0, CardRole::Winner).toBool());
        QVERIFY(!story.card()->mayVote() && !story.card()->mayClose());
        QCOMPARE(story.card()->hint(), QStringLiteral("Poll, closed"));
        // The line about it is a notice and names the result.
        const auto line = roleOf(story.timeline, 0, TimelineModel::Role::Text).toString();
        QVERIFY2(line.contains(QStringLiteral("Lunch?")) &&
                     line.contains(QStringLiteral("Bread (1)")),
                 qPrintable(line));
        story.press(1);
        QVERIFY(!story.text(TimelineModel::Role::Failure).isEmpty());
    }

    void pressingGoesOnToIfNeedBeWhereItIsOffered() {
        auto form = lunch(PollView::Choices::Several);
        form.third = PollView::Third::Offered;
        PollStory story(form);
        story.client.setDelivering(true);
        const std::vector<PollAnswer> wanted{PollAnswer::Yes, PollAnswer::IfNeedBe, PollAnswer::No,
                                             PollAnswer::Yes};
        for (const PollAnswer answer : wanted) {
            story.press(1);
            QCOMPARE(story.mine(0), answer);
        }
        story.press(1);
        story.press(2);
        story.client.castAnswers(story.row, story.bob, {{1}, {}, {}});
        story.settle();
        QCOMPARE(story.of(0, CardRole::Count).toString(), QStringLiteral("1 (1)"));
        QCOMPARE(story.of(0, CardRole::Share).toDouble(), 0.5);
        QCOMPARE(story.of(0, CardRole::Maybe).toDouble(), 0.5);
        const auto spoken = story.of(0, CardRole::Spoken).toString();
        QVERIFY2(spoken.endsWith(QStringLiteral("your answer: if need be")), qPrintable(spoken));
    }

    void oneChoiceHasOneAnswerOfEitherKind() {
        auto form = lunch();
        form.third = PollView::Third::Offered;
        PollStory story(form);
        story.press(1);
        story.press(1);
        QCOMPARE(story.mine(0), PollAnswer::IfNeedBe);
        story.press(2);
        QCOMPARE(story.mine(0), PollAnswer::No);
        QCOMPARE(story.mine(1), PollAnswer::Yes);
    }

    void wordsGoWithAVoteAndWithItAway() {
        PollStory story;
        story.client.setDelivering(true);
        QVERIFY(!story.card()->mayComment()); // there is no vote to go with
        story.timeline.comment(story.id(), QStringLiteral("too early"));
        story.press(1);
        QVERIFY(story.card()->mayComment() && story.card()->comment().isEmpty());
        story.timeline.comment(story.id(), QStringLiteral(" without  onions "));
        story.settle();
        QCOMPARE(story.card()->comment(), QStringLiteral("without onions"));
        story.press(2); // another answer, the same words
        QCOMPARE(story.card()->comment(), QStringLiteral("without onions"));
        story.press(2);
        QVERIFY(story.card()->comment().isEmpty());
    }

    void datesAreWrittenAsTheReaderWritesThem() {
        PollForm form{QStringLiteral("When?"), {}, PollView::Choices::Several};
        PollSlot times;
        const auto today = Moments::dayOf(Desk().clock.sinceEpoch());
        const auto day = today.addDays(1);
        times.start = Moments::at(day, QTime(10, 0));
        times.end = Moments::at(day, QTime(11, 30));
        PollSlot days;
        days.kind = PollSlot::Kind::Days;
        days.firstDay = QDate(today.year() + 1, 12, 24);
        days.lastDay = days.firstDay.addDays(1);
        form.dates = {times, days};
        PollStory story(form);
        const QLocale english(QLocale::English, QLocale::UnitedKingdom);
        QCOMPARE(story.of(0, CardRole::Label).toString(),
                 story.moments().date(day) + QStringLiteral(" · 10:00 – 11:30"));
        QCOMPARE(story.of(1, CardRole::Label).toString(),
                 english.toString(days.firstDay, QStringLiteral("ddd, d MMM yyyy")) +
                     QStringLiteral(" – ") +
                     english.toString(days.lastDay, QStringLiteral("ddd, d MMM yyyy")));
        story.timeline.setLocale(QLocale(QLocale::German, QLocale::Germany));
        QVERIFY(story.of(1, CardRole::Label).toString().contains(QStringLiteral("Dez")));
    }

    void whatIsHiddenIsToldAfterTheClosing() {
        PollStory story;
        PollForm form = lunch();
        form.results = PollView::Results::AfterClosing;
        story.row = story.client.receivePoll(story.group, story.bob, form);
        story.client.castVote(story.row, story.bob, {1});
        story.client.castVote(story.row, story.client.self(), {2});
        story.settle();
        QVERIFY(!story.card()->known());
        QVERIFY(story.of(0, CardRole::Count).toString().isEmpty());
        QCOMPARE(story.of(0, CardRole::Share).toDouble(), 0.0);
        QCOMPARE(story.mine(1), PollAnswer::Yes); // one's own answer is no secret to oneself
        QCOMPARE(story.card()->secrecy(), QStringLiteral("Result after the closing"));
        QVERIFY(!story.of(0, CardRole::Spoken).toString().contains(QStringLiteral("vote")));
        story.client.closePoll(story.row, [](const Result<void>&) {});
        story.settle();
        QVERIFY(story.card()->known() && story.card()->secrecy().isEmpty());
        QCOMPARE(story.of(0, CardRole::Count).toString(), QStringLiteral("1"));
    }

    void theEndIsToldAndThatItHasPassed() {
        using namespace std::chrono_literals;
        PollForm form = lunch();
        Desk desk;
        const auto today = Moments::dayOf(desk.clock.sinceEpoch());
        form.deadline = Moments::at(today.addDays(1), QTime(18, 0));
        PollStory story(form);
        QCOMPARE(story.card()->ends(), QStringLiteral("Ends tomorrow 18:00"));
        QVERIFY(story.card()->mayVote());
        const QSignalSpy told(story.card(), &PollCardModel::changed);
        story.clock.advance(form.deadline - story.clock.sinceEpoch() + 1s);
        QVERIFY(told.count() > 0 && !story.card()->mayVote());
        QCOMPARE(story.card()->ends(), QStringLiteral("Ended, waits to be closed"));
        story.timeline.closePoll(story.id());
        story.settle();
        QVERIFY(story.card()->ends().isEmpty());
    }

    void aClosedPollOpensAgainAndTheSilentAreReminded() {
        PollStory story;
        QVERIFY(story.card()->mayRemind() && !story.card()->mayReopen());
        story.timeline.remindSilent(story.id());
        story.settle();
        QVERIFY(!story.card()->mayRemind());
        QCOMPARE(story.client.reminders(), QStringList{"Please answer this poll."});
        story.timeline.remindSilent(story.id());
        story.settle();
        QVERIFY(!story.text(TimelineModel::Role::Failure).isEmpty());
        story.timeline.closePoll(story.id());
        story.settle();
        QVERIFY(story.card()->closed() && story.card()->mayReopen());
        story.timeline.reopenPoll(story.id());
        story.settle();
        QVERIFY(!story.card()->closed() && story.card()->mayVote());
    }

    void ofManyOptionsTheCardShowsTheFirst() {
        PollForm form{QStringLiteral("Which?"), {}};
        for (int i = 1; i <= 50; ++i)
            form.options << QString::number(i);
        PollStory story(form);
        QCOMPARE(story.card()->rowCount(), PollCardModel::kShown);
        QCOMPARE(story.card()->more(), QStringLiteral("All 50 in the table"));
    }

    void whatIsErasedLeavesNoCard() {
        PollStory story;
        QPointer<PollCardModel> card = story.card();
        story.client.setDelivery(story.row, DeliveryState::Failed);
        story.settle();
        story.timeline.discard(story.id());
        story.settle();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(card.isNull());
    }
};

QTEST_MAIN(TestPollCard)
#include "tst_poll_card.moc"
