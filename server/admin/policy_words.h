#pragma once

#include "crypto/identity/policy_statement.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Policies as an administrator types and reads them.
namespace kontor::server {

inline constexpr std::string_view kLongestLifePolicy = "longest_life";

/// The names of all that can be set, with what each takes.
struct PolicyName {
    std::string_view name;
    std::string_view takes;
};
[[nodiscard]] const std::vector<PolicyName>& policyNames();

/// "30s", "5m", "1h", "7d", "4w"; "off" is 0. Nothing for other words, and for more than a number
/// of seconds can be.
[[nodiscard]] std::optional<std::chrono::seconds> readDuration(std::string_view word);
/// The same, in the greatest unit that says it whole; 0 is "off".
[[nodiscard]] std::string durationWord(std::chrono::seconds duration);

} // namespace kontor::server
