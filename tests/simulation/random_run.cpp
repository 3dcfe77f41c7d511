#include "tests/simulation/random_run.h"

#include "tests/support/unwrap.h"

#include <algorithm>
#include <array>
#include <sstream>

namespace kontor::test {

using namespace std::chrono_literals;
using storage::ConversationKind;
using storage::ConversationState;

struct RandomRun::Step {
    int weight; ///< of all weights
    void (RandomRun::*take)();
};

const std::vector<RandomRun::Step>& RandomRun::allSteps() {
    static const std::vector<Step> steps{
        {30, &RandomRun::saySomething},  {5, &RandomRun::sayMuch},
        {4, &RandomRun::createGroup},    {1, &RandomRun::noteToSelf},
        {3, &RandomRun::startDirect},    {3, &RandomRun::startDirectFromBoth},
        {10, &RandomRun::add},           {8, &RandomRun::remove},
        {4, &RandomRun::leave},          {4, &RandomRun::setRole},
        {5, &RandomRun::changeSettings}, {4, &RandomRun::decideOverFailed},
        {2, &RandomRun::markSeen},       {4, &RandomRun::cut},
        {2, &RandomRun::cutSilently},    {4, &RandomRun::crash},
        {6, &RandomRun::crashInside},    {2, &RandomRun::losePower},
        {1, &RandomRun::closeForDays},   {1, &RandomRun::sleep},
        {3, &RandomRun::changeQuality},  {3, &RandomRun::crashServer},
        {1, &RandomRun::stopServer},     {12, &RandomRun::doToMessage},
        {2, &RandomRun::startAfresh},    {2, &RandomRun::setStatus},
        {3, &RandomRun::askPoll},        {14, &RandomRun::doToPoll},
    };
    return steps;
}

RandomRun::RandomRun(std::uint64_t seed)
    : m_seed(seed)
    , m_dice(seed ^ 0xC0FFEEU)
    , m_world(seed) {}

std::string RandomRun::play() {
    gather();
    const std::uint64_t steps = 20 + below(60);
    for (std::uint64_t step = 0; step < steps && m_wrong.empty(); ++step) {
        takeStep();
        pass();
    }
    return m_wrong.empty() ? finish() : m_wrong;
}

void RandomRun::gather() {
    constexpr std::array kNames{"anna", "bob", "carla", "dora", "emil", "fritz"};
    const auto people = 3 + below(4);
    for (std::uint64_t i = 0; i < people; ++i) {
        const std::string name = kNames.at(i);
        SimClient& client = m_world.join(name);
        client.answered = [this, &client](const std::string& label,
                                          const std::optional<Error>& error) {
            answered(client, label, error);
        };
        m_names.push_back(name);
    }
    createGroup();
    changeQuality();
}

void RandomRun::takeStep() {
    const auto& steps = allSteps();
    int all = 0;
    for (const Step& step : steps)
        all += step.weight;
    auto chosen = static_cast<int>(below(static_cast<std::uint64_t>(all)));
    for (const Step& step : steps) {
        chosen -= step.weight;
        if (chosen < 0)
            return (this->*step.take)();
    }
}

/// Mostly so short that much is on its way at once.
void RandomRun::pass() {
    switch (below(10)) {
    case 0:
        return m_world.run(upTo(40s));
    case 1:
    case 2:
        return m_world.run(upTo(5s));
    case 3:
    case 4:
    case 5:
        return m_world.run(upTo(500ms));
    default:
        return m_world.run(upTo(30ms));
    }
}

/// Everybody who is in can still talk to everybody else.
std::string RandomRun::finish() {
    note("everything heals");
    m_world.server.crashAtNextAppend(SimServer::Crash::None);
    for (const auto& [name, client] : m_world.clients())
        client->crashInside(0, {});
    // Who came in while a store was damaged is a stranger to its owner, who decides.
    (void)m_world.settle();
    for (const auto& [name, client] : m_world.clients())
        for (const auto& record : unwrap(client->stores().conversations.all()))
            (void)client->profile().acceptStrangers(record.id);
    if (auto wrong = m_world.agree(); !wrong.empty())
        return wrong;
    for (const auto& [name, verbs] : m_verbs)
        for (const auto& [label, verb] : verbs)
            return name + " never heard what became of '" + verb.what + "'";
    for (const auto& [name, client] : m_world.clients())
        for (const auto& record : unwrap(client->stores().conversations.all()))
            if (record.state == ConversationState::Live)
                say(*client, record);
    auto wrong = m_world.agree();
    if (wrong.empty())
        wrong = checkStatuses();
    if (wrong.empty())
        wrong = checkPolls();
    return m_wrong.empty() ? wrong : m_wrong;
}

void RandomRun::note(const std::string& what) {
    std::ostringstream line;
    line << static_cast<double>(m_world.clock.steady().count()) / 1'000 << " s: " << what;
    m_steps.push_back(line.str());
    if (qEnvironmentVariableIsSet("KONTOR_TRACE"))
        std::fprintf(stderr, "%s\n", m_steps.back().c_str());
}

// ---- Chance

SimClient& RandomRun::anybody() {
    return m_world[m_names.at(below(m_names.size()))];
}

SimClient* RandomRun::anybodyOpen() {
    for (int i = 0; i < 5; ++i)
        if (SimClient& client = anybody(); client.isOpen())
            return &client;
    return nullptr;
}

std::optional<storage::ConversationRecord>
RandomRun::anyConversation(SimClient& client, std::optional<ConversationKind> kind) {
    auto all = unwrap(client.stores().conversations.all());
    if (kind)
        std::erase_if(all, [kind](const auto& record) { return record.kind != *kind; });
    if (all.empty())
        return std::nullopt;
    return all.at(below(all.size()));
}

std::optional<storage::ConversationRecord> RandomRun::anyGroup(SimClient* client) {
    return client == nullptr ? std::nullopt : anyConversation(*client, ConversationKind::Group);
}

Milliseconds RandomRun::upTo(Milliseconds greatest) {
    return Milliseconds(
        static_cast<std::int64_t>(below(static_cast<std::uint64_t>(greatest.count()) + 1)));
}

} // namespace kontor::test
