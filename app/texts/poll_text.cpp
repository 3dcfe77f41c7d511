#include "app/texts/poll_text.h"

#include "app/texts/entry_text.h"

#include <algorithm>

namespace kontor {
namespace {

bool isOpen(const PollView& poll) {
    return poll.state == PollView::State::Open;
}

} // namespace

bool holds(const std::vector<PollView::OptionNumber>& numbers, PollView::OptionNumber number) {
    return std::ranges::count(numbers, number) != 0;
}

PollView::Vote ownVote(const PollView& poll) {
    return poll.pending ? *poll.pending : poll.vote.value_or(PollView::Vote());
}

QString PollText::hint(const PollView& poll) {
    if (!isOpen(poll))
        return tr("Poll, closed");
    return poll.choices == PollView::Choices::Several ? tr("Poll, several answers possible")
                                                      : tr("Poll, one answer");
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
    return tr("Not yet: %1").arg(EntryText::names(poll.unanswered));
}

QString PollText::result(const PollView& poll) {
    QStringList winners;
    for (const auto& option : poll.options)
        if (holds(poll.winners, option.number))
            winners << tr("%1 (%2)", "option, votes").arg(option.text).arg(option.yes);
    return winners.isEmpty() ? tr("no votes") : winners.join(QStringLiteral(", "));
}

QString PollText::spoken(const PollView::Option& option) {
    const auto votes = tr("%n vote(s)", "", option.yes);
    return option.voters.empty() ? tr("%1, %2", "option, votes").arg(option.text, votes)
                                 : tr("%1, %2: %3", "option, votes, by whom")
                                       .arg(option.text, votes, EntryText::names(option.voters));
}

PollView::Vote toggled(const PollView& poll, PollView::OptionNumber option) {
    auto vote = ownVote(poll);
    const bool taken = holds(vote.yes, option);
    if (poll.choices == PollView::Choices::One)
        vote.yes.clear();
    std::erase(vote.yes, option);
    if (!taken)
        vote.yes.push_back(option);
    return vote;
}

} // namespace kontor
