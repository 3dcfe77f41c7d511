// The composition root: the only place that builds everything.

#include "server/server_process.h"

#include "base/log.h"
#include "server/admin/commands.h"
#include "server/admin/control_socket.h"
#include "server/backend.h"
#include "server/blobs/blob_room.h"
#include "server/data_folder.h"
#include "server/net/hub.h"
#include "server/net/listener.h"
#include "server/server_keys.h"
#include "server/server_limits.h"
#include "server/sqlite/sqlite_store.h"
#include "server/writer.h"

#include <algorithm>
#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cctype>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>

namespace kontor::server {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;

/// How long clients may take to hear that the server stops, and how often we look.
constexpr std::chrono::seconds kFarewell{3};
constexpr std::chrono::milliseconds kLook{20};

/// What others call this machine when it listens on all of its addresses.
std::string reachableName(const std::string& listened) {
    if (listened != "0.0.0.0" && listened != "::")
        return listened;
    std::array<char, 256> name{};
    if (::gethostname(name.data(), name.size() - 1) != 0 || name.front() == '\0')
        return listened;
    std::string host(name.data());
    std::ranges::transform(host, host.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return host;
}

/// As many connections as limits::kSessions need, where the system lets us.
void raiseDescriptorLimit() {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0)
        return;
    const rlim_t wanted = limits::kSessions + 100;
    files.rlim_cur = std::min(std::max(files.rlim_cur, wanted), files.rlim_max);
    if (::setrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur < wanted)
        log::warning(log::Category::Server, "few file descriptors: few connections",
                     {{"limit", static_cast<std::int64_t>(files.rlim_cur)}});
}

/// The addresses, and the secret that relays want.
Result<CallServers> callServersOf(const Config& config, const DataFolder& folder) {
    CallServers servers{.stun = config.stun, .turn = config.turn, .secret = {}};
    if (servers.turn.empty())
        return servers;
    const auto secret = readFile(config.turnSecretFile.empty() ? folder.path(kTurnSecretFile)
                                                               : config.turnSecretFile);
    if (!secret.ok())
        return Error(ErrorCode::Storage, {"--turn-secret"});
    servers.secret = textOf(secret.value());
    while (!servers.secret.empty() &&
           std::isspace(static_cast<unsigned char>(servers.secret.back())))
        servers.secret.pop_back();
    if (servers.secret.empty())
        return Error(ErrorCode::Storage, {"--turn-secret"});
    return servers;
}

class Process {
public:
    Process(Config config, DataFolder folder, ServerKeys keys, std::unique_ptr<SqliteStore> store,
            CallServers callServers, BlobFolder blobs)
        : m_config(std::move(config))
        , m_folder(std::move(folder))
        , m_keys(std::move(keys))
        , m_store(std::move(store))
        , m_backend({.store = *m_store,
                     .clock = m_clock,
                     .random = m_random,
                     .identity = {.statement = m_keys.signedStatement,
                                  .organisation = m_keys.statement.organisation(),
                                  .removalKey = m_keys.statement.removalKey,
                                  .tlsKey = m_keys.tls.keyHash},
                     .removalKey = m_keys.removalKey,
                     .callServers = std::move(callServers),
                     .blobGone = [this](const BlobId& blob) { removeBlob(blob); },
                     .freeBytes = [this] { return freeBytes(); }})
        , m_blobFolder(std::move(blobs)) {}

    Result<void> run(const std::function<void(std::string_view)>& say);

private:
    Result<void> open();
    Result<void> inviteOwner(const std::function<void(std::string_view)>& say);
    void serve();
    void command(std::string text, ControlSocket::Reply reply);
    Result<void> setStatement(const Bytes& signedStatement);
    [[nodiscard]] Endpoint publicAddress() const;
    void removeBlob(const BlobId& blob);
    [[nodiscard]] std::uint64_t freeBytes() const;
    void farewell();
    void waitForConnections(int looks);

    Config m_config;
    DataFolder m_folder;
    ServerKeys m_keys;
    SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<SqliteStore> m_store;
    Backend m_backend;
    std::unique_ptr<Writer> m_writer;
    std::unique_ptr<Hub> m_hub;
    BlobFolder m_blobFolder;
    std::optional<BlobRoom> m_blobs;
    // Ends before the hub: connections that are still open end with it.
    asio::io_context m_io{1};
    // Ends before the io context: what it does goes on there.
    asio::thread_pool m_disk{limits::kBlobThreads};
    asio::signal_set m_signals{m_io};
    asio::steady_timer m_timer{m_io};
    std::unique_ptr<sqlite::CheckpointThread> m_checkpoints;
    std::unique_ptr<Listener> m_listener;
    std::unique_ptr<ControlSocket> m_control;
    bool m_storeFailed = false;
};

Result<void> Process::run(const std::function<void(std::string_view)>& say) {
    if (auto opened = open(); !opened.ok())
        return opened;
    if (auto invited = inviteOwner(say); !invited.ok())
        return invited;
    serve();
    say("listening: " +
        Endpoint{.host = m_config.listen.host, .port = m_listener->port()}.format());
    m_io.run();
    m_hub->abortAll();
    m_writer->stop();
    if (m_storeFailed)
        return ErrorCode::Storage;
    return {};
}

Result<void> Process::open() {
    // SSL_write knows no MSG_NOSIGNAL.
    std::signal(SIGPIPE, SIG_IGN);
    raiseDescriptorLimit();
    auto listener = Listener::bind(m_io, m_config.listen);
    if (!listener.ok())
        return listener.error();
    m_listener = std::move(listener).value();
    auto checkpoints =
        sqlite::CheckpointThread::start(m_folder.path(kDatabaseFile), m_store->walProgress());
    if (!checkpoints.ok())
        return checkpoints.error();
    m_checkpoints = std::move(checkpoints).value();
    auto control = ControlSocket::open(m_io, m_folder.path(kControlSocketFile),
                                       [this](std::string text, ControlSocket::Reply reply) {
                                           command(std::move(text), std::move(reply));
                                       });
    if (!control.ok())
        return control.error();
    m_control = std::move(control).value();
    return {};
}

Result<void> Process::inviteOwner(const std::function<void(std::string_view)>& say) {
    auto& administration = m_backend.administration();
    const bool first = m_store->directory().count().users == 0 && !m_store->directory().anyInvite();
    const auto token = first ? administration.inviteNew("") : identity::InviteToken();
    if (!token.ok())
        return token.error();
    if (auto committed = m_backend.commit(); !committed.ok())
        return committed.error();
    if (!first)
        return {};
    const identity::InviteLink link{.host = publicAddress().host,
                                    .port = publicAddress().port,
                                    .token = token.value(),
                                    .fingerprint = m_keys.statement.organisation()};
    say("invite: " + link.format());
    return {};
}

void Process::serve() {
    m_writer = std::make_unique<Writer>(
        m_backend, m_clock,
        Writer::Hooks{.deliver =
                          [this](Outcome outcome) {
                              asio::post(m_io, [this, out = std::move(outcome)]() mutable {
                                  m_hub->deliver(std::move(out));
                              });
                          },
                      .failed =
                          [this] {
                              asio::post(m_io, [this] {
                                  m_storeFailed = true;
                                  m_io.stop();
                              });
                          }});
    m_hub = std::make_unique<Hub>(*m_writer);
    m_blobs.emplace(BlobRoom{*m_writer, m_blobFolder, m_disk});
    m_listener->start(m_keys.tls.context.get(), *m_hub, *m_blobs);
    m_signals.add(SIGTERM);
    m_signals.add(SIGINT);
    m_signals.async_wait([this](error_code error, int /*signal*/) {
        if (!error)
            farewell();
    });
}

void Process::command(std::string text, ControlSocket::Reply reply) {
    m_writer->run([this, text = std::move(text),
                   reply = std::move(reply)](Backend& backend) -> std::function<void()> {
        const CommandEnvironment environment{
            .publicAddress = publicAddress(),
            .organisation = m_keys.statement.organisation(),
            .statement = m_keys.signedStatement,
            .setStatement = [this](const Bytes& bytes) { return setStatement(bytes); }};
        auto answer = carryOut(backend.administration(), environment, text);
        return [reply, answer = std::move(answer)] { reply(answer); };
    });
}

/// On the writer's thread, like all commands.
Result<void> Process::setStatement(const Bytes& signedStatement) {
    auto statement = identity::ServerStatement::parse(signedStatement);
    if (!statement.ok())
        return ErrorCode::StatementWrong;
    const auto& fresh = statement.value();
    const auto& present = m_keys.statement;
    if (fresh.organisationKey != present.organisationKey ||
        fresh.removalKey != present.removalKey || !fresh.names(m_keys.tls.keyHash) ||
        fresh.number <= present.number)
        return ErrorCode::StatementWrong;
    if (auto written = replaceFile(m_folder.path(kStatementFile), signedStatement); !written.ok())
        return written;
    m_keys.statement = fresh;
    m_keys.signedStatement = signedStatement;
    m_backend.setStatement(signedStatement);
    return {};
}

Endpoint Process::publicAddress() const {
    if (m_config.publicAddress)
        return *m_config.publicAddress;
    return {.host = reachableName(m_config.listen.host), .port = m_listener->port()};
}

/// On the writer's thread, after the commit.
void Process::removeBlob(const BlobId& blob) {
    asio::post(m_disk, [folder = m_blobFolder, blob] { folder.remove(blob); });
}

/// On the writer's thread. What cannot be asked is taken for enough: the store tells otherwise.
std::uint64_t Process::freeBytes() const {
    std::error_code failed;
    const auto space = std::filesystem::space(m_folder.path("."), failed);
    return failed ? std::numeric_limits<std::uint64_t>::max() : space.available;
}

void Process::farewell() {
    m_listener->close();
    m_control->close();
    // What came before is carried out; its answers and the farewell leave together.
    m_writer->run([this](Backend& backend) -> std::function<void()> {
        backend.endAllSessions();
        return [this] { waitForConnections(static_cast<int>(kFarewell / kLook)); };
    });
}

void Process::waitForConnections(int looks) {
    if (m_hub->connections() == 0 || looks == 0) {
        m_io.stop();
        return;
    }
    m_timer.expires_after(kLook);
    m_timer.async_wait([this, looks](error_code error) {
        if (!error)
            waitForConnections(looks - 1);
    });
}

} // namespace

Result<void> runServer(const Config& config, const std::function<void(std::string_view)>& say) {
    auto folder = DataFolder::open(config.data);
    if (!folder.ok())
        return folder.error();
    SystemRandom random;
    auto keys = prepareKeys(folder.value(), config.name, random);
    if (!keys.ok())
        return keys.error();
    auto store = SqliteStore::open(folder.value().path(kDatabaseFile),
                                   sqlite::Database::Durability::Fsync, random);
    if (!store.ok())
        return store.error();
    auto blobs = BlobFolder::open(folder.value().path(kBlobFolder));
    if (!blobs.ok())
        return blobs.error();
    blobs.value().sweep(
        [&store](const BlobId& blob) { return store.value()->blobs().find(blob).has_value(); });
    auto callServers = callServersOf(config, folder.value());
    if (!callServers.ok())
        return callServers.error();
    Process process(config, std::move(folder).value(), std::move(keys).value(),
                    std::move(store).value(), std::move(callServers).value(),
                    std::move(blobs).value());
    return process.run(say);
}

} // namespace kontor::server
