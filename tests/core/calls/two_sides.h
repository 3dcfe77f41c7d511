#pragma once

#include "core/calls/call_state.h"
#include "tests/support/seeded_random.h"

#include <deque>
#include <map>
#include <memory>
#include <vector>

namespace kontor::test {

/// How the way between two sides behaves in one run. "Once in" as SeededRandom::once: 0 is never.
struct CallWeather {
    std::uint64_t latest = 400;       ///< ms that a log entry needs at most, each way
    std::uint64_t loseSignal = 0;     ///< worse than the log promises
    std::uint64_t doubleSignal = 0;   ///< likewise
    std::uint64_t loseCandidates = 3; ///< the ephemeral class promises nothing
    std::uint64_t mediaFails = 0;     ///< an engine that does not open
    std::uint64_t noWay = 0;          ///< media that never connects
};

/// Two devices with a call_state each, a log between them, engines without sound, and time by hand.
/// What it checks at each step stands in check().
class TwoSides {
public:
    enum Who { Anna = 0, Bob = 1 };

    TwoSides(std::uint64_t seed, CallWeather weather);

    // ---- What people do
    void start(Who who);
    void give(Who who, const CallEvent& event) { hand(who, event); }
    /// The program is killed: nothing of it is left but what it has put into the log.
    void kill(Who who);

    void run(Milliseconds time);
    [[nodiscard]] const CallState& state(Who who) const { return m_sides[who].state; }
    [[nodiscard]] bool ringing(Who who) const { return m_sides[who].rings; }
    [[nodiscard]] const std::vector<CallOutcome>& outcomes(Who who) const {
        return m_sides[who].outcomes;
    }
    [[nodiscard]] bool together() const;
    /// Empty, or what must never happen and did.
    [[nodiscard]] const std::string& broken() const { return m_broken; }
    [[nodiscard]] SeededRandom& random() { return m_random; }
    [[nodiscard]] Milliseconds now() const { return m_now; }
    /// Entries of the log, for counting what was sent.
    [[nodiscard]] std::size_t entries() const { return m_entries; }
    /// Each log entry waits until the map is emptied (a device without connection).
    void disconnect(Who who) { m_sides[who].connected = false; }
    void connect(Who who);

private:
    struct Engine {
        CallId call;
        CallDescription own;
        std::string theirs;
        bool candidates = false; ///< some of the other side have come
        bool told = false;
        std::optional<Milliseconds> aloneSince;
    };
    struct Side {
        CallState state;
        std::optional<Engine> engine;
        bool rings = false;
        std::optional<Milliseconds> ringsUntil;
        std::vector<CallOutcome> outcomes;
        std::map<CallTimer, std::uint64_t> timers;
        bool connected = true;
        std::deque<std::function<void()>> missed;
        Milliseconds lastOut{0};
        Milliseconds lastIn{0};
    };
    void hand(Who who, const CallEvent& event);
    void act(Who who, const CallAction& action);
    void send(Who who, const CallSignal& signal);
    void deliver(Who to, const CallSignal& signal, Milliseconds writtenAt);
    void sendCandidates(Who who);
    void openMedia(Who who, const call_action::OpenMedia& open);
    void tickMedia();
    void tickMedia(Who who);
    void check(Who who);
    void later(Milliseconds by, std::function<void()> what);
    [[nodiscard]] Milliseconds drawn(std::uint64_t latest) {
        return Milliseconds(m_random.below(latest + 1));
    }
    void fail(const std::string& what) {
        if (m_broken.empty())
            m_broken = what;
    }

    SeededRandom m_random;
    CallWeather m_weather;
    std::array<Side, 2> m_sides;
    Milliseconds m_now{0};
    std::multimap<Milliseconds, std::function<void()>> m_queue;
    std::uint64_t m_lastTimer = 0;
    std::uint64_t m_lastName = 0;
    std::size_t m_entries = 0;
    bool m_noWay = false;
    std::string m_broken;
};

} // namespace kontor::test
