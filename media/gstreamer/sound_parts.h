#pragma once

#include "media/gstreamer/gst_ref.h"
#include "media/media_engine.h"

namespace kontor::media {

/// The two halves of a call's sound, each a bin in the pipeline. Capture: microphone, echo
/// cancellation and noise suppression, Opus with forward error correction, RTP. Playback: RTP, Opus
/// (which fills what is lost), loudspeaker. With files there is no echo and nothing is cleaned.
struct SoundParts {
    Ref<GstElement> capture;      ///< ghost pad "src" with RTP
    Ref<GstElement> playback;     ///< ghost pad "sink" takes RTP
    GstElement* device = nullptr; ///< the microphone, inside of capture; none with files
    GstElement* mute = nullptr;   ///< inside of capture: has "mute"
};
/// MicrophoneMissing, SpeakerMissing, CallsMissing (an element is not installed).
[[nodiscard]] Result<SoundParts> makeSoundParts(const std::optional<AudioFiles>& files);

/// What RTP of ours looks like.
inline constexpr char kRtpCaps[] = "application/x-rtp,media=audio,encoding-name=OPUS,"
                                   "clock-rate=48000,payload=96,encoding-params=(string)2";

} // namespace kontor::media
