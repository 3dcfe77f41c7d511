#pragma once

#include "base/clock.h"
#include "storage/transaction.h"

#include <vector>

namespace kontor::storage {

/// What is stored may live no longer from now on: a bound on the lives of messages up to a row.
struct LifeBound {
    MessageRow after;        ///< up to here it is done
    MessageRow last;         ///< what came later has kept to the bound since it came
    Milliseconds longest{0}; ///< more than 0
    Milliseconds since{0};   ///< of LifeClock: when it came into force here
};

/// A bound on everything that is stored now.
[[nodiscard]] Result<LifeBound> boundAll(Connection& connection, Milliseconds longest,
                                         Milliseconds since);

struct Shortened {
    struct Row {
        ConversationId conversation;
        MessageRow row;
    };
    std::vector<Row> rows;          ///< whose life is another now
    std::vector<MessageRow> erased; ///< whose time was over at once
    MessageRow after;               ///< from here it goes on; `last`: all is done
};

/// The next of them, at most `count`, in ascending order. Each that would live longer, or for ever,
/// has `longest` as its life now. It ends at `since` + `longest` at the latest where its time runs,
/// where it was read, and where the server has it from here: when that is over by `now` (of
/// LifeClock), it is erased and leaves the timeline here and now; else it begins as always
/// (core/timers/expiry.h). One that lived for ever moves to the index of those that do not.
[[nodiscard]] Result<Shortened> shorten(Transaction& transaction, const LifeBound& bound,
                                        std::uint32_t count, Milliseconds now);

/// What has waited for `bound` may be over by `now`.
[[nodiscard]] inline bool isOver(const LifeBound& bound, Milliseconds now) {
    return bound.since + bound.longest <= now;
}

} // namespace kontor::storage
