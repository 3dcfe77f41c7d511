#include "tests/simulation/random_run.h"

#include "core/conversations/summaries.h"
#include "core/setting_names.h"
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

// ---- What people do

void RandomRun::say(SimClient& client, const storage::ConversationRecord& where) {
    const std::string text = "Nr. " + std::to_string(++m_texts);
    note(client.name() + " says " + text + " in " + std::to_string(where.id.value));
    const auto sent = client.send(where.id, text);
    if (sent.ok())
        m_world.noteSent(client, text);
    else if (sent.error().code != ErrorCode::NotAllowed || !mayNotWrite(client, where.id))
        m_wrong = client.name() + " could not write: " + std::string(nameOf(sent.error().code));
}

void RandomRun::saySomething() {
    if (SimClient* client = anybodyOpen())
        if (const auto where = anyConversation(*client))
            say(*client, *where);
}

void RandomRun::sayMuch() {
    const auto count = 2 + below(6);
    for (std::uint64_t i = 0; i < count; ++i)
        saySomething();
}

void RandomRun::createGroup() {
    SimClient* client = anybodyOpen();
    if (client == nullptr)
        return;
    std::vector<UserId> members;
    for (const std::string& name : m_names)
        if (name != client->name() && below(3) != 0)
            members.push_back(m_world[name].user());
    const std::string name = "G" + std::to_string(++m_groups);
    note(client->name() + " creates " + name + " with " + std::to_string(members.size()));
    client->createGroup(name, members, begin(*client, {"create", {}, {}, false}));
}

void RandomRun::noteToSelf() {
    if (SimClient* client = anybodyOpen()) {
        note(client->name() + " notes to herself");
        client->noteToSelf(begin(*client, {"note", {}, {}, false}));
    }
}

void RandomRun::startDirect(SimClient& client, const SimClient& peer) {
    note(client.name() + " begins with " + peer.name());
    client.startDirect(peer, begin(client, {"direct", {}, peer.user(), false}));
}

void RandomRun::startDirect() {
    if (SimClient* client = anybodyOpen())
        startDirect(*client, anybody());
}

void RandomRun::startDirectFromBoth() {
    SimClient* one = anybodyOpen();
    SimClient* other = anybodyOpen();
    if (one == nullptr || other == nullptr || one == other)
        return;
    startDirect(*one, *other);
    m_world.run(upTo(20ms));
    if (other->isOpen())
        startDirect(*other, *one);
    // Both write at once, into what may have to move.
    for (const auto& [from, to] : {std::pair(one, other), std::pair(other, one)}) {
        m_world.run(upTo(30ms));
        if (!from->isOpen())
            continue;
        if (const auto chat = from->directWith(*to))
            say(*from, *unwrap(from->stores().conversations.find(*chat)));
    }
}

void RandomRun::add() {
    SimClient* client = anybodyOpen();
    const auto where = anyGroup(client);
    if (!where)
        return;
    const SimClient& whom = anybody();
    note(client->name() + " adds " + whom.name() + " to " + where->name);
    client->add(where->id, {whom.user()}, begin(*client, {"add", where->id, whom.user(), false}));
}

void RandomRun::remove() {
    SimClient* client = anybodyOpen();
    const auto where = anyGroup(client);
    const SimClient& whom = anybody();
    if (!where || &whom == client)
        return;
    note(client->name() + " removes " + whom.name() + " from " + where->name);
    client->remove(where->id, whom.user(),
                   begin(*client, {"remove", where->id, whom.user(), false}));
}

void RandomRun::leave() {
    SimClient* client = anybodyOpen();
    const auto where = anyGroup(client);
    if (!where)
        return;
    note(client->name() + " leaves " + where->name);
    client->leave(where->id, begin(*client, {"leave", where->id, {}, false}));
}

void RandomRun::setRole() {
    SimClient* client = anybodyOpen();
    const auto where = anyGroup(client);
    if (!where)
        return;
    const SimClient& whom = anybody();
    const bool named = below(3) != 0;
    note(client->name() + (named ? " makes " : " does not want ") + whom.name() + " admin of " +
         where->name);
    client->setRole(where->id, whom.user(),
                    named ? MemberInfo::Role::Admin : MemberInfo::Role::Member,
                    begin(*client, {"role", where->id, whom.user(), false}));
}

void RandomRun::changeSettings() {
    SimClient* client = anybodyOpen();
    const auto where = anyGroup(client);
    if (!where)
        return;
    SettingsForm form;
    const QString text = QString::number(++m_texts);
    if (below(2) == 0)
        form.name = "N" + text;
    else if (below(2) == 0)
        form.description = "D" + text;
    else
        form.lifetime = std::chrono::weeks(1 + below(4)); // longer than a run: nothing ends in it
    note(client->name() + " sets " + text.toStdString() + " of " + where->name);
    const auto queued = client->changeSettings(where->id, form);
    if (!queued.ok() && (queued.error().code != ErrorCode::NotAllowed ||
                         (!mayNotWrite(*client, where->id) && isAdmin(*client, where->id))))
        m_wrong = client->name() +
                  " could not set something: " + std::string(nameOf(queued.error().code));
}

void RandomRun::decideOverFailed() {
    SimClient* client = anybodyOpen();
    const auto where = client == nullptr ? std::nullopt : anyConversation(*client);
    if (!where)
        return;
    for (const auto& message :
         unwrap(client->stores().messages.newest(where->id, 1'000)).messages) {
        if (message.state != storage::MessageState::Failed ||
            message.content == storage::MessageRecord::Content::Erased)
            continue;
        if (below(2) == 0) {
            note(client->name() + " discards " + message.text);
            unwrap(client->profile().discard(message.row));
            m_world.forget(message.text);
        } else {
            note(client->name() + " sends again " + message.text);
            if (const auto again = client->profile().sendAgain(message.row);
                !again.ok() && !mayNotWrite(*client, where->id))
                m_wrong = client->name() + " could not send again";
        }
        return;
    }
}

void RandomRun::markSeen() {
    SimClient* client = anybodyOpen();
    const auto where = client == nullptr ? std::nullopt : anyConversation(*client);
    if (!where || !where->lastMessage)
        return;
    note(client->name() + " sees everything in " + std::to_string(where->id.value));
    unwrap(client->profile().markSeen(where->id, {*where->lastMessage}));
}

// ---- What happens to them

void RandomRun::cut() {
    const SimClient& client = anybody();
    note("the connection of " + client.name() + " breaks");
    m_world.link.cut(client.name());
}

void RandomRun::cutSilently() {
    const SimClient& client = anybody();
    note("the connection of " + client.name() + " breaks in silence");
    m_world.link.cutSilently(client.name());
}

void RandomRun::crash() {
    if (SimClient* client = anybodyOpen()) {
        note(client->name() + " crashes");
        died(*client);
        client->crash();
        openLater(*client, below(3) == 0 ? 60s : 2s);
    }
}

void RandomRun::crashInside() {
    SimClient* client = anybodyOpen();
    if (client == nullptr)
        return;
    const int events = 1 + static_cast<int>(below(8));
    note(client->name() + " is to crash at event " + std::to_string(events));
    const Milliseconds pause = upTo(2s);
    client->crashInside(events, [this, client, pause] {
        note(client->name() + " crashes in the middle of its work");
        died(*client);
        openLater(*client, pause);
    });
}

void RandomRun::losePower() {
    SimClient* client = anybodyOpen();
    if (client == nullptr)
        return;
    note("the computer of " + client->name() + " loses power");
    m_world.link.cutSilently(client->name());
    died(*client);
    client->crash();
    openLater(*client, 20s);
}

void RandomRun::closeForDays() {
    SimClient* client = anybodyOpen();
    if (client == nullptr)
        return;
    note(client->name() + " is away for some days");
    died(*client);
    client->crash();
    m_world.clock.sleepFor(upTo(120h));
    openLater(*client, 120s);
}

void RandomRun::sleep() {
    note("everything sleeps for some hours");
    m_world.clock.sleepFor(upTo(20h));
}

void RandomRun::changeQuality() {
    LinkQuality& quality = m_world.link.quality;
    quality.least = upTo(40ms);
    quality.greatest = quality.least + upTo(below(2) == 0 ? 20ms : 200ms);
    constexpr std::array<std::uint64_t, 6> kCuts{0, 0, 0, 300, 100, 30};
    quality.cutOnceIn = kCuts.at(below(kCuts.size()));
    quality.silentOnceIn = below(2) == 0 ? 0 : 4;
    note("the way takes " + std::to_string(quality.least.count()) + " to " +
         std::to_string(quality.greatest.count()) + " ms, cuts once in " +
         std::to_string(quality.cutOnceIn));
}

void RandomRun::crashServer() {
    const bool before = below(2) == 0;
    note(before ? "the server is to crash before its next commit"
                : "the server is to crash after its next commit");
    m_world.server.crashAtNextAppend(before ? SimServer::Crash::BeforeCommit
                                            : SimServer::Crash::AfterCommit);
    // Somebody looks after it now and then.
    m_world.clock.at(m_world.clock.steady() + 2s + upTo(20s), [this] {
        if (!m_world.server.isRunning())
            m_world.server.start();
    });
}

void RandomRun::stopServer() {
    if (!m_world.server.isRunning())
        return;
    note("the server stops");
    m_world.server.stop();
    m_world.clock.at(m_world.clock.steady() + upTo(20s), [this] {
        if (!m_world.server.isRunning())
            m_world.server.start();
    });
}

void RandomRun::openLater(SimClient& client, Milliseconds greatest) {
    m_world.clock.at(m_world.clock.steady() + upTo(greatest), [this, &client] {
        if (client.isRunning())
            return;
        note(client.name() + " opens");
        client.open();
    });
}

/// Nobody waits for an answer any more.
void RandomRun::died(const SimClient& client) {
    m_verbs.erase(client.name());
}

// ---- Verbs

std::string RandomRun::begin(SimClient& client, Verb verb) {
    const std::string label = std::to_string(++m_labels);
    verb.online = client.isOnline();
    m_verbs[client.name()].emplace(label, verb);
    return label;
}

void RandomRun::answered(SimClient& client, const std::string& label,
                         const std::optional<Error>& error) {
    const auto verbs = m_verbs.find(client.name());
    const auto verb = verbs == m_verbs.end() ? std::map<std::string, Verb>::node_type()
                                             : verbs->second.extract(label);
    if (verb.empty() || !error)
        return;
    if (!holds(client, verb.mapped(), error->code))
        m_wrong = client.name() + " was refused '" + verb.mapped().what +
                  "' for no reason: " + std::string(nameOf(error->code));
}

bool RandomRun::holds(SimClient& client, const Verb& verb, ErrorCode reason) {
    switch (reason) {
    case ErrorCode::NotReachable:
        return !verb.online || !client.isOnline() || !m_world.link.sessionOf(client.name());
    case ErrorCode::Stopped:
        return true; // the program is being closed
    case ErrorCode::RetryLater:
        return !verb.where; // many claims of one person's keys
    case ErrorCode::NotMember:
        return unwrap(client.stores().conversations.find(*verb.where))->state ==
               ConversationState::Left;
    case ErrorCode::NotAllowed:
        if (mayNotWrite(client, *verb.where))
            return true;
        if (std::string_view(verb.what) == "remove" || std::string_view(verb.what) == "role")
            return !isAdmin(client, *verb.where) ||
                   (std::string_view(verb.what) == "role" && !mayHaveRole(client, verb));
        return false;
    default:
        return false;
    }
}

bool RandomRun::isAdmin(SimClient& client, ConversationId where) {
    return std::ranges::count(unwrap(storedAdmins(client.database().writer(), where)),
                              client.user()) != 0;
}

/// Whoever is no member becomes no admin, and the last one stays.
bool RandomRun::mayHaveRole(SimClient& client, const Verb& verb) {
    const auto admins = unwrap(storedAdmins(client.database().writer(), *verb.where));
    if (admins == std::vector{*verb.whom})
        return false;
    return std::ranges::count(unwrap(client.stores().conversations.members(*verb.where)),
                              *verb.whom, &storage::MemberRecord::user) != 0;
}

bool RandomRun::mayNotWrite(SimClient& client, ConversationId where) {
    const auto leaving = unwrap(
        client.stores().settings.number(settings::ofConversation(settings::kLeaving, where)));
    return leaving ||
           unwrap(client.stores().conversations.find(where))->state != ConversationState::Live;
}

} // namespace kontor::test
