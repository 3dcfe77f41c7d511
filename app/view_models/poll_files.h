#pragma once

#include "core/poll_values.h"

#include <QByteArray>

#include <functional>

namespace kontor {

/// Makes files of polls: a table that spreadsheets read, and a slot that calendars take in.
struct PollFiles {
    std::function<QByteArray(const PollTable& table)> table;
    std::function<QByteArray(const PollView& poll, PollView::OptionNumber slot, Milliseconds now)>
        slot;
};

/// Those of the core.
[[nodiscard]] PollFiles pollFiles();

} // namespace kontor
