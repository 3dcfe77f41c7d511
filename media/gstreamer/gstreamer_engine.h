#pragma once

#include "base/clock.h"
#include "media/gstreamer/call_line.h"
#include "media/gstreamer/sound_parts.h"
#include "media/hearing.h"

namespace kontor::media {

/// MediaEngine on GStreamer's webrtcbin (decision 0004). One pipeline a call: capture -> webrtcbin
/// -> playback. Nothing passes in either direction until the certificate that the other side showed
/// in DTLS is the one of its description: webrtcbin itself takes any.
class GstreamerEngine final : public MediaEngine {
public:
    GstreamerEngine(Setup setup, Sink sink);
    GstreamerEngine(const GstreamerEngine&) = delete;
    GstreamerEngine& operator=(const GstreamerEngine&) = delete;
    ~GstreamerEngine() override;

    void createOffer() override;
    void createAnswer(const Description& offer) override;
    void takeAnswer(const Description& answer) override;
    void addCandidate(const Candidate& candidate) override;
    void setMicrophone(Microphone state) override;
    void tick() override;

private:
    [[nodiscard]] Result<void> build();
    void useHelpers();
    void watch();
    /// Links capture, playback and the gates between them and webrtcbin. CallsMissing.
    [[nodiscard]] Result<void> link();
    void fail(const Error& error);
    void passCandidate(const Candidate& candidate);
    void finishFile();

    const Setup m_setup;
    std::shared_ptr<CallLine> m_line;
    const SystemClock m_clock;
    Hearing m_hearing;
    Ref<GstElement> m_pipeline;
    GstElement* m_webrtc = nullptr; ///< in the pipeline
    SoundParts m_sound;
    Microphone m_microphone = Microphone::On;
    enum class Remote : std::uint8_t { Unknown, Known } m_remote = Remote::Unknown;
    std::vector<Candidate> m_early;
    std::vector<Candidate> m_added;
};

} // namespace kontor::media
