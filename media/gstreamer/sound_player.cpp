#include "media/gstreamer/sound_player.h"

#include "media/gstreamer/audio_devices.h"

#include <array>
#include <gio/gio.h>

namespace kontor::media {
namespace {

/// At its end the sound begins again.
GstBusSyncReply onMessageAgain(GstBus* /*bus*/, GstMessage* message, gpointer data) {
    if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_EOS)
        gst_element_call_async(
            static_cast<GstElement*>(data),
            [](GstElement* pipeline, gpointer) {
                gst_element_seek_simple(pipeline, GST_FORMAT_TIME, GST_SEEK_FLAG_FLUSH, 0);
            },
            nullptr, nullptr);
    gst_message_unref(message);
    return GST_BUS_DROP;
}

/// At its end the loudspeaker is let go of.
GstBusSyncReply onMessageOnce(GstBus* /*bus*/, GstMessage* message, gpointer data) {
    if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_EOS)
        gst_element_call_async(
            static_cast<GstElement*>(data),
            [](GstElement* pipeline, gpointer) { gst_element_set_state(pipeline, GST_STATE_NULL); },
            nullptr, nullptr);
    gst_message_unref(message);
    return GST_BUS_DROP;
}

} // namespace

SoundPlayer::SoundPlayer(Bytes wav, Playing playing)
    : m_wav(std::move(wav))
    , m_pipeline(static_cast<GstElement*>(gst_object_ref_sink(gst_pipeline_new("sound")))) {
    const auto speaker = makeSpeaker();
    GstElement* const source = gst_element_factory_make("giostreamsrc", nullptr);
    GstElement* const parser = gst_element_factory_make("wavparse", nullptr);
    GstElement* const convert = gst_element_factory_make("audioconvert", nullptr);
    GstElement* const resample = gst_element_factory_make("audioresample", nullptr);
    for (GstElement* const element : {source, parser, convert, resample})
        if (element != nullptr)
            gst_bin_add(GST_BIN(m_pipeline.get()), element);
    if (!speaker.ok() || source == nullptr || parser == nullptr || convert == nullptr ||
        resample == nullptr)
        return;
    gst_bin_add(GST_BIN(m_pipeline.get()), speaker.value());
    const Ref<GInputStream> stream(g_memory_input_stream_new_from_data(
        m_wav.data(), static_cast<gssize>(m_wav.size()), nullptr));
    g_object_set(source, "stream", stream.get(), nullptr);
    if (gst_element_link_many(source, parser, convert, resample, speaker.value(), nullptr) == FALSE)
        return;
    GstBus* const bus = gst_element_get_bus(m_pipeline.get());
    const bool again = playing == Playing::Again;
    gst_bus_set_sync_handler(bus, again ? onMessageAgain : onMessageOnce, m_pipeline.get(),
                             nullptr);
    gst_object_unref(bus);
    gst_element_set_state(m_pipeline.get(), GST_STATE_PLAYING);
}

SoundPlayer::~SoundPlayer() {
    gst_element_set_state(m_pipeline.get(), GST_STATE_NULL);
    GstBus* const bus = gst_element_get_bus(m_pipeline.get());
    gst_bus_set_sync_handler(bus, nullptr, nullptr, nullptr);
    gst_object_unref(bus);
}

} // namespace kontor::media
