// The table of a poll: who said what, and what is done with it.
#include "app/texts/poll_text.h"
#include "app/view_models/poll_table_model.h"
#include "tests/app/desk.h"
#include "tests/support/fake_file_chooser.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using Role = PollTableModel::Role;
using Numbers = std::vector<PollView::OptionNumber>;

namespace {

PollForm meeting(const Desk& desk) {
    PollForm form;
    form.title = QStringLiteral("When / where?");
    form.choices = PollView::Choices::Several;
    form.third = PollView::Third::Offered;
    for (const int hour : {10, 15, 17}) {
        PollSlot slot;
        const auto day = desk.moments().today().addDays(1);
        slot.start = Moments::at(day, QTime(hour, 0));
        slot.end = Moments::at(day, QTime(hour + 1, 0));
        form.dates.push_back(slot);
    }
    return form;
}

struct TableStory : Desk {
    ConversationId group = client.addGroup(QStringLiteral("Team"), {bob, cora});
    test::FakeFileChooser chooser;
    PollTableModel table{client, FileKeeper(chooser, workHere()),
                         PollFiles{[](const PollTable& all) {
                                       return QByteArray::number(
                                           static_cast<int>(all.lines.size()));
                                   },
                                   [](const PollView&, PollView::OptionNumber slot, Milliseconds) {
                                       return QByteArray::number(slot);
                                   }},
                         clock, moments()};
    QAbstractItemModelTester tester{&table, QAbstractItemModelTester::FailureReportingMode::QtTest};
    MessageRow row;

    TableStory() {
        onEvent = [this](const Event& event) {
            if (const auto* change = std::get_if<TimelineChanged>(&event))
                table.apply(*change);
        };
        client.setDelivering(true);
        table.setSelf(client.self());
        client.askPoll(group, meeting(*this),
                       [this](const Result<MessageRow>& asked) { row = asked.value(); });
        settle();
    }
    void open() {
        table.open(static_cast<double>(row.value));
        settle();
    }
    [[nodiscard]] PollAnswer at(int line, int column) {
        return static_cast<PollAnswer>(
            table.data(table.index(line, column), static_cast<int>(Role::Answer)).toInt());
    }
    [[nodiscard]] QString name(int line) {
        return table.people()
            ->index(line, 0)
            .data(static_cast<int>(PollPeopleModel::Role::Name))
            .toString();
    }
    [[nodiscard]] QString count(int column) {
        return table.options()
            ->index(column, 0)
            .data(static_cast<int>(PollColumnsModel::Role::Count))
            .toString();
    }
};

} // namespace

class TestPollTable : public QObject {
    Q_OBJECT

private slots:
    void oneselfStandsFirstAndIsPressed() {
        TableStory story;
        story.client.castAnswers(story.row, story.bob, {{1}, {2}, QStringLiteral("rather early")});
        story.open();
        QCOMPARE(story.table.rowCount(), 2);
        QCOMPARE(story.table.columnCount(), 3);
        QCOMPARE(story.name(1), QStringLiteral("Bob Lindner"));
        QCOMPARE(story.at(1, 1), PollAnswer::IfNeedBe);
        QVERIFY(story.table.hasComment(1) && !story.table.hasComment(0));
        QCOMPARE(story.table.silent(), QStringLiteral("Cora Mikkelsen")); // not oneself
        story.table.press(0);
        story.settle();
        QCOMPARE(story.at(0, 0), PollAnswer::Yes);
        QCOMPARE(story.count(0), QStringLiteral("2"));
        QCOMPARE(story.count(1), QStringLiteral("0 (1)"));
        const auto spoken = story.table.people()
                                ->index(1, 0)
                                .data(static_cast<int>(PollPeopleModel::Role::Spoken))
                                .toString();
        QVERIFY2(spoken.contains(QStringLiteral("if need be")) &&
                     spoken.contains(QStringLiteral("rather early")),
                 qPrintable(spoken));
    }

    void itFollowsThePollWithoutMovingWhatIsRead() {
        TableStory story;
        story.client.castVote(story.row, story.bob, Numbers{1});
        story.open();
        const QSignalSpy reset(&story.table, &PollTableModel::modelReset);
        story.client.castVote(story.row, story.cora, Numbers{1, 2});
        story.settle();
        QCOMPARE(story.table.rowCount(), 3);
        QVERIFY(story.table.silent().isEmpty());
        story.client.castVote(story.row, story.cora, Numbers{});
        story.settle();
        QCOMPARE(story.table.rowCount(), 2);
        QCOMPARE(reset.count(), 0);
    }

    void aClosedTableIsReadOnlyAndGoesToFiles() {
        TableStory story;
        story.client.castVote(story.row, story.bob, Numbers{2});
        story.open();
        story.table.closePoll();
        story.settle();
        QVERIFY(!story.table.mayVote() && story.table.mayReopen());
        QCOMPARE(story.table.rowCount(), 1); // oneself has said nothing
        story.table.press(0);
        story.settle();
        QCOMPARE(story.at(0, 0), PollAnswer::No);
        const QTemporaryDir folder;
        story.table.saveTable();
        QCOMPARE(story.chooser.proposedName(), QStringLiteral("When  where.csv"));
        const auto path = folder.filePath(QStringLiteral("poll.csv"));
        story.chooser.choosePlace(path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("1"));
        QVERIFY(!story.table.failed() && !story.table.outcome().isEmpty());
        QCOMPARE(story.table.winners().size(), 1);
        story.table.saveDate(0);
        QVERIFY(story.chooser.proposedName().endsWith(QStringLiteral(".ics")));
        story.chooser.choosePlace(folder.filePath(QStringLiteral("no/such/folder.ics")));
        QVERIFY(story.table.failed());
    }

    void whatIsHiddenShowsNobodyElse() {
        TableStory story;
        PollForm form = meeting(story);
        form.results = PollView::Results::AfterClosing;
        story.row = story.client.receivePoll(story.group, story.bob, form);
        story.client.castVote(story.row, story.bob, Numbers{1});
        story.open();
        QVERIFY(!story.table.known());
        QCOMPARE(story.table.rowCount(), 1);
        QVERIFY(story.count(0).isEmpty());
        story.table.saveTable();
        QVERIFY(story.chooser.proposedName().isEmpty());
    }

    /// The poll has ended while she looked for a place.
    void whatIsErasedMeanwhileGoesToNoFile() {
        TableStory story;
        story.client.castVote(story.row, story.bob, Numbers{2});
        story.open();
        story.table.saveTable();
        story.client.remove(story.row);
        story.settle();
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("poll.csv"));
        story.chooser.choosePlace(path);
        QVERIFY(!QFile::exists(path));
    }

    void whatIsErasedIsGone() {
        TableStory story;
        story.open();
        const QSignalSpy gone(&story.table, &PollTableModel::gone);
        story.client.remove(story.row);
        story.settle();
        QCOMPARE(gone.count(), 1);
        QVERIFY(!story.table.ready() && story.table.title().isEmpty());
    }

    void fiftyDatesAndTwoHundredPeopleAreQuick() {
        TableStory story;
        PollForm form = meeting(story);
        for (int i = 0; form.dates.size() < 50; ++i) {
            PollSlot slot = form.dates.front();
            slot.start += std::chrono::hours(24 * (i + 1));
            slot.end += std::chrono::hours(24 * (i + 1));
            form.dates.push_back(slot);
        }
        std::vector<Person> people;
        for (int i = 0; i < 200; ++i)
            people.push_back(story.client.addPerson(QStringLiteral("p%1").arg(i),
                                                    QStringLiteral("Person %1").arg(i)));
        story.row = story.client.receivePoll(story.group, story.bob, form);
        for (const auto& person : people)
            story.client.castVote(story.row, person, Numbers{1, 20, 50});
        story.settle();
        QBENCHMARK_ONCE {
            story.open();
        }
        QCOMPARE(story.table.rowCount(), 201);
        QCOMPARE(story.at(200, 49), PollAnswer::Yes);
    }
};

QTEST_GUILESS_MAIN(TestPollTable)
#include "tst_poll_table.moc"
