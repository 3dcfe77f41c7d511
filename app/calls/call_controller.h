#pragma once

#include "base/mailbox.h"
#include "core/calls/call_state.h"
#include "core/client.h"
#include "media/media_engine.h"

#include <map>

namespace kontor {

/// Opens the voice of a call: media/engine_host.h in programs. The sink comes on any thread.
using VoiceFactory =
    std::function<std::unique_ptr<media::MediaEngine>(media::Setup setup, media::Sink sink)>;

/// Carries out what core/calls/call_state.h decides: joins the client, which carries signals, and
/// the engine, which carries voice. Whoever shows the call asks call() when changed() was called.
/// One for each account; owner's thread.
class CallController {
public:
    struct Surroundings {
        Client& client;
        const Clock& clock;
        Timers& timers;
        Mailbox& owner; ///< the calling thread's: what engines tell comes this way
        VoiceFactory voices;
        std::function<CallId()> freshCall;
    };
    /// What holds for the calls that begin from now on.
    struct Wishes {
        media::Ways ways = media::Ways::All;
        std::optional<media::AudioFiles> files; ///< instead of microphone and loudspeaker
    };
    struct Hooks {
        std::function<void()> changed;
        /// A call is over; what it was is gone from call() already.
        std::function<void(CallOutcome outcome, const std::optional<Error>& error)> ended;
    };
    /// The present call; meaningless in Idle.
    struct Shown {
        CallPhase phase = CallPhase::Idle;
        CallState::Direction direction = CallState::Direction::Outgoing;
        CallId call;
        ConversationId conversation;
        Person peer;
        std::optional<Milliseconds> activeSince; ///< Clock::steady()
        std::vector<QString> words;              ///< none before the answer stands in the log
        media::event::Quality quality = media::event::Quality::Good;
        bool muted = false;
    };

    CallController(Surroundings surroundings, Hooks hooks);
    CallController(const CallController&) = delete;
    CallController& operator=(const CallController&) = delete;
    ~CallController();

    void setSelf(const UserId& self) { m_state.self = self; }
    void setWishes(Wishes wishes) { m_wishes = std::move(wishes); }

    // ---- The person; nothing happens in a state where it means nothing
    void start(ConversationId conversation, const Person& peer);
    void accept();
    void decline();
    void hangUp();
    void setMuted(bool muted);

    // ---- The client's events
    void apply(const CallSignalled& signal);
    void apply(const CallCandidatesArrived& candidates);

    [[nodiscard]] const Shown& call() const { return m_shown; }
    [[nodiscard]] bool inCall() const { return m_state.phase != CallPhase::Idle; }

private:
    void hand(const CallEvent& event);
    void carryOut(const CallAction& action);
    void carryOut(const call_action::OpenMedia& open);
    void openEngine(const call_action::OpenMedia& open, CallServers servers);
    void send(const call_action::Send& send);
    void sendCandidates();
    void takeFromEngine(std::uint64_t engine, const media::Event& event);
    void handFailure(const Error& error);
    void startTimer(const call_action::StartTimer& timer);
    void stopTimer(CallTimer timer);
    void show();

    Surroundings m_surroundings;
    Hooks m_hooks;
    Wishes m_wishes;
    CallState m_state;
    Shown m_shown;
    std::map<CallTimer, Timers::Handle> m_timers;
    Timers::Handle m_soon = Timers::Handle::None; ///< candidates of one moment leave together
    std::unique_ptr<media::MediaEngine> m_engine;
    std::uint64_t m_engineNumber = 0; ///< what older engines tell is passed over
    std::vector<CallCandidate> m_ours;
    /// Candidates of calls whose engine is not open yet, or whose offer is not read yet.
    std::map<CallId, std::vector<CallCandidate>> m_early;
    std::map<CallId, Person> m_callers;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0);
};

} // namespace kontor
