// Finding people, conversations and messages, and beginning something new with them.
#include "app/texts/translation.h"
#include "app/view_models/new_conversation_view_model.h"
#include "app/view_models/search_view_model.h"
#include "tests/app/desk.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace kontor;
using namespace std::chrono_literals;
using PersonRole = PeopleModel::Role;
using HitRole = SearchViewModel::Role;

namespace {

struct Office : Desk {
    Person jan = client.addPerson(QStringLiteral("jan"), QStringLiteral("Jan Petersen"));
    Person janToo =
        client.addPerson(QStringLiteral("jan.petersen"), QStringLiteral("Jan Petersen"));
};

struct NewStory : Office {
    NewConversationViewModel model{client};
    PeopleModel& people = *model.people();
    QAbstractItemModelTester tester{&people,
                                    QAbstractItemModelTester::FailureReportingMode::QtTest};
    QSignalSpy opened{&model, &NewConversationViewModel::opened};

    NewStory() {
        model.start();
        settle();
    }
    void look(const char* words) {
        people.setWords(QString::fromUtf8(words));
        settle();
    }
    void pick(const char* words) {
        look(words);
        people.toggle(0);
    }
    [[nodiscard]] ConversationId newest() const {
        return opened.back().front().value<ConversationId>();
    }
};

struct SearchStory : Office {
    ConversationId group = client.addGroup(QStringLiteral("Preise & Angebote"), {bob, cora});
    ConversationId direct = client.addDirect(bob);
    ConversationId notes = client.addNotes();
    SearchViewModel model{client, moments()};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    SearchStory() {
        client.say(group, bob, QStringLiteral("Die Preisliste <b>liegt</b> im Ordner"), ago(2h));
        client.say(direct, client.self(), QStringLiteral("Welche Preise?"), ago(1h));
        client.say(notes, client.self(), QStringLiteral("Preise prüfen"), ago(30min));
    }
    void look(const char* words) {
        model.setWords(QString::fromUtf8(words));
        settle();
    }
    [[nodiscard]] QString at(int row, HitRole role) const {
        return roleOf(model, row, role).toString();
    }
};

} // namespace

class TestFinding : public QObject {
    Q_OBJECT

private slots:
    // People
    void twoPeopleOfOneNameAreToldApart() {
        NewStory story;
        story.look("petersen");
        QCOMPARE(story.people.rowCount(), 2);
        QCOMPARE(roleOf(story.people, 0, PersonRole::Name).toString(),
                 roleOf(story.people, 1, PersonRole::Name).toString());
        QSet<QString> handles;
        QSet<QString> spoken;
        QSet<int> colours;
        for (int row = 0; row < 2; ++row) {
            handles.insert(roleOf(story.people, row, PersonRole::Handle).toString());
            spoken.insert(roleOf(story.people, row, PersonRole::Spoken).toString());
            colours.insert(roleOf(story.people, row, PersonRole::Colour).toInt());
        }
        QCOMPARE(handles, QSet<QString>({QStringLiteral("@jan"), QStringLiteral("@jan.petersen")}));
        QCOMPARE(spoken.size(), 2);
        QCOMPARE(colours.size(), 2);
        // Chosen is the one who was pressed, not the first of that name.
        const int row = roleOf(story.people, 0, PersonRole::Handle).toString() ==
                                QStringLiteral("@jan.petersen")
                            ? 0
                            : 1;
        QCOMPARE(story.people.person(row).id, story.janToo.id);
    }

    void oneIsNotAmongThePeople() {
        NewStory story;
        story.look("anna");
        QCOMPARE(story.people.state(), PeopleModel::State::NotFound);
        story.look("");
        QCOMPARE(story.people.rowCount(), 4);
        QCOMPARE(story.people.state(), PeopleModel::State::Filled);
    }

    void aDisabledAccountIsNotOffered() {
        NewStory story;
        auto gone = story.client.addPerson(QStringLiteral("kai"), QStringLiteral("Kai Gone"));
        gone.standing = Person::Standing::Disabled;
        story.client.setPerson(gone);
        story.look("kai");
        QCOMPARE(story.people.state(), PeopleModel::State::NotFound);
    }

    void anEmptyCompanySaysSo() {
        test::FakeClock clock;
        Mailbox mailbox;
        FakeClient client(mailbox, [](const Event&) {}, clock);
        PeopleModel people(client);
        QCOMPARE(people.state(), PeopleModel::State::Loading);
        people.start();
        mailbox.drain();
        QCOMPARE(people.state(), PeopleModel::State::Nobody);
    }

    void peopleThatCannotBeReadAreReadAgain() {
        NewStory story;
        story.client.failReadingWith(Error(ErrorCode::Storage));
        story.look("jan");
        QCOMPARE(story.people.state(), PeopleModel::State::Failed);
        QVERIFY(!story.people.failure().isEmpty());
        story.client.failReadingWith({});
        story.people.load();
        story.settle();
        QCOMPARE(story.people.rowCount(), 2);
    }

    void theLastWordsWin() {
        NewStory story;
        story.client.hold();
        story.people.setWords(QStringLiteral("jan"));
        story.people.setWords(QStringLiteral("cora"));
        story.client.release();
        story.settle();
        QCOMPARE(columnOf(story.people, PersonRole::Name),
                 QStringList({QStringLiteral("Cora Mikkelsen")}));
    }

    void whoIsPickedStaysPickedWhileOthersAreLookedFor() {
        NewStory story;
        story.pick("bob");
        story.pick("cora");
        QCOMPARE(story.people.pickedNames(),
                 QStringList({QStringLiteral("Bob Lindner"), QStringLiteral("Cora Mikkelsen")}));
        story.look("bob");
        QVERIFY(roleOf(story.people, 0, PersonRole::Picked).toBool());
        story.people.unpick(0);
        QVERIFY(!roleOf(story.people, 0, PersonRole::Picked).toBool());
        story.people.unpick(7); // long gone
        QCOMPARE(story.people.pickedNames(), QStringList({QStringLiteral("Cora Mikkelsen")}));
    }

    void theDirectoryChangesWhileOneLooks() {
        NewStory story;
        story.client.addPerson(QStringLiteral("zoe"), QStringLiteral("Zoe Neu"));
        story.people.refresh();
        story.settle();
        QVERIFY(columnOf(story.people, PersonRole::Name).contains(QStringLiteral("Zoe Neu")));
    }

    // Something new
    void aDirectConversationIsOpened() {
        NewStory story;
        story.look("bob");
        story.model.writeTo(0);
        QVERIFY(story.model.busy());
        story.settle();
        QCOMPARE(story.opened.count(), 1);
        QVERIFY(!story.model.busy());
        const auto first = story.newest();
        story.model.writeTo(0); // the same one again
        story.settle();
        QCOMPARE(story.newest(), first);
    }

    void notesToOneself() {
        NewStory story;
        story.model.writeToMyself();
        story.settle();
        QCOMPARE(story.opened.count(), 1);
    }

    void aGroupNeedsANameAndPeople() {
        NewStory story;
        QVERIFY(!story.model.canCreate());
        story.model.setGroupName(QStringLiteral("  "));
        story.pick("bob");
        QVERIFY(!story.model.canCreate());
        story.model.setGroupName(QStringLiteral(" Messe Kiel "));
        QVERIFY(story.model.canCreate());
        story.model.createGroup();
        QVERIFY(!story.model.canCreate()); // under way
        story.settle();
        QCOMPARE(story.opened.count(), 1);
    }

    void aLongGroupNameIsSaidAtItsFieldAndKept() {
        NewStory story;
        story.pick("bob");
        const QString most(64, QChar(0xFC)); // letters, not bytes
        story.model.setGroupName(most);
        QVERIFY(story.model.nameError().isEmpty());
        QVERIFY(story.model.canCreate());
        story.model.setGroupName(most + QLatin1Char('x'));
        QVERIFY(!story.model.nameError().isEmpty());
        QVERIFY(!story.model.canCreate());
        QCOMPARE(story.model.groupName().size(), 65);
        story.model.createGroup();
        QVERIFY(!story.model.busy());
    }

    void whatFailedIsSaidAndCanBeTriedAgain() {
        NewStory story;
        story.client.failWith(Error(ErrorCode::KeyPackageMissing, {"bob"}));
        story.look("bob");
        story.model.writeTo(0);
        story.settle();
        QVERIFY(story.model.failure().startsWith(QStringLiteral("bob")));
        QCOMPARE(story.opened.count(), 0);
        story.client.failWith({});
        story.model.writeTo(0);
        QVERIFY(story.model.failure().isEmpty());
        story.settle();
        QCOMPARE(story.opened.count(), 1);
    }

    void whatWasGivenUpOpensNothing() {
        NewStory story;
        story.look("bob");
        story.client.hold();
        story.model.writeTo(0);
        story.model.start(); // back, and in again
        story.client.release();
        story.settle();
        QCOMPARE(story.opened.count(), 0);
        QVERIFY(!story.model.busy());
        QVERIFY(story.people.pickedNames().isEmpty());
    }

    // Search
    void conversationsPeopleAndMessagesInThisOrder() {
        SearchStory story;
        QCOMPARE(story.model.state(), SearchViewModel::State::Idle);
        story.look("preis");
        QCOMPARE(story.model.state(), SearchViewModel::State::Found);
        QCOMPARE(columnOf(story.model, HitRole::Section),
                 QStringList({QStringLiteral("Conversations"), QStringLiteral("Messages"),
                              QStringLiteral("Messages"), QStringLiteral("Messages")}));
        QCOMPARE(
            columnOf(story.model, HitRole::Title),
            QStringList({QStringLiteral("Preise & Angebote"), QStringLiteral("Notes to myself"),
                         QStringLiteral("Bob Lindner"), QStringLiteral("Preise & Angebote")}));
        story.look("petersen");
        QCOMPARE(columnOf(story.model, HitRole::Section),
                 QStringList({QStringLiteral("People"), QStringLiteral("People")}));
        QVERIFY(story.at(0, HitRole::Detail) != story.at(1, HitRole::Detail));
    }

    void whoHasAConversationStandsOnce() {
        SearchStory story;
        story.look("lindner");
        QCOMPARE(story.model.rowCount(), 1);
        QCOMPARE(story.at(0, HitRole::Section), QStringLiteral("Conversations"));
        QCOMPARE(story.at(0, HitRole::Detail), QStringLiteral("@bob"));
    }

    void hitsAreMarkedAndNothingElseIsMarkup() {
        SearchStory story;
        story.look("preisliste");
        QCOMPARE(story.at(0, HitRole::Detail),
                 QStringLiteral("Bob: Die <b>Preisliste</b> &lt;b&gt;liegt&lt;/b&gt; im Ordner"));
        const auto spoken = story.at(0, HitRole::Spoken);
        QVERIFY(spoken.contains(QStringLiteral("<b>liegt</b>"))); // the letters of the message
        QVERIFY(!spoken.contains(QStringLiteral("&lt;")));
    }

    void aNameCannotSmuggleMarkupIn() {
        Desk desk;
        auto evil = desk.client.addPerson(QStringLiteral("x"), QStringLiteral("<b>X</b> Y"));
        const auto group = desk.client.addGroup(QStringLiteral("G"), {evil});
        desk.client.say(group, evil, QStringLiteral("Preis"), desk.ago(1h));
        SearchViewModel model(desk.client, desk.moments());
        model.setWords(QStringLiteral("preis"));
        desk.settle();
        QVERIFY(roleOf(model, 0, HitRole::Detail)
                    .toString()
                    .startsWith(QStringLiteral("&lt;b&gt;X&lt;/b&gt;: ")));
    }

    void choosingAHit() {
        SearchStory story;
        QSignalSpy conversations(&story.model, &SearchViewModel::conversationChosen);
        QSignalSpy people(&story.model, &SearchViewModel::personChosen);
        QSignalSpy messages(&story.model, &SearchViewModel::messageChosen);
        story.look("preis");
        story.model.open(0);
        QCOMPARE(conversations.back().front().value<ConversationId>(), story.group);
        story.model.open(3);
        QCOMPARE(messages.back().front().value<ConversationId>(), story.group);
        QCOMPARE(messages.back().back().value<MessageRow>(), MessageRow(1));
        story.look("petersen");
        story.model.open(0);
        QCOMPARE(people.count(), 1);
    }

    void hitsStayUntilTheNextAreKnown() {
        SearchStory story;
        story.look("preis");
        story.client.hold();
        story.model.setWords(QStringLiteral("preise"));
        story.settle();
        QCOMPARE(story.model.rowCount(), 4); // nothing flickers
        story.model.setWords(QStringLiteral("preisel"));
        story.client.release();
        story.settle();
        QCOMPARE(story.model.state(), SearchViewModel::State::Nothing);
        QCOMPARE(story.client.searches().size(), 3);
    }

    void emptyWordsSearchNothing() {
        SearchStory story;
        story.look("preis");
        story.look("  ");
        QCOMPARE(story.model.state(), SearchViewModel::State::Idle);
        QCOMPARE(story.model.rowCount(), 0);
        QCOMPARE(story.client.searches().size(), 1);
    }

    void whatIsErasedIsNoHitAnyMore() {
        SearchStory story;
        story.look("preis");
        story.model.forget({MessageRow(1), MessageRow(77)});
        QCOMPARE(story.model.rowCount(), 3);
        QCOMPARE(columnOf(story.model, HitRole::Title),
                 QStringList({QStringLiteral("Preise & Angebote"),
                              QStringLiteral("Notes to myself"), QStringLiteral("Bob Lindner")}));
        // An answer that was on its way may still have it.
        story.client.hold();
        story.model.search();
        story.model.forget({MessageRow(77)});
        story.client.release();
        story.settle();
        QCOMPARE(story.client.searches().size(), 3);
        story.look("preisliste");
        story.model.forget({MessageRow(1), MessageRow(2), MessageRow(3)});
        QCOMPARE(story.model.state(), SearchViewModel::State::Nothing);
    }

    void aSearchThatFailsIsSaid() {
        SearchStory story;
        story.client.failReadingWith(Error(ErrorCode::Storage));
        story.look("preis");
        QCOMPARE(story.model.state(), SearchViewModel::State::Failed);
        QVERIFY(!story.model.failure().isEmpty());
        story.client.failReadingWith({});
        story.model.search();
        story.settle();
        QCOMPARE(story.model.state(), SearchViewModel::State::Found);
    }

    // Filters as buttons
    void buttonsTypeFilters() {
        SearchStory story;
        auto& filters = *story.model.filters();
        QAbstractItemModelTester filterTester{
            &filters, QAbstractItemModelTester::FailureReportingMode::QtTest};
        const QDate today(2026, 11, 28);
        QCOMPARE(filters.rowCount(), 7); // nothing is open
        story.look("preise");
        QCOMPARE(filters.pressed(0, today), QStringLiteral("preise has:picture "));
        QCOMPARE(filters.pressed(4, today), QStringLiteral("preise from:"));
        QCOMPARE(filters.pressed(5, today), QStringLiteral("preise after:2026-11-21 "));
        story.model.setOpenTitle(QStringLiteral("Preise & Angebote"));
        QCOMPARE(filters.rowCount(), 8);
        QCOMPARE(filters.pressed(5, today), QStringLiteral("preise in:\"Preise & Angebote\" "));
        story.look("hat:bild preise von:bob");
        QVERIFY(roleOf(filters, 0, SearchFilterModel::Role::Chosen).toBool());
        QCOMPARE(filters.pressed(0, today), QStringLiteral("preise von:bob "));
        filters.press(4);
        QCOMPARE(story.model.words(), QStringLiteral("hat:bild preise "));
    }
    /// What a button types is a filter in every language.
    void whatButtonsTypeIsUnderstood_data() {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << "en";
        QTest::newRow("German") << "de";
    }
    void whatButtonsTypeIsUnderstood() {
        QFETCH(const QString, language);
        Translation translation;
        translation.apply(QLocale(language));
        SearchFilterModel filters;
        filters.set(QString(), QStringLiteral("Team"));
        for (int row = 0; row < filters.rowCount(); ++row) {
            const auto typed = filters.pressed(row, QDate(2026, 11, 28));
            QCOMPARE(filtersIn(typed).size(), std::size_t{1});
        }
    }
    void sendersAreOfferedWhileOneTypes() {
        SearchStory story;
        story.look("preise von:");
        QVERIFY(story.model.rowCount() >= 3);
        QCOMPARE(story.at(0, HitRole::Section), QStringLiteral("Messages from"));
        story.look("preise von:bo");
        QCOMPARE(story.at(0, HitRole::Title), story.bob.name);
        story.model.open(0);
        QCOMPARE(story.model.words(), QStringLiteral("preise von:bob "));
        // Who is named already is searched for.
        story.look("preise von:bob");
        QCOMPARE(story.client.searches().back(), QStringLiteral("preise von:bob"));
        story.look("preise von:ich");
        QCOMPARE(story.client.searches().back(), QStringLiteral("preise von:ich"));
    }
};

QTEST_GUILESS_MAIN(TestFinding)
#include "tst_finding.moc"
