#pragma once

#include "core/core_parts.h"
#include "core/timers/life_clock.h"
#include "core/timers/slice_size.h"

#include <optional>

/// Disappearing messages (design.md, 7 and path iv).
///
/// A message carries its own life in its content; that of a new one is what its conversation says
/// when it is written, so that changing the conversation's timer changes new messages only. Its
/// clock begins for whoever sent it when the server has accepted it, and for a reader when it was
/// on screen in a focused window. What waits to be sent has no clock.
///
/// When the time has come its words are taken out of every place of the store in one transaction,
/// the WAL is emptied, and whoever holds a copy outside of it is told (storage/content_places.h).
/// The message leaves the timeline; its place in the log stays known. What ended while the program
/// was closed is erased when the store is opened, before anybody reads it (start_sweep.h).
namespace kontor {

/// The clock of a message begins, in the caller's transaction, unless it runs already. Nothing
/// happens with a message that has no end, or is erased.
[[nodiscard]] Result<void> beginLife(const CoreParts& parts, storage::Transaction& transaction,
                                     MessageRow message, Aftermath& aftermath);

/// Ends lives while the program runs: it wakes for the earliest deadline, by whichever clock gets
/// there first, and when the wall clock was set; never in between. Core thread.
class Expiry {
public:
    /// After an erasure that failed.
    static constexpr Milliseconds kTryAgain{60'000};
    /// Messages that end in one transaction, in quiet time (SliceSize), and how soon the next of
    /// them do: a long history that ends together leaves room for everything else.
    static constexpr std::uint32_t kSlice = 1'000;
    static constexpr Milliseconds kBetweenSlices{20};
    /// How far behind the time noted in the store may be when the program is killed.
    static constexpr Milliseconds kNoteAfter{600'000};

    explicit Expiry(const CoreParts& parts)
        : m_parts(parts)
        , m_size(parts.clock, parts.database, kSlice) {}
    Expiry(const Expiry&) = delete;
    Expiry& operator=(const Expiry&) = delete;
    ~Expiry();

    void start() { look(); }
    /// After each transaction.
    void note(const Aftermath& aftermath) {
        const bool isBehind = m_noted && m_parts.lives.now() - *m_noted >= kNoteAfter;
        if (aftermath.livesBegun)
            m_noted = m_parts.lives.now();
        else if (!isWaiting() || !isBehind)
            return;
        look();
    }

private:
    void look();
    void wakeIn(Milliseconds left);
    void stopWaiting();
    [[nodiscard]] bool isWaiting() const { return m_timer != Timers::Handle::None; }
    [[nodiscard]] Result<std::optional<Milliseconds>> nextDeadline();
    /// How many did.
    [[nodiscard]] Result<std::size_t> end(Milliseconds now);

    CoreParts m_parts;
    SliceSize m_size;
    Timers::Handle m_timer = Timers::Handle::None;
    Timers::Handle m_wallTimer = Timers::Handle::None;
    std::optional<Milliseconds> m_noted; ///< the time that the store knows of
};

} // namespace kontor
