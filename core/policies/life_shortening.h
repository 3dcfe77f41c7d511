#pragma once

#include "core/core_parts.h"
#include "core/timers/slice_size.h"

namespace kontor {

/// What was stored before a bound came gets it as well (storage/life_bound.h): in slices, with room
/// for everything else between them, however much there is; what is over by the time that a slice
/// gets there is erased by it. Where it stands lies in the store: a program that is killed goes on
/// at its next start, and what is over by then is erased first (core/timers/start_sweep.h). Core
/// thread.
class LifeShortening {
public:
    /// Messages in one transaction, in quiet time; taking one of a million out of the search costs
    /// milliseconds (SliceSize).
    static constexpr std::uint32_t kSlice = 300;
    static constexpr Milliseconds kBetweenSlices{20};
    /// After one that failed.
    static constexpr Milliseconds kTryAgain{60'000};

    explicit LifeShortening(const CoreParts& parts)
        : m_parts(parts)
        , m_size(parts.clock, parts.database, kSlice) {}
    LifeShortening(const LifeShortening&) = delete;
    LifeShortening& operator=(const LifeShortening&) = delete;
    ~LifeShortening() { m_parts.timers.cancel(m_timer); }

    /// Everything that is stored now, from now on; done by goOn() once that is durable.
    [[nodiscard]] Result<void> order(storage::Transaction& transaction, Milliseconds longest);
    /// One slice, and comes back while there is more.
    void goOn();

private:
    enum class Left : std::uint8_t { Nothing, More };
    [[nodiscard]] Result<Left> slice();

    CoreParts m_parts;
    SliceSize m_size;
    Timers::Handle m_timer = Timers::Handle::None;
};

} // namespace kontor
