#pragma once

#include "core/poll_values.h"

#include <QString>
#include <QStringList>

#include <map>
#include <optional>

namespace kontor::cli {

/// What stands behind each option of the line, by the letter of arguments.cpp; a flag has one empty
/// word.
using OptionWords = std::map<char, QStringList>;

/// What the commands of `poll` are told.
struct PollArguments {
    PollForm form;                ///< PollCreate; its lifetime is Arguments::lifetime
    QStringList yes;              ///< PollVote: texts of options, or slots
    QStringList ifNeedBe;         ///< PollVote
    QString comment;              ///< PollVote
    QString csv;                  ///< PollExport: a file; "-": the standard output; empty: none
    QString ics;                  ///< PollExport: as csv
    std::optional<PollSlot> slot; ///< PollExport, with ics
};

/// Each gives a sentence that says what is wrong, and how it is right; none: all is well.
/// `now`, since 1970: a deadline is later.
[[nodiscard]] std::optional<QString> readPollForm(PollArguments& poll, const OptionWords& words,
                                                  Milliseconds now);
/// `more`: further options behind --option A B C.
[[nodiscard]] std::optional<QString> readPollVote(PollArguments& poll, const OptionWords& words,
                                                  const QStringList& more);
[[nodiscard]] std::optional<QString> readPollExport(PollArguments& poll, const OptionWords& words);

struct SlotReading {
    std::optional<PollSlot> slot; ///< none: `wrong` says why
    QString wrong;
};
/// START/END: moments of ISO 8601, local or with an offset or Z; or days, of which one is enough.
[[nodiscard]] SlotReading readSlot(const QString& word);

} // namespace kontor::cli
