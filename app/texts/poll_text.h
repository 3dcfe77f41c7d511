#pragma once

#include "core/values.h"

#include <QCoreApplication>

namespace kontor {

/// What a poll says to people.
class PollText {
    Q_DECLARE_TR_FUNCTIONS(kontor::PollText)

public:
    /// "Poll, one answer", "Poll, closed" ...
    [[nodiscard]] static QString hint(const PollView& poll);
    /// "5 of 8 have answered"
    [[nodiscard]] static QString answered(const PollView& poll);
    /// "Not yet: Cora and Eda"; nothing when everybody has, or the poll is closed.
    [[nodiscard]] static QString silent(const PollView& poll);
    /// "Soup (3)", "Soup (3) and Rice (3)", "no votes"
    [[nodiscard]] static QString result(const PollView& poll);
    /// An option as a screen reader says it.
    [[nodiscard]] static QString spoken(const PollView::Option& option);
};

[[nodiscard]] bool holds(const std::vector<PollView::OptionNumber>& numbers,
                         PollView::OptionNumber number);
/// One's own vote as it will be: the one on its way, or the one that counts.
[[nodiscard]] PollView::Vote ownVote(const PollView& poll);
/// What one's own vote becomes when an option is pressed.
[[nodiscard]] PollView::Vote toggled(const PollView& poll, PollView::OptionNumber option);

} // namespace kontor
