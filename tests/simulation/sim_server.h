#pragma once

#include "server/admin/administration.h"
#include "server/backend.h"
#include "server/blobs/blob_desk.h"
#include "server/sqlite/sqlite_store.h"
#include "tests/support/lossy_link.h"

#include <filesystem>
#include <map>

namespace kontor::test {

/// The real backend on its real store, without a socket: commits every batch, and can lose power
/// before or after a commit.
class SimServer final : public LinkServer {
public:
    SimServer(FakeClock& clock, Random& random, LossyLink& link, std::filesystem::path folder);
    ~SimServer() override;

    // LinkServer
    [[nodiscard]] std::optional<Session> connect() override;
    void receive(Session session, const std::string& message) override;
    void disconnect(Session session) override;
    [[nodiscard]] const identity::TlsKeyHash& tlsKey() const override { return m_tlsKey; }
    [[nodiscard]] bool storeBlob(ByteView token, const BlobId& blob, Bytes content) override;
    [[nodiscard]] std::optional<Bytes> loadBlob(ByteView token, const BlobId& blob) override;

    /// The files of blobs: they outlive a loss of power.
    std::map<BlobId, Bytes> blobs;
    /// As if a month were over.
    void expireBlobs();

    /// On its disk.
    std::uint64_t freeBytes = std::numeric_limits<std::uint64_t>::max();

    void start();
    /// Power is lost: what was not committed has not happened; connections break.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_backend != nullptr; }
    /// The next batch is lost with the power: before its commit, or after it and before anything
    /// has left.
    enum class Crash : std::uint8_t { None, BeforeCommit, AfterCommit };
    void crashAtNextAppend(Crash crash) { m_crash = crash; }

    /// Copies what it keeps, and puts such a copy in place of it: stopped, as an administrator does
    /// it after a loss, and started under another incarnation.
    void keepCopy(const std::string& label);
    void restoreCopy(const std::string& label);

    [[nodiscard]] const SignatureKeyPair& organisation() const { return m_organisation; }
    [[nodiscard]] std::string invite(const std::string& name);
    /// For a user who is known: another computer in place of hers.
    [[nodiscard]] std::string inviteAgain(const std::string& name);
    [[nodiscard]] server::Administration& administration() { return m_backend->administration(); }
    void commitBatch();

private:
    [[nodiscard]] std::string linkOf(const Result<identity::InviteToken>& token);
    void scheduleTick();
    [[nodiscard]] std::optional<server::BlobGrant> take(ByteView token, const BlobId& blob,
                                                        server::BlobUse use);

    FakeClock& m_clock;
    Random& m_random;
    LossyLink& m_link;
    std::filesystem::path m_folder;
    SignatureKeyPair m_organisation;
    SignatureKeyPair m_removal;
    identity::TlsKeyHash m_tlsKey;
    server::ServerIdentity m_identity;
    std::unique_ptr<server::SqliteStore> m_store;
    std::unique_ptr<server::Backend> m_backend;
    Session m_lastSession = 0; ///< goes on through restarts: late news must not meet a new one
    Crash m_crash = Crash::None;
    bool m_scheduled = false;
    bool m_batchHasAppend = false;
    Timers::Handle m_tick = Timers::Handle::None;
};

} // namespace kontor::test
