#pragma once

#include "base/bytes.h"
#include "media/gstreamer/gst_ref.h"
#include "media/media_engine.h"

namespace kontor::media {

/// A WAV in memory on the system's loudspeaker, again and again until it is destroyed. What fails
/// is silence: a sound is never the only sign of anything.
class SoundPlayer final : public Sound {
public:
    explicit SoundPlayer(Bytes wav);
    SoundPlayer(const SoundPlayer&) = delete;
    SoundPlayer& operator=(const SoundPlayer&) = delete;
    ~SoundPlayer() override;

private:
    Bytes m_wav;
    Ref<GstElement> m_pipeline;
};

} // namespace kontor::media
