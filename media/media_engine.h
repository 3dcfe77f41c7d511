#pragma once

#include "base/result.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The voice of one call behind an interface: sound in, sound out, and a way between two computers.
/// Knows nothing of conversations or messages: descriptions and candidates are carried by whoever
/// holds the engine (app/calls/call_controller.h).
namespace kontor::media {

/// How a side can be spoken to: its SDP, and the SHA-256 of the certificate that it must show in
/// DTLS. An engine speaks to nobody who shows another.
struct Description {
    std::string sdp;
    std::array<std::uint8_t, 32> fingerprint{};
    friend bool operator==(const Description&, const Description&) = default;
};

struct Candidate {
    std::uint32_t mediaLine = 0;
    std::string text; ///< RFC 8839, 5.1, without "candidate:"
    friend bool operator==(const Candidate&, const Candidate&) = default;
};

/// STUN and TURN servers (RFC 7064, 7065), with credentials for the latter.
struct Helpers {
    std::vector<std::string> stun;
    std::vector<std::string> turn;
    std::string username;
    std::string password;
};

/// By which addresses the two may meet. RelayOnly tells the other side nothing but a relay's.
enum class Ways : std::uint8_t { All, RelayOnly };

/// Files instead of devices, for scripts and tests: 16-bit WAV. `in` is played once, silence
/// follows; `out` has what was heard, whole when the engine is destroyed.
struct AudioFiles {
    std::string in;
    std::string out;
};

struct Setup {
    Helpers helpers;
    Ways ways = Ways::All;
    std::optional<AudioFiles> files; ///< none: the microphone and loudspeaker of the system
};

namespace event {
/// The own description: the offer or the answer, once.
struct Described {
    Description own;
};
/// A way to this side; they go on coming while others are tried.
struct CandidateFound {
    Candidate candidate;
};
/// The other side has shown the right certificate, and sound flows.
struct Connected {};
/// It showed another certificate than its description names: nothing was said or heard.
struct WrongCertificate {};
/// How well the last seconds were heard.
enum class Quality : std::uint8_t { Good, Weak, Interrupted };
struct QualityChanged {
    Quality quality = Quality::Good;
};
/// Nothing has come for kSilence: the other side is gone.
struct Silent {};
/// MicrophoneMissing, MicrophoneBusy, MicrophoneGone, SpeakerMissing, CallsMissing, Malformed (the
/// other side's description), NotReachable (no way between the two), Internal. Nothing follows.
struct Failed {
    Error error;
};
} // namespace event

using Event =
    std::variant<event::Described, event::CandidateFound, event::Connected, event::WrongCertificate,
                 event::QualityChanged, event::Silent, event::Failed>;

/// For events, on a thread of the engine's: it passes them on and returns.
using Sink = std::function<void(const Event&)>;

/// One call, from its first description to the destructor, which returns when all of it is gone:
/// threads, sockets, devices. All calls from one thread.
class MediaEngine {
public:
    virtual ~MediaEngine() = default;
    /// The one or the other, once. Opens microphone and loudspeaker; ends in Described or Failed.
    virtual void createOffer() = 0;
    virtual void createAnswer(const Description& offer) = 0;
    /// After createOffer().
    virtual void takeAnswer(const Description& answer) = 0;
    /// Early ones wait for the description, repeated ones are passed over.
    virtual void addCandidate(const Candidate& candidate) = 0;
    enum class Microphone : std::uint8_t { On, Muted };
    virtual void setMicrophone(Microphone state) = 0;
    /// At least twice a second, from the same thread: watches what is heard.
    virtual void tick() = 0;
};

/// Something that sounds as long as it exists.
class Sound {
public:
    virtual ~Sound() = default;
};

/// How long nothing may come before the other side counts as gone.
inline constexpr std::chrono::seconds kSilence{12};

} // namespace kontor::media
