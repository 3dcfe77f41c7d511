#pragma once

#include "tests/simulation/sim_world.h"

#include <set>

namespace kontor::test {

/// A company that lives at random: three to six people write, found groups, come and go, while
/// connections break, computers and the server die at any moment, and days pass. In the end
/// everything heals, and all must agree (agreement.h); verbs that were refused on the way must have
/// been refused for a reason that holds. Everything follows from the seed.
class RandomRun {
public:
    explicit RandomRun(std::uint64_t seed);

    /// Empty, or what is wrong.
    [[nodiscard]] std::string play();
    /// What was done, a line a step.
    [[nodiscard]] const std::vector<std::string>& steps() const { return m_steps; }
    /// Of everything that arrived anywhere: equal runs have equal ones.
    [[nodiscard]] std::uint64_t digest() const { return m_world.link.digest(); }

private:
    struct Step;
    static const std::vector<Step>& allSteps();
    void gather();
    void takeStep();
    void pass();
    [[nodiscard]] std::string finish();
    void note(const std::string& what);

    // ---- Chance
    [[nodiscard]] std::uint64_t below(std::uint64_t count) { return m_dice.below(count); }
    [[nodiscard]] SimClient& anybody();
    [[nodiscard]] SimClient* anybodyOpen();
    [[nodiscard]] std::optional<storage::ConversationRecord>
    anyConversation(SimClient& client, std::optional<storage::ConversationKind> kind = {});
    /// None where nobody asks.
    [[nodiscard]] std::optional<storage::ConversationRecord> anyGroup(SimClient* client);
    [[nodiscard]] Milliseconds upTo(Milliseconds greatest);

    // ---- What people do
    void say(SimClient& client, const storage::ConversationRecord& where);
    void saySomething();
    void sayMuch();
    void createGroup();
    void noteToSelf();
    void startDirect();
    void startDirectFromBoth();
    void startDirect(SimClient& client, const SimClient& peer);
    void add();
    void remove();
    void leave();
    void setRole();
    void changeSettings();
    void decideOverFailed();
    void markSeen();
    void doToMessage();
    void setStatus();
    void askPoll();
    void doToPoll();
    [[nodiscard]] std::string checkPolls();
    [[nodiscard]] std::string checkStatuses();
    [[nodiscard]] static bool sharesConversation(SimClient& one, SimClient& other);

    // ---- What happens to them
    void cut();
    void cutSilently();
    void crash();
    void crashInside();
    void losePower();
    void startAfresh();
    [[nodiscard]] static std::set<std::string> textsIn(SimClient& client);
    void closeForDays();
    void sleep();
    void changeQuality();
    void crashServer();
    void stopServer();
    void openLater(SimClient& client, Milliseconds greatest);
    void died(const SimClient& client);

    // ---- Verbs that wait for their outcome
    struct Verb {
        const char* what;
        std::optional<ConversationId> where;
        std::optional<UserId> whom;
        bool online;
    };
    [[nodiscard]] std::string begin(SimClient& client, Verb verb);
    void answered(SimClient& client, const std::string& label, const std::optional<Error>& error);
    [[nodiscard]] bool holds(SimClient& client, const Verb& verb, ErrorCode reason);
    [[nodiscard]] static bool isAdmin(SimClient& client, ConversationId where);
    [[nodiscard]] static bool mayHaveRole(SimClient& client, const Verb& verb);
    [[nodiscard]] bool mayNotWrite(SimClient& client, ConversationId where);

    std::uint64_t m_seed;
    SeededRandom m_dice;
    SimWorld m_world;
    std::vector<std::string> m_names;
    std::map<std::string, std::map<std::string, Verb>> m_verbs; ///< by client and label
    std::map<std::string, Status> m_statuses;                   ///< by client, what she said last
    std::vector<std::string> m_steps;
    std::string m_wrong;
    int m_texts = 0;
    int m_groups = 0;
    int m_labels = 0;
};

} // namespace kontor::test
