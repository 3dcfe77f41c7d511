#pragma once

#include "app/texts/moments.h"
#include "core/values.h"

#include <QCoreApplication>

namespace kontor {

/// What a poll says to people.
class PollText {
    Q_DECLARE_TR_FUNCTIONS(kontor::PollText)

public:
    /// An option's words: its text, or its slot as the reader writes it.
    [[nodiscard]] static QString label(const PollView::Option& option, const Moments& moments);
    /// "Poll, one answer", "Poll, closed" ...
    [[nodiscard]] static QString hint(const PollView& poll);
    /// "5 of 8": so many have answered.
    [[nodiscard]] static QString answered(const PollView& poll);
    /// "Not yet: Cora and Eda"; nothing when everybody has, or the poll is closed.
    [[nodiscard]] static QString silent(const PollView& poll);
    /// "Ends today, 18:00", or that it waits to be closed; nothing without a deadline.
    [[nodiscard]] static QString ends(const PollView& poll, const Moments& moments);
    /// Why no result is to be seen, or who alone sees it; nothing where everybody does.
    [[nodiscard]] static QString secrecy(const PollView& poll);
    /// Who told of a poll that is older than one's own time here, or that nobody did; or nothing.
    [[nodiscard]] static QString toldBy(const PollView& poll);
    /// "5", "5 (1)": yes, and if need be; nothing while the outcome is hidden.
    [[nodiscard]] static QString count(const PollView& poll, const PollView::Option& option);
    /// "Soup (3)", "Soup (3), Rice (3)", "no votes"
    [[nodiscard]] static QString result(const PollView& poll, const Moments& moments);
    /// An option as a screen reader says it, beside a mark that tells one's own yes.
    [[nodiscard]] static QString spoken(const PollView& poll, const PollView::Option& option,
                                        const Moments& moments);
    /// "yes", "if need be", "no"
    [[nodiscard]] static QString answer(PollAnswer answer);
    /// What reminds those who have not answered, before their names. It answers the poll, which
    /// shows the question as long as that is there: these words never hold it.
    [[nodiscard]] static QString reminder();
};

[[nodiscard]] bool holds(const std::vector<PollView::OptionNumber>& numbers,
                         PollView::OptionNumber number);
/// One's own vote as it will be: the one on its way, or the one that counts.
[[nodiscard]] PollView::Vote ownVote(const PollView& poll);
[[nodiscard]] PollAnswer answerIn(const PollView::Vote& vote, PollView::OptionNumber option);
[[nodiscard]] bool hasAnswered(const PollView::Vote& vote);
/// What one's own vote becomes when an option is pressed: yes, then "if need be" where it is
/// offered, then nothing. Without any answer left the words beside it go too.
[[nodiscard]] PollView::Vote toggled(const PollView& poll, PollView::OptionNumber option);

} // namespace kontor
