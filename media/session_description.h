#pragma once

#include "media/media_engine.h"

#include <string_view>

/// What an SDP of the other side may be before it is given to a library (RFC 8866): one audio line
/// of Opus over DTLS-SRTP, and nothing that this program does not use. Pure.
namespace kontor::media {

/// The fingerprint that the SDP names (a=fingerprint:sha-256). Malformed: none, another hash, or
/// two that differ.
[[nodiscard]] Result<std::array<std::uint8_t, 32>> fingerprintOf(std::string_view sdp);

/// The SDP is one that our own program could have made, and names the description's fingerprint.
/// Malformed with what is wrong.
[[nodiscard]] Result<void> checkDescription(const Description& description);

/// The text of a candidate is one (RFC 8839, 5.1): UDP or TCP, an address in digits, a known type.
/// Names are refused: looking them up would tell whoever answers.
[[nodiscard]] bool isCandidate(std::string_view text);

} // namespace kontor::media
