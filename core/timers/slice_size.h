#pragma once

#include "base/clock.h"
#include "storage/database.h"

#include <optional>

namespace kontor {

/// How much of a long work is done in one transaction: as much as the last ones let hope for in
/// kLongest, so that nobody who writes waits for longer. When nobody else has written to the store
/// for kQuiet it is as much as is fastest as a whole. Core thread.
class SliceSize {
public:
    /// That one slice should hold the core's thread while people write.
    static constexpr Milliseconds kLongest{50};
    static constexpr Milliseconds kQuiet{2'000};
    static constexpr std::uint32_t kFirst = 10;
    static constexpr std::uint32_t kGreatest = 1'000;

    SliceSize(const Clock& clock, storage::Database& database, std::uint32_t inQuietTime)
        : m_clock(clock)
        , m_database(database)
        , m_inQuietTime(inQuietTime) {}

    /// Of the slice that begins now.
    [[nodiscard]] std::uint32_t next();
    /// It has ended, with all that followed from it: committed, the log emptied, everybody told.
    void done();

private:
    [[nodiscard]] bool isQuiet();

    const Clock& m_clock;
    storage::Database& m_database;
    std::uint32_t m_inQuietTime;
    std::uint32_t m_busy = kFirst; ///< a slice while people write
    std::uint32_t m_now = 0;       ///< the present one
    Milliseconds m_begun{0};
    std::optional<Revision> m_revision; ///< of the store behind the last slice
    Milliseconds m_lastOfOthers{0};     ///< Clock::steady() when somebody else had written
};

} // namespace kontor
