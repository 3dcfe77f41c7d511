#pragma once

#include "media/gstreamer/call_line.h"
#include "media/gstreamer/gst_ref.h"

namespace kontor::media {

/// What webrtcbin is told and tells, on its own threads.
enum class Role : std::uint8_t { Caller, Callee };

/// Candidates, states and the other side's sound go to `line` from now on; with Caller an offer is
/// made as soon as webrtcbin is ready for it. `playback` takes the sound; it outlives the pipeline.
void listen(GstElement* webrtc, GstElement* playback, const std::shared_ptr<CallLine>& line,
            Role role);

/// Takes the other side's offer and answers it: Described.
void answerOffer(GstElement* webrtc, const std::string& sdp, const std::shared_ptr<CallLine>& line);
/// Malformed.
[[nodiscard]] Result<void> acceptAnswer(GstElement* webrtc, const std::string& sdp);

/// Lets nothing pass through `pad` until the line is verified. With Counting also counts what
/// comes.
enum class Gate : std::uint8_t { Plain, Counting };
void guard(GstPad* pad, const std::shared_ptr<CallLine>& line, Gate gate);

} // namespace kontor::media
