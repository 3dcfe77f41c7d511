#include "media/gstreamer/webrtc_signals.h"

#include "media/gstreamer/peer_certificate.h"
#include "media/session_description.h"

#define GST_USE_UNSTABLE_API // webrtcbin's own API says so of itself
#include <gst/sdp/sdp.h>
#include <gst/webrtc/webrtc.h>

namespace kontor::media {
namespace {

using LinePtr = std::shared_ptr<CallLine>;

/// A callback's hold on the line, freed with its closure.
LinePtr* keep(const LinePtr& line) {
    return new LinePtr(line);
}
void drop(gpointer data) {
    std::unique_ptr<LinePtr>(static_cast<LinePtr*>(data));
}
void dropWithClosure(gpointer data, GClosure* /*closure*/) {
    drop(data);
}
const LinePtr& lineOf(gpointer data) {
    return *static_cast<LinePtr*>(data);
}

void connectTo(GstElement* webrtc, const char* signal, GCallback callback, const LinePtr& line) {
    g_signal_connect_data(webrtc, signal, callback, keep(line), dropWithClosure,
                          static_cast<GConnectFlags>(0));
}

void fail(const LinePtr& line, const Error& error) {
    if (CallLine::once(line->ended))
        line->tell(event::Failed{error});
}

struct FreeDescription {
    void operator()(GstWebRTCSessionDescription* description) const {
        gst_webrtc_session_description_free(description);
    }
};
using DescriptionRef = std::unique_ptr<GstWebRTCSessionDescription, FreeDescription>;

/// The reply's field of a promise that was kept; none when webrtcbin refused.
DescriptionRef descriptionIn(GstPromise* promise, const char* field) {
    GstWebRTCSessionDescription* description = nullptr;
    if (gst_promise_wait(promise) == GST_PROMISE_RESULT_REPLIED) {
        const GstStructure* const reply = gst_promise_get_reply(promise);
        gst_structure_get(reply, field, GST_TYPE_WEBRTC_SESSION_DESCRIPTION, &description, nullptr);
    }
    return DescriptionRef(description);
}

void setDescription(GstElement* webrtc, const char* which,
                    GstWebRTCSessionDescription* description) {
    GstPromise* const promise = gst_promise_new();
    g_signal_emit_by_name(webrtc, which, description, promise);
    gst_promise_interrupt(promise);
    gst_promise_unref(promise);
}

/// Ours, made: it is set and told.
void tellOwn(GstElement* webrtc, const LinePtr& line, GstWebRTCSessionDescription* description) {
    setDescription(webrtc, "set-local-description", description);
    const GText text(gst_sdp_message_as_text(description->sdp));
    const auto fingerprint = fingerprintOf(text.get());
    if (!fingerprint.ok())
        return fail(line, Error(ErrorCode::Internal));
    if (CallLine::once(line->described))
        line->tell(event::Described{{text.get(), fingerprint.value()}});
}

/// Whoever waits for a promise: webrtcbin and the line.
struct Pending {
    Ref<GstElement> webrtc;
    LinePtr line;
};
void dropPending(gpointer data) {
    std::unique_ptr<Pending>(static_cast<Pending*>(data));
}
GstPromise* promiseFor(GstElement* webrtc, const LinePtr& line, GstPromiseChangeFunc done) {
    return gst_promise_new_with_change_func(done, new Pending{hold(webrtc), line}, dropPending);
}

void onOfferMade(GstPromise* promise, gpointer data) {
    const auto& pending = *static_cast<Pending*>(data);
    const auto offer = descriptionIn(promise, "offer");
    if (offer)
        tellOwn(pending.webrtc.get(), pending.line, offer.get());
    else
        fail(pending.line, Error(ErrorCode::Internal));
    gst_promise_unref(promise);
}

void onAnswerMade(GstPromise* promise, gpointer data) {
    const auto& pending = *static_cast<Pending*>(data);
    const auto answer = descriptionIn(promise, "answer");
    if (answer)
        tellOwn(pending.webrtc.get(), pending.line, answer.get());
    else
        fail(pending.line, Error(ErrorCode::Internal));
    gst_promise_unref(promise);
}

void onOfferTaken(GstPromise* promise, gpointer data) {
    const auto& pending = *static_cast<Pending*>(data);
    if (gst_promise_wait(promise) == GST_PROMISE_RESULT_REPLIED)
        g_signal_emit_by_name(pending.webrtc.get(), "create-answer", nullptr,
                              promiseFor(pending.webrtc.get(), pending.line, onAnswerMade));
    else
        fail(pending.line, Error(ErrorCode::Malformed, {"sdp"}));
    gst_promise_unref(promise);
}

void onNegotiationNeeded(GstElement* webrtc, gpointer data) {
    const LinePtr& line = lineOf(data);
    if (line->described)
        return;
    g_signal_emit_by_name(webrtc, "create-offer", nullptr, promiseFor(webrtc, line, onOfferMade));
}

void onCandidate(GstElement* /*webrtc*/, guint mediaLine, const char* text, gpointer data) {
    std::string_view words(text);
    if (words.starts_with("candidate:"))
        words.remove_prefix(std::string_view("candidate:").size());
    if (!words.empty())
        lineOf(data)->tell(event::CandidateFound{{mediaLine, std::string(words)}});
}

/// Of the one transport that everything shares.
std::string peerCertificate(GstElement* webrtc) {
    GstWebRTCRTPTransceiver* found = nullptr;
    g_signal_emit_by_name(webrtc, "get-transceiver", 0, &found);
    const Ref<GstWebRTCRTPTransceiver> transceiver(found);
    if (!transceiver)
        return {};
    GstWebRTCRTPReceiver* receiver = nullptr;
    g_object_get(transceiver.get(), "receiver", &receiver, nullptr);
    const Ref<GstWebRTCRTPReceiver> receiving(receiver);
    if (!receiving)
        return {};
    GstWebRTCDTLSTransport* dtls = nullptr;
    g_object_get(receiving.get(), "transport", &dtls, nullptr);
    const Ref<GstWebRTCDTLSTransport> transport(dtls);
    if (!transport)
        return {};
    gchar* pem = nullptr;
    g_object_get(transport.get(), "remote-certificate", &pem, nullptr);
    const GText text(pem);
    return text ? std::string(text.get()) : std::string();
}

void verify(GstElement* webrtc, const LinePtr& line) {
    const auto shown = fingerprintOfCertificate(peerCertificate(webrtc));
    if (shown.ok() && shown.value() == line->expected) {
        if (CallLine::once(line->verified))
            line->tell(event::Connected());
    } else if (CallLine::once(line->ended)) {
        line->tell(event::WrongCertificate());
    }
}

void onState(GstElement* webrtc, GParamSpec* /*property*/, gpointer data) {
    const LinePtr& line = lineOf(data);
    GstWebRTCPeerConnectionState state = GST_WEBRTC_PEER_CONNECTION_STATE_NEW;
    g_object_get(webrtc, "connection-state", &state, nullptr);
    if (state == GST_WEBRTC_PEER_CONNECTION_STATE_CONNECTED)
        verify(webrtc, line);
    else if (state == GST_WEBRTC_PEER_CONNECTION_STATE_FAILED && !line->verified)
        fail(line, Error(ErrorCode::NotReachable));
}

struct Incoming {
    LinePtr line;
    Ref<GstElement> playback;
};

void onPad(GstElement* /*webrtc*/, GstPad* pad, gpointer data) {
    const auto& incoming = *static_cast<Incoming*>(data);
    if (GST_PAD_DIRECTION(pad) != GST_PAD_SRC)
        return;
    guard(pad, incoming.line, Gate::Counting);
    GstPad* const sink = gst_element_get_static_pad(incoming.playback.get(), "sink");
    if (gst_pad_is_linked(sink) == FALSE && gst_pad_link(pad, sink) != GST_PAD_LINK_OK)
        fail(incoming.line, Error(ErrorCode::Internal));
    gst_object_unref(sink);
}

/// The jitter buffer says what did not come in time.
bool isLoss(GstPadProbeInfo* info) {
    if ((GST_PAD_PROBE_INFO_TYPE(info) & GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM) == 0)
        return false;
    const GstEvent* const event = GST_PAD_PROBE_INFO_EVENT(info);
    return GST_EVENT_TYPE(event) == GST_EVENT_CUSTOM_DOWNSTREAM &&
           gst_structure_has_name(gst_event_get_structure(GST_PAD_PROBE_INFO_EVENT(info)),
                                  "GstRTPPacketLost") != FALSE;
}

GstPadProbeReturn onPassing(GstPad* /*pad*/, GstPadProbeInfo* info, gpointer data) {
    const LinePtr& line = lineOf(data);
    const bool buffer = (GST_PAD_PROBE_INFO_TYPE(info) & GST_PAD_PROBE_TYPE_BUFFER) != 0;
    return buffer && !line->verified ? GST_PAD_PROBE_DROP : GST_PAD_PROBE_OK;
}

GstPadProbeReturn onCounted(GstPad* pad, GstPadProbeInfo* info, gpointer data) {
    const LinePtr& line = lineOf(data);
    if ((GST_PAD_PROBE_INFO_TYPE(info) & GST_PAD_PROBE_TYPE_BUFFER) != 0)
        ++line->packets;
    else if (isLoss(info))
        ++line->lost;
    return onPassing(pad, info, data);
}

DescriptionRef parse(GstWebRTCSDPType type, const std::string& sdp) {
    GstSDPMessage* message = nullptr;
    if (gst_sdp_message_new_from_text(sdp.c_str(), &message) != GST_SDP_OK)
        return nullptr;
    return DescriptionRef(gst_webrtc_session_description_new(type, message));
}

} // namespace

void listen(GstElement* webrtc, GstElement* playback, const LinePtr& line, Role role) {
    if (role == Role::Caller)
        connectTo(webrtc, "on-negotiation-needed", G_CALLBACK(onNegotiationNeeded), line);
    connectTo(webrtc, "on-ice-candidate", G_CALLBACK(onCandidate), line);
    connectTo(webrtc, "notify::connection-state", G_CALLBACK(onState), line);
    g_signal_connect_data(
        webrtc, "pad-added", G_CALLBACK(onPad), new Incoming{line, hold(playback)},
        [](gpointer data, GClosure*) { std::unique_ptr<Incoming>(static_cast<Incoming*>(data)); },
        static_cast<GConnectFlags>(0));
}

void answerOffer(GstElement* webrtc, const std::string& sdp, const LinePtr& line) {
    const auto offer = parse(GST_WEBRTC_SDP_TYPE_OFFER, sdp);
    if (!offer)
        return fail(line, Error(ErrorCode::Malformed, {"sdp"}));
    g_signal_emit_by_name(webrtc, "set-remote-description", offer.get(),
                          promiseFor(webrtc, line, onOfferTaken));
}

Result<void> acceptAnswer(GstElement* webrtc, const std::string& sdp) {
    const auto answer = parse(GST_WEBRTC_SDP_TYPE_ANSWER, sdp);
    if (!answer)
        return Error(ErrorCode::Malformed, {"sdp"});
    setDescription(webrtc, "set-remote-description", answer.get());
    return {};
}

void guard(GstPad* pad, const LinePtr& line, Gate gate) {
    const auto types = static_cast<GstPadProbeType>(GST_PAD_PROBE_TYPE_BUFFER |
                                                    GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM);
    gst_pad_add_probe(pad, types, gate == Gate::Counting ? onCounted : onPassing, keep(line), drop);
}

} // namespace kontor::media
