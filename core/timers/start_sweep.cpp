#include "core/timers/start_sweep.h"

#include "core/policies/life_bounds.h"
#include "storage/card_store.h"
#include "storage/index_rows.h"
#include "storage/timer_store.h"

#include <algorithm>

namespace kontor {
namespace {

/// Messages that one transaction erases.
constexpr std::uint32_t kAtOnce = 5'000;
/// From so many on, and when they are no small part of all, filling the search anew costs less than
/// taking each out of it.
constexpr std::int64_t kManyRows = 1'000;
constexpr std::int64_t kSmallPart = 20;

class StartSweep {
public:
    StartSweep(storage::Database& database, const Clock& clock)
        : m_database(database)
        , m_clock(clock) {}

    Result<void> run() {
        const auto waiting = pending();
        if (!waiting.ok())
            return waiting.error();
        if (!waiting.value().empty())
            if (auto done = repeat(&StartSweep::bounds); !done.ok())
                return done;
        if (auto done = repeat(&StartSweep::lives); !done.ok())
            return done;
        if (m_isIndexEmptied)
            if (auto filled = repeat(&StartSweep::index); !filled.ok())
                return filled;
        if (!m_hasErased)
            return {};
        const auto emptied = m_database.truncateLog();
        return emptied.ok() ? Result<void>() : Result<void>(emptied.error());
    }

private:
    enum class Left : std::uint8_t { Nothing, More };
    using Step = Result<Left> (StartSweep::*)(storage::Transaction&);

    /// In a transaction each, until nothing is left.
    Result<void> repeat(Step step) {
        for (;;) {
            auto transaction = storage::Transaction::begin(m_database);
            if (!transaction.ok())
                return transaction.error();
            const auto left = (this->*step)(transaction.value());
            if (!left.ok())
                return left.error();
            if (const auto committed = transaction.value().commit(); !committed.ok())
                return committed.error();
            if (left.value() == Left::Nothing)
                return {};
        }
    }

    Result<void> cards(storage::Transaction& transaction) {
        storage::CardStore cards(m_database.writer());
        const auto ended = cards.endedBy(m_clock.sinceEpoch());
        if (!ended.ok())
            return ended.error();
        for (const UserId& user : ended.value())
            if (auto done = cards.endStatus(transaction, user); !done.ok())
                return done;
        return {};
    }

    [[nodiscard]] Result<std::vector<storage::LifeBound>> pending() const {
        return policies::pendingBounds(storage::SettingsStore(m_database.writer()));
    }

    /// One that is over by now is done to its end, what is unread included.
    Result<Left> bounds(storage::Transaction& transaction) {
        auto waiting = pending();
        if (!waiting.ok())
            return waiting.error();
        const auto now = storage::TimerStore(m_database.writer()).effective(m_clock.sinceEpoch());
        if (!now.ok())
            return now.error();
        const auto over =
            std::ranges::find_if(waiting.value(), [&](const storage::LifeBound& bound) {
                return storage::isOver(bound, now.value());
            });
        if (over == waiting.value().end())
            return Left::Nothing;
        if (auto emptied = emptyIndexFor(*over); !emptied.ok())
            return emptied.error();
        const auto shortened = storage::shorten(transaction, *over, kAtOnce, now.value());
        if (!shortened.ok())
            return shortened.error();
        m_hasErased = m_hasErased || !shortened.value().erased.empty();
        over->after = shortened.value().after;
        if (over->after >= over->last)
            waiting.value().erase(over);
        storage::SettingsStore settings(m_database.writer());
        if (auto noted = policies::notePending(settings, transaction, waiting.value()); !noted.ok())
            return noted.error();
        return Left::More;
    }

    Result<void> emptyIndexFor(const storage::LifeBound& bound) {
        const std::int64_t rows = bound.last.value - bound.after.value;
        if (m_isIndexEmptied || rows < kManyRows || rows * kSmallPart < bound.last.value)
            return {};
        m_isIndexEmptied = true;
        return storage::emptyIndex(m_database.writer());
    }

    Result<Left> lives(storage::Transaction& transaction) {
        if (auto ended = cards(transaction); !ended.ok())
            return ended.error();
        const auto gone = storage::TimerStore(m_database.writer())
                              .sweep(transaction, m_clock.sinceEpoch(), kAtOnce);
        if (!gone.ok())
            return gone.error();
        m_hasErased = m_hasErased || !gone.value().empty();
        return gone.value().size() < kAtOnce ? Left::Nothing : Left::More;
    }

    Result<Left> index(storage::Transaction& /*transaction*/) {
        const auto filled = storage::refillIndex(m_database.writer());
        return filled.ok() ? Result<Left>(Left::Nothing) : Result<Left>(filled.error());
    }

    storage::Database& m_database;
    const Clock& m_clock;
    bool m_hasErased = false;
    bool m_isIndexEmptied = false;
};

} // namespace

Result<void> sweepAtStart(storage::Database& database, const Clock& clock) {
    return StartSweep(database, clock).run();
}

} // namespace kontor
