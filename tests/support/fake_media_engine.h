#pragma once

#include "media/media_engine.h"

#include <string>
#include <vector>

namespace kontor::test {

/// Voices without sound, by hand: a test says what an engine tells, and sees what it was asked.
class FakeVoices {
public:
    class Engine final : public media::MediaEngine {
    public:
        Engine(FakeVoices& voices, media::Setup setup, media::Sink sink)
            : m_voices(voices)
            , setup(std::move(setup))
            , tell(std::move(sink)) {
            m_voices.open.push_back(this);
        }
        ~Engine() override { std::erase(m_voices.open, this); }
        void createOffer() override { asked += "offer "; }
        void createAnswer(const media::Description& offer) override {
            asked += "answer(" + offer.sdp + ") ";
            theirs = offer;
        }
        void takeAnswer(const media::Description& answer) override {
            asked += "take(" + answer.sdp + ") ";
            theirs = answer;
        }
        void addCandidate(const media::Candidate& candidate) override {
            asked += "way(" + candidate.text + ") ";
        }
        void setMicrophone(Microphone state) override {
            asked += state == Microphone::Muted ? "mute " : "unmute ";
        }
        void tick() override {}

        /// It has a description of that name.
        void describe(const std::string& name) {
            media::Description own;
            own.sdp = name;
            own.fingerprint.fill(static_cast<std::uint8_t>(name.back()));
            tell(media::event::Described{own});
        }

    private:
        FakeVoices& m_voices;

    public:
        const media::Setup setup;
        const media::Sink tell;
        std::string asked; ///< "offer take(b) way(...) mute "
        std::optional<media::Description> theirs;
    };

    [[nodiscard]] std::unique_ptr<media::MediaEngine> operator()(media::Setup setup,
                                                                 media::Sink sink) {
        ++made;
        return std::make_unique<Engine>(*this, std::move(setup), std::move(sink));
    }
    [[nodiscard]] Engine& one() { return *open.at(0); }

    std::vector<Engine*> open; ///< that exist
    int made = 0;
};

} // namespace kontor::test
