#include "media/gstreamer/sound_parts.h"

#include "media/gstreamer/audio_devices.h"

#include <atomic>
#include <string>
#include <vector>

namespace kontor::media {
namespace {

constexpr char kPlain[] = "audio/x-raw,format=S16LE,rate=48000,channels=1";

/// A chain of elements in a bin. The first one that cannot be made makes it fail for good.
class Chain {
public:
    explicit Chain(const char* name)
        : m_bin(static_cast<GstElement*>(gst_object_ref_sink(gst_bin_new(name)))) {}

    GstElement* add(const char* factory) {
        return take(gst_element_factory_make(factory, nullptr));
    }
    GstElement* take(GstElement* element) {
        if (element == nullptr) {
            m_complete = false;
            return nullptr;
        }
        gst_bin_add(GST_BIN(m_bin.get()), element);
        if (m_last != nullptr && gst_element_link(m_last, element) == FALSE)
            m_complete = false;
        if (m_first == nullptr)
            m_first = element;
        m_last = element;
        return element;
    }
    void caps(const char* text) {
        GstElement* const filter = add("capsfilter");
        if (filter == nullptr)
            return;
        const CapsRef caps(gst_caps_from_string(text));
        g_object_set(filter, "caps", caps.get(), nullptr);
    }
    void expose(const char* name, GstElement* element, const char* padName) {
        GstPad* const pad =
            element == nullptr ? nullptr : gst_element_get_static_pad(element, padName);
        if (pad == nullptr) {
            m_complete = false;
            return;
        }
        gst_element_add_pad(m_bin.get(), gst_ghost_pad_new(name, pad));
        gst_object_unref(pad);
    }
    [[nodiscard]] GstElement* first() const { return m_first; }
    [[nodiscard]] GstElement* last() const { return m_last; }
    /// CallsMissing when an element is not installed.
    [[nodiscard]] Result<Ref<GstElement>> finish() {
        if (!m_complete)
            return ErrorCode::CallsMissing;
        return std::move(m_bin);
    }

private:
    Ref<GstElement> m_bin;
    GstElement* m_first = nullptr;
    GstElement* m_last = nullptr;
    bool m_complete = true;
};

/// A file's sound, then silence, at the pace of a microphone: a mixer whose second input is live.
void addFile(Chain& chain, const std::string& path) {
    GstElement* const source = chain.add("filesrc");
    if (source != nullptr)
        g_object_set(source, "location", path.c_str(), nullptr);
    chain.add("wavparse");
    chain.add("audioconvert");
    chain.add("audioresample");
    chain.caps(kPlain);
    GstElement* const mixer = chain.add("audiomixer");
    GstElement* const silence = gst_element_factory_make("audiotestsrc", nullptr);
    if (mixer == nullptr || silence == nullptr)
        return;
    gst_util_set_object_arg(G_OBJECT(silence), "wave", "silence");
    g_object_set(silence, "is-live", TRUE, nullptr);
    gst_bin_add(GST_BIN(GST_OBJECT_PARENT(mixer)), silence);
    const CapsRef caps(gst_caps_from_string(kPlain));
    gst_element_link_filtered(silence, mixer, caps.get());
}

void addCleaning(Chain& chain, const std::string& probe) {
    GstElement* const cleaning = chain.add("webrtcdsp");
    if (cleaning == nullptr)
        return;
    g_object_set(cleaning, "probe", probe.c_str(), "echo-cancel", TRUE, "noise-suppression", TRUE,
                 "gain-control", TRUE, "high-pass-filter", TRUE, nullptr);
}

/// 32 kbit/s of voice, each packet with a rough copy of the one before it.
void addCoding(Chain& chain) {
    GstElement* const coder = chain.add("opusenc");
    if (coder != nullptr) {
        gst_util_set_object_arg(G_OBJECT(coder), "audio-type", "voice");
        g_object_set(coder, "bitrate", 32'000, "inband-fec", TRUE, "packet-loss-percentage", 15,
                     "dtx", FALSE, nullptr);
    }
    GstElement* const payloader = chain.add("rtpopuspay");
    if (payloader != nullptr)
        g_object_set(payloader, "pt", 96, nullptr);
    chain.caps(kRtpCaps);
}

Result<Ref<GstElement>> makeCapture(const std::optional<AudioFiles>& files,
                                    const std::string& probe, SoundParts& parts) {
    Chain chain("capture");
    if (files) {
        addFile(chain, files->in);
    } else {
        const auto device = makeMicrophone();
        if (!device.ok())
            return device.error();
        parts.device = chain.take(device.value());
        // Old sound is dropped rather than kept for later.
        if (GstElement* const queue = chain.add("queue"))
            gst_util_set_object_arg(G_OBJECT(queue), "leaky", "downstream");
    }
    chain.add("audioconvert");
    chain.add("audioresample");
    chain.caps(kPlain);
    if (!files)
        addCleaning(chain, probe);
    parts.mute = chain.add("volume");
    addCoding(chain);
    chain.expose("src", chain.last(), "src");
    return chain.finish();
}

Result<Ref<GstElement>> makePlayback(const std::optional<AudioFiles>& files,
                                     const std::string& probe) {
    Chain chain("playback");
    chain.add("rtpopusdepay");
    if (GstElement* const decoder = chain.add("opusdec"))
        g_object_set(decoder, "use-inband-fec", TRUE, "plc", TRUE, nullptr);
    chain.add("audioconvert");
    chain.add("audioresample");
    chain.caps(kPlain);
    if (files) {
        chain.add("wavenc");
        if (GstElement* const sink = chain.add("filesink"))
            g_object_set(sink, "location", files->out.c_str(), "async", FALSE, "sync", FALSE,
                         nullptr);
    } else {
        chain.take(gst_element_factory_make("webrtcechoprobe", probe.c_str()));
        chain.add("audioconvert");
        const auto device = makeSpeaker();
        if (!device.ok())
            return device.error();
        // Nothing to play is no reason to wait.
        g_object_set(chain.take(device.value()), "async", FALSE, nullptr);
    }
    chain.expose("sink", chain.first(), "sink");
    return chain.finish();
}

} // namespace

Result<SoundParts> makeSoundParts(const std::optional<AudioFiles>& files) {
    // Echo probes find their cleaners by name within the process.
    static std::atomic<unsigned> calls{0};
    const std::string probe = "kontor-echo-" + std::to_string(++calls);
    SoundParts parts;
    auto playback = makePlayback(files, probe);
    if (!playback.ok())
        return playback.error();
    auto capture = makeCapture(files, probe, parts);
    if (!capture.ok())
        return capture.error();
    parts.playback = std::move(playback).value();
    parts.capture = std::move(capture).value();
    return parts;
}

} // namespace kontor::media
