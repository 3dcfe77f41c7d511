// Output of polls.
#include "core/polls/poll_files.h"
#include "tools/kontor_cli/output.h"
#include "tools/kontor_cli/output_words.h"

#include <QJsonArray>

#include <algorithm>

namespace kontor::cli {
namespace {

QString wordsOf(const PollSlot& slot) {
    if (slot.kind == PollSlot::Kind::Days)
        return polls::isoInterval(slot);
    return localTime(slot.start) + " to " + localTime(slot.end);
}

QJsonArray numbersOf(const std::vector<PollView::OptionNumber>& options) {
    QJsonArray numbers;
    for (const auto option : options)
        numbers.append(static_cast<qint64>(option));
    return numbers;
}

QJsonObject voteObject(const PollView::Vote& vote) {
    return {{"yes", numbersOf(vote.yes)},
            {"if_need_be", numbersOf(vote.ifNeedBe)},
            {"comment", vote.comment}};
}

QJsonObject optionObject(const PollView::Option& option) {
    QJsonObject object{{"number", static_cast<qint64>(option.number)},
                       {"text", option.text},
                       {"yes", option.yes},
                       {"if_need_be", option.ifNeedBe}};
    if (option.slot)
        object.insert("slot", polls::isoInterval(*option.slot));
    return object;
}

QJsonObject pollObject(const PollView& poll) {
    QJsonArray options;
    for (const auto& option : poll.options)
        options.append(optionObject(option));
    QJsonObject object{
        {"poll", poll.id},
        {"title", poll.title},
        {"open", poll.state == PollView::State::Open},
        {"multiple", poll.choices == PollView::Choices::Several},
        {"if_need_be", poll.third == PollView::Third::Offered},
        {"names", poll.names == PollView::Names::Shown},
        {"results", poll.results == PollView::Results::Always ? "always" : "after_closing"},
        {"outcome_known", poll.outcome == PollView::Outcome::Known},
        {"options", options},
        {"winners", numbersOf(poll.winners)},
        {"answered", poll.answered},
        {"silent", poll.silent},
        {"came_too_late", poll.cameTooLate},
        {"may_vote", poll.mayVote},
        {"may_close", poll.mayClose},
        {"may_reopen", poll.mayReopen},
        {"may_remind", poll.mayRemind}};
    if (poll.deadline != Milliseconds(0))
        object.insert("deadline", isoTime(poll.deadline));
    if (poll.vote)
        object.insert("vote", voteObject(*poll.vote));
    if (poll.pending)
        object.insert("pending", voteObject(*poll.pending));
    if (poll.untold)
        object.insert("untold", true);
    if (poll.toldBy)
        object.insert("told_by", poll.toldBy->handle);
    return object;
}

QString standingOf(const PollView& poll) {
    if (poll.state == PollView::State::Closed)
        return poll.outcome == PollView::Outcome::Known ? QString("closed")
                                                        : QString("closed, without a result");
    QString words = QString("open, %1 not answered yet").arg(poll.silent);
    if (poll.deadline != Milliseconds(0))
        words += ", until " + localTime(poll.deadline);
    if (poll.outcome == PollView::Outcome::Hidden)
        words += ", the result comes after the closing";
    return words;
}

/// "  3  Soup  (+1 if need be)  Anna, Bob"; without numbers while nobody knows them.
QString lineOf(const PollView& poll, const PollView::Option& option, const QStringList& names) {
    if (poll.outcome == PollView::Outcome::Hidden)
        return "\n  -  " + nameOf(option);
    const bool third = poll.third == PollView::Third::Offered;
    const QString more = third ? QString("  (+%1 if need be)").arg(option.ifNeedBe) : QString();
    return QString("\n%1  %2%3  %4").arg(option.yes, 3).arg(nameOf(option), more, names.join(", "));
}

/// Who answered this to the option at that place.
std::vector<Person> whoSaid(const PollTable& table, std::size_t option, PollAnswer answer) {
    std::vector<Person> people;
    for (const auto& line : table.lines)
        if (option < line.answers.size() && line.answers[option] == answer)
            people.push_back(line.person);
    return people;
}

QStringList whoSaidYes(const PollTable& table, std::size_t option) {
    QStringList names;
    for (const auto& person : whoSaid(table, option, PollAnswer::Yes))
        names += person.name;
    return names;
}

QJsonObject lineObject(const PollTable::Line& line) {
    QJsonArray answers;
    for (const auto answer : line.answers)
        answers.append(polls::wordOf(answer));
    return {{"handle", line.person.handle},
            {"name", line.person.name},
            {"answers", answers},
            {"comment", line.comment}};
}

} // namespace

QString nameOf(const PollView::Option& option) {
    return option.slot ? wordsOf(*option.slot) : option.text;
}

void Output::pollCreated(const PollView& poll) const {
    print({{"poll", poll.id}}, QString("The poll is %1.").arg(poll.id));
}

void Output::poll(const PollView& poll) const {
    QString words = poll.id + "  " + poll.title;
    for (const auto& option : poll.options)
        words += lineOf(poll, option, {});
    print(pollObject(poll), words + "\n" + standingOf(poll));
}

void Output::pollTable(const PollTable& table) const {
    const PollView& poll = table.poll;
    QJsonObject object = pollObject(poll);
    QJsonArray options;
    QString words = poll.title;
    for (std::size_t i = 0; i < poll.options.size(); ++i) {
        QJsonObject option = optionObject(poll.options[i]);
        option.insert("votes", handlesOf(whoSaid(table, i, PollAnswer::Yes)));
        option.insert("votes_if_need_be", handlesOf(whoSaid(table, i, PollAnswer::IfNeedBe)));
        options.append(option);
        words += lineOf(poll, poll.options[i], whoSaidYes(table, i));
    }
    QJsonArray lines;
    for (const auto& line : table.lines) {
        lines.append(lineObject(line));
        if (!line.comment.isEmpty())
            words += QString("\n%1: %2").arg(line.person.name, line.comment);
    }
    object.insert("options", options);
    object.insert("lines", lines);
    object.insert("unanswered", handlesOf(table.silent));
    print(object, words + "\n" + standingOf(poll));
}

} // namespace kontor::cli
