// What happens to people, computers and the server, at random.
#include "tests/simulation/random_run.h"
#include "tests/support/unwrap.h"

#include <algorithm>

namespace kontor::test {

using namespace std::chrono_literals;
using storage::ConversationKind;
using storage::ConversationState;

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

/// Her store is damaged while nothing waits in it: what did would be lost with it.
void RandomRun::startAfresh() {
    SimClient* client = anybodyOpen();
    if (client == nullptr || !client->isOnline())
        return;
    Stores stores = client->stores();
    if (!unwrap(stores.outbox.waiting()).empty() || !unwrap(stores.commits.withStaged()).empty() ||
        !unwrap(stores.commits.withOpenIntents()).empty())
        return;
    for (const auto& conversation : unwrap(stores.conversations.all()))
        if (conversation.state != ConversationState::Live &&
            conversation.state != ConversationState::Left)
            return;
    std::set<std::string> kept;
    for (const auto& [name, other] : m_world.clients()) {
        if (!other->isOpen())
            return; // nobody can look what she has
        if (other.get() != client)
            kept.merge(textsIn(*other));
    }
    // What nobody else has, nobody has now.
    for (const std::string& text : textsIn(*client))
        if (!kept.contains(text))
            m_world.forget(text);
    note("the store of " + client->name() + " is damaged, and she starts afresh");
    const auto backup = client->keyBackup();
    m_world.link.cutSilently(client->name());
    died(*client);
    client->startAfresh(backup);
    m_statuses.erase(client->name()); // it lay in that store
}

/// As they were said at first.
std::set<std::string> RandomRun::textsIn(SimClient& client) {
    std::set<std::string> texts;
    Stores stores = client.stores();
    for (const auto& conversation : unwrap(stores.conversations.all()))
        for (const auto& message :
             unwrap(stores.messages.newest(conversation.id, 1'000)).messages) {
            const auto earlier = unwrap(stores.revisions.earlier(message.row));
            texts.insert(earlier.empty() ? message.text : earlier.front().text);
        }
    return texts;
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

} // namespace kontor::test
