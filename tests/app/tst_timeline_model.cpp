#include "app/pictures/picture_library.h"
#include "app/view_models/timeline_model.h"
#include "tests/support/fake_client.h"
#include "tests/support/fake_clock.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace kontor;
using Role = TimelineModel::Role;

namespace {

using namespace std::chrono_literals;
constexpr int kLength = 100'000;

/// A window on a conversation. Every message's text is its number, 1 the oldest, unless a test says
/// otherwise: whole() sees a hole, a doubled or a misplaced row.
struct Story {
    test::FakeClock clock;
    Mailbox mailbox;
    FakeClient client{mailbox, [this](const Event& event) { hear(event); }, clock};
    Person bob = client.addPerson(QStringLiteral("bob"), QStringLiteral("Bob Lindner"));
    Person cora = client.addPerson(QStringLiteral("cora"), QStringLiteral("Cora Mikkelsen"));
    ConversationId group = client.addGroup(QStringLiteral("Vertrieb"), {bob, cora});
    PictureLibrary pictures{workHere(), clock, clock};
    TimelineModel model{client, pictures, Moments(clock, QLocale(QLocale::English)), clock, clock};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    explicit Story(int length = kLength) {
        for (int i = 1; i <= length; ++i)
            client.say(group, i % 2 != 0 ? bob : cora, QString::number(i),
                       clock.sinceEpoch() - std::chrono::minutes(length - i));
        model.open(group, ConversationKind::Group);
        settle();
    }
    void hear(const Event& event) {
        if (const auto* change = std::get_if<TimelineChanged>(&event))
            model.apply(*change);
    }
    void settle() {
        for (int i = 0; i < 20; ++i)
            mailbox.drain();
    }
    void older() {
        model.wantOlder();
        settle();
    }
    void newer() {
        model.wantNewer();
        settle();
    }
    [[nodiscard]] QVariant at(int row, Role role) const {
        return model.data(model.index(row), static_cast<int>(role));
    }
    [[nodiscard]] QString text(int row) const { return at(row, Role::Text).toString(); }
    [[nodiscard]] MessageRow rowAt(int row) const {
        return MessageRow(static_cast<std::int64_t>(at(row, Role::Id).toDouble()));
    }
    [[nodiscard]] bool whole() const {
        for (int row = 1; row < model.rowCount(); ++row)
            if (text(row).toInt() != text(row - 1).toInt() - 1)
                return false;
        return model.rowCount() <= TimelineModel::kWindow;
    }
};

TimelineEntry entry(MessageRow row, Seq seq, const Person& who, const char* text) {
    return {.row = row,
            .seq = seq,
            .sender = who,
            .text = QString::fromLatin1(text),
            .people = {},
            .failure = std::nullopt};
}

TimelineChanged one(const Story& story, std::uint64_t revision, TimelineDiff diff) {
    return {.conversation = story.group, .revision = revision, .diffs = {std::move(diff)}};
}

} // namespace

class TestTimelineModel : public QObject {
    Q_OBJECT

private slots:
    void startsAtTheNewest() {
        const Story story;
        QCOMPARE(story.model.state(), TimelineModel::State::Filled);
        QCOMPARE(story.model.rowCount(), TimelineModel::kPage);
        QCOMPARE(story.text(0), QString::number(kLength));
        QVERIFY(story.model.atNewest());
    }

    void walksToTheOldestAndBack() {
        Story story;
        for (int page = 0; page < kLength / TimelineModel::kPage; ++page)
            story.older();
        QCOMPARE(story.text(story.model.rowCount() - 1), QStringLiteral("1"));
        QVERIFY(story.whole());
        QVERIFY(!story.model.atNewest());
        for (int page = 0; page < kLength / TimelineModel::kPage && !story.model.atNewest(); ++page)
            story.newer();
        QVERIFY(story.model.atNewest());
        QCOMPARE(story.text(0), QString::number(kLength));
        QVERIFY(story.whole());
    }

    void emptyConversationSaysSo() {
        const Story story(0);
        QCOMPARE(story.model.state(), TimelineModel::State::Empty);
    }

    void aPageThatFailsIsSaidAndReadAgain() {
        Story story(3);
        story.model.close();
        story.client.failReadingWith(Error(ErrorCode::Storage));
        story.model.open(story.group, ConversationKind::Group);
        story.settle();
        QCOMPARE(story.model.state(), TimelineModel::State::Failed);
        QVERIFY(!story.model.failure().isEmpty());
        story.client.failReadingWith({});
        story.model.reload();
        story.settle();
        QCOMPARE(story.model.rowCount(), 3);
    }

    void newerWaitsForTheView() {
        Story story;
        const QSignalSpy waiting(&story.model, &TimelineModel::waiting);
        story.client.receive(story.group, story.bob, QString::number(kLength + 1));
        story.settle();
        QCOMPARE(waiting.count(), 1);
        QCOMPARE(story.text(0), QString::number(kLength));
        story.model.applyWaiting();
        QCOMPARE(story.text(0), QString::number(kLength + 1));
        QVERIFY(story.whole());
    }

    void withoutAViewNothingWaits() {
        Story story;
        story.client.receive(story.group, story.bob, QString::number(kLength + 1));
        story.settle();
        QCOMPARE(story.text(0), QString::number(kLength + 1));
    }

    void aDiffBeforeItsPageReachesThePage() {
        Story story(60);
        story.client.hold();
        story.model.reload(); // read without what follows
        story.client.receive(story.group, story.bob, QStringLiteral("61"));
        story.settle(); // the diff comes before the page
        story.client.release();
        story.settle();
        QCOMPARE(story.text(0), QStringLiteral("61"));
        QVERIFY(story.whole());
    }

    void aDiffThatThePageContainsIsDropped() {
        Story story(60);
        story.client.receive(story.group, story.bob, QStringLiteral("61"));
        story.settle();
        story.model.reload();
        story.settle();
        // Told again, as old as the page or older: that a message was the newest is long past.
        story.client.receive(story.group, story.bob, QStringLiteral("62"));
        story.settle();
        story.model.reload();
        story.settle();
        story.model.apply(one(story, 2,
                              {.change = TimelineDiff::Change::Inserted,
                               .entry = entry(story.rowAt(1), Seq(61), story.bob, "61"),
                               .newerNeighbour = std::nullopt}));
        QCOMPARE(story.text(0), QStringLiteral("62"));
        QVERIFY(story.whole());
    }

    void aMessageWhileAPageIsReadIsNotLost() {
        Story story(1'000);
        story.older();
        story.older();
        story.older(); // the window has left the newest end
        QVERIFY(!story.model.atNewest());
        story.client.hold();
        story.model.wantNewer();
        story.client.receive(story.group, story.bob, QStringLiteral("1001"));
        story.settle();
        story.client.release();
        story.settle();
        while (!story.model.atNewest())
            story.newer();
        QCOMPARE(story.text(0), QStringLiteral("1001"));
        QVERIFY(story.whole());
    }

    void aChangeWhileAnOlderPageIsReadReachesThePage() {
        Story story(1'000);
        const MessageRow victim(1'000 - TimelineModel::kPage - 3);
        QCOMPARE(story.client.textOf(victim), QString::number(victim.value));
        story.client.hold();
        story.model.wantOlder();
        story.client.remove(victim);
        story.settle();
        story.client.release();
        story.settle();
        QCOMPARE(story.model.rowCount(), 2 * TimelineModel::kPage - 1);
        QCOMPARE(story.model.rowOf(static_cast<double>(victim.value)), -1);
    }

    void aJumpForgetsWhatWasAskedBefore() {
        Story story;
        story.client.hold();
        story.model.wantOlder();
        story.model.openAround(story.group, ConversationKind::Group, MessageRow(500));
        story.client.release();
        story.settle();
        QVERIFY(story.model.markedRow() > 0);
        QCOMPARE(story.text(story.model.markedRow()), QStringLiteral("500"));
        QVERIFY(story.whole());
        QVERIFY(!story.model.atNewest());
        story.model.showNewest();
        story.settle();
        QCOMPARE(story.text(0), QString::number(kLength));
        QCOMPARE(story.model.markedRow(), -1);
    }

    void anEntryWithoutItsNeighbourIsReadAgain() {
        Story story(40);
        // The store has a message that no diff told of, and the next diff does not fit.
        const auto missed = story.client.say(story.group, story.bob, QStringLiteral("41"),
                                             story.clock.sinceEpoch());
        story.model.apply(one(story, 50,
                              {.change = TimelineDiff::Change::Inserted,
                               .entry = entry(MessageRow(999), Seq(20), story.bob, "x"),
                               .newerNeighbour = MessageRow(888)}));
        story.settle();
        QCOMPARE(story.rowAt(0), missed);
        QVERIFY(story.whole());
    }

    void aWaitingMessageMovesToItsPlace() {
        Story story(5);
        story.model.apply(one(story, 50,
                              {.change = TimelineDiff::Change::Moved,
                               .entry = entry(story.rowAt(0), Seq(9), story.bob, "5"),
                               .newerNeighbour = story.rowAt(2)}));
        QStringList texts;
        for (int row = 0; row < story.model.rowCount(); ++row)
            texts << story.text(row);
        QCOMPARE(texts.join(QLatin1Char(' ')), QStringLiteral("4 3 5 2 1"));
    }

    void whatWasErasedLeavesTheModel() {
        Story story(5);
        story.client.remove(story.rowAt(2));
        story.settle();
        QCOMPARE(story.model.rowCount(), 4);
        for (int row = 0; row < 4; ++row)
            QVERIFY(story.text(row) != QStringLiteral("3"));
    }

    void whatIsScrolledPastIsReadAndWhatIsJumpedOverIsNot() {
        Story story(40);
        story.client.setUnread(story.group, 20);
        story.model.close();
        story.model.open(story.group, ConversationKind::Group);
        story.settle();
        const auto see = [&story](int newest, int oldest) {
            story.model.seen(static_cast<double>(story.rowAt(newest).value),
                             static_cast<double>(story.rowAt(oldest).value));
        };
        const auto unread = [&story] {
            std::int32_t count = -1;
            story.client.conversations(0, 1,
                                       [&](const Result<std::vector<ConversationSummary>>& page) {
                                           count = page.value().front().unread;
                                       });
            story.settle();
            return count;
        };
        QCOMPARE(story.model.unreadRow(), 19); // it opened there
        see(15, 20);
        QCOMPARE(unread(), 15);
        see(15, 20); // told already
        QCOMPARE(unread(), 15);
        see(8, 12); // scrolled fast: 13 and 14 passed by
        QCOMPARE(unread(), 8);
        QCOMPARE(story.model.unreadBelow(), 8);
        story.model.showNewest();
        see(0, 4);
        QCOMPARE(unread(), 3);
        QCOMPARE(story.model.unreadBelow(), 0);
        story.model.lookAway();
        see(6, 6);
        QCOMPARE(unread(), 2);
    }

    /// A life begins with its own message, on screen, and not with one that is scrolled past.
    void onlyLivesOnScreenBegin() {
        Story story(30);
        for (const int row : {1, 3, 12})
            story.client.setLife(story.rowAt(row), 60s);
        story.settle();
        const auto see = [&story](int newest, int oldest) {
            story.model.seen(static_cast<double>(story.rowAt(newest).value),
                             static_cast<double>(story.rowAt(oldest).value));
        };
        const auto told = [&story](int row) {
            return std::ranges::count(story.client.allSeen(), story.rowAt(row)) > 0;
        };
        see(2, 4);
        QVERIFY(told(3) && !told(1) && !told(12));
        const auto before = story.client.allSeen().size();
        see(2, 4); // told already
        QCOMPARE(story.client.allSeen().size(), before);
        see(15, 17);
        QVERIFY(!told(12));
        see(11, 13);
        QVERIFY(told(12));
    }

    void theButtonLeadsToTheFirstUnreadOrTheNewest() {
        Story story(400);
        story.client.setUnread(story.group, 200);
        story.model.close();
        story.model.open(story.group, ConversationKind::Group);
        story.settle();
        QSignalSpy newest(&story.model, &TimelineModel::newestWanted);
        QSignalSpy opened(&story.model, &TimelineModel::opened);
        QCOMPARE(story.text(story.model.unreadRow()), QStringLiteral("201"));
        const auto see = [&story](int first, int last) {
            story.model.seen(static_cast<double>(story.rowAt(first).value),
                             static_cast<double>(story.rowAt(last).value));
        };
        see(story.model.unreadRow() - 4, story.model.unreadRow());
        story.model.goOn(); // what follows is unread: on to the newest
        story.settle();
        QCOMPARE(newest.size(), 1);
        story.model.openAround(story.group, ConversationKind::Group, MessageRow(20));
        story.settle();
        see(story.model.rowOf(20), story.model.rowOf(20));
        opened.clear();
        story.model.goOn(); // read long ago: to what is not
        story.settle();
        QCOMPARE(newest.size(), 1);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(story.text(story.model.unreadRow()), QStringLiteral("206"));
    }

    void whatComesWhileNobodyLooksIsNewToWhoComesBack() {
        Story story(10);
        story.model.seen(static_cast<double>(story.rowAt(0).value),
                         static_cast<double>(story.rowAt(9).value));
        story.client.receive(story.group, story.bob, QStringLiteral("seen at once"));
        story.settle();
        QVERIFY(!story.at(0, Role::OpensUnread).toBool());
        story.model.lookAway();
        story.client.receive(story.group, story.bob, QStringLiteral("new"));
        story.client.receive(story.group, story.bob, QStringLiteral("newer"));
        story.settle();
        QVERIFY(story.at(1, Role::OpensUnread).toBool());
        QVERIFY(!story.at(0, Role::OpensUnread).toBool());
    }

    void whatDisappearsCountsDown() {
        Story story(3);
        const auto life = [&story](int row) { return story.at(row, Role::Life).toString(); };
        QCOMPARE(life(1), QString());
        const auto row = story.rowAt(1);
        story.client.setLife(row, 24h * 7);
        story.settle();
        QCOMPARE(life(1), QStringLiteral("7 d")); // its clock has not begun
        story.client.setLife(row, 90s, story.clock.sinceEpoch() + 90s);
        story.settle();
        QCOMPARE(life(1), QStringLiteral("2 min"));
        QVERIFY(
            story.at(1, Role::Spoken).toString().contains(QStringLiteral("disappears in 2 min")));
        const QSignalSpy changes(&story.model, &TimelineModel::dataChanged);
        story.clock.advance(30s); // exactly one is left
        QCOMPARE(changes.count(), 1);
        QCOMPARE(life(1), QStringLiteral("1 min"));
        story.clock.advance(20s);
        QCOMPARE(life(1), QStringLiteral("40 s"));
        QVERIFY(changes.count() >= 20);
        story.clock.setWall(story.clock.sinceEpoch() - 24h); // never more than the whole
        QCOMPARE(life(1), QStringLiteral("2 min"));
    }

    void whatNobodySeesDoesNotCountDown() {
        Story story(60);
        story.client.setLife(story.rowAt(1), 50s, story.clock.sinceEpoch() + 50s);
        story.client.setLife(story.rowAt(30), 50s, story.clock.sinceEpoch() + 50s);
        story.settle();
        QSignalSpy changes(&story.model, &TimelineModel::dataChanged);
        const auto told = [&](Milliseconds time) {
            changes.clear();
            story.clock.advance(time);
            return changes.count();
        };
        story.model.inView(0, 9);
        QCOMPARE(told(1s), 2); // both are told when anything wakes
        story.model.inView(5, 20);
        QCOMPARE(told(10s), 0);
        story.model.inView(25, 35);
        QVERIFY(told(2s) > 0);
        story.model.setShown(false);
        QCOMPARE(told(10s), 0);
        changes.clear();
        story.model.setShown(true);
        QCOMPARE(story.at(30, Role::Life).toString(), QStringLiteral("27 s"));
        QVERIFY(changes.count() > 0); // at once, not with the next second
    }

    void oneRunHasOneNameAndOneAvatar() {
        Story story(4);
        for (const auto* text : {"a", "b", "c"})
            story.client.receive(story.group, story.bob, QString::fromLatin1(text));
        story.settle();
        QVERIFY(story.at(0, Role::Sender).toString().isEmpty());
        QCOMPARE(story.at(0, Role::Initials).toString(), QStringLiteral("BL"));
        QVERIFY(story.at(1, Role::Initials).toString().isEmpty());
        QCOMPARE(story.at(2, Role::Sender).toString(), QStringLiteral("Bob Lindner"));
    }

    void aPauseEndsARun() {
        Story story(0);
        story.client.receive(story.group, story.bob, QStringLiteral("a"));
        story.clock.advance(3min);
        story.client.receive(story.group, story.bob, QStringLiteral("b"));
        story.clock.advance(3min + 1ms);
        story.client.receive(story.group, story.bob, QStringLiteral("c"));
        story.settle();
        QVERIFY(story.at(1, Role::Sender).toString().isEmpty());
        QCOMPARE(story.at(0, Role::Sender).toString(), QStringLiteral("Bob Lindner"));
    }

    void emojiAloneAreLarge() {
        Story story(0);
        story.client.receive(story.group, story.bob, QStringLiteral("👍🏽 🎉"));
        story.client.receive(story.group, story.bob, QStringLiteral("👍🏽 ja"));
        story.client.receive(story.group, story.bob, QStringLiteral("12"));
        story.client.note(story.group, EntryKind::GroupNamed, story.bob, {},
                          story.clock.sinceEpoch(), QStringLiteral("🎉"));
        story.model.close();
        story.model.open(story.group, ConversationKind::Group);
        story.settle();
        QVERIFY(!story.at(0, Role::Large).toBool()); // a notice is a sentence
        QVERIFY(!story.at(1, Role::Large).toBool());
        QVERIFY(!story.at(2, Role::Large).toBool());
        QVERIFY(story.at(3, Role::Large).toBool());
    }

    void aDayOpensOnce() {
        Story story(0);
        story.client.receive(story.group, story.bob, QStringLiteral("a"));
        story.clock.advance(24h);
        story.client.receive(story.group, story.bob, QStringLiteral("b"));
        story.client.receive(story.group, story.bob, QStringLiteral("c"));
        story.settle();
        QVERIFY(story.at(0, Role::Day).toString().isEmpty());
        QCOMPARE(story.at(1, Role::Day).toString(), QStringLiteral("Today"));
        QCOMPARE(story.at(2, Role::Day).toString(), QStringLiteral("Yesterday"));
    }

    /// What joins a row at the window's newer edge to one that has left it still counts: the row
    /// would change its size under the reader otherwise.
    void theNewerEdgeKeepsItsShape() {
        Story story(0);
        for (int i = 0; i < 400; ++i)
            story.client.say(story.group, story.bob, QString::number(i),
                             story.clock.sinceEpoch() - std::chrono::minutes(400 - i));
        story.model.open(story.group, ConversationKind::Group);
        story.settle();
        QVERIFY(story.at(0, Role::Closes).toBool()); // the newest of all
        while (story.model.atNewest())
            story.older();
        QVERIFY(!story.at(0, Role::Closes).toBool());
        story.newer();
        story.model.applyWaiting();
        QVERIFY(!story.at(40, Role::Closes).toBool());
    }

    void aDayIsShownFromItsFirstMessage() {
        Story story;
        const auto day = Moments::dayOf(story.clock.sinceEpoch()).addDays(-20);
        story.model.showDay(day);
        story.settle();
        QVERIFY(story.whole());
        QVERIFY(!story.model.atNewest());
        const int marked = story.model.markedRow();
        QVERIFY(marked > 0 && marked + 1 < story.model.rowCount());
        QVERIFY(!story.at(marked, Role::Day).toString().isEmpty()); // it opens its day
        // Later than all there is: the newest.
        story.model.showDay(day.addDays(400));
        story.settle();
        QVERIFY(story.model.atNewest());
        QCOMPARE(story.model.markedRow(), -1);
    }
};

QTEST_MAIN(TestTimelineModel)
#include "tst_timeline_model.moc"
