#include "core/polls/poll_files.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace kontor::polls {
namespace {

// --- Table

constexpr QStringView kFormulaSigns = u"=+-@";
constexpr QStringView kQuotedSigns = u",\"\r\n";
constexpr QStringView kBlankSigns = u"\t\r\n";

bool isInvisible(QChar letter) {
    return letter.isSpace() || letter.category() == QChar::Other_Format ||
           letter.category() == QChar::Other_Control;
}

/// Would a spreadsheet compute it? Some skip blanks in front, and some take the wide forms of East
/// Asian keyboards for the signs themselves.
bool isFormula(const QString& text) {
    if (!text.isEmpty() && kBlankSigns.contains(text.front()))
        return true;
    const auto first = std::ranges::find_if_not(text, isInvisible);
    if (first == text.end())
        return false;
    if (first->unicode() < 0x80)
        return kFormulaSigns.contains(*first);
    const QString sign = QString(*first).normalized(QString::NormalizationForm_KC);
    return !sign.isEmpty() && kFormulaSigns.contains(sign.front());
}

bool steersTerminals(QChar letter) {
    return letter.category() == QChar::Other_Control && !kBlankSigns.contains(letter);
}

QString cellOf(const QString& text) {
    QString cell = isFormula(text) ? u'\'' + text : text;
    // No letter of what somebody wrote steers the terminal that a file is shown in.
    std::ranges::replace_if(cell, steersTerminals, QChar(QChar::ReplacementCharacter));
    const bool quoted =
        std::ranges::any_of(cell, [](QChar letter) { return kQuotedSigns.contains(letter); });
    if (quoted)
        cell = u'"' + cell.replace(u'"', QLatin1String("\"\"")) + u'"';
    return cell;
}

QByteArray lineOf(const QStringList& texts) {
    QStringList cells;
    for (const QString& text : texts)
        cells += cellOf(text);
    return cells.join(u',').toUtf8() + "\r\n";
}

QDateTime utc(Milliseconds time) {
    return QDateTime::fromMSecsSinceEpoch(time.count(), Qt::UTC);
}

/// "Thu 26 Nov 2026 09:00 - 10:00 UTC"
QString readable(const PollSlot& slot) {
    const QLocale english = QLocale::c();
    const QString day = "ddd d MMM yyyy";
    if (slot.kind == PollSlot::Kind::Days) {
        const QString first = english.toString(slot.firstDay, day);
        return slot.firstDay == slot.lastDay ? first
                                             : first + " - " + english.toString(slot.lastDay, day);
    }
    const QDateTime start = utc(slot.start);
    const QDateTime end = utc(slot.end);
    const QString endForm = start.date() == end.date() ? QString("HH:mm") : day + " HH:mm";
    return english.toString(start, day + " HH:mm") + " - " + english.toString(end, endForm) +
           " UTC";
}

QString headOf(const PollView::Option& option) {
    if (!option.slot)
        return option.text;
    return isoInterval(*option.slot) + " (" + readable(*option.slot) + ")";
}

/// One line a person; `answers` may be empty.
QByteArray personLine(const Person& person, const std::vector<PollAnswer>& answers,
                      std::size_t options, const QString& comment) {
    QStringList cells{person.name, person.handle};
    for (std::size_t i = 0; i < options; ++i)
        cells += i < answers.size() ? wordOf(answers[i]) : QString();
    return lineOf(cells += comment);
}

QByteArray sumLine(const char* name, const PollView& poll, std::int32_t PollView::Option::* sum) {
    QStringList cells{name, QString()};
    for (const auto& option : poll.options)
        cells += QString::number(option.*sum);
    return lineOf(cells += QString());
}

// --- Calendar

/// TEXT of RFC 5545, 3.3.11.
QString escaped(const QString& text) {
    QString plain = text;
    plain.replace("\r\n", "\n");
    QString all;
    for (const QChar letter : plain) {
        const bool newLine =
            letter == u'\n' || letter == u'\r' || letter == u'\u2028' || letter == u'\u2029';
        if (newLine)
            all += "\\n";
        else if (letter == u'\\' || letter == u';' || letter == u',')
            all += QString(u'\\') + letter;
        else
            all += letter.category() == QChar::Other_Control ? QChar(u' ') : letter;
    }
    return all;
}

/// Lines of at most 75 octets; what goes on begins with a blank. No letter is cut.
QByteArray folded(const QString& line) {
    constexpr qsizetype kOctets = 75;
    QByteArray all;
    qsizetype length = 0;
    for (const char32_t letter : line.toUcs4()) {
        const QByteArray bytes = QString::fromUcs4(&letter, 1).toUtf8();
        if (length + bytes.size() > kOctets) {
            all += "\r\n ";
            length = 1;
        }
        all += bytes;
        length += bytes.size();
    }
    return all + "\r\n";
}

QString stamp(Milliseconds time) {
    return utc(time).toString("yyyyMMdd'T'HHmmss'Z'");
}

QStringList whenOf(const PollSlot& slot) {
    if (slot.kind == PollSlot::Kind::Times)
        return {"DTSTART:" + stamp(slot.start), "DTEND:" + stamp(slot.end)};
    // The end of days is the first day that is no part of them (RFC 5545, 3.6.1).
    return {"DTSTART;VALUE=DATE:" + slot.firstDay.toString("yyyyMMdd"),
            "DTEND;VALUE=DATE:" + slot.lastDay.addDays(1).toString("yyyyMMdd")};
}

} // namespace

QString isoInterval(const PollSlot& slot) {
    if (slot.kind == PollSlot::Kind::Days) {
        const QString first = slot.firstDay.toString(Qt::ISODate);
        return slot.firstDay == slot.lastDay ? first
                                             : first + "/" + slot.lastDay.toString(Qt::ISODate);
    }
    const QString form = "yyyy-MM-dd'T'HH:mm'Z'";
    return utc(slot.start).toString(form) + "/" + utc(slot.end).toString(form);
}

QString wordOf(PollAnswer answer) {
    switch (answer) {
    case PollAnswer::Yes:
        return "yes";
    case PollAnswer::IfNeedBe:
        return "ifneedbe";
    case PollAnswer::No:
        break;
    }
    return "no";
}

QByteArray pollCsv(const PollTable& table) {
    const PollView& poll = table.poll;
    QStringList head{"Name", "Handle"};
    for (const auto& option : poll.options)
        head += headOf(option);
    QByteArray file = "\xEF\xBB\xBF" + lineOf(head += "Comment");
    if (poll.outcome == PollView::Outcome::Hidden)
        return file;
    if (poll.names == PollView::Names::Shown) {
        for (const auto& line : table.lines)
            file += personLine(line.person, line.answers, poll.options.size(), line.comment);
        for (const auto& person : table.silent)
            file += personLine(person, {}, poll.options.size(), {});
    }
    file += sumLine("Sum of yes", poll, &PollView::Option::yes);
    if (poll.third == PollView::Third::Offered)
        file += sumLine("Sum of ifneedbe", poll, &PollView::Option::ifNeedBe);
    return file;
}

QByteArray pollCalendar(const PollView& poll, PollView::OptionNumber option, Milliseconds now) {
    const auto found = std::ranges::find(poll.options, option, &PollView::Option::number);
    if (found == poll.options.end() || !found->slot)
        return {};
    QStringList lines{"BEGIN:VCALENDAR",    "VERSION:2.0",    "PRODID:-//Kontor//Kontor//EN",
                      "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "BEGIN:VEVENT"};
    lines += "UID:" + poll.id + "-" + QString::number(option) + "@poll.kontor";
    lines += "DTSTAMP:" + stamp(now);
    lines += whenOf(*found->slot);
    lines += "SUMMARY:" + escaped(poll.title);
    lines += {"END:VEVENT", "END:VCALENDAR"};
    QByteArray file;
    for (const QString& line : lines)
        file += folded(line);
    return file;
}

} // namespace kontor::polls
