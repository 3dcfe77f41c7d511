#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "base/number.h"
#include "base/result.h"

#include <array>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// What two devices tell each other about a call, as values (docs/calls.md). What of it is content
/// of the log stands in core/content/call.h, candidates in core/content/candidates.h.
namespace kontor {

using CallId = Id<struct CallIdTag>; ///< random, made by the caller's device
/// SHA-256 of the certificate that a side will show in DTLS.
using DtlsFingerprint = Id<struct DtlsFingerprintTag, 32>;

/// How a side can be spoken to: its SDP, and the certificate that it must show. Travels encrypted.
struct CallDescription {
    std::string sdp;
    DtlsFingerprint fingerprint;
    friend bool operator==(const CallDescription&, const CallDescription&) = default;
};

/// Why a side says that it is over.
enum class CallEndReason : std::uint8_t {
    HungUp = 1,
    Declined = 2,
    Busy = 3,      ///< in another call
    NoAnswer = 4,  ///< the caller gave up after the ring's time
    Failed = 5,    ///< no way between the two, no microphone, a wrong certificate
    Lost = 6,      ///< the other side went silent, or the program ended in the call
    Withdrawn = 7, ///< both called at once, and this call is the one that gave way
};

/// What a call was, in the end. Numbers stand on disk.
enum class CallResult : std::uint8_t {
    Talked = 1,     ///< answered
    Unanswered = 2, ///< the caller gave up, or the time ran out
    Declined = 3,
    Busy = 4,
    Failed = 5, ///< somebody could not take part
};

struct CallOffer {
    CallDescription description;
    Milliseconds ringFor{0}; ///< from when the server had it; later it is a missed call
    friend bool operator==(const CallOffer&, const CallOffer&) = default;
};
struct CallAnswer {
    CallDescription description;
    friend bool operator==(const CallAnswer&, const CallAnswer&) = default;
};
struct CallEnd {
    CallEndReason reason = CallEndReason::HungUp;
    friend bool operator==(const CallEnd&, const CallEnd&) = default;
};

struct CallSignal {
    CallId call;
    std::variant<CallOffer, CallAnswer, CallEnd> what;
    friend bool operator==(const CallSignal&, const CallSignal&) = default;
};

/// Four words that both sides show; from a list that stands in the program (calls/word_list.h).
using CallWords = std::array<std::string_view, 4>;

/// Helpers that the administrator named, with credentials for the relays.
struct CallServers {
    std::vector<std::string> stun; ///< stun:HOST:PORT
    std::vector<std::string> turn; ///< turn:HOST:PORT?transport=udp, turns: ...
    std::string username;
    std::string password;
    friend bool operator==(const CallServers&, const CallServers&) = default;
};

/// One way to a side (RFC 8839, 5.1), as the text behind "a=candidate:".
struct CallCandidate {
    std::uint32_t mediaLine = 0;
    std::string text;
    friend bool operator==(const CallCandidate&, const CallCandidate&) = default;
};

} // namespace kontor
