#pragma once

#include "crypto/identity/organisation.h"
#include "protocol/frame_codec.h"
#include "server/admin/administration.h"
#include "server/backend.h"
#include "server/sqlite/sqlite_store.h"
#include "tests/crypto/repeatable_random.h"
#include "tests/server/line.h"
#include "tests/support/fake_clock.h"

#include <QTemporaryDir>
#include <QtGlobal>

#include <memory>
#include <set>
#include <string>

namespace kontor::test {

/// A whole server without its sockets: a real database in a folder, time by hand.
class BackendDesk {
public:
    class Telephone;

    BackendDesk()
        : m_organisation(SignatureKeyPair::generate(m_random))
        , m_removal(SignatureKeyPair::generate(m_random)) {
        m_tlsKey.bytes.fill(7);
        open();
    }

    [[nodiscard]] FakeClock& clock() { return m_clock; }
    [[nodiscard]] server::Backend& backend() { return *m_backend; }
    [[nodiscard]] server::SqliteStore& store() { return *m_store; }
    [[nodiscard]] RepeatableRandom& random() { return m_random; }
    [[nodiscard]] QString file() const { return m_folder.filePath("kontor.db"); }
    [[nodiscard]] OrganisationId organisation() const {
        return identity::organisationIdOf(m_organisation.publicKey());
    }
    [[nodiscard]] identity::TlsKeyHash tlsKey() const { return m_tlsKey; }
    [[nodiscard]] Incarnation incarnation() { return m_store->incarnation(); }

    /// One batch: what came is durable, what leaves has left.
    void commit();
    /// Everything that is due, to its end.
    void keepHouse() {
        while (m_backend->tick())
            commit();
        commit();
    }
    /// The process dies before the batch is durable: lines are cut, a new process starts.
    void crash() {
        cutLines();
        m_backend.reset();
        m_store.reset();
        open();
    }
    void restart() {
        commit();
        crash();
    }
    [[nodiscard]] std::unique_ptr<Telephone> call();
    identity::InviteToken inviteNew(std::string_view name) {
        auto token = m_backend->administration().inviteNew(name);
        commit();
        if (!token.ok())
            qFatal("no invite");
        return token.value();
    }

    /// Of backends that open from now on.
    server::CallServers callServers;
    /// Blobs whose files were to go.
    std::vector<BlobId> gone;
    /// On its disk.
    std::uint64_t freeBytes = std::numeric_limits<std::uint64_t>::max();

private:
    friend class Telephone;
    void open() {
        auto store = server::SqliteStore::open(
            file().toStdString(), server::sqlite::Database::Durability::None, m_random);
        if (!store.ok())
            qFatal("the store does not open");
        m_store = std::move(store).value();
        identity::ServerStatement statement;
        statement.name = "Hansen & Partner";
        statement.tlsKeyHashes = {m_tlsKey};
        statement.removalKey = m_removal.publicKey();
        statement.number = 1;
        m_backend = std::make_unique<server::Backend>(
            server::BackendParts{.store = *m_store,
                                 .clock = m_clock,
                                 .random = m_random,
                                 .identity = {.statement = statement.sign(m_organisation),
                                              .organisation = organisation(),
                                              .removalKey = m_removal.publicKey(),
                                              .tlsKey = m_tlsKey},
                                 .removalKey = m_removal,
                                 .callServers = callServers,
                                 .blobGone = [this](const BlobId& blob) { gone.push_back(blob); },
                                 .freeBytes = [this] { return freeBytes; }});
    }
    void cutLines();

    QTemporaryDir m_folder;
    FakeClock m_clock;
    RepeatableRandom m_random{77};
    SignatureKeyPair m_organisation;
    SignatureKeyPair m_removal;
    identity::TlsKeyHash m_tlsKey;
    std::unique_ptr<server::SqliteStore> m_store;
    std::unique_ptr<server::Backend> m_backend;
    std::set<Telephone*> m_lines;
};

class BackendDesk::Telephone final : public Line {
public:
    explicit Telephone(BackendDesk& desk)
        : m_desk(desk)
        , m_session(desk.m_backend->connect()) {
        m_desk.m_lines.insert(this);
    }
    ~Telephone() override { hangUp(); }
    void hangUp() {
        if (m_desk.m_lines.erase(this) > 0)
            m_desk.m_backend->disconnect(m_session);
    }
    [[nodiscard]] bool isOpen() override { return m_desk.m_lines.contains(this); }
    [[nodiscard]] server::SessionId session() const { return m_session; }

protected:
    void write(const wire::Frame& frame) override {
        if (isOpen())
            m_desk.m_backend->handle(m_session, frame);
    }
    bool readMore() override {
        const auto before = m_received;
        m_desk.commit();
        return m_received > before;
    }
    void poll() override { m_desk.commit(); }

private:
    friend class BackendDesk;
    void receive(const server::Delivery& delivery) {
        for (const auto& message : delivery.messages) {
            auto batch = protocol::decodeBatch(viewOf(message));
            if (!batch.ok())
                qFatal("the server sent no batch");
            for (auto& frame : *batch.value().mutable_frames())
                take(std::move(frame));
            ++m_received;
        }
        if (delivery.ends)
            m_desk.m_lines.erase(this);
    }

    BackendDesk& m_desk;
    server::SessionId m_session;
    std::uint64_t m_received = 0;
};

inline void BackendDesk::commit() {
    auto deliveries = m_backend->commit();
    if (!deliveries.ok())
        qFatal("the batch failed");
    for (const auto& delivery : deliveries.value()) {
        // Whoever hangs up has copied the set's iterators: look it up each time.
        const auto line = std::ranges::find_if(m_lines, [&](const Telephone* candidate) {
            return candidate->session() == delivery.session;
        });
        if (line != m_lines.end())
            (*line)->receive(delivery);
    }
}

inline std::unique_ptr<BackendDesk::Telephone> BackendDesk::call() {
    return std::make_unique<Telephone>(*this);
}

inline void BackendDesk::cutLines() {
    m_lines.clear();
}

} // namespace kontor::test
