#pragma once

#include "core/calls/call_values.h"
#include "core/content/mimi_content.h"

namespace kontor::content {

inline constexpr std::string_view kCallType = "application/vnd.kontor.call+cbor";

/// A signal of a call between two (docs/calls.md): offer, answer or end.
///
///     call = { 0: 1,                  ; version
///              1: 1 / 2 / 3,          ; offer, answer, end
///              2: bstr .size 16,      ; the call's id, from the caller
///              ? 3: tstr,             ; SDP                         offer, answer
///              ? 4: bstr .size 32,    ; certificate's SHA-256       offer, answer
///              ? 5: uint,             ; seconds that it may ring    offer
///              ? 6: uint,             ; reason                      end
///              * uint => any }        ; of later versions, keys above 6: passed over
///
/// A kind that is not known needs a newer version; a reason that is not known is HungUp. What an
/// SDP may say is checked by whoever uses it (media/session_description.h).
struct Call {
    static constexpr std::uint64_t kVersion = 1;
    static constexpr std::size_t kGreatestSdp = 8U * 1024U; ///< an audio call's is below 2 KiB
    static constexpr std::chrono::seconds kGreatestRing{120};

    CallSignal signal;
    friend bool operator==(const Call&, const Call&) = default;
};

[[nodiscard]] SinglePart encodeCall(const Call& call);
/// Malformed; VersionUnknown.
[[nodiscard]] Result<Call> parseCall(ByteView cbor);

} // namespace kontor::content
