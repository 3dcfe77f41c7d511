#include "core/polls/poll_files.h"
#include "tests/support/poll_slots.h"
#include "tools/kontor_cli/arguments.h"
#include "tools/kontor_cli/output.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace kontor;
using namespace kontor::cli;
using namespace kontor::test;

namespace {

const QStringList kAsk{"--profile", "p", "poll", "create", "--group", "Team", "--title", "When?"};

Parsed parse(const QStringList& line, Milliseconds now = {}) {
    return parseArguments(QStringList{"--profile", "p"} + line, now);
}

Arguments good(const QStringList& line) {
    const auto parsed = parse(line);
    if (!parsed.arguments())
        qFatal("%s: %s", qPrintable(line.join(' ')), qPrintable(parsed.instead().sentence));
    return *parsed.arguments();
}

PollView::Option option(std::uint32_t number, const char* text, std::int32_t yes) {
    PollView::Option one;
    one.number = number;
    one.text = text;
    one.yes = yes;
    return one;
}

Person person(const QString& handle) {
    Person one;
    one.handle = handle;
    one.name = handle.toUpper();
    return one;
}

PollTable table() {
    PollTable table;
    PollView& poll = table.poll;
    poll.id = "ab";
    poll.title = "When?";
    poll.third = PollView::Third::Offered;
    poll.options = {option(1, "Soup", 1), option(5, "", 0)};
    poll.options[1].slot = times("2026-11-26T09:00:00Z", "2026-11-26T10:00:00Z");
    poll.options[1].ifNeedBe = 1;
    poll.winners = {1};
    poll.deadline = at("2026-11-25T12:00:00Z");
    poll.answered = 1;
    poll.silent = 1;
    PollView::Vote vote;
    vote.yes = {1};
    vote.ifNeedBe = {5};
    vote.comment = "after 11";
    poll.vote = vote;
    poll.mayVote = true;
    table.lines = {{person("ada"), {PollAnswer::Yes, PollAnswer::IfNeedBe}, "after 11"}};
    table.silent = {person("ben")};
    return table;
}

QJsonObject jsonOf(const std::function<void(const Output&)>& print) {
    QString line;
    print(Output(OutputForm::Json, [&line](const QString& printed) { line = printed; }));
    return QJsonDocument::fromJson(line.toUtf8()).object();
}

} // namespace

class TestCliPolls : public QObject {
    Q_OBJECT
private slots:
    static void initTestCase() {
        qputenv("TZ", "Europe/Berlin");
        tzset();
    }
    void aPollOfTexts() {
        const auto ask =
            good({"poll", "create", "--to", "bob", "--title", "Lunch?", "--option", "Soup",
                  "--option", "Rice", "--multiple", "--if-need-be", "--hidden", "--counts",
                  "--deadline", "2026-11-26T18:00+02:00", "--lifetime", "3600"});
        QCOMPARE(ask.command, Command::PollCreate);
        const PollForm& form = ask.poll.form;
        QCOMPARE(form.title, "Lunch?");
        QCOMPARE(form.options, (QStringList{"Soup", "Rice"}));
        QVERIFY(form.choices == PollView::Choices::Several);
        QVERIFY(form.third == PollView::Third::Offered);
        QVERIFY(form.results == PollView::Results::AfterClosing);
        QVERIFY(form.names == PollView::Names::Counted);
        QVERIFY(form.deadline == at("2026-11-26T16:00:00Z"));
        QCOMPARE(ask.lifetime, std::optional<Milliseconds>(3'600'000));
        const auto plain =
            good({"poll", "create", "--to", "b", "--title", "?", "--option", "x", "--option", "y"});
        QVERIFY(plain.poll.form.choices == PollView::Choices::One);
        QVERIFY(plain.poll.form.third == PollView::Third::None);
        QVERIFY(plain.poll.form.deadline == Milliseconds(0));
    }
    void aPollOfSlots() {
        const auto ask = parseArguments(
            kAsk + QStringList{"--slot", "2026-11-26T10:00/2026-11-26T11:30", "--slot",
                               "2026-11-26T10:00Z/2026-11-26T11:00Z", "--slot",
                               "2026-07-01T10:00:00+0200/2026-07-02T09:00+02:00", "--slot",
                               "2026-11-26", "--slot", "2026-11-26/2026-11-28"});
        QVERIFY(ask.arguments());
        const std::vector<PollSlot> expected{
            times("2026-11-26T09:00:00Z", "2026-11-26T10:30:00Z"), // it is winter in Berlin
            times("2026-11-26T10:00:00Z", "2026-11-26T11:00:00Z"),
            times("2026-07-01T08:00:00Z", "2026-07-02T07:00:00Z"),
            days({2026, 11, 26}, {2026, 11, 26}), days({2026, 11, 26}, {2026, 11, 28})};
        QVERIFY(ask.arguments()->poll.form.dates == expected);
    }
    void whatFilesSayIsASlot() {
        for (const auto& slot :
             {times("2026-11-26T09:00:00Z", "2026-11-26T10:30:00Z"),
              days({2026, 11, 26}, {2026, 11, 26}), days({2026, 11, 26}, {2026, 11, 28})})
            QVERIFY(readSlot(polls::isoInterval(slot)).slot == slot);
    }
    void slotsThatAreNone_data() {
        QTest::addColumn<QString>("word");
        for (const char* word : {"",
                                 "/",
                                 "2026-11-26T10:00",
                                 "2026-11-26T10:00/",
                                 "tomorrow",
                                 "2026-11-26T11:00/2026-11-26T10:00",
                                 "2026-11-26T10:00/2026-11-26T10:00",
                                 "2026-11-27/2026-11-26",
                                 "2026-11-26T10:00/2026-11-26",
                                 "2026-02-30",
                                 "2026-13-01",
                                 "2026-11-26T25:00/2026-11-26T26:00",
                                 "26.11.2026",
                                 "2026-11-26T10:00:30/2026-11-26T11:00",
                                 "1999-12-31",

                                 "2100-01-01",
                                 "2099-12-31/2100-01-01",
                                 "9999-01-01T10:00Z/9999-01-01T11:00Z",
                                 "1999-12-31T23:00Z/2000-01-01T01:00Z",

                                 "2099-12-31T23:00Z/2100-01-01T00:00Z",
                                 "2026-11-26/2026-11-27/2026-11-28",
                                 "2026-11-26 10:00/2026-11-26 11:00",
                                 "12026-11-26",
                                 "-026-11-26",
                                 "2026-03-29T02:30/2026-03-29T04:00", // Berlin skips that hour
                                 "2026-11-26T10:00+99:00/2026-11-26T11:00+99:00"})
            QTest::newRow(word) << QString(word);
    }
    void slotsThatAreNone() {
        QFETCH(QString, word);
        QVERIFY(!readSlot(word).slot);
        const auto ask = parseArguments(kAsk + QStringList{"--slot", "2026-11-26", "--slot", word});
        QVERIFY(!ask.arguments());
        const QString sentence = ask.instead().sentence; // what is wrong, and the right form
        QVERIFY2(sentence.contains(word) && sentence.contains("2026-11-26T10:00/2026-11-26T11:00"),
                 qPrintable(sentence));
        QVERIFY(sentence.endsWith('.'));
    }
    void formsThatAreNone_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("says");
        QTest::newRow("one option") << "--option x" << "two --option";
        QTest::newRow("one slot") << "--slot 2026-11-26" << "two --slot";
        QTest::newRow("mixed") << "--option x --option y --slot 2026-11-26" << "not both";
        QTest::newRow("twice") << "--option x --option x" << "twice";
        QTest::newRow("slot twice") << "--slot 2026-11-26T10:00Z/2026-11-26T11:00Z "
                                       "--slot 2026-11-26T11:00+01:00/2026-11-26T12:00+01:00"
                                    << "twice";
        QTest::newRow("past") << "--option x --option y --deadline 2026-11-01T10:00Z" << "passed";
        QTest::newRow("now") << "--option x --option y --deadline 2026-11-20T10:00Z" << "passed";
        QTest::newRow("far") << "--option x --option y --deadline 9999-11-01T10:00Z" << "2100";
        QTest::newRow("day") << "--option x --option y --deadline 2026-12-01" << "--deadline takes";
        QTest::newRow("word") << "--option x --option y --deadline soon" << "--deadline takes";

        QString many;
        for (int i = 0; i < 51; ++i)
            many += QString(" --option %1").arg(i);
        QTest::newRow("many") << many.trimmed() << "at most 50";
        QTest::newRow("vote's") << "--option x --option y --maybe x" << "does not belong";
        QTest::newRow("lifetime") << "--option x --option y --lifetime 1" << "5 to";
    }
    void formsThatAreNone() {
        QFETCH(QString, line);
        QFETCH(QString, says);
        const auto parsed = parseArguments(kAsk + line.split(' '), at("2026-11-20T10:00:00Z"));
        QVERIFY(!parsed.arguments());
        QVERIFY(parsed.instead().reason == NoCommand::Reason::Wrong);
        QVERIFY2(parsed.instead().sentence.contains(says), qPrintable(parsed.instead().sentence));
    }
    void votesHaveAnswers() {
        const auto today = good({"poll", "vote", "ID", "--option", "Mon", "Wed"});
        QCOMPARE(today.poll.yes, (QStringList{"Mon", "Wed"}));
        const auto vote = good({"poll", "vote", "ID", "--yes", "A", "--yes", "B", "--maybe", "C",
                                "--comment", "after 11"});
        QCOMPARE(vote.poll.yes, (QStringList{"A", "B"}));
        QCOMPARE(vote.poll.ifNeedBe, QStringList{"C"});
        QCOMPARE(vote.poll.comment, "after 11");
        QCOMPARE(good({"poll", "vote", "ID", "--slot", "2026-11-26"}).poll.yes.size(), 1);
        QCOMPARE(good({"poll", "vote", "ID", "--maybe", "C"}).poll.yes.size(), 0);
        for (const QStringList& bad :
             {QStringList{"ID"}, QStringList{"ID", "--comment", "x"}, QStringList{"ID", "A"},
              QStringList{"ID", "--yes", "A", "--maybe", "A"},
              QStringList{"ID", "--yes", "A", "--maybe", "B", "C"}})
            QVERIFY2(!parse(QStringList{"poll", "vote"} + bad).arguments(),
                     qPrintable(bad.join(' ')));
    }
    void otherVerbs() {
        QCOMPARE(good({"poll", "reopen", "ID"}).command, Command::PollReopen);
        QCOMPARE(good({"poll", "remind", "ID", "please"}).words, (QStringList{"ID", "please"}));
        QCOMPARE(good({"poll", "list", "--group", "Team"}).command, Command::PollList);
        const auto file =
            good({"poll", "export", "ID", "--csv", "-", "--ics", "a.ics", "--slot", "2026-11-26"});
        QCOMPARE(file.poll.csv, "-");
        QCOMPARE(file.poll.ics, "a.ics");
        QVERIFY(file.poll.slot == days({2026, 11, 26}, {2026, 11, 26}));
        for (const QStringList& bad :
             {QStringList{"list"}, QStringList{"list", "--to", "b", "--group", "g"},
              QStringList{"reopen"}, QStringList{"remind"}, QStringList{"remind", "ID", "a", "b"},
              QStringList{"export", "ID"}, QStringList{"export", "ID", "--ics", "a"},
              QStringList{"export", "ID", "--csv", "a", "--slot", "2026-11-26"},
              QStringList{"export", "ID", "--ics", "a", "--slot", "x"},
              QStringList{"export", "ID", "--ics", "a", "--slot", "2026-11-26", "--slot",
                          "2026-11-27"}})
            QVERIFY2(!parse(QStringList{"poll"} + bad).arguments(), qPrintable(bad.join(' ')));
        for (const char* verb :
             {"create", "vote", "withdraw", "close", "reopen", "remind", "show", "list", "export"})
            QVERIFY2(helpText().contains(QString("  poll %1 ").arg(verb)), verb);
    }
    void jsonIsTheContract() {
        const auto shown = jsonOf([](const Output& output) { output.pollTable(table()); });
        QCOMPARE(shown["poll"].toString(), "ab");
        QCOMPARE(shown["open"].toBool(), true);
        QCOMPARE(shown["deadline"].toString(), "2026-11-25T12:00:00.000Z");
        QCOMPARE(shown["results"].toString(), "always");
        QCOMPARE(shown["winners"].toArray(), QJsonArray{1});
        QCOMPARE(shown["unanswered"].toArray(), QJsonArray{"ben"});
        const auto first = shown["options"].toArray().at(0).toObject();
        QCOMPARE(first["text"].toString(), "Soup");
        QCOMPARE(first["votes"].toArray(), QJsonArray{"ada"});
        const auto second = shown["options"].toArray().at(1).toObject();
        QCOMPARE(second["slot"].toString(), "2026-11-26T09:00Z/2026-11-26T10:00Z");
        QCOMPARE(second["votes_if_need_be"].toArray(), QJsonArray{"ada"});
        QCOMPARE(second["if_need_be"].toInt(), 1);
        const auto line = shown["lines"].toArray().at(0).toObject();
        QCOMPARE(line["answers"].toArray(), (QJsonArray{"yes", "ifneedbe"}));
        QCOMPARE(line["comment"].toString(), "after 11");
        QCOMPARE(shown["vote"].toObject()["if_need_be"].toArray(), QJsonArray{5});
        // A list names nobody: its views know the first few alone.
        const auto listed = jsonOf([](const Output& output) { output.poll(table().poll); });
        QVERIFY(!listed.contains("lines") && !listed.contains("unanswered"));
        QCOMPARE(listed["silent"].toInt(), 1);
    }
    void wordsTellNoHiddenResult() {
        QStringList lines;
        const Output words(OutputForm::Words, [&lines](const QString& line) { lines += line; });
        words.pollTable(table());
        QVERIFY2(lines.back().contains("  1  Soup  (+0 if need be)  ADA"),
                 qPrintable(lines.back()));
        QVERIFY(lines.back().contains("2026-11-26 10:00 to 2026-11-26 11:00")); // Berlin
        QVERIFY(lines.back().contains("ADA: after 11"));
        PollTable hidden = table();
        hidden.poll.outcome = PollView::Outcome::Hidden;
        hidden.lines.clear();
        words.pollTable(hidden);
        QVERIFY(lines.back().contains("\n  -  Soup"));
        QVERIFY(lines.back().contains("after the closing"));
    }
};

QTEST_GUILESS_MAIN(TestCliPolls)
#include "tst_cli_polls.moc"
