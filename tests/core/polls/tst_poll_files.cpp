#include "core/polls/poll_files.h"
#include "tests/support/poll_slots.h"

#include <QTest>

#include <algorithm>
#include <rapidcheck.h>

using namespace kontor;
using namespace kontor::polls;
using namespace kontor::test;

namespace {

using Cells = std::vector<QStringList>;

/// A reader of RFC 4180 that takes nothing else: none when a quote or a line end stands wrong.
std::optional<Cells> readCsv(const QByteArray& file) {
    if (!file.startsWith("\xEF\xBB\xBF"))
        return std::nullopt;
    const QString text = QString::fromUtf8(file.mid(3));
    Cells lines(1, QStringList(QString()));
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar letter = text[i];
        const QChar next = i + 1 < text.size() ? text[i + 1] : QChar();
        QString& cell = lines.back().back();
        if (quoted) {
            if (letter != u'"')
                cell += letter;
            else if (next == u'"')
                cell += text[i++];
            else
                quoted = false;
        } else if (letter == u'"') {
            if (!cell.isEmpty())
                return std::nullopt;
            quoted = true;
        } else if (letter == u',') {
            lines.back() += QString();
        } else if (letter == u'\r' && next == u'\n') {
            lines.emplace_back(QStringList(QString()));
            ++i;
        } else if (letter == u'\r' || letter == u'\n') {
            return std::nullopt;
        } else {
            cell += letter;
        }
    }
    if (quoted || lines.back() != QStringList(QString()))
        return std::nullopt;
    lines.pop_back();
    return lines;
}

/// The value of a calendar's line, unfolded and unescaped.
QString valueOf(const QByteArray& file, const QByteArray& name) {
    QByteArray whole = file;
    whole.replace("\r\n ", "");
    for (const QByteArray& line : whole.split('\n')) {
        if (!line.startsWith(name + ':') && !line.startsWith(name + ';'))
            continue;
        const QString value = QString::fromUtf8(line.mid(line.indexOf(':') + 1)).chopped(1);
        QString plain;
        for (qsizetype i = 0; i < value.size(); ++i) {
            if (value[i] == u'\\' && ++i < value.size())
                plain += value[i] == u'n' ? QChar(u'\n') : value[i];
            else
                plain += value[i];
        }
        return plain;
    }
    return "(none)";
}

PollView::Option textOption(std::uint32_t number, const QString& text) {
    PollView::Option option;
    option.number = number;
    option.text = text;
    return option;
}

PollView::Option slotOption(std::uint32_t number, PollSlot slot) {
    PollView::Option option;
    option.number = number;
    option.slot = slot;
    return option;
}

Person person(const QString& handle, const QString& name) {
    Person one;
    one.handle = handle;
    one.name = name;
    return one;
}

PollTable lunch() {
    PollTable table;
    table.poll.id = "ab12";
    table.poll.title = "Lunch?";
    table.poll.third = PollView::Third::Offered;
    table.poll.options = {textOption(1, "Soup"), textOption(4, "Rice, red")};
    table.poll.options[0].yes = 1;
    table.poll.options[1].ifNeedBe = 1;
    table.lines = {{person("ada", "Ada"), {PollAnswer::Yes, PollAnswer::IfNeedBe}, "no \"salt\""}};
    table.silent = {person("ben", "Ben")};
    return table;
}

/// Titles and names that somebody made up to break files.
const QStringList kHostile{"two\r\nlines",
                           "\rcarriage",
                           "a,b;c\\d\"e",
                           "\"",
                           "\n",
                           "BEGIN:VEVENT\r\nDTSTART:1",
                           QString(256, u'x'),
                           QString::fromUtf8("\xF0\x9F\x8E\x89").repeated(256),
                           QString::fromUtf8("e\xCC\x81").repeated(128),
                           QString(256, u'\u20AC'),
                           "\\n",
                           "\\",
                           "",
                           "a\u2028b"};

/// Any text of letters that a person could write, hard ones often.
rc::Gen<QString> anyText() {
    const auto letter = rc::gen::element<char32_t>(
        U'a', U' ', U',', U';', U'"', U'\\', U'\n', U'\r', U'\t', U'=', U'+', U'-', U'@', U'\'',
        U'\u00E9', U'\u20AC', U'\uFF1D', U'\u200B', U'\U0001F389', U'n', U':');
    return rc::gen::map(rc::gen::container<std::vector<char32_t>>(letter), [](const auto& letters) {
        return QString::fromUcs4(letters.data(), static_cast<qsizetype>(letters.size()));
    });
}

/// No spreadsheet computes it.
bool isHarmless(const QString& cell) {
    const QString bare = QString(cell).remove(u'\u200B').trimmed();
    return bare.isEmpty() ? !cell.startsWith(u'\t') && !cell.startsWith(u'\r')
                          : !QString::fromUtf8("=+-@＝＋－＠").contains(bare.front());
}

} // namespace

class TestPollFiles : public QObject {
    Q_OBJECT
private slots:
    void aLineAPersonAndTheSums() {
        QCOMPARE(pollCsv(lunch()), QByteArray("\xEF\xBB\xBF"
                                              "Name,Handle,Soup,\"Rice, red\",Comment\r\n"
                                              "Ada,ada,yes,ifneedbe,\"no \"\"salt\"\"\"\r\n"
                                              "Ben,ben,,,\r\n"
                                              "Sum of yes,,1,0,\r\n"
                                              "Sum of ifneedbe,,0,1,\r\n"));
    }
    void slotsSayTheSameEverywhere() {
        PollTable table;
        table.poll.options = {slotOption(1, times("2026-11-26T09:00:00Z", "2026-11-26T10:30:00Z")),
                              slotOption(2, times("2026-11-26T23:00:00Z", "2026-11-27T01:00:00Z")),
                              slotOption(3, days({2026, 12, 31}, {2027, 1, 1})),
                              slotOption(4, days({2028, 2, 29}, {2028, 2, 29}))};
        const auto lines = readCsv(pollCsv(table));
        QVERIFY(lines);
        QCOMPARE(
            lines->front(),
            (QStringList{"Name", "Handle",
                         "2026-11-26T09:00Z/2026-11-26T10:30Z (Thu 26 Nov 2026 09:00 - 10:30 UTC)",
                         "2026-11-26T23:00Z/2026-11-27T01:00Z "
                         "(Thu 26 Nov 2026 23:00 - Fri 27 Nov 2026 01:00 UTC)",
                         "2026-12-31/2027-01-01 (Thu 31 Dec 2026 - Fri 1 Jan 2027)",
                         "2028-02-29 (Tue 29 Feb 2028)", "Comment"}));
        QCOMPARE(lines->size(), std::size_t(2)); // no third answer: one line of sums
    }
    void whatIsNotShownIsInNoFile() {
        PollTable counted = lunch();
        counted.poll.names = PollView::Names::Counted;
        const QByteArray sums = pollCsv(counted);
        QVERIFY(sums.contains("Sum of yes,,1,0,"));
        QVERIFY(!sums.contains("Ada") && !sums.contains("Ben") && !sums.contains("salt"));
        PollTable hidden = lunch();
        hidden.poll.outcome = PollView::Outcome::Hidden;
        QCOMPARE(readCsv(pollCsv(hidden))->size(), std::size_t(1));
    }
    void nothingIsComputed() {
        for (const char* text :
             {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00A0=1",
              "\u200B=1", "\uFEFF@x", "＝1", "＋1", "－1", "＠x", " ＝1", "﹢1", "\t"}) {
            PollTable table = lunch();
            const QString hostile = QString::fromUtf8(text);
            table.poll.options[0].text = hostile;
            table.lines[0].person.name = hostile;
            table.lines[0].comment = hostile;
            table.silent[0].name = hostile;
            const auto lines = readCsv(pollCsv(table));
            QVERIFY2(lines, text);
            for (const QString& cell :
                 {lines->at(0)[2], lines->at(1)[0], lines->at(1)[4], lines->at(2)[0]})
                QCOMPARE(cell, "'" + hostile);
        }
        for (const char* text : {"a=1", "1-1", "it's", "", " ", "\"=1\""}) {
            PollTable table = lunch();
            table.lines[0].comment = text;
            QCOMPARE(readCsv(pollCsv(table))->at(1)[4], QString(text));
        }
    }
    void hostileTextsStayInTheirCells() {
        for (const QString& text : kHostile) {
            PollTable table = lunch();
            table.poll.options[1].text = text;
            table.lines[0].comment = text;
            const auto lines = readCsv(pollCsv(table));
            QVERIFY2(lines, qPrintable(text));
            QCOMPARE(lines->size(), std::size_t(5));
            for (const QStringList& line : *lines)
                QCOMPARE(line.size(), 5);
            QVERIFY2(lines->at(0)[3] == text || lines->at(0)[3] == "'" + text, qPrintable(text));
        }
    }
    void noFileSteersATerminal() {
        PollTable table = lunch();
        table.lines[0].comment = QString::fromUtf8("\x1b]0;title\x07\u009b31m\x01=1");
        table.lines[0].person.name = QString::fromUtf8("\x01=1");
        const auto lines = readCsv(pollCsv(table));
        QCOMPARE(lines->at(1)[4], QString::fromUtf8("\uFFFD]0;title\uFFFD\uFFFD31m\uFFFD=1"));
        QCOMPARE(lines->at(1)[0], QString::fromUtf8("'\uFFFD=1"));
        const QByteArray event = eventOf(QString::fromUtf8("a\x1b[2J\u0085"));
        QCOMPARE(valueOf(event, "SUMMARY"), QString("a [2J "));
    }
    void tablesAreReadBack() {
        const bool held = rc::check([] {
            PollTable table = lunch();
            table.poll.options[0].text = *anyText();
            table.lines[0].person.name = *anyText();
            table.lines[0].comment = *anyText();
            const auto lines = readCsv(pollCsv(table));
            RC_ASSERT(lines.has_value());
            RC_ASSERT(lines->size() == 5U);
            const auto same = [](const QString& cell, const QString& text) {
                return isHarmless(cell) && (cell == text || cell == "'" + text);
            };
            RC_ASSERT(same(lines->at(0)[2], table.poll.options[0].text));
            RC_ASSERT(same(lines->at(1)[0], table.lines[0].person.name));
            RC_ASSERT(same(lines->at(1)[4], table.lines[0].comment));
            RC_ASSERT(lines->at(1)[2] == QString("yes"));
        });
        QVERIFY(held);
    }
    void aSlotIsAnEvent() {
        PollView poll;
        poll.id = "ab12";
        poll.title = "Retro";
        poll.options = {slotOption(7, times("2026-11-26T09:00:00Z", "2026-11-26T10:30:00Z"))};
        QCOMPARE(pollCalendar(poll, 7, at("2026-11-20T08:01:02Z")),
                 QByteArray("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kontor//Kontor//EN\r\n"
                            "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nBEGIN:VEVENT\r\n"
                            "UID:ab12-7@poll.kontor\r\nDTSTAMP:20261120T080102Z\r\n"
                            "DTSTART:20261126T090000Z\r\nDTEND:20261126T103000Z\r\n"
                            "SUMMARY:Retro\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"));
    }
    void daysEndBeforeTheNextOne() {
        PollView poll;
        poll.options = {slotOption(1, days({2026, 12, 30}, {2026, 12, 31})),
                        slotOption(2, days({2028, 2, 29}, {2028, 2, 29}))};
        const QByteArray two = pollCalendar(poll, 1, {});
        QVERIFY(two.contains("DTSTART;VALUE=DATE:20261230\r\nDTEND;VALUE=DATE:20270101\r\n"));
        const QByteArray one = pollCalendar(poll, 2, {});
        QVERIFY(one.contains("DTSTART;VALUE=DATE:20280229\r\nDTEND;VALUE=DATE:20280301\r\n"));
    }
    void onlySlotsAreEvents() {
        const PollTable table = lunch();
        QVERIFY(pollCalendar(table.poll, 1, {}).isEmpty());
        QVERIFY(pollCalendar(table.poll, 99, {}).isEmpty());
    }
    void hostileTitlesAreOneEvent() {
        for (const QString& title : kHostile) {
            const QByteArray file = eventOf(title);
            QVERIFY2(isWellFolded(file), qPrintable(title));
            QCOMPARE(file.count("\r\nBEGIN:VEVENT\r\n"), 1);
            QCOMPARE(file.count("\r\nDTSTART"), 1);
            QCOMPARE(valueOf(file, "SUMMARY"), shown(title));
        }
    }
    void titlesAreReadBack() {
        const bool held = rc::check([] {
            const QString title = *anyText();
            const QByteArray file = eventOf(title);
            RC_ASSERT(isWellFolded(file));
            RC_ASSERT(valueOf(file, "SUMMARY") == shown(title));
        });
        QVERIFY(held);
    }

private:
    static QByteArray eventOf(const QString& title) {
        PollView poll;
        poll.id = QString(64, u'a');
        poll.title = title;
        poll.options = {slotOption(1, days({2026, 1, 1}, {2026, 1, 1}))};
        return pollCalendar(poll, 1, {});
    }
    /// CRLF alone, at most 75 octets, and each line by itself is UTF-8.
    static bool isWellFolded(const QByteArray& file) {
        if (!file.endsWith("\r\n") || file.count('\r') != file.count("\r\n") ||
            file.count('\n') != file.count("\r\n"))
            return false;
        const auto lines = file.chopped(2).split('\n');
        return std::ranges::all_of(lines, [](const QByteArray& line) {
            const QByteArray bare = line.endsWith('\r') ? line.chopped(1) : line;
            return bare.size() <= 75 && QString::fromUtf8(bare).toUtf8() == bare &&
                   !QString::fromUtf8(bare).contains(QChar::ReplacementCharacter);
        });
    }
    /// New lines of every kind are "\n"; what else steers a terminal is a blank.
    static QString shown(QString title) {
        title.replace("\r\n", "\n").replace('\r', '\n').replace(QChar(0x2028), u'\n');
        for (QChar& letter : title)
            if (letter.category() == QChar::Other_Control && letter != u'\n')
                letter = u' ';
        return title;
    }
};

QTEST_GUILESS_MAIN(TestPollFiles)
#include "tst_poll_files.moc"
