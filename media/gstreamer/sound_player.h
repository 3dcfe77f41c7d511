#pragma once

#include "base/bytes.h"
#include "media/engine_module.h"
#include "media/gstreamer/gst_ref.h"

namespace kontor::media {

/// A WAV in memory on the system's loudspeaker: once, or again and again until it is destroyed.
/// What fails is silence: a sound is never the only sign of anything.
class SoundPlayer final : public Sound {
public:
    SoundPlayer(Bytes wav, Playing playing);
    SoundPlayer(const SoundPlayer&) = delete;
    SoundPlayer& operator=(const SoundPlayer&) = delete;
    ~SoundPlayer() override;

private:
    Bytes m_wav;
    Ref<GstElement> m_pipeline;
};

} // namespace kontor::media
