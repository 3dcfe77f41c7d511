#pragma once

#include "core/account_values.h"

#include <QJsonArray>
#include <QString>

#include <vector>

/// Moments and people, as output.cpp and poll_output.cpp print them.
namespace kontor::cli {

/// In UTC, for scripts.
[[nodiscard]] QString isoTime(Milliseconds time);
/// To the minute, for people here.
[[nodiscard]] QString localTime(Milliseconds time);
[[nodiscard]] QJsonArray handlesOf(const std::vector<Person>& people);
[[nodiscard]] QString namesOf(const std::vector<Person>& people);

} // namespace kontor::cli
