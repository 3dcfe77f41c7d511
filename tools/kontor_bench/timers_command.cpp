#include "tools/kontor_bench/timers_command.h"

#include "core/timers/expiry.h"
#include "crypto/random.h"
#include "storage/timer_store.h"
#include "tools/kontor_bench/company_archive.h"
#include "tools/kontor_bench/samples.h"

#include <QTemporaryDir>

#include <filesystem>
#include <iostream>
#include <memory>

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
    TimersBench(std::filesystem::path file, OutputForm form)
        : m_file(std::move(file))
        , m_key(SystemRandom().secret<storage::StoreKey::kSize>())
        , m_form(form) {}

    Result<void> run(std::uint32_t messages) {
        if (const auto opened = open(); !opened.ok())
            return opened.error();
        if (const auto filled = m_archive.fill(*m_database, messages); !filled.ok())
            return filled.error();
        if (const auto begun = beginAll(messages); !begun.ok())
            return begun.error();
        for (const auto step :
             {&TimersBench::openings, &TimersBench::nextOnes, &TimersBench::begins,
              &TimersBench::endsOfOne, &TimersBench::endsOfMany})
            if (const auto done = (this->*step)(); !done.ok())
                return done.error();
        return {};
    }

private:
    Result<void> open() {
        auto opened = storage::Database::open(m_file, m_key);
        if (!opened.ok())
            return opened.error();
        m_database = std::move(opened).value();
        return sweepAtStart(*m_database, m_clock);
    }

    /// A second apart, each.
    Result<void> beginAll(std::uint32_t messages) {
        storage::TimerStore timers(m_database->writer());
        for (std::uint32_t row = 1; row <= messages;) {
            auto transaction = storage::Transaction::begin(*m_database);
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
        Samples samples;
        for (int i = 0; i < kOpenings; ++i) {
            m_database.reset();
            if (const auto done = samples.measure([&] { return open(); }); !done.ok())
                return done.error();
        }
        samples.print("timers/open", m_form);
        return {};
    }

    Result<void> nextOnes() {
        const storage::TimerStore timers(m_database->writer());
        Samples samples;
        for (int i = 0; i < kSamples; ++i)
            if (const auto done = samples.measure([&] { return timers.earliest(); }); !done.ok())
                return done.error();
        samples.print("timers/next", m_form);
        return {};
    }

    /// Durable, each.
    Result<void> begins() {
        storage::TimerStore timers(m_database->writer());
        Samples samples;
        for (int i = 0; i < kSamples; ++i) {
            const auto done = samples.measure([&]() -> Result<void> {
                auto transaction = storage::Transaction::begin(*m_database);
                if (!transaction.ok())
                    return transaction.error();
                const MessageRow row(1 +
                                     static_cast<std::int64_t>(m_archive.chance()() % kSamples));
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

    /// Out of every place of the store, and off the disk.
    Result<void> ends(const char* name, int together, int times) {
        Samples samples;
        for (int i = 0; i < times; ++i) {
            const auto next = storage::TimerStore(m_database->writer()).earliest();
            if (!next.ok())
                return next.error();
            if (!next.value())
                break;
            m_clock.now = *next.value() + std::chrono::seconds(together - 1);
            const auto done = samples.measure([&] { return sweepAtStart(*m_database, m_clock); });
            if (!done.ok())
                return done.error();
        }
        samples.print(name, m_form);
        return {};
    }

    std::filesystem::path m_file;
    storage::StoreKey m_key;
    OutputForm m_form;
    Standing m_clock;
    std::unique_ptr<storage::Database> m_database;
    CompanyArchive m_archive{CompanyArchive::kConversations, kLife};
};

} // namespace

int runTimers(std::uint32_t messages, OutputForm form) {
    const QTemporaryDir folder;
    const std::filesystem::path file =
        std::filesystem::path(folder.path().toStdString()) / "store.db";
    if (const auto done = TimersBench(file, form).run(messages); !done.ok()) {
        std::cerr << "kontor-bench: " << nameOf(done.error().code) << '\n';
        return 1;
    }
    return 0;
}

} // namespace kontor::bench
