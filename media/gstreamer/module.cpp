#include "media/engine_module.h"
#include "media/gstreamer/gstreamer_engine.h"
#include "media/gstreamer/sound_player.h"

/// The names of this module (media/engine_module.h). GStreamer is loaded with it, at the first
/// call.
namespace {

bool ready() {
    static const bool initialised = [] {
        // webrtcbin lets go of its agent without taking leave of the relay, and libnice says so
        // each time: the relay forgets by itself.
        g_log_set_handler("libnice", G_LOG_LEVEL_WARNING, [](auto, auto, auto, auto) {}, nullptr);
        return gst_init_check(nullptr, nullptr, nullptr) != FALSE;
    }();
    return initialised;
}

} // namespace

extern "C" KONTOR_MEDIA_EXPORT kontor::media::MediaEngine*
kontorOpenMediaEngine(kontor::media::Setup* setup, kontor::media::Sink* sink) {
    if (!ready())
        return nullptr;
    return new kontor::media::GstreamerEngine(std::move(*setup), std::move(*sink));
}

extern "C" KONTOR_MEDIA_EXPORT kontor::media::Sound*
kontorPlaySound(kontor::Bytes* wav, kontor::media::Playing playing) {
    if (!ready())
        return nullptr;
    return new kontor::media::SoundPlayer(std::move(*wav), playing);
}
