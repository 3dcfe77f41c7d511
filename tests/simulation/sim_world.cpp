#include "tests/simulation/sim_world.h"

#include "base/log.h"
#include "protocol/frame_codec.h"
#include "tests/simulation/agreement.h"
#include "tests/support/unwrap.h"

#include <algorithm>
#include <set>
#include <sstream>

namespace kontor::test {
namespace {

/// In memory where the system has such a place: the store's fsyncs cost nothing there.
QString folderTemplate() {
    const QString name = QStringLiteral("kontor-simulation-XXXXXX");
    return std::filesystem::exists("/dev/shm") ? QStringLiteral("/dev/shm/") + name
                                               : QDir::tempPath() + QLatin1Char('/') + name;
}

int faults = 0;

/// What the diagnostic log calls an error is a bug of ours, wherever it comes from. The rest is
/// told when somebody looks at one run.
void sink(log::Level level, log::Category /*category*/, std::string_view line) {
    if (level == log::Level::Error)
        ++faults;
    if (level == log::Level::Error || qEnvironmentVariableIsSet("KONTOR_TRACE"))
        std::fprintf(stderr, "%.*s", static_cast<int>(line.size()), line.data());
}

} // namespace

SimWorld::SimWorld(std::uint64_t seed)
    : m_folder(folderTemplate())
    , random(seed)
    , link(clock, seed ^ 0x5DEECE66DU)
    , server(clock, random, link, std::filesystem::path(m_folder.path().toStdString()) / "server")
    , m_faultsBefore(faults) {
    log::setSink(sink);
}

SimWorld::~SimWorld() = default;

SimClient& SimWorld::join(const std::string& name) {
    return enter(name, name, server.invite(name));
}

SimClient& SimWorld::newComputer(const std::string& name) {
    m_clients.at(name)->crash();
    m_clients.erase(name);
    return enter(name, name + "-again", server.inviteAgain(name));
}

SimClient& SimWorld::enter(const std::string& name, const std::string& folder,
                           const std::string& invite) {
    const auto place = std::filesystem::path(m_folder.path().toStdString()) / folder;
    auto client = std::make_unique<SimClient>(name, clock, random, link, place);
    client->registerWith(invite);
    if (!runUntil([&] { return client->registered(); }))
        qFatal("%s could not register", name.c_str());
    client->open();
    for (const auto& [otherName, other] : m_clients) {
        client->meet(*other);
        other->meet(*client);
    }
    SimClient& joined = *client;
    m_clients.emplace(name, std::move(client));
    if (!runUntil([&] { return joined.isOnline(); }))
        qFatal("%s could not connect", name.c_str());
    return joined;
}

bool SimWorld::succeeds(SimClient& client, const std::string& label) {
    return runUntil([&] { return client.outcome(label).answered; }) && !client.outcome(label).error;
}

ConversationId SimWorld::chat(SimClient& one, SimClient& other) {
    one.startDirect(other, "chat");
    if (!succeeds(one, "chat") || !runUntil([&] { return other.directWith(one).has_value(); }))
        qFatal("no conversation of %s and %s", one.name().c_str(), other.name().c_str());
    run(std::chrono::seconds(1));
    return *one.directWith(other);
}

ConversationId SimWorld::group(const std::string& name, SimClient& creator,
                               const std::vector<SimClient*>& members) {
    std::vector<UserId> users;
    for (const SimClient* member : members)
        users.push_back(member->user());
    creator.createGroup(name, users, "group");
    const auto allSee = [&] {
        return std::ranges::all_of(
            members, [&](SimClient* member) { return member->groupNamed(name).has_value(); });
    };
    if (!succeeds(creator, "group") || !runUntil(allSee))
        qFatal("no group %s", name.c_str());
    run(std::chrono::seconds(1));
    return *creator.groupNamed(name);
}

void SimWorld::say(SimClient& sender, ConversationId conversation, const std::string& text) {
    (void)unwrap(sender.send(conversation, text));
    noteSent(sender, text);
}

void SimWorld::loseNext(const std::string& client, Direction direction, FrameTest is) {
    link.filter = [this, client, direction, is = std::move(is), lost = false](
                      const std::string& which, Direction way, const wire::Frame& frame) mutable {
        if (frame.answer().code() == wire::STALE)
            ++staleAnswers;
        if (lost || which != client || way != direction || !is(frame))
            return true;
        lost = true;
        return false;
    };
}

void SimWorld::whenNext(const std::string& client, Direction direction, FrameTest is,
                        std::function<void()> then) {
    link.filter = [this, client, direction, is = std::move(is), then = std::move(then),
                   done = false](const std::string& which, Direction way,
                                 const wire::Frame& frame) mutable {
        if (frame.answer().code() == wire::STALE)
            ++staleAnswers;
        if (!done && which == client && way == direction && is(frame)) {
            done = true;
            then();
        }
        return true;
    };
}

void SimWorld::change(const std::string& client, Direction direction, FrameChange change) {
    link.alter = [client, direction, change = std::move(change)](
                     const std::string& which, Direction way, std::string& message) {
        auto batch = protocol::decodeBatch(viewOf(message));
        if (which != client || way != direction || !batch.ok())
            return;
        for (wire::Frame& frame : *batch.value().mutable_frames())
            change(frame);
        message = batch.value().SerializeAsString();
    };
}

void SimWorld::noteSent(const SimClient& sender, const std::string& text) {
    m_sent[text] = sender.name();
}

void SimWorld::forget(const std::string& text) {
    m_sent.erase(text);
}

std::string SimWorld::unfinished() {
    std::ostringstream text;
    for (const auto& [name, client] : m_clients) {
        if (!client->isOnline())
            text << name << " is not online; ";
        if (!client->isOpen())
            continue;
        Stores stores = client->stores();
        std::set<ConversationId> live;
        for (const auto& record : unwrap(stores.conversations.all())) {
            if (record.state == storage::ConversationState::Live)
                live.insert(record.id);
            else if (record.state != storage::ConversationState::Left && !mayBeStuck.contains(name))
                text << name << " is in state " << static_cast<int>(record.state) << "; ";
        }
        for (const auto conversation : unwrap(stores.outbox.waiting()))
            if (live.contains(conversation))
                text << name << " has something queued; ";
        for (const auto conversation : unwrap(stores.commits.withStaged()))
            if (live.contains(conversation))
                text << name << " has something staged; ";
        for (const auto conversation : unwrap(stores.commits.withOpenIntents()))
            if (live.contains(conversation))
                text << name << " has an open intent; ";
    }
    return text.str();
}

std::string SimWorld::settle() {
    link.quality = LinkQuality();
    link.filter = {};
    link.alter = {};
    if (!server.isRunning())
        server.start();
    for (const auto& [name, client] : m_clients)
        if (!client->isOpen())
            client->open();
    // Long enough for back-offs, pauses before others' proposals, repeated settings and receipts.
    for (int round = 0; round < 40; ++round) {
        run(std::chrono::seconds(15));
        if (round >= 2 && unfinished().empty()) {
            run(std::chrono::seconds(15));
            if (unfinished().empty())
                return {};
        }
    }
    return "not settled: " + unfinished();
}

std::string SimWorld::check() {
    if (faults != m_faultsBefore)
        return std::to_string(faults - m_faultsBefore) + " faults were logged";
    Agreement agreement;
    agreement.unreadableExpected = unreadableExpected;
    for (const auto& [name, client] : m_clients)
        agreement.add(*client);
    return agreement.check(m_sent);
}

std::string SimWorld::agree() {
    auto wrong = settle();
    return wrong.empty() ? check() : wrong;
}

} // namespace kontor::test
