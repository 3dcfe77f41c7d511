#pragma once

#include "base/clock.h"
#include "storage/database.h"

#include <functional>
#include <optional>

namespace kontor {

/// Tidies the store when nothing was written for a while, in small steps with room for everything
/// else between them: merges the search index, empties the WAL so that secrets and texts that were
/// replaced leave the disk, and does what else has to be done in quiet time. Woken by writes, never
/// by looking; after that it sleeps until the next chore is due. Core thread.
class StoreTidier {
public:
    /// Without a write: a slice of catching up, or a line that somebody types, is over.
    static constexpr Milliseconds kQuiet{2'000};
    /// Work that never pauses does not keep the WAL for longer.
    static constexpr Milliseconds kPatience{30'000};
    static constexpr Milliseconds kBetweenSteps{20};
    /// While somebody reads.
    static constexpr Milliseconds kBusy{1'000};

    /// Something else for quiet time: does it, and says how long it has nothing to do.
    using Chore = std::function<Milliseconds()>;

    StoreTidier(storage::Database& database, const Clock& clock, Timers& timers, Chore chore);
    StoreTidier(const StoreTidier&) = delete;
    StoreTidier& operator=(const StoreTidier&) = delete;
    ~StoreTidier();

private:
    void noteWrite();
    void wake();
    void wakeAt(Milliseconds deadline);
    void step();

    storage::Database& m_database;
    const Clock& m_clock;
    Timers& m_timers;
    Chore m_chore;
    Timers::Handle m_timer = Timers::Handle::None;
    Milliseconds m_wakeAt{0};                 ///< with a timer. All times: Clock::steady()
    std::optional<Milliseconds> m_firstWrite; ///< of those that are in the WAL
    Milliseconds m_lastWrite{0};
    Milliseconds m_choreAt{0};
};

} // namespace kontor
