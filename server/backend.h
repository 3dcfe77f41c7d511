#pragma once

#include "base/clock.h"
#include "base/number.h"
#include "base/result.h"
#include "crypto/identity/organisation.h"
#include "crypto/signature.h"
#include "protocol/kontor.pb.h"
#include "server/outgoing.h"
#include "server/turn_access.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kontor::server {

class Administration;
class BlobDesk;
class Store;

/// Who the server is towards clients.
struct ServerIdentity {
    Bytes statement; ///< the signed ServerStatement: what ServerHello carries
    OrganisationId organisation;
    SignaturePublicKey removalKey;
    identity::TlsKeyHash tlsKey; ///< of the certificate that connections see: part of login proofs
};

struct BackendParts {
    Store& store;
    const Clock& clock;
    Random& random;
    ServerIdentity identity;
    const SignatureKeyPair& removalKey; ///< private half of the identity's; outlives the Backend
    CallServers callServers = {};
    /// These blobs are gone for good: called by commit(), once that is durable.
    std::function<void(const BlobId& blob)> blobGone = {};
    /// Bytes that are free where the store lies; asked by tick(). Empty: always enough.
    std::function<std::uint64_t()> freeBytes = {};
};

/// All that the server decides: requests in, answers and pushes out, no socket. Everything happens
/// in batches, each one transaction: calls collect work and what is to leave; commit() makes the
/// work durable and only then gives out what leaves. So nothing (answer, push, refusal) is seen by
/// anybody before its fsync, and a crash before commit() has not happened for anybody.
///
///     const SessionId session = backend.connect();
///     backend.handle(session, frame);
///     for (Delivery& delivery : backend.commit().value()) ...   // ServerHello, answer, pushes
///
/// One thread (the writer's; a simulation's only one). Requests of a session are carried out and
/// answered in the order of handle(). Time comes from the clock alone; nothing happens by itself:
/// tick() at least every second does what is due.
class Backend {
public:
    /// The store is open and nobody else writes to it.
    explicit Backend(BackendParts parts);
    Backend(const Backend&) = delete;
    Backend& operator=(const Backend&) = delete;
    ~Backend();

    /// A connection came: its first frame, ServerHello, leaves with the next commit().
    [[nodiscard]] SessionId connect();
    /// For a caller that numbers connections itself: `session` was never used before. Not together
    /// with the other form.
    void connect(SessionId session);
    /// A frame that came on it. Frames of sessions that are unknown or ended are ignored.
    void handle(SessionId session, const wire::Frame& frame);
    /// What came on it was no Batch (protocol/frame_codec.h): says so and ends the session.
    void refuse(SessionId session, const Error& why);
    /// The connection is gone. Unknown sessions are ignored.
    void disconnect(SessionId session);
    /// Patience with strangers, retention, cursors, the index: in small steps. True when more is
    /// due at once: call again when there is nothing better to do.
    bool tick();
    /// The server stops: every session gets SessionEnded (RETRY_LATER) and ends.
    void endAllSessions();

    /// Storage: nothing of the batch has happened and nothing may leave. The server must stop; this
    /// object and its store are of no further use.
    [[nodiscard]] Result<std::vector<Delivery>> commit();

    /// What kontorctl may do; belongs to the same batch as requests.
    [[nodiscard]] Administration& administration();
    /// What transfers of blobs ask and tell; belongs to the same batch as requests.
    [[nodiscard]] BlobDesk& blobs();
    /// A new statement of the same organisation (another name): sessions from now on see it.
    void setStatement(Bytes signedStatement);

private:
    struct Inside;
    std::unique_ptr<Inside> m_inside;
};

} // namespace kontor::server
