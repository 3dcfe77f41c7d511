#pragma once

#include "core/poll_values.h"

#include <QByteArray>

/// What of a poll goes into files for other programs. Pure; any thread.
namespace kontor::polls {

/// Who said what, for a spreadsheet: RFC 4180 in UTF-8 with a byte order mark, lines end with CRLF.
/// - First line: name, handle, a column an option, comment. A slot is an ISO 8601 interval in UTC
///   with the same in words behind it: the file says the same wherever it was written and read.
/// - A line a person: "yes", "ifneedbe", "no"; those who have not answered come last, with empty
///   cells. No such lines where names are not shown.
/// - At the end, lines without a handle: how many said yes, how many "if need be".
/// While the outcome is hidden there is the first line alone: not even who has answered is told.
/// A cell that a spreadsheet would compute gets an apostrophe in front.
[[nodiscard]] QByteArray pollCsv(const PollTable& table);

/// A slot as an event for a calendar (RFC 5545), which has the poll's title. The same slot has the
/// same UID each time, so that a calendar knows it again. `now`: when the file is made, since 1970.
/// Empty: the poll has no such option, or it is no slot.
[[nodiscard]] QByteArray pollCalendar(const PollView& poll, PollView::OptionNumber option,
                                      Milliseconds now);

/// An answer as files and command lines write it: "yes", "ifneedbe", "no".
[[nodiscard]] QString wordOf(PollAnswer answer);

/// Moments and days as files and command lines write them: "2026-11-26T09:00Z/2026-11-26T10:00Z",
/// "2026-11-26/2026-11-27", one day "2026-11-26".
[[nodiscard]] QString isoInterval(const PollSlot& slot);

} // namespace kontor::polls
