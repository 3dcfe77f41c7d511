#pragma once

#include "core/content/mimi_content.h"

namespace kontor::content {

inline constexpr std::string_view kTypingType = "application/vnd.kontor.typing+cbor";

/// Somebody writes, or has stopped: ephemeral, so never stored and never ordered. It is said anew
/// while she writes, and holds a few seconds: a lost "stopped" does no harm.
///
///     typing = { 0: 1,    ; version
///                1: 0/1 } ; 1: writes; 0: has stopped
struct Typing {
    static constexpr std::uint64_t kVersion = 1;

    enum class State : std::uint8_t { Stopped = 0, Writes = 1 } state = State::Stopped;
    friend bool operator==(const Typing&, const Typing&) = default;
};

[[nodiscard]] SinglePart encodeTyping(const Typing& typing);
/// Malformed; VersionUnknown.
[[nodiscard]] Result<Typing> parseTyping(ByteView cbor);

} // namespace kontor::content
