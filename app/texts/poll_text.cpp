#include "app/texts/poll_text.h"

#include "app/texts/entry_text.h"
#include "app/texts/slot_text.h"

#include <algorithm>

namespace kontor {
namespace {

bool isOpen(const PollView& poll) {
    return poll.state == PollView::State::Open;
}

bool isKnown(const PollView& poll) {
    return poll.outcome == PollView::Outcome::Known;
}

} // namespace

bool holds(const std::vector<PollView::OptionNumber>& numbers, PollView::OptionNumber number) {
    return std::ranges::count(numbers, number) != 0;
}

PollView::Vote ownVote(const PollView& poll) {
    return poll.pending ? *poll.pending : poll.vote.value_or(PollView::Vote());
}

PollAnswer answerIn(const PollView::Vote& vote, PollView::OptionNumber option) {
    if (holds(vote.yes, option))
        return PollAnswer::Yes;
    return holds(vote.ifNeedBe, option) ? PollAnswer::IfNeedBe : PollAnswer::No;
}

bool hasAnswered(const PollView::Vote& vote) {
    return !vote.yes.empty() || !vote.ifNeedBe.empty();
}

QString PollText::label(const PollView::Option& option, const Moments& moments) {
    return option.slot ? SlotText::of(*option.slot, moments) : option.text;
}

QString PollText::hint(const PollView& poll) {
    const auto kind = !isOpen(poll) ? tr("Poll, closed")
                      : poll.choices == PollView::Choices::Several
                          ? tr("Poll, several answers possible")
                          : tr("Poll, one answer");
    //: what kind of poll it is
    return poll.names == PollView::Names::Counted ? tr("%1 · without names").arg(kind) : kind;
}

QString PollText::answered(const PollView& poll) {
    const auto all = poll.answered + poll.silent;
    //: how many people have answered a poll
    return isOpen(poll) ? tr("%1 of %2").arg(poll.answered).arg(all)
                        : tr("%n answer(s)", "", poll.answered);
}

QString PollText::silent(const PollView& poll) {
    if (!isOpen(poll) || poll.unanswered.empty())
        return {};
    return tr("Not yet: %1")
        .arg(EntryText::names(poll.unanswered, static_cast<std::size_t>(poll.silent)));
}

QString PollText::ends(const PollView& poll, const Moments& moments) {
    if (!isOpen(poll) || poll.deadline == Milliseconds(0))
        return {};
    if (moments.isPast(poll.deadline))
        return tr("Ended, waits to be closed");
    const auto day = Moments::dayOf(poll.deadline);
    const auto time = moments.timeOfDay(poll.deadline);
    if (day == moments.today())
        return tr("Ends today %1").arg(time);
    if (day == moments.today().addDays(1))
        return tr("Ends tomorrow %1").arg(time);
    return tr("Ends %1, %2", "date, time").arg(moments.date(day), time);
}

QString PollText::secrecy(const PollView& poll) {
    if (poll.results == PollView::Results::Always)
        return {};
    if (!isKnown(poll))
        return isOpen(poll) ? tr("Result after the closing")
                            : tr("The result is not known on this computer.");
    return isOpen(poll) ? tr("Until the closing the result is seen by you alone.") : QString();
}

QString PollText::toldBy(const PollView& poll) {
    if (poll.untold)
        return tr(
            "You were not in this group for a while. How the poll went on is not known here.");
    if (!poll.toldBy)
        return {};
    return tr("%1 told you of this poll: it is older than your time here.").arg(poll.toldBy->name);
}

QString PollText::count(const PollView& poll, const PollView::Option& option) {
    if (!isKnown(poll))
        return {};
    if (poll.third == PollView::Third::None || option.ifNeedBe == 0)
        return QString::number(option.yes);
    return tr("%1 (%2)", "yes, if need be").arg(option.yes).arg(option.ifNeedBe);
}

QString PollText::result(const PollView& poll, const Moments& moments) {
    QStringList winners;
    for (const auto& option : poll.options)
        if (holds(poll.winners, option.number))
            winners << tr("%1 (%2)", "option, votes").arg(label(option, moments)).arg(option.yes);
    if (!winners.isEmpty())
        return winners.join(QStringLiteral(", "));
    return isKnown(poll) ? tr("no votes") : tr("without a result");
}

QString PollText::answer(PollAnswer answer) {
    if (answer == PollAnswer::Yes)
        return tr("yes");
    return answer == PollAnswer::IfNeedBe ? tr("if need be") : tr("no");
}

QString PollText::spoken(const PollView& poll, const PollView::Option& option,
                         const Moments& moments) {
    const auto words = label(option, moments);
    QStringList parts{words};
    if (isKnown(poll)) {
        const auto votes = tr("%n vote(s)", "", option.yes);
        parts = {
            option.voters.empty()
                ? tr("%1, %2", "option, votes").arg(words, votes)
                : tr("%1, %2: %3", "option, votes, by whom")
                      .arg(words, votes,
                           EntryText::names(option.voters, static_cast<std::size_t>(option.yes)))};
        if (option.ifNeedBe > 0)
            parts << tr("%n time(s) if need be", "", option.ifNeedBe);
    }
    // That one has said yes is told by the mark before it.
    const auto mine = answerIn(ownVote(poll), option.number);
    if (mine == PollAnswer::IfNeedBe)
        parts << tr("your answer: %1").arg(answer(mine));
    return parts.join(QStringLiteral(", "));
}

QString PollText::reminder() {
    return tr("Please answer this poll.");
}

PollView::Vote toggled(const PollView& poll, PollView::OptionNumber option) {
    auto vote = ownVote(poll);
    const auto before = answerIn(vote, option);
    if (poll.choices == PollView::Choices::One) {
        vote.yes.clear();
        vote.ifNeedBe.clear();
    }
    std::erase(vote.yes, option);
    std::erase(vote.ifNeedBe, option);
    if (before == PollAnswer::No)
        vote.yes.push_back(option);
    else if (before == PollAnswer::Yes && poll.third == PollView::Third::Offered)
        vote.ifNeedBe.push_back(option);
    if (!hasAnswered(vote))
        vote.comment.clear();
    return vote;
}

} // namespace kontor
