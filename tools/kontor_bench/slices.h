#pragma once

#include "core/timers/slice_size.h"
#include "tools/kontor_bench/company_archive.h"
#include "tools/kontor_bench/samples.h"

namespace kontor::bench {

/// A long work in slices, as the core does it while people write.
struct Slices {
    static constexpr int kCount = 100;
    static constexpr int kBetween = 10; ///< from one message of somebody to the next

    const char* time;   ///< what the figures are called: of a slice,
    const char* amount; ///< and how many messages one has
    std::uint32_t inQuietTime;

    /// `slice(count)` does one, and says how much it did.
    template <typename Slice>
    Result<void> measure(storage::Database& database, CompanyArchive& archive, OutputForm form,
                         Slice slice) const {
        const SystemClock clock;
        SliceSize size(clock, database, inQuietTime);
        Samples samples;
        std::int64_t all = 0;
        for (int i = 0; i < kCount; ++i) {
            const auto written = i % kBetween == 0 ? archive.insertOne(database) : Result<void>();
            if (!written.ok())
                return written.error();
            const auto done = samples.measure([&]() -> Result<void> {
                const auto count = slice(size.next());
                if (!count.ok())
                    return count.error();
                all += count.value();
                size.done();
                return {};
            });
            if (!done.ok())
                return done.error();
        }
        samples.print(time, form);
        print(amount, double(all) / kCount, "messages", form);
        return {};
    }
};

} // namespace kontor::bench
