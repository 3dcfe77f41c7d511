#include "tools/kontor_bench/timers_command.h"

#include "core/timers/expiry.h"
#include "core/timers/start_sweep.h"
#include "storage/timer_store.h"
#include "tools/kontor_bench/company_archive.h"
#include "tools/kontor_bench/samples.h"
#include "tools/kontor_bench/slices.h"
#include "tools/kontor_bench/temporary_store.h"

namespace kontor::bench {
namespace {

constexpr int kOpenings = 20;
constexpr int kSamples = 1'000;
constexpr int kCrowd = 1'000; ///< lives that end at the same moment
constexpr int kCrowds = 20;
constexpr std::uint32_t kInOneTransaction = 10'000;
constexpr Milliseconds kLife = std::chrono::hours(24 * 7);

/// A clock that stands still.
class Standing final : public Clock {
public:
    [[nodiscard]] Milliseconds sinceEpoch() const override { return now; }
    [[nodiscard]] Milliseconds steady() const override { return now; }
    Milliseconds now{0};
};

class TimersBench {
public:
    explicit TimersBench(OutputForm form)
        : m_form(form) {}

    Result<void> run(std::uint32_t messages) {
        if (const auto opened = m_store.open(); !opened.ok())
            return opened.error();
        if (const auto filled = m_archive.fill(*m_store, messages + kSamples); !filled.ok())
            return filled.error();
        m_next = messages + 1;
        if (const auto begun = beginAll(messages); !begun.ok())
            return begun.error();
        for (const auto step :
             {&TimersBench::openings, &TimersBench::nextOnes, &TimersBench::begins,
              &TimersBench::endsOfOne, &TimersBench::endsInSlices, &TimersBench::endsOfMany})
            if (const auto done = (this->*step)(); !done.ok())
                return done.error();
        return {};
    }

private:
    /// A second apart, each.
    Result<void> beginAll(std::uint32_t messages) {
        storage::TimerStore timers(m_store->writer());
        for (std::uint32_t row = 1; row <= messages;) {
            auto transaction = storage::Transaction::begin(*m_store);
            if (!transaction.ok())
                return transaction.error();
            const std::uint32_t end = std::min(messages, row + kInOneTransaction - 1);
            for (; row <= end; ++row)
                if (auto begun = timers.start(transaction.value(), MessageRow(row), endOf(row));
                    !begun.ok())
                    return begun;
            if (auto committed = transaction.value().commit(); !committed.ok())
                return committed.error();
        }
        return {};
    }
    [[nodiscard]] static Milliseconds endOf(std::int64_t row) {
        return kLife + std::chrono::seconds(row);
    }

    /// With the sweep that comes before anybody reads.
    Result<void> openings() {
        return m_store.measureOpenings("timers/open", kOpenings, m_form, [this](auto& database) {
            return sweepAtStart(database, m_clock);
        });
    }

    Result<void> nextOnes() {
        const storage::TimerStore timers(m_store->writer());
        Samples samples;
        for (int i = 0; i < kSamples; ++i)
            if (const auto done = samples.measure([&] { return timers.earliest(); }); !done.ok())
                return done.error();
        samples.print("timers/next", m_form);
        return {};
    }

    /// Of those that are left, durable, each.
    Result<void> begins() {
        storage::TimerStore timers(m_store->writer());
        Samples samples;
        for (int i = 0; i < kSamples; ++i) {
            const auto done = samples.measure([&]() -> Result<void> {
                auto transaction = storage::Transaction::begin(*m_store);
                if (!transaction.ok())
                    return transaction.error();
                const MessageRow row(m_next++);
                if (auto begun = timers.start(transaction.value(), row, endOf(row.value));
                    !begun.ok())
                    return begun;
                auto committed = transaction.value().commit();
                return committed.ok() ? Result<void>() : Result<void>(committed.error());
            });
            if (!done.ok())
                return done.error();
        }
        samples.print("timers/begin", m_form);
        return {};
    }

    Result<void> endsOfOne() { return ends("timers/end_one", 1, kSamples); }
    Result<void> endsOfMany() { return ends("timers/end_thousand", kCrowd, kCrowds); }

    /// All of them have ended, and people write: in slices as the core does it.
    Result<void> endsInSlices() {
        const Slices slices{"timers/end_slice", "timers/ended_by_slice", Expiry::kSlice};
        return slices.measure(*m_store, m_archive, m_form,
                              [this](std::uint32_t count) { return slice(count); });
    }

    Result<std::int64_t> slice(std::uint32_t count) {
        const auto next = storage::TimerStore(m_store->writer()).earliest();
        if (!next.ok())
            return next.error();
        const Milliseconds now = next.value().value_or(m_clock.now) + std::chrono::seconds(count);
        auto transaction = storage::Transaction::begin(*m_store);
        if (!transaction.ok())
            return transaction.error();
        const auto gone =
            storage::TimerStore(m_store->writer()).sweep(transaction.value(), now, count);
        if (!gone.ok())
            return gone.error();
        m_clock.now = now;
        if (const auto committed = transaction.value().commit(); !committed.ok())
            return committed.error();
        if (const auto emptied = m_store->truncateLog(); !emptied.ok())
            return emptied.error();
        return static_cast<std::int64_t>(gone.value().size());
    }

    /// Out of every place of the store, and off the disk.
    Result<void> ends(const char* name, int together, int times) {
        Samples samples;
        for (int i = 0; i < times; ++i) {
            const auto next = storage::TimerStore(m_store->writer()).earliest();
            if (!next.ok())
                return next.error();
            if (!next.value())
                break;
            m_clock.now = *next.value() + std::chrono::seconds(together - 1);
            const auto done = samples.measure([&] { return sweepAtStart(*m_store, m_clock); });
            if (!done.ok())
                return done.error();
        }
        samples.print(name, m_form);
        return {};
    }

    OutputForm m_form;
    Standing m_clock;
    std::int64_t m_next = 0; ///< the first message whose life has not begun
    TemporaryStore m_store;
    CompanyArchive m_archive{CompanyArchive::kConversations, kLife};
};

} // namespace

int runTimers(std::uint32_t messages, OutputForm form) {
    return exitCodeOf(TimersBench(form).run(messages));
}

} // namespace kontor::bench
