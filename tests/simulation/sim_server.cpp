#include "tests/simulation/sim_server.h"

#include "protocol/frame_codec.h"
#include "tests/simulation/store_copy.h"

namespace kontor::test {

SimServer::SimServer(FakeClock& clock, Random& random, LossyLink& link,
                     std::filesystem::path folder)
    : m_clock(clock)
    , m_random(random)
    , m_link(link)
    , m_folder(std::move(folder))
    , m_organisation(SignatureKeyPair::generate(random))
    , m_removal(SignatureKeyPair::generate(random)) {
    std::filesystem::create_directories(m_folder);
    random.fill(m_tlsKey.bytes);
    identity::ServerStatement statement;
    statement.name = "Example";
    statement.tlsKeyHashes = {m_tlsKey};
    statement.removalKey = m_removal.publicKey();
    statement.number = 1;
    m_identity.statement = statement.sign(m_organisation);
    m_identity.organisation = identity::organisationIdOf(m_organisation.publicKey());
    m_identity.tlsKey = m_tlsKey;
    m_identity.removalKey = statement.removalKey;
    start();
}

SimServer::~SimServer() {
    stop();
    m_link.server = nullptr;
}

void SimServer::start() {
    auto store = server::SqliteStore::open((m_folder / "server.db").string(),
                                           server::sqlite::Database::Durability::None, m_random);
    m_store = std::move(store).value();
    m_backend = std::make_unique<server::Backend>(server::BackendParts{
        *m_store, m_clock, m_random, m_identity, m_removal, server::CallServers(),
        [this](const BlobId& blob) { blobs.erase(blob); }, [this] { return freeBytes; }});
    m_link.server = this;
    scheduleTick();
}

void SimServer::stop() {
    m_clock.cancel(std::exchange(m_tick, Timers::Handle::None));
    m_backend.reset();
    m_store.reset();
    m_crash = Crash::None;
    m_batchHasAppend = false;
    m_link.cutAll();
}

void SimServer::scheduleTick() {
    m_tick = m_clock.at(m_clock.steady() + Milliseconds(1'000), [this] {
        m_backend->tick();
        commitBatch();
        scheduleTick();
    });
}

std::optional<LinkServer::Session> SimServer::connect() {
    if (!m_backend)
        return std::nullopt;
    const server::SessionId session(++m_lastSession);
    m_backend->connect(session);
    if (!m_scheduled) {
        m_scheduled = true;
        m_clock.at(m_clock.steady(), [this] { commitBatch(); });
    }
    return session.value;
}

void SimServer::receive(Session session, const std::string& message) {
    if (!m_backend)
        return;
    const auto batch = protocol::decodeBatch(viewOf(message));
    if (!batch.ok()) {
        m_backend->refuse(server::SessionId(session), batch.error());
    } else {
        for (const wire::Frame& frame : batch.value().frames()) {
            m_batchHasAppend = m_batchHasAppend || frame.has_append();
            m_backend->handle(server::SessionId(session), frame);
        }
    }
    if (!m_scheduled) {
        m_scheduled = true;
        m_clock.at(m_clock.steady(), [this] { commitBatch(); });
    }
}

void SimServer::disconnect(Session session) {
    if (m_backend)
        m_backend->disconnect(server::SessionId(session));
}

void SimServer::commitBatch() {
    m_scheduled = false;
    if (!m_backend)
        return;
    const Crash crash = m_batchHasAppend ? std::exchange(m_crash, Crash::None) : Crash::None;
    m_batchHasAppend = false;
    if (crash == Crash::BeforeCommit)
        return stop();
    auto deliveries = m_backend->commit();
    if (crash == Crash::AfterCommit)
        return stop();
    if (!deliveries.ok())
        return stop();
    for (server::Delivery& delivery : deliveries.value()) {
        for (std::string& message : delivery.messages)
            m_link.deliver(delivery.session.value, std::move(message));
        if (delivery.ends)
            m_link.endByServer(delivery.session.value);
    }
}

std::optional<server::BlobGrant> SimServer::take(ByteView token, const BlobId& blob,
                                                 server::BlobUse use) {
    server::BlobDesk::Token fixed{};
    if (!m_backend || token.size() != fixed.size())
        return std::nullopt;
    std::ranges::copy(token, fixed.begin());
    return m_backend->blobs().take(fixed, blob, use);
}

bool SimServer::storeBlob(ByteView token, const BlobId& blob, Bytes content) {
    const auto grant = take(token, blob, server::BlobUse::Store);
    if (!grant)
        return false;
    const bool fits = grant->size == content.size();
    if (fits) {
        blobs[blob] = std::move(content);
        m_backend->blobs().stored(*grant);
    }
    m_backend->blobs().ended(*grant);
    commitBatch();
    return fits;
}

std::optional<Bytes> SimServer::loadBlob(ByteView token, const BlobId& blob) {
    const auto grant = take(token, blob, server::BlobUse::Load);
    if (!grant)
        return std::nullopt;
    m_backend->blobs().ended(*grant);
    const auto found = blobs.find(blob);
    return found == blobs.end() ? std::nullopt : std::optional(found->second);
}

void SimServer::expireBlobs() {
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(m_clock.sinceEpoch());
    (void)m_backend->blobs().expire(now + std::chrono::seconds(1), 1'000);
    commitBatch();
}

void SimServer::keepCopy(const std::string& label) {
    commitBatch();
    copyStore(m_folder, "server.db", m_folder / label);
}

void SimServer::restoreCopy(const std::string& label) {
    stop();
    copyStore(m_folder / label, "server.db", m_folder);
    {
        auto database = server::sqlite::Database::open((m_folder / "server.db").string(),
                                                       server::sqlite::Database::Durability::None);
        server::sqlite::Statement update(*database.value(),
                                         "UPDATE facts SET value = ? WHERE name = 'incarnation'");
        const auto incarnation = m_random.id<Incarnation>();
        server::sqlite::Query(update, incarnation).run();
    }
    start();
}

std::string SimServer::invite(const std::string& name) {
    return linkOf(m_backend->administration().inviteNew(name));
}

std::string SimServer::inviteAgain(const std::string& name) {
    return linkOf(m_backend->administration().inviteKnown(name));
}

std::string SimServer::linkOf(const Result<identity::InviteToken>& token) {
    commitBatch();
    const identity::InviteLink link{"sim.example", 8443, token.value(), m_identity.organisation};
    return link.format();
}

} // namespace kontor::test
