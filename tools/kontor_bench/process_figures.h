#pragma once

#include <QtGlobal>

#include <optional>

/// What Linux says of a process.
namespace kontor::bench {

/// Megabytes (2^20) of memory that are its own, and its share of what it has with others.
[[nodiscard]] std::optional<double> pssOf(qint64 process);
/// Seconds that its threads have worked.
[[nodiscard]] std::optional<double> cpuSecondsOf(qint64 process);

} // namespace kontor::bench
