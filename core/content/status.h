#pragma once

#include "base/clock.h"
#include "core/content/mimi_content.h"

#include <chrono>

namespace kontor::content {

inline constexpr std::string_view kStatusType = "application/vnd.kontor.status+cbor";

/// What somebody says of herself: whether she wants to be spoken to, and a line. Whole state each
/// time; the greatest number wins, in whichever conversation it stands.
///
///     status = { 0: 1,                   ; version
///                1: uint,                ; number: the sender's clock in ms, ever growing
///                2: 0..3,                ; unsaid, available, busy, away
///                3: tstr .size (0..400), ; the line, at most 100 code points
///                ? 4: uint }             ; until: seconds since 1970; then both are over
struct Status {
    static constexpr std::uint64_t kVersion = 1;
    static constexpr std::uint64_t kGreatestAvailability = 3;

    std::uint64_t number = 0;
    std::uint8_t availability = 0;
    std::string line;
    std::chrono::seconds until{0}; ///< 0: it stays
    friend bool operator==(const Status&, const Status&) = default;
};

/// `status` is within the limits above.
[[nodiscard]] SinglePart encodeStatus(const Status& status);
/// Malformed; VersionUnknown.
[[nodiscard]] Result<Status> parseStatus(ByteView cbor);

} // namespace kontor::content
