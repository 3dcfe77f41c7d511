#pragma once

#include "base/result.h"
#include "media/gstreamer/gst_ref.h"

namespace kontor::media {

/// An element for the system's microphone (floating). MicrophoneMissing: none, or nothing but what
/// records the loudspeaker.
[[nodiscard]] Result<GstElement*> makeMicrophone();
/// An element for the system's loudspeaker or headset (floating). SpeakerMissing.
[[nodiscard]] Result<GstElement*> makeSpeaker();

/// The microphone was unplugged and the system has put the loudspeaker's own sound in its place:
/// the other side would hear itself.
[[nodiscard]] bool recordsLoudspeaker(GstElement* microphone);

/// Where in a call something failed, and whether sound had been flowing there.
enum class Place : std::uint8_t { Microphone, Speaker, Elsewhere };
enum class Moment : std::uint8_t { Opening, Running };
/// What a person is told about an element's error.
[[nodiscard]] ErrorCode faultOf(Place place, Moment moment, const GError& error);

} // namespace kontor::media
