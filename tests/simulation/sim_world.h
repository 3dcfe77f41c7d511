#pragma once

#include "tests/simulation/sim_client.h"
#include "tests/simulation/sim_server.h"

#include <QTemporaryDir>

#include <set>

namespace kontor::test {

/// A server, people, the way between them, and time that runs when a test says so. Everything that
/// happens follows from the seed.
class SimWorld {
public:
    explicit SimWorld(std::uint64_t seed);
    ~SimWorld();

    /// Registered, online, and known to all who were there before (and they to her).
    SimClient& join(const std::string& name);
    /// Her old one is gone, with its store; she comes by an invite for the same user.
    SimClient& newComputer(const std::string& name);
    [[nodiscard]] SimClient& operator[](const std::string& name) { return *m_clients.at(name); }
    [[nodiscard]] const std::map<std::string, std::unique_ptr<SimClient>>& clients() const {
        return m_clients;
    }

    void run(Milliseconds duration) { clock.advance(duration); }
    /// Until it is so. False: it never was within `limit` of the world's time.
    template <typename Condition>
    [[nodiscard]] bool runUntil(Condition condition, Milliseconds limit = std::chrono::minutes(5)) {
        const auto end = clock.steady() + limit;
        while (!condition()) {
            if (clock.steady() >= end || !clock.advanceToNext())
                return condition();
        }
        return true;
    }
    /// Waits for a verb. False: it failed, or never ended.
    [[nodiscard]] bool succeeds(SimClient& client, const std::string& label);

    /// The two have a conversation that both see.
    ConversationId chat(SimClient& one, SimClient& other);
    /// A group that all see; `members` without the creator.
    ConversationId group(const std::string& name, SimClient& creator,
                         const std::vector<SimClient*>& members);
    /// Sends, and keeps in mind that it must arrive.
    void say(SimClient& sender, ConversationId conversation, const std::string& text);

    /// The next frame of that kind on a client's way is lost, and the connection with it.
    using FrameTest = std::function<bool(const wire::Frame&)>;
    void loseNext(const std::string& client, Direction direction, FrameTest is);
    /// Calls when the next such frame is about to arrive; it does arrive.
    void whenNext(const std::string& client, Direction direction, FrameTest is,
                  std::function<void()> then);
    /// Changes every frame on a client's way just before it arrives; until another such call.
    using FrameChange = std::function<void(wire::Frame&)>;
    void change(const std::string& client, Direction direction, FrameChange change);
    /// Counts from now on, with every filter above.
    int staleAnswers = 0;
    /// Lines that say so are expected: somebody sends what cannot be read.
    bool unreadableExpected = false;
    /// Whose groups may be LOST or stopped in the end.
    std::set<std::string> mayBeStuck;

    /// Everything healed, everybody open and online, nothing waiting any more. Empty, or what is
    /// still on its way.
    [[nodiscard]] std::string settle();
    /// The invariants (agreement.h), and that nothing was logged as a fault. Empty, or what is
    /// wrong.
    [[nodiscard]] std::string check();
    /// settle() and check().
    [[nodiscard]] std::string agree();

    /// A text that a client has taken for sending: it must be in the end exactly once with all who
    /// can read that entry.
    void noteSent(const SimClient& sender, const std::string& text);
    /// The sender has thrown it away.
    void forget(const std::string& text);

private:
    SimClient& enter(const std::string& name, const std::string& folder, const std::string& invite);
    [[nodiscard]] std::string unfinished();
    QTemporaryDir m_folder; ///< before what keeps files in it

public:
    FakeClock clock;
    SeededRandom random;
    LossyLink link;
    SimServer server;

private:
    std::map<std::string, std::unique_ptr<SimClient>> m_clients;
    std::map<std::string, std::string> m_sent; ///< text, sender
    int m_faultsBefore;
};

} // namespace kontor::test
