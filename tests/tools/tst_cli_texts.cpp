#include "base/error_codes.h"
#include "tools/kontor_cli/arguments.h"
#include "tools/kontor_cli/error_sentence.h"
#include "tools/kontor_cli/output.h"

#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace kontor;
using namespace kontor::cli;

namespace {

Arguments good(const QStringList& line) {
    const auto parsed = parseArguments(QStringList{"--profile", "p"} + line);
    if (!parsed.arguments())
        qFatal("%s: %s", qPrintable(line.join(' ')), qPrintable(parsed.instead().sentence));
    return *parsed.arguments();
}

} // namespace

class TestCliTexts : public QObject {
    Q_OBJECT
private slots:
    void everyErrorHasASentenceAndAnExitCode() {
        QSet<QString> sentences;
        for (const auto& [code, name] : kErrorCodes) {
            const auto sentence = QString::fromStdString(sentenceOf(Error(code, {"x"})));
            QVERIFY2(sentence.size() > 20 && sentence.endsWith('.'), name.data());
            QVERIFY2(sentence.front().isUpper(), name.data());
            QVERIFY2(!sentence.contains(QString::fromUtf8(name.data(), name.size())), name.data());
            sentences += sentence;
            QVERIFY2(!sentenceOf(Error(code)).empty(), name.data()); // also without arguments
            QVERIFY(exitCodeOf(code) != ExitCode::Done);
        }
        QCOMPARE(sentences.size(), qsizetype(kErrorCodes.size()));
    }
    void pollsHaveSentencesOfTheirOwn() {
        for (const Error& error :
             {Error(ErrorCode::PollClosed, {"closing"}), Error(ErrorCode::PollClosed, {"gone"}),
              Error(ErrorCode::NotAllowed, {"silent"}), Error(ErrorCode::NotAllowed, {"reminded"}),
              Error(ErrorCode::Malformed, {"deadline"}), Error(ErrorCode::Malformed, {"date"})}) {
            const auto sentence = sentenceOf(error);
            QVERIFY2(sentence != sentenceOf(Error(error.code, {"x"})), sentence.c_str());
            QVERIFY(sentence.ends_with('.'));
        }
    }
    void callsHaveTheirOptions() {
        const auto call = good({"call", "bob", "--audio-in", "a.wav", "--audio-out", "b.wav",
                                "--seconds", "20", "--relay"});
        QCOMPARE(call.command, Command::Call);
        QCOMPARE(call.words, QStringList{"bob"});
        QCOMPARE(call.audioIn, QString("a.wav"));
        QCOMPARE(call.audioOut, QString("b.wav"));
        QCOMPARE(call.seconds, std::optional<Milliseconds>(20'000));
        QCOMPARE(call.relay, RelayUse::Always);
        QCOMPARE(good({"answer", "--seconds", "1.5"}).seconds, std::optional<Milliseconds>(1'500));
        for (const QStringList& bad :
             {QStringList{"call", "--seconds", "2"}, QStringList{"call", "bob"},
              QStringList{"answer", "--seconds", "0"}, QStringList{"send", "--relay", "x"},
              QStringList{"answer", "--seconds", "2", "--audio-in", "a.wav"}})
            QVERIFY2(!parseArguments(QStringList{"--profile", "p"} + bad).arguments(),
                     qPrintable(bad.join(' ')));
    }
    void placesOfConversationsHaveTheirOptions() {
        const auto unread = good({"unread", "--to", "bob"});
        QCOMPARE(unread.command, Command::Unread);
        QVERIFY(unread.undo == Arguments::Undo::No);
        const auto back = good({"archive", "--group", "Team", "--back"});
        QCOMPARE(back.command, Command::Archive);
        QVERIFY(back.undo == Arguments::Undo::Yes);
        QCOMPARE(good({"favourite", "--to", "bob"}).command, Command::Favourite);
        for (const QStringList& bad :
             {QStringList{"unread"}, QStringList{"archive", "--to", "bob", "--group", "Team"},
              QStringList{"favourite", "--to", "bob", "more"}})
            QVERIFY2(!parseArguments(QStringList{"--profile", "p"} + bad).arguments(),
                     qPrintable(bad.join(' ')));
    }
    void exitCodesAreTheContract() {
        QCOMPARE(exitCodeOf(ErrorCode::HandleTaken), ExitCode::Refused);
        QCOMPARE(exitCodeOf(ErrorCode::FingerprintWrong), ExitCode::Refused);
        QCOMPARE(exitCodeOf(ErrorCode::NotAllowed), ExitCode::Refused);
        QCOMPARE(exitCodeOf(ErrorCode::LinkMalformed), ExitCode::Usage);
        QCOMPARE(exitCodeOf(ErrorCode::UserUnknown), ExitCode::Usage);
        QCOMPARE(exitCodeOf(ErrorCode::NotReachable), ExitCode::NotReachable);
        QCOMPARE(exitCodeOf(ErrorCode::ProfileInUse), ExitCode::Local);
        QCOMPARE(exitCodeOf(ErrorCode::WrongKey), ExitCode::Local);
        QCOMPARE(int(ExitCode::Refused), 1);
        QCOMPARE(int(ExitCode::Usage), 2);
        QCOMPARE(int(ExitCode::NotReachable), 3);
        QCOMPARE(int(ExitCode::Local), 4);
    }
    void linesAreUnderstood() {
        const auto registers =
            good({"register", "kontor://x", "--handle", "anna", "--name=Anna Berg"});
        QCOMPARE(registers.command, Command::Register);
        QCOMPARE(registers.profile, "p");
        QCOMPARE(registers.handle, "anna");
        QCOMPARE(registers.name, "Anna Berg");
        const auto send = good({"send", "--to", "bob", "--wait", "2.5", "--json", "--", "--help"});
        QCOMPARE(send.to, "bob");
        QCOMPARE(send.words, QStringList{"--help"});
        QCOMPARE(send.wait, Milliseconds(2'500));
        QCOMPARE(send.output, OutputForm::Json);
        const auto add = good({"group", "add", "Team", "bob", "carol"});
        QCOMPARE(add.command, Command::GroupAdd);
        QCOMPARE(add.words, (QStringList{"Team", "bob", "carol"}));
        const auto rename = good({"group", "rename", "Team", "Two words"});
        QCOMPARE(rename.command, Command::GroupRename);
        QCOMPARE(rename.words, (QStringList{"Team", "Two words"}));
        QCOMPARE(good({"group", "describe", "Team", ""}).words.back(), QString());
        QCOMPARE(good({"group", "demote", "Team", "bob", "carol"}).command, Command::GroupDemote);
        QCOMPARE(good({"send", "--group", "Team", "--lines"}).texts, TextSource::Lines);
        QCOMPARE(good({"history", "--count", "3"}).count, 3U);
        QCOMPARE(good({"pin", "ID"}).pin, TimelineEntry::Pin::On);
        QCOMPARE(good({"pin", "ID", "--back"}).pin, TimelineEntry::Pin::Off);
        QCOMPARE(good({"forward", "ID", "--group", "Team"}).command, Command::Forward);
        QCOMPARE(good({"list", "pins", "--to", "bob", "--count", "3"}).words, QStringList{"pins"});
        QVERIFY(!good({"receive"}).wait);
        QCOMPARE(good({"search", "two", "words"}).words.size(), 2);
    }
    void linesThatMeanNothingAreNotGuessedAt_data() {
        QTest::addColumn<QString>("line");
        for (const char* line : {"",
                                 "fly",
                                 "send",
                                 "send hi",
                                 "send --to bob",
                                 "send --to bob --group g hi",
                                 "send --to bob hi there",
                                 "send --to bob hi --lines",
                                 "receive now",
                                 "forward ID",
                                 "info",
                                 "list pins",
                                 "list everything --to bob",
                                 "group",
                                 "group fly Team",
                                 "group add Team",
                                 "group leave",
                                 "group rename Team",
                                 "group rename Team Two words",
                                 "group describe Team",
                                 "group promote Team",
                                 "register kontor://x",
                                 "register kontor://x --handle a",
                                 "receive --to bob",
                                 "search",
                                 "send --fly",
                                 "receive --wait",
                                 "receive --wait soon",
                                 "receive --wait -1",
                                 "receive --json=x",
                                 "history --count 0",
                                 "history --to a --group b",
                                 "note"})
            QTest::newRow(line) << QString(line);
    }
    void linesThatMeanNothingAreNotGuessedAt() {
        QFETCH(QString, line);
        const auto words = QStringList{"--profile", "p"} + line.split(' ', Qt::SkipEmptyParts);
        const auto parsed = parseArguments(words);
        QVERIFY(!parsed.arguments());
        QVERIFY(parsed.instead().reason == NoCommand::Reason::Wrong);
        QVERIFY(parsed.instead().sentence.endsWith('.'));
    }
    void aProfileIsAlwaysNamed() { QVERIFY(!parseArguments({"receive"}).arguments()); }
    void helpAndVersion() {
        QVERIFY(parseArguments({"--help"}).instead().reason == NoCommand::Reason::Help);
        QVERIFY(parseArguments({"send", "-h"}).instead().reason == NoCommand::Reason::Help);
        QVERIFY(parseArguments({"--version"}).instead().reason == NoCommand::Reason::Version);
        for (const char* word : {"register", "send", "note", "group create", "receive", "history",
                                 "search", "directory", "Exit codes"})
            QVERIFY2(helpText().contains(word), word);
    }
    void whatOthersWroteCannotSteerATerminal() {
        QStringList lines;
        ConversationSummary conversation;
        conversation.kind = ConversationKind::Group;
        conversation.title = "Team\x1b[2J";
        TimelineEntry entry;
        entry.text = QString("hi\x1b]0;title\x07 \u009b31m\nthere");
        entry.sender.name = "E\rve";
        const auto collect = [&lines](const QString& line) { lines += line; };
        Output(OutputForm::Words, collect).entry(conversation, entry);
        QVERIFY(lines.front().contains("\nthere"));
        for (const QChar letter : lines.front())
            QVERIFY(letter == u'\n' || letter.category() != QChar::Other_Control);
        Output(OutputForm::Json, collect).entry(conversation, entry);
        QVERIFY(!lines.back().contains('\n'));
        const auto object = QJsonDocument::fromJson(lines.back().toUtf8()).object();
        QCOMPARE(object.value("text").toString(), entry.text); // scripts get it as it is
    }
    void jsonIsTheContract() {
        QString line;
        ConversationSummary conversation;
        conversation.id = ConversationId(3);
        conversation.peer = Person();
        conversation.peer->handle = "bob";
        TimelineEntry entry;
        entry.row = MessageRow(7);
        entry.seq = Seq(9);
        entry.sender.handle = "anna";
        entry.sentAt = Milliseconds(1'760'000'000'123);
        entry.text = "Grüße";
        entry.side = TimelineEntry::Side::Own;
        entry.delivery = DeliveryState::Delivered;
        Output(OutputForm::Json, [&line](const QString& printed) {
            line = printed;
        }).entry(conversation, entry);
        const auto object = QJsonDocument::fromJson(line.toUtf8()).object();
        QCOMPARE(object.value("conversation").toString(), "bob");
        QCOMPARE(object.value("sender").toString(), "anna");
        QCOMPARE(object.value("id").toInt(), 7);
        QCOMPARE(object.value("seq").toInt(), 9);
        QCOMPARE(object.value("sent_at").toString(), "2025-10-09T08:53:20.123Z");
        QCOMPARE(object.value("text").toString(), "Grüße");
        QCOMPARE(object.value("kind").toString(), "text");
        QCOMPARE(object.value("state").toString(), "delivered");
    }
};

QTEST_GUILESS_MAIN(TestCliTexts)
#include "tst_cli_texts.moc"
