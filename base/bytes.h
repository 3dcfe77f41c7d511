#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace kontor {

/// Bytes that are no secret: they may be copied, compared and freed without wiping.
/// Secrets have a type of their own (crypto/secret.h).
using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

[[nodiscard]] inline Bytes toBytes(ByteView view) {
    return {view.begin(), view.end()};
}

[[nodiscard]] inline ByteView viewOf(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

[[nodiscard]] inline std::string_view textOf(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace kontor
