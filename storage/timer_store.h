#pragma once

#include "base/clock.h"
#include "storage/transaction.h"

#include <limits>

namespace kontor::storage {

/// When messages die. Time is the effective time: never before the greatest time this store has
/// seen, so that a clock set back never prolongs a life (design.md, iv).
class TimerStore {
public:
    explicit TimerStore(Connection& connection)
        : m_connection(&connection) {}

    /// max(now, greatest time seen); the greatest time seen becomes that.
    [[nodiscard]] Result<Milliseconds> advance(Transaction& transaction, Milliseconds now);
    /// The same without noting it.
    [[nodiscard]] Result<Milliseconds> effective(Milliseconds now) const;

    /// An earlier deadline wins over a later one.
    [[nodiscard]] Result<void> start(Transaction& transaction, MessageRow message,
                                     Milliseconds deadline);
    [[nodiscard]] Result<std::optional<Milliseconds>> deadlineOf(MessageRow message) const;
    [[nodiscard]] Result<std::optional<Milliseconds>> earliest() const;
    /// Advances the time and erases every message whose deadline has come, the earliest first and
    /// at most so many, in all places of the store; they leave the timeline (message_store.h).
    /// Returns what was erased; afterwards commit, then Database::truncateLog().
    [[nodiscard]] Result<std::vector<MessageRow>>
    sweep(Transaction& transaction, Milliseconds now,
          std::uint32_t most = std::numeric_limits<std::uint32_t>::max());

private:
    Connection* m_connection;
};

} // namespace kontor::storage
