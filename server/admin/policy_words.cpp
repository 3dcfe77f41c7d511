#include "server/admin/policy_words.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace kontor::server {

namespace {

struct Unit {
    char letter;
    std::chrono::seconds length;
};
constexpr auto kUnits = std::to_array<Unit>({{'w', std::chrono::hours(24 * 7)},
                                             {'d', std::chrono::hours(24)},
                                             {'h', std::chrono::hours(1)},
                                             {'m', std::chrono::minutes(1)},
                                             {'s', std::chrono::seconds(1)}});
constexpr std::string_view kOff = "off";
/// Longer numbers are no time that anybody means.
constexpr std::size_t kDigits = 9;

} // namespace

const std::vector<PolicyName>& policyNames() {
    static const std::vector<PolicyName> names{
        {kLongestLifePolicy, "5s to 4w (as 30s, 5m, 1h, 7d, 4w), or off"}};
    return names;
}

std::optional<std::chrono::seconds> readDuration(std::string_view word) {
    if (word == kOff)
        return std::chrono::seconds(0);
    if (word.size() < 2 || word.size() > kDigits + 1)
        return std::nullopt;
    const auto unit = std::ranges::find(kUnits, word.back(), &Unit::letter);
    const std::string_view digits = word.substr(0, word.size() - 1);
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (unit == kUnits.end() || error != std::errc() || end != digits.data() + digits.size() ||
        number == 0)
        return std::nullopt;
    return unit->length * number;
}

std::string durationWord(std::chrono::seconds duration) {
    if (duration == std::chrono::seconds(0))
        return std::string(kOff);
    const auto unit = std::ranges::find_if(kUnits, [&](const Unit& candidate) {
        return duration % candidate.length == duration.zero();
    });
    return std::to_string(duration / unit->length) + unit->letter;
}

} // namespace kontor::server
