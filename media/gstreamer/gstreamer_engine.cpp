#include "media/gstreamer/gstreamer_engine.h"

#include "media/gstreamer/audio_devices.h"
#include "media/gstreamer/webrtc_signals.h"
#include "media/session_description.h"

#include <algorithm>

namespace kontor::media {
namespace {

/// What the jitter buffer waits for late packets, in ms: a compromise between gaps and delay.
constexpr guint kJitterBuffer = 120;
constexpr GstClockTime kFileEnd = GST_SECOND;

/// turn:HOST?x -> turn://USER:PASSWORD@HOST?x, as webrtcbin wants it.
std::string withCredentials(const std::string& address, const Helpers& helpers) {
    const auto colon = address.find(':');
    const GText user(g_uri_escape_string(helpers.username.c_str(), nullptr, FALSE));
    const GText password(g_uri_escape_string(helpers.password.c_str(), nullptr, FALSE));
    return address.substr(0, colon) + "://" + user.get() + ":" + password.get() + "@" +
           address.substr(colon + 1);
}

/// For the bus: which half of the sound an element belongs to.
struct Halves {
    std::shared_ptr<CallLine> line;
    GstObject* capture;
    GstObject* playback;
};

Place placeOf(GstObject* element, const Halves& halves) {
    if (gst_object_has_as_ancestor(element, halves.capture) != FALSE)
        return Place::Microphone;
    if (gst_object_has_as_ancestor(element, halves.playback) != FALSE)
        return Place::Speaker;
    return Place::Elsewhere;
}

/// On whatever thread posts. Only sources and sinks are devices; an error between them is ours.
GstBusSyncReply onMessage(GstBus* /*bus*/, GstMessage* message, gpointer data) {
    const auto& halves = *static_cast<Halves*>(data);
    if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR) {
        GError* raw = nullptr;
        gst_message_parse_error(message, &raw, nullptr);
        const GErrorRef error(raw);
        const bool device = error->domain == GST_RESOURCE_ERROR;
        const Place place = device ? placeOf(GST_MESSAGE_SRC(message), halves) : Place::Elsewhere;
        const Moment moment = halves.line->described ? Moment::Running : Moment::Opening;
        if (CallLine::once(halves.line->ended))
            halves.line->tell(event::Failed{Error(faultOf(place, moment, *error))});
    } else if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_LATENCY) {
        // Allowed here: the message comes from a streaming thread that holds no lock of the bin.
        gst_element_call_async(
            GST_ELEMENT(gst_object_ref(GST_OBJECT_PARENT(halves.capture))),
            [](GstElement* pipeline, gpointer) {
                gst_bin_recalculate_latency(GST_BIN(pipeline));
                gst_object_unref(pipeline);
            },
            nullptr, nullptr);
    }
    gst_message_unref(message);
    return GST_BUS_DROP;
}

} // namespace

GstreamerEngine::GstreamerEngine(Setup setup, Sink sink)
    : m_setup(std::move(setup))
    , m_line(std::make_shared<CallLine>(std::move(sink))) {}

GstreamerEngine::~GstreamerEngine() {
    m_line->close();
    if (!m_pipeline)
        return;
    if (m_setup.files && m_line->verified && m_line->packets > 0)
        finishFile();
    gst_element_set_state(m_pipeline.get(), GST_STATE_NULL);
    GstBus* const bus = gst_element_get_bus(m_pipeline.get());
    gst_bus_set_sync_handler(bus, nullptr, nullptr, nullptr);
    gst_object_unref(bus);
}

void GstreamerEngine::fail(const Error& error) {
    if (CallLine::once(m_line->ended))
        m_line->tell(event::Failed{error});
}

Result<void> GstreamerEngine::build() {
    auto sound = makeSoundParts(m_setup.files);
    if (!sound.ok())
        return sound.error();
    m_sound = std::move(sound).value();
    m_pipeline.reset(static_cast<GstElement*>(gst_object_ref_sink(gst_pipeline_new("call"))));
    m_webrtc = gst_element_factory_make("webrtcbin", "webrtc");
    if (m_webrtc == nullptr)
        return ErrorCode::CallsMissing;
    gst_util_set_object_arg(G_OBJECT(m_webrtc), "bundle-policy", "max-bundle");
    g_object_set(m_webrtc, "latency", kJitterBuffer, nullptr);
    useHelpers();
    gst_bin_add_many(GST_BIN(m_pipeline.get()), m_webrtc, m_sound.capture.get(),
                     m_sound.playback.get(), nullptr);
    if (GstElement* const rtp = gst_bin_get_by_name(GST_BIN(m_webrtc), "rtpbin")) {
        g_object_set(rtp, "do-lost", TRUE, nullptr); // what the decoder's error correction needs
        gst_object_unref(rtp);
    }
    watch();
    return link();
}

void GstreamerEngine::useHelpers() {
    if (m_setup.ways == Ways::RelayOnly)
        gst_util_set_object_arg(G_OBJECT(m_webrtc), "ice-transport-policy", "relay");
    if (!m_setup.helpers.stun.empty()) {
        const std::string& address = m_setup.helpers.stun.front();
        const std::string uri = "stun://" + address.substr(address.find(':') + 1);
        g_object_set(m_webrtc, "stun-server", uri.c_str(), nullptr);
    }
    for (const std::string& address : m_setup.helpers.turn) {
        gboolean added = FALSE;
        g_signal_emit_by_name(m_webrtc, "add-turn-server",
                              withCredentials(address, m_setup.helpers).c_str(), &added);
    }
}

void GstreamerEngine::watch() {
    GstBus* const bus = gst_element_get_bus(m_pipeline.get());
    gst_bus_set_sync_handler(
        bus, onMessage,
        new Halves{m_line, GST_OBJECT(m_sound.capture.get()), GST_OBJECT(m_sound.playback.get())},
        [](gpointer data) { std::unique_ptr<Halves>(static_cast<Halves*>(data)); });
    gst_object_unref(bus);
}

Result<void> GstreamerEngine::link() {
    GstPad* const source = gst_element_get_static_pad(m_sound.capture.get(), "src");
    GstPad* const sink = gst_element_request_pad_simple(m_webrtc, "sink_%u");
    const bool linked = sink != nullptr && gst_pad_link(source, sink) == GST_PAD_LINK_OK;
    if (linked)
        guard(source, m_line, Gate::Plain);
    gst_object_unref(source);
    if (sink != nullptr)
        gst_object_unref(sink);
    if (!linked)
        return ErrorCode::CallsMissing;
    setMicrophone(m_microphone);
    return {};
}

void GstreamerEngine::createOffer() {
    if (const auto built = build(); !built.ok())
        return fail(built.error());
    listen(m_webrtc, m_sound.playback.get(), m_line, Role::Caller);
    gst_element_set_state(m_pipeline.get(), GST_STATE_PLAYING);
}

void GstreamerEngine::createAnswer(const Description& offer) {
    if (const auto checked = checkDescription(offer); !checked.ok())
        return fail(checked.error());
    if (const auto built = build(); !built.ok())
        return fail(built.error());
    m_line->expected = offer.fingerprint;
    listen(m_webrtc, m_sound.playback.get(), m_line, Role::Callee);
    gst_element_set_state(m_pipeline.get(), GST_STATE_PLAYING);
    answerOffer(m_webrtc, offer.sdp, m_line);
    m_remote = Remote::Known;
    for (const Candidate& candidate : std::exchange(m_early, {}))
        passCandidate(candidate);
}

void GstreamerEngine::takeAnswer(const Description& answer) {
    if (m_webrtc == nullptr || m_remote == Remote::Known)
        return;
    if (const auto checked = checkDescription(answer); !checked.ok())
        return fail(checked.error());
    m_line->expected = answer.fingerprint;
    if (const auto accepted = acceptAnswer(m_webrtc, answer.sdp); !accepted.ok())
        return fail(accepted.error());
    m_remote = Remote::Known;
    for (const Candidate& candidate : std::exchange(m_early, {}))
        passCandidate(candidate);
}

void GstreamerEngine::addCandidate(const Candidate& candidate) {
    if (!isCandidate(candidate.text) || candidate.mediaLine != 0 ||
        std::ranges::find(m_added, candidate) != m_added.end())
        return;
    constexpr std::size_t kGreatest = 200; // of one call; honest ones have a dozen
    if (m_added.size() >= kGreatest)
        return;
    m_added.push_back(candidate);
    if (m_remote == Remote::Known)
        passCandidate(candidate);
    else
        m_early.push_back(candidate);
}

void GstreamerEngine::passCandidate(const Candidate& candidate) {
    const std::string text = "candidate:" + candidate.text;
    g_signal_emit_by_name(m_webrtc, "add-ice-candidate", candidate.mediaLine, text.c_str());
}

void GstreamerEngine::setMicrophone(Microphone state) {
    m_microphone = state;
    if (m_sound.mute != nullptr)
        g_object_set(m_sound.mute, "mute", state == Microphone::Muted, nullptr);
}

void GstreamerEngine::tick() {
    if (!m_line->verified)
        return;
    if (m_sound.device != nullptr && recordsLoudspeaker(m_sound.device))
        fail(Error(ErrorCode::MicrophoneGone));
    if (const auto event = m_hearing.look(m_clock.steady(), m_line->packets, m_line->lost))
        m_line->tell(*event);
}

/// The file's length stands at its beginning: written when the end has come through.
void GstreamerEngine::finishFile() {
    GstPad* const sink = gst_element_get_static_pad(m_sound.playback.get(), "sink");
    GstPad* const peer = gst_pad_get_peer(sink);
    if (peer != nullptr) {
        gst_pad_unlink(peer, sink);
        gst_object_unref(peer);
    }
    gst_pad_send_event(sink, gst_event_new_eos());
    gst_object_unref(sink);
}

} // namespace kontor::media
