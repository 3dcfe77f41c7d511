#include "tools/kontor_cli/poll_arguments.h"

#include "core/content/poll.h"
#include "core/content/slot.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

namespace kontor::cli {
namespace {

constexpr const char* kSlotForm =
    "--slot takes START/END, as 2026-11-26T10:00/2026-11-26T11:00, local or "
    "each with Z or +01:00 behind it; or days, as 2026-11-26 or "
    "2026-11-26/2026-11-27.";
constexpr const char* kDeadlineForm =
    "--deadline takes a time, as 2026-11-26T18:00, local or with Z or +01:00 behind it.";

QString last(const OptionWords& words, char letter) {
    const auto found = words.find(letter);
    return found == words.end() ? QString() : found->second.back();
}

QStringList all(const OptionWords& words, char letter) {
    const auto found = words.find(letter);
    return found == words.end() ? QStringList() : found->second;
}

/// None: it is no moment of ISO 8601 in whole minutes, or the clocks never show it.
std::optional<QDateTime> momentOf(const QString& word) {
    static const QRegularExpression kForm(
        R"(^\d{4}-\d\d-\d\dT\d\d:\d\d(:00)?(Z|[+-]\d\d(:?\d\d)?)?$)");
    if (!kForm.match(word).hasMatch())
        return std::nullopt;
    const auto moment = QDateTime::fromString(word, Qt::ISODate);
    return moment.isValid() ? std::optional(moment) : std::nullopt;
}

std::optional<QDate> dayOf(const QString& word) {
    static const QRegularExpression kForm(R"(^\d{4}-\d\d-\d\d$)");
    const auto day = kForm.match(word).hasMatch() ? QDate::fromString(word, Qt::ISODate) : QDate();
    return day.isValid() ? std::optional(day) : std::nullopt;
}

bool isInBounds(const QDateTime& moment) {
    const qint64 seconds = moment.toSecsSinceEpoch();
    return seconds >= content::kLeastMoment && seconds < content::kMomentsEnd;
}

bool isInBounds(const QDate& day) {
    return isInBounds(day.startOfDay(Qt::UTC));
}

SlotReading wrong(const QString& word, const char* what) {
    return {std::nullopt, QString("The slot %1 %2. ").arg(word, what) + kSlotForm};
}

SlotReading readTimes(const QString& word, const QDateTime& start, const QDateTime& end) {
    if (end <= start)
        return wrong(word, "ends before it has begun");
    if (!isInBounds(start) || !isInBounds(end))
        return wrong(word, "is not between the years 2000 and 2100");
    PollSlot slot;
    slot.start = Milliseconds(start.toMSecsSinceEpoch());
    slot.end = Milliseconds(end.toMSecsSinceEpoch());
    return {slot, {}};
}

SlotReading readDays(const QString& word, const QDate& first, const QDate& last) {
    if (last < first)
        return wrong(word, "ends before it has begun");
    if (!isInBounds(first) || !isInBounds(last))
        return wrong(word, "is not between the years 2000 and 2100");
    PollSlot slot;
    slot.kind = PollSlot::Kind::Days;
    slot.firstDay = first;
    slot.lastDay = last;
    return {slot, {}};
}

std::optional<QString> checkForm(const PollForm& form) {
    const auto options = form.options.size() + static_cast<qsizetype>(form.dates.size());
    if (!form.options.isEmpty() && !form.dates.empty())
        return "A poll asks for texts or for times: --option TEXT ... or --slot START/END ..., not "
               "both.";
    if (form.title.isEmpty() || options < qsizetype(content::Poll::kLeastOptions))
        return "poll create needs --title TEXT and two --option TEXT, or two --slot START/END, at "
               "least.";
    if (options > qsizetype(content::Poll::kGreatestOptions))
        return QString("A poll has at most %1 options.").arg(content::Poll::kGreatestOptions);
    for (const QString& text : form.options)
        if (form.options.count(text) > 1)
            return QString("The option %1 stands there twice.").arg(text);
    for (const auto& slot : form.dates)
        if (std::ranges::count(form.dates, slot) > 1)
            return QString("A slot stands there twice. ") + kSlotForm;
    return std::nullopt;
}

std::optional<QString> readDeadline(PollForm& form, const QString& word, Milliseconds now) {
    const auto moment = momentOf(word);
    if (!moment)
        return QString(kDeadlineForm);
    if (!isInBounds(*moment))
        return QString("The deadline is not between the years 2000 and 2100. ") + kDeadlineForm;
    form.deadline = Milliseconds(moment->toMSecsSinceEpoch());
    if (form.deadline <= now)
        return QString("The deadline has passed already. ") + kDeadlineForm;
    return std::nullopt;
}

} // namespace

SlotReading readSlot(const QString& word) {
    const QStringList ends = word.split('/');
    if (ends.size() > 2)
        return wrong(word, "is none");
    const auto start = momentOf(ends.front());
    const auto end = momentOf(ends.back());
    if (ends.size() == 2 && start && end)
        return readTimes(word, *start, *end);
    const auto first = dayOf(ends.front());
    const auto last = dayOf(ends.back());
    if (first && last)
        return readDays(word, *first, *last);
    return wrong(word, "is none");
}

std::optional<QString> readPollForm(PollArguments& poll, const OptionWords& words,
                                    Milliseconds now) {
    PollForm& form = poll.form;
    form.title = last(words, 'T');
    form.options = all(words, 'O');
    for (const QString& word : all(words, 'D')) {
        const SlotReading reading = readSlot(word);
        if (!reading.slot)
            return reading.wrong;
        form.dates.push_back(*reading.slot);
    }
    if (words.contains('M'))
        form.choices = PollView::Choices::Several;
    if (words.contains('N'))
        form.third = PollView::Third::Offered;
    if (words.contains('Z'))
        form.results = PollView::Results::AfterClosing;
    if (words.contains('K'))
        form.names = PollView::Names::Counted;
    if (auto sentence = checkForm(form))
        return sentence;
    return words.contains('E') ? readDeadline(form, last(words, 'E'), now) : std::nullopt;
}

std::optional<QString> readPollVote(PollArguments& poll, const OptionWords& words,
                                    const QStringList& more) {
    poll.yes = all(words, 'O') + all(words, 'D') + all(words, 'Y');
    poll.ifNeedBe = all(words, 'Q');
    poll.comment = last(words, 'W');
    if (!more.isEmpty() && (poll.yes.isEmpty() || !poll.ifNeedBe.isEmpty()))
        return QString("\"%1\" is one word too many: each answer has its own --yes or --maybe.")
            .arg(more.front());
    poll.yes += more;
    if (poll.yes.isEmpty() && poll.ifNeedBe.isEmpty())
        return "poll vote needs --yes OPTION or --maybe OPTION; poll withdraw takes a vote back.";
    for (const QString& option : poll.ifNeedBe)
        if (poll.yes.contains(option))
            return QString("The option %1 has two answers: yes or maybe.").arg(option);
    return std::nullopt;
}

std::optional<QString> readPollExport(PollArguments& poll, const OptionWords& words) {
    poll.csv = last(words, 'v');
    poll.ics = last(words, 'I');
    if (poll.csv.isEmpty() && poll.ics.isEmpty())
        return "poll export needs --csv FILE, or --ics FILE --slot START/END; - is the standard "
               "output.";
    const QStringList places = all(words, 'D');
    if (poll.ics.isEmpty() != places.isEmpty() || places.size() > 1)
        return "--ics FILE and one --slot START/END belong together.";
    if (places.isEmpty())
        return std::nullopt;
    const SlotReading reading = readSlot(places.front());
    poll.slot = reading.slot;
    return reading.slot ? std::nullopt : std::optional(reading.wrong);
}

} // namespace kontor::cli
