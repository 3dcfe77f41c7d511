#pragma once

#include "base/result.h"
#include "tools/kontor_bench/output_form.h"

#include <chrono>
#include <vector>

namespace kontor::bench {

using Steady = std::chrono::steady_clock;

/// Times in milliseconds, of which some percentile is asked.
class Samples {
public:
    /// `work` gives a Result; its time counts when it went well.
    template <typename Work>
    Result<void> measure(Work work) {
        const auto begin = Steady::now();
        const auto done = work();
        const std::chrono::duration<double, std::milli> time = Steady::now() - begin;
        if (!done.ok())
            return done.error();
        add(time.count());
        return {};
    }
    void add(double milliseconds) { m_times.push_back(milliseconds); }
    /// One line: its value is p99.
    void print(const char* name, OutputForm form);

private:
    [[nodiscard]] double percentile(std::size_t percent) const;
    std::vector<double> m_times;
};

/// One figure that is no time.
void print(const char* name, double value, const char* unit, OutputForm form);

} // namespace kontor::bench
