#pragma once

#include "core/calls/call_values.h"
#include "core/content/mimi_content.h"

namespace kontor::content {

inline constexpr std::string_view kCallCandidatesType =
    "application/vnd.kontor.call-candidates+cbor";

/// Ways to a side of a call, ephemeral; all that are known each time (docs/calls.md). An empty list
/// says that the side is still there.
///
///     call-candidates = { 0: 1,                          ; version
///                         1: bstr .size 16,              ; the call's id
///                         2: [0*48 [uint, tstr]] }       ; media line, candidate-attribute
///                                                        ; (RFC 8839, 5.1) without its name
struct CallCandidates {
    static constexpr std::uint64_t kVersion = 1;
    static constexpr std::size_t kGreatestCount = 48;
    static constexpr std::size_t kGreatestText = 250;

    CallId call;
    std::vector<CallCandidate> candidates;
    friend bool operator==(const CallCandidates&, const CallCandidates&) = default;
};

/// The caller keeps to the limits.
[[nodiscard]] SinglePart encodeCallCandidates(const CallCandidates& candidates);
/// Malformed (other letters than printable ASCII too); VersionUnknown.
[[nodiscard]] Result<CallCandidates> parseCallCandidates(ByteView cbor);

/// The content of an ephemeral message (crypto/mls/ephemeral_message.h): one part, of which media
/// types that are not known are dropped in silence.
///
///     ephemeral = [tstr, bstr]                           ; media type, content
[[nodiscard]] Bytes encodeEphemeral(const SinglePart& part);
/// Malformed.
[[nodiscard]] Result<SinglePart> parseEphemeral(ByteView cbor);

} // namespace kontor::content
