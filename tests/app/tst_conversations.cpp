// The list of conversations, the open one, and its members.
#include "app/view_models/conversation_list_model.h"
#include "app/view_models/conversation_view_model.h"
#include "tests/app/desk.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace kontor;
using namespace std::chrono_literals;
using ListRole = ConversationListModel::Role;
using MemberRole = MembersModel::Role;

namespace {

struct ListStory : Desk {
    ConversationListModel model{client, moments()};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    ConversationListModel archive{client, moments(), ConversationListModel::Which::Archive};
    QAbstractItemModelTester archiveTester{&archive,
                                           QAbstractItemModelTester::FailureReportingMode::QtTest};

    ListStory() {
        model.setSelf(client.self().id);
        onEvent = [this](const Event& event) {
            if (const auto* change = std::get_if<ConversationsChanged>(&event)) {
                model.apply(change->changed);
                archive.apply(change->changed);
            }
            if (const auto* typing = std::get_if<TypingChanged>(&event))
                model.apply(*typing);
        };
    }
    void load() {
        model.load();
        settle();
    }
    /// `count` groups called 1, 2, ...; the last one had the latest message.
    void manyGroups(int count) {
        for (int i = 1; i <= count; ++i)
            client.say(client.addGroup(QString::number(i), {bob}), bob, QStringLiteral("Moin"),
                       ago(std::chrono::minutes(count - i)));
    }
    [[nodiscard]] QStringList titles() const { return columnOf(model, ListRole::Title); }
    [[nodiscard]] QString order() const { return titles().join(QLatin1Char(' ')); }
    [[nodiscard]] QString preview(int row) const {
        return roleOf(model, row, ListRole::Preview).toString();
    }
    [[nodiscard]] QString spoken(int row) const {
        return roleOf(model, row, ListRole::Spoken).toString();
    }
};

struct OpenStory : Desk {
    Person eda = client.addPerson(QStringLiteral("eda"), QStringLiteral("Eda Demir"));
    ConversationId group = client.addGroup(QStringLiteral("Vertrieb"), {cora, bob});
    ConversationId direct = client.addDirect(cora);
    ConversationId notes = client.addNotes();
    ConversationViewModel open{client, moments()};

    OpenStory() {
        onEvent = [this](const Event& event) {
            if (const auto* summaries = std::get_if<ConversationsChanged>(&event))
                open.apply(summaries->changed);
            if (const auto* details = std::get_if<DetailsChanged>(&event))
                open.apply(*details);
        };
    }
    void show(ConversationId id) {
        open.open(summary(id));
        settle();
    }
    ConversationSummary summary(ConversationId id) {
        ConversationSummary found;
        client.conversations(0, 100, [&](const Result<std::vector<ConversationSummary>>& page) {
            for (const auto& one : page.value())
                if (one.id == id)
                    found = one;
        });
        settle();
        return found;
    }
    [[nodiscard]] QStringList names() { return columnOf(*open.members(), MemberRole::Name); }
};

} // namespace

class TestConversations : public QObject {
    Q_OBJECT

private slots:
    // The list
    void anEmptyListSaysSo() {
        ListStory story;
        QCOMPARE(story.model.state(), ConversationListModel::State::Loading);
        story.load();
        QCOMPARE(story.model.state(), ConversationListModel::State::Empty);
    }

    void aListThatCannotBeReadSaysWhyAndIsReadAgain() {
        ListStory story;
        story.manyGroups(2);
        story.client.failReadingWith(Error(ErrorCode::Storage));
        story.load();
        QCOMPARE(story.model.state(), ConversationListModel::State::Failed);
        QVERIFY(!story.model.failure().isEmpty());
        story.client.failReadingWith({});
        story.load();
        QCOMPARE(story.model.state(), ConversationListModel::State::Filled);
        QVERIFY(story.model.failure().isEmpty());
    }

    void newestActivityComesFirst() {
        ListStory story;
        story.manyGroups(3);
        story.load();
        QCOMPARE(story.titles().join(QLatin1Char(' ')), QStringLiteral("3 2 1"));
    }

    void aMessageBringsItsConversationToTheTop() {
        ListStory story;
        story.manyGroups(3);
        story.load();
        story.model.setCurrent(ConversationId(2));
        QCOMPARE(story.model.currentRow(), 1);
        story.clock.advance(1min);
        story.client.receive(ConversationId(1), story.bob, QStringLiteral("Neues"));
        story.settle();
        QCOMPARE(story.titles().join(QLatin1Char(' ')), QStringLiteral("1 3 2"));
        QCOMPARE(roleOf(story.model, 0, ListRole::Preview).toString(),
                 QStringLiteral("Bob: Neues"));
        QCOMPARE(roleOf(story.model, 0, ListRole::Unread).toInt(), 1);
        QCOMPARE(story.model.currentRow(), 2); // the open one stays the open one
    }

    void favouritesStayOnTop() {
        ListStory story;
        story.manyGroups(3);
        story.load();
        story.model.toggleFavourite(1);
        story.settle();
        QCOMPARE(story.order(), QStringLiteral("1 3 2"));
        QVERIFY(roleOf(story.model, 0, ListRole::Favourite).toBool());
        QVERIFY(story.spoken(0).contains(QStringLiteral("favourite")));
        story.clock.advance(1min);
        story.client.receive(ConversationId(2), story.bob, QStringLiteral("Neues"));
        story.settle();
        QCOMPARE(story.order(), QStringLiteral("1 2 3"));
        story.model.toggleFavourite(1);
        story.settle();
        QCOMPARE(story.order(), QStringLiteral("2 3 1"));
    }

    void whatIsArchivedIsElsewhere() {
        ListStory story;
        story.manyGroups(3);
        story.load();
        QCOMPARE(story.model.archived(), 0);
        QSignalSpy counted(&story.model, &ConversationListModel::archivedChanged);
        story.model.toggleArchived(2);
        story.settle();
        QCOMPARE(story.order(), QStringLiteral("3 1"));
        QCOMPARE(story.model.archived(), 1);
        QCOMPARE(counted.size(), 1);
        QCOMPARE(story.archive.rowCount(), 0); // nobody has looked there yet
        story.archive.load();
        story.settle();
        QCOMPARE(columnOf(story.archive, ListRole::Title), QStringList(QStringLiteral("2")));
        story.archive.toggleArchived(2);
        story.settle();
        QCOMPARE(story.order(), QStringLiteral("3 2 1"));
        QCOMPARE(story.archive.rowCount(), 0);
        QCOMPARE(story.archive.state(), ConversationListModel::State::Empty);
        QCOMPARE(story.model.archived(), 0);
    }

    void aMarkLooksUnreadAndGoes() {
        ListStory story;
        story.manyGroups(1);
        story.load();
        story.model.toggleUnread(1);
        story.settle();
        QVERIFY(roleOf(story.model, 0, ListRole::Marked).toBool());
        QVERIFY(story.spoken(0).contains(QStringLiteral("marked as unread")));
        story.model.toggleUnread(1);
        story.settle();
        QVERIFY(!roleOf(story.model, 0, ListRole::Marked).toBool());
        story.client.receive(ConversationId(1), story.bob, QStringLiteral("a"));
        story.settle();
        story.model.toggleUnread(1);
        story.settle();
        QCOMPARE(roleOf(story.model, 0, ListRole::Unread).toInt(), 0);
    }

    void aDraftIsShownWhereItIsNotOpen() {
        ListStory story;
        story.manyGroups(2);
        story.load();
        story.client.remember(QStringLiteral("draft.2"), QStringLiteral("Halb fertig"));
        story.settle();
        QCOMPARE(story.preview(0), QStringLiteral("Draft: Halb fertig"));
        QVERIFY(roleOf(story.model, 0, ListRole::Draft).toBool());
        story.model.setCurrent(ConversationId(2));
        QCOMPARE(story.preview(0), QStringLiteral("Bob: Moin"));
        story.model.setCurrent(ConversationId(1));
        QCOMPARE(story.preview(0), QStringLiteral("Draft: Halb fertig"));
        story.client.remember(QStringLiteral("draft.2"), QString());
        story.settle();
        QCOMPARE(story.preview(0), QStringLiteral("Bob: Moin"));
    }

    void whoIsWritingStandsInTheRow() {
        ListStory story;
        story.manyGroups(1);
        story.load();
        story.client.tell(TypingChanged{ConversationId(1), {story.bob}});
        story.settle();
        QCOMPARE(story.preview(0), QStringLiteral("Bob Lindner is typing …"));
        story.client.tell(TypingChanged{ConversationId(1), {story.bob, story.cora}});
        story.settle();
        QCOMPARE(story.preview(0), QStringLiteral("Bob Lindner and Cora Mikkelsen are typing …"));
        QVERIFY(roleOf(story.model, 0, ListRole::Typing).toBool());
        story.client.tell(TypingChanged{ConversationId(1), {}});
        story.settle();
        QCOMPARE(story.preview(0), QStringLiteral("Bob: Moin"));
    }

    void aConversationOfSomebodyElseAppears() {
        ListStory story;
        story.manyGroups(1);
        story.load();
        story.clock.advance(1min);
        story.client.receive(story.client.addDirect(story.cora), story.cora,
                             QStringLiteral("Hallo"));
        story.settle();
        QCOMPARE(story.titles(),
                 QStringList({QStringLiteral("Cora Mikkelsen"), QStringLiteral("1")}));
    }

    void whatIsSeenIsNotUnreadAnyMore() {
        ListStory story;
        story.manyGroups(1);
        story.load();
        const auto row = story.client.receive(ConversationId(1), story.bob, QStringLiteral("a"));
        const auto last = story.client.receive(ConversationId(1), story.bob, QStringLiteral("b"));
        story.settle();
        QCOMPARE(roleOf(story.model, 0, ListRole::Unread).toInt(), 2);
        QVERIFY(roleOf(story.model, 0, ListRole::Spoken)
                    .toString()
                    .contains(QStringLiteral("2 unread")));
        story.client.markSeen(ConversationId(1), {row, last});
        story.settle();
        QCOMPARE(roleOf(story.model, 0, ListRole::Unread).toInt(), 0);
        QVERIFY(!roleOf(story.model, 0, ListRole::Spoken)
                     .toString()
                     .contains(QStringLiteral("unread")));
    }

    void ownMessagesShowTheirState() {
        ListStory story;
        const auto chat = story.client.addDirect(story.bob);
        const auto row = story.client.say(chat, story.client.self(), QStringLiteral("Da?"),
                                          story.ago(1min), DeliveryState::Waiting);
        story.load();
        QCOMPARE(roleOf(story.model, 0, ListRole::Delivery).toString(), QStringLiteral("waiting"));
        QCOMPARE(roleOf(story.model, 0, ListRole::Preview).toString(), QStringLiteral("You: Da?"));
        for (const auto state : {DeliveryState::Sent, DeliveryState::Delivered}) {
            story.client.setDelivery(row, state);
            story.settle();
        }
        QCOMPARE(roleOf(story.model, 0, ListRole::Delivery).toString(),
                 QStringLiteral("delivered"));
        QVERIFY(!roleOf(story.model, 0, ListRole::Trouble).toBool());
        story.client.setDelivery(row, DeliveryState::Failed);
        story.settle();
        QVERIFY(roleOf(story.model, 0, ListRole::Trouble).toBool());
        QVERIFY(roleOf(story.model, 0, ListRole::Spoken)
                    .toString()
                    .endsWith(QStringLiteral("Not sent")));
    }

    void aLongListComesInPages() {
        ListStory story;
        story.manyGroups(2 * ConversationListModel::kPage + 5);
        story.load();
        QCOMPARE(story.model.rowCount(), ConversationListModel::kPage);
        while (story.model.canFetchMore({})) {
            story.model.fetchMore({});
            story.settle();
        }
        QCOMPARE(story.model.rowCount(), 2 * ConversationListModel::kPage + 5);
        QCOMPARE(story.titles().last(), QStringLiteral("1"));
        const auto titles = story.titles();
        QCOMPARE(QSet<QString>(titles.begin(), titles.end()).size(),
                 story.model.rowCount()); // none twice
    }

    void activityWhileAPageIsReadDoublesNothing() {
        ListStory story;
        story.manyGroups(2 * ConversationListModel::kPage);
        story.load();
        story.client.hold();
        story.model.fetchMore({});
        story.clock.advance(1min);
        story.client.receive(ConversationId(1), story.bob, QStringLiteral("von ganz unten"));
        story.settle();
        story.client.release();
        story.settle();
        while (story.model.canFetchMore({})) {
            story.model.fetchMore({});
            story.settle();
        }
        QCOMPARE(story.titles().first(), QStringLiteral("1"));
        QCOMPARE(story.model.rowCount(), 2 * ConversationListModel::kPage);
    }

    void activityWhileTheFirstPageIsReadIsNotLost() {
        ListStory story;
        story.manyGroups(2);
        story.client.hold();
        story.model.load(); // read without what follows
        story.clock.advance(1min);
        story.client.receive(ConversationId(1), story.bob, QStringLiteral("Neues"));
        story.settle();
        story.client.release();
        story.settle();
        QCOMPARE(story.titles().join(QLatin1Char(' ')), QStringLiteral("1 2"));
        QCOMPARE(roleOf(story.model, 0, ListRole::Preview).toString(),
                 QStringLiteral("Bob: Neues"));
    }

    void besideTheOpenOne() {
        ListStory story;
        story.manyGroups(3);
        story.load();
        story.model.setCurrent(ConversationId(2));
        QCOMPARE(story.model.beside(1), ConversationId(1));
        QCOMPARE(story.model.beside(-1), ConversationId(3));
        story.model.setCurrent(ConversationId(1));
        QCOMPARE(story.model.beside(1), std::nullopt);
        QCOMPARE(story.titles().size(), 3);
        QCOMPARE(roleOf(story.model, 2, ListRole::Current).toBool(), true);
        QCOMPARE(roleOf(story.model, 1, ListRole::Current).toBool(), false);
    }

    void anotherLanguageIsToldToTheRows() {
        ListStory story;
        const auto chat = story.client.addDirect(story.bob);
        story.client.say(chat, story.bob, QStringLiteral("Moin"), story.ago(48h));
        story.load();
        const QSignalSpy changed(&story.model, &ConversationListModel::dataChanged);
        story.model.setLocale(QLocale(QLocale::German, QLocale::Germany));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(roleOf(story.model, 0, ListRole::Time).toString(), QStringLiteral("Di"));
    }

    // The open conversation
    void nothingIsOpenAtFirst() {
        OpenStory story;
        QVERIFY(!story.open.isOpen());
        QVERIFY(!story.open.mayWrite());
        QVERIFY(story.open.title().isEmpty());
        QCOMPARE(story.open.memberCount(), 0);
    }

    void rightsComeWithTheDetails() {
        OpenStory story;
        story.open.open(story.summary(story.group));
        QCOMPARE(story.open.title(), QStringLiteral("Vertrieb"));
        QCOMPARE(story.open.subtitle(), QStringLiteral("3 person(s)")); // untranslated
        QVERIFY(!story.open.mayWrite());
        QVERIFY(story.open.closedBecause().isEmpty()); // not known yet: nothing is claimed
        story.settle();
        QVERIFY(story.open.mayWrite());
        QVERIFY(story.open.mayAdd());
        QCOMPARE(story.open.memberCount(), 3);
    }

    void kindsOfConversations() {
        OpenStory story;
        story.show(story.direct);
        QVERIFY(story.open.isDirect());
        QVERIFY(story.open.verified());
        QCOMPARE(story.open.subtitle(), QStringLiteral("@cora"));
        QVERIFY(!story.open.mayLeave());
        story.show(story.notes);
        QVERIFY(story.open.notes());
        QVERIFY(story.open.initials().isEmpty());
        QCOMPARE(story.open.title(), QStringLiteral("Notes to myself"));
        story.show(story.group);
        QVERIFY(story.open.isGroup());
        QVERIFY(!story.open.verified());
        story.open.close();
        QVERIFY(!story.open.isOpen());
    }

    void whereNothingCanBeWrittenAReasonStands() {
        for (const auto state :
             {ConversationState::Left, ConversationState::Lost, ConversationState::Stopped}) {
            OpenStory story;
            story.client.setState(story.group, state);
            story.show(story.group);
            QVERIFY(!story.open.mayWrite());
            QVERIFY(!story.open.closedBecause().isEmpty());
        }
    }

    void detailsOfWhatIsNoLongerOpenAreDropped() {
        OpenStory story;
        const auto group = story.summary(story.group);
        const auto direct = story.summary(story.direct);
        story.client.hold();
        story.open.open(group);
        story.open.open(direct);
        story.client.release();
        story.settle();
        QCOMPARE(story.open.title(), QStringLiteral("Cora Mikkelsen"));
        QCOMPARE(story.names().size(), 2);
    }

    // Members
    void oneselfStandsFirst() {
        OpenStory story;
        story.client.setAdmin(story.group, story.cora);
        story.show(story.group);
        QAbstractItemModelTester tester(story.open.members(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(story.names(),
                 QStringList({QStringLiteral("Anna Krüger (you)"), QStringLiteral("Bob Lindner"),
                              QStringLiteral("Cora Mikkelsen")}));
        const auto& members = *story.open.members();
        QVERIFY(!roleOf(members, 0, MemberRole::Removable).toBool());
        QVERIFY(roleOf(members, 1, MemberRole::Removable).toBool());
        QVERIFY(roleOf(members, 2, MemberRole::Verified).toBool());
        QCOMPARE(roleOf(members, 2, MemberRole::Spoken).toString(),
                 QStringLiteral("Cora Mikkelsen, cora, admin, verified"));
    }

    void aMemberIsRemoved() {
        OpenStory story;
        story.show(story.group);
        story.open.remove(QStringLiteral("@bob"));
        QVERIFY(story.open.busy());
        story.settle();
        QVERIFY(!story.open.busy());
        QCOMPARE(story.names().size(), 2);
        QCOMPARE(story.open.memberCount(), 2);
    }

    /// The list is another one when the question is answered.
    void whoWasAskedForIsRemovedAndNobodyElse() {
        OpenStory story;
        story.show(story.group);
        story.open.remove(QStringLiteral("@bob"));
        story.settle();
        story.open.remove(QStringLiteral("@bob"));
        QVERIFY(!story.open.busy());
        story.settle();
        QCOMPARE(story.names(), QStringList({QStringLiteral("Anna Krüger (you)"),
                                             QStringLiteral("Cora Mikkelsen")}));
    }

    void oneStepAfterTheOther() {
        OpenStory story;
        story.show(story.group);
        story.open.remove(QStringLiteral("@bob"));
        story.open.remove(QStringLiteral("@bob")); // pressed twice
        story.settle();
        QCOMPARE(story.names().size(), 2);
    }

    void whatDidNotWorkIsSaid() {
        OpenStory story;
        story.show(story.group);
        story.client.failWith(Error(ErrorCode::NotReachable));
        story.open.remove(QStringLiteral("@bob"));
        story.settle();
        QVERIFY(!story.open.busy());
        QCOMPARE(story.open.failure(), QStringLiteral("There is no connection to the server."));
        QCOMPARE(story.names().size(), 3);
        story.open.forgetFailure();
        QVERIFY(story.open.failure().isEmpty());
    }

    void peopleAreAdded() {
        OpenStory story;
        story.show(story.group);
        const QSignalSpy added(&story.open, &ConversationViewModel::added);
        story.open.startAdding();
        story.settle();
        auto& candidates = *story.open.candidates();
        QCOMPARE(columnOf(candidates, PeopleModel::Role::Name),
                 QStringList({QStringLiteral("Eda Demir")})); // members are not offered
        story.open.addPicked();                               // nobody is picked
        QVERIFY(!story.open.busy());
        candidates.toggle(0);
        story.open.addPicked();
        story.settle();
        QCOMPARE(added.count(), 1);
        QVERIFY(story.names().contains(QStringLiteral("Eda Demir")));
    }

    void leavingClosesTheComposer() {
        OpenStory story;
        story.show(story.group);
        story.open.leave();
        story.settle();
        QVERIFY(!story.open.mayWrite());
        QVERIFY(!story.open.mayAdd());
        QVERIFY(!story.open.closedBecause().isEmpty());
        QCOMPARE(story.open.subtitle(), QStringLiteral("You are not a member any more"));
    }

    void anAnswerToAnotherConversationIsNotShownHere() {
        OpenStory story;
        story.show(story.group);
        const auto direct = story.summary(story.direct);
        story.client.failWith(Error(ErrorCode::NotReachable));
        story.client.hold();
        story.open.remove(QStringLiteral("@bob"));
        story.open.open(direct);
        story.client.release();
        story.settle();
        QVERIFY(story.open.failure().isEmpty());
        QVERIFY(!story.open.busy());
    }
};

QTEST_GUILESS_MAIN(TestConversations)
#include "tst_conversations.moc"
