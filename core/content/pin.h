#pragma once

#include "core/content/mimi_content.h"

namespace kontor::content {

inline constexpr std::string_view kPinType = "application/vnd.kontor.pin+cbor";

/// A message is put on top of its conversation, or taken from there. Whoever may write may do it;
/// the log's order decides (actions/pin_intake.h).
///
///     pin = { 0: 1,               ; version
///             1: bstr .size 32,   ; message id
///             2: 0 / 1,           ; taken off, pinned
///             * uint .ge 64 => any }
struct Pin {
    static constexpr std::uint64_t kVersion = 1;

    MessageId message;
    enum class State : std::uint8_t { Off = 0, Pinned = 1 } state = State::Pinned;
    friend bool operator==(const Pin&, const Pin&) = default;
};

[[nodiscard]] SinglePart encodePin(const Pin& pin);
/// Malformed; VersionUnknown.
[[nodiscard]] Result<Pin> parsePin(ByteView cbor);

} // namespace kontor::content
