#pragma once

#include "base/id.h"
#include "core/connection/socket.h"
#include "protocol/kontor.pb.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace kontor::test {

/// What the way between clients and server is like. Within a connection messages keep their order,
/// as with TCP; what is lost is everything after some point: the connection.
struct LinkQuality {
    Milliseconds least{1};
    Milliseconds greatest{1};
    /// One message in so many takes its connection with it; 0: none.
    std::uint64_t cutOnceIn = 0;
    /// One cut in so many is silent: neither side is told, and only patience finds out.
    std::uint64_t silentOnceIn = 0;
};

enum class Direction : std::uint8_t { ToServer, ToClient };

/// Looks at each frame just before it arrives: false cuts the connection instead.
using FrameFilter =
    std::function<bool(const std::string& client, Direction direction, const wire::Frame& frame)>;

/// Changes what is about to arrive, and may make nonsense of it.
using MessageAlteration =
    std::function<void(const std::string& client, Direction direction, std::string& message)>;

/// What the other end of the link is: a server's socket-free face.
class LinkServer {
public:
    virtual ~LinkServer() = default;
    using Session = std::uint64_t;
    /// None: the server is down.
    [[nodiscard]] virtual std::optional<Session> connect() = 0;
    virtual void receive(Session session, const std::string& message) = 0;
    virtual void disconnect(Session session) = 0;
    [[nodiscard]] virtual const identity::TlsKeyHash& tlsKey() const = 0;
    /// What comes over HTTP. False, or none: the ticket does not open it.
    [[nodiscard]] virtual bool storeBlob(ByteView token, const BlobId& blob, Bytes content) = 0;
    [[nodiscard]] virtual std::optional<Bytes> loadBlob(ByteView token, const BlobId& blob) = 0;
};

class LossyLink {
public:
    LossyLink(FakeClock& clock, std::uint64_t seed)
        : m_clock(clock)
        , m_random(seed) {}
    LossyLink(const LossyLink&) = delete;
    LossyLink& operator=(const LossyLink&) = delete;
    ~LossyLink();

    LinkQuality quality;
    FrameFilter filter;
    MessageAlteration alter;      ///< before the filter looks
    LinkServer* server = nullptr; ///< none: connecting fails

    [[nodiscard]] SocketFactory factory(std::string client);
    /// The server has something for a session.
    void deliver(LinkServer::Session session, std::string message);
    void endByServer(LinkServer::Session session);
    /// Of the client's present connection, if it stands.
    [[nodiscard]] std::optional<LinkServer::Session> sessionOf(const std::string& client) const;
    /// The connections of one client, or all: broken now, both sides hear of it.
    void cut(const std::string& client);
    void cutAll();
    /// Nothing gets through any more, and nobody is told.
    void cutSilently(const std::string& client);
    /// Of every message that has arrived, with its time: equal runs have equal ones.
    [[nodiscard]] std::uint64_t digest() const { return m_digest; }

private:
    class LinkSocket;
    struct Way {
        std::string client;
        LinkSocket* socket = nullptr; ///< none: the client has closed it
        std::optional<LinkServer::Session> session;
        Milliseconds lastUp{0};
        Milliseconds lastDown{0};
        bool dead = false; ///< nothing gets through any more
    };
    using WayId = std::uint64_t;

    void open(WayId way, LinkSocket* socket);
    void up(WayId way, std::string message);
    void arriveUp(WayId id, std::string message);
    void arriveDown(WayId id, std::string message);
    void closedByClient(WayId way);
    void cutWay(WayId id);
    void breakWay(WayId id);
    void note(WayId id, Direction direction, const std::string& message);
    [[nodiscard]] bool survives(WayId id, Direction direction, const std::string& message);
    [[nodiscard]] Milliseconds pause();
    [[nodiscard]] Milliseconds arrival(Milliseconds& last);

    FakeClock& m_clock;
    SeededRandom m_random;
    std::map<WayId, Way> m_ways;
    WayId m_lastWay = 0;
    std::uint64_t m_digest = 0;
};

} // namespace kontor::test
