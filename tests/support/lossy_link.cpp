#include "tests/support/lossy_link.h"

#include "protocol/frame_codec.h"

#include <vector>

namespace kontor::test {

class LossyLink::LinkSocket final : public Socket {
public:
    LinkSocket(LossyLink& link, std::string client)
        : m_link(&link)
        , m_client(std::move(client)) {}
    ~LinkSocket() override { LinkSocket::close(); }

    void connectTo(const ServerAddress& /*server*/, Events events) override {
        m_events = std::move(events);
        m_way = ++m_link->m_lastWay;
        m_link->m_ways[m_way].client = m_client;
        m_link->m_ways[m_way].socket = this;
        m_link->open(m_way, this);
    }
    void send(std::string message) override { m_link->up(m_way, std::move(message)); }
    [[nodiscard]] std::size_t unsent() const override { return 0; }
    void close() override {
        m_events = {};
        if (m_way != 0)
            m_link->closedByClient(std::exchange(m_way, 0));
    }

    void tellOpened(const identity::TlsKeyHash& key) const {
        if (const auto tell = m_events.opened)
            tell(key);
    }
    void tellReceived(const std::string& message) const {
        if (const auto tell = m_events.received)
            tell(viewOf(message));
    }
    void tellClosed() {
        m_way = 0;
        if (const auto tell = std::exchange(m_events, {}).closed)
            tell(Error(ErrorCode::NotReachable));
    }

private:
    LossyLink* m_link;
    std::string m_client;
    WayId m_way = 0;
    Events m_events;
};

LossyLink::~LossyLink() = default;

SocketFactory LossyLink::factory(std::string client) {
    return [this, client] { return std::make_unique<LinkSocket>(*this, client); };
}

Milliseconds LossyLink::pause() {
    const auto range = static_cast<std::uint64_t>((quality.greatest - quality.least).count()) + 1;
    return quality.least + Milliseconds(static_cast<std::int64_t>(m_random.below(range)));
}

Milliseconds LossyLink::arrival(Milliseconds& last) {
    last = std::max(last, m_clock.steady() + pause());
    return last;
}

void LossyLink::open(WayId id, LinkSocket* /*socket*/) {
    m_clock.at(m_clock.steady() + pause(), [this, id] {
        const auto way = m_ways.find(id);
        if (way == m_ways.end() || way->second.socket == nullptr || way->second.dead)
            return;
        way->second.session = server != nullptr ? server->connect() : std::nullopt;
        if (!way->second.session)
            return breakWay(id);
        way->second.socket->tellOpened(server->tlsKey());
    });
}

void LossyLink::up(WayId id, std::string message) {
    const auto way = m_ways.find(id);
    if (way == m_ways.end() || way->second.dead)
        return;
    m_clock.at(arrival(way->second.lastUp),
               [this, id, message = std::move(message)] { arriveUp(id, message); });
}

void LossyLink::deliver(LinkServer::Session session, std::string message) {
    for (auto& [id, way] : m_ways) {
        if (way.session != session || way.dead)
            continue;
        m_clock.at(arrival(way.lastDown), [this, which = id, message = std::move(message)] {
            arriveDown(which, message);
        });
        return;
    }
}

bool LossyLink::survives(WayId id, Direction direction, const std::string& message) {
    if (m_random.once(quality.cutOnceIn)) {
        cutWay(id);
        return false;
    }
    if (!filter)
        return true;
    const auto batch = protocol::decodeBatch(viewOf(message));
    if (!batch.ok())
        return true;
    for (const wire::Frame& frame : batch.value().frames())
        if (!filter(m_ways.at(id).client, direction, frame)) {
            breakWay(id);
            return false;
        }
    return true;
}

void LossyLink::arriveUp(WayId id, std::string message) {
    const auto way = m_ways.find(id);
    if (way == m_ways.end() || way->second.dead || !way->second.session || server == nullptr)
        return;
    if (alter)
        alter(way->second.client, Direction::ToServer, message);
    if (!survives(id, Direction::ToServer, message))
        return;
    note(id, Direction::ToServer, message);
    server->receive(*way->second.session, message);
}

void LossyLink::arriveDown(WayId id, std::string message) {
    const auto way = m_ways.find(id);
    if (way == m_ways.end() || way->second.dead || way->second.socket == nullptr)
        return;
    if (alter)
        alter(way->second.client, Direction::ToClient, message);
    if (!survives(id, Direction::ToClient, message))
        return;
    note(id, Direction::ToClient, message);
    way->second.socket->tellReceived(message);
}

void LossyLink::note(WayId id, Direction direction, const std::string& message) {
    const auto mix = [this](std::uint64_t value) {
        m_digest = (m_digest ^ value) * 0x100000001B3U; // FNV-1a, a number at a time
    };
    mix(id);
    mix(static_cast<std::uint64_t>(direction));
    mix(static_cast<std::uint64_t>(m_clock.steady().count()));
    for (const char byte : message)
        mix(static_cast<std::uint8_t>(byte));
}

void LossyLink::endByServer(LinkServer::Session session) {
    for (auto& [id, way] : m_ways) {
        if (way.session != session)
            continue;
        way.session.reset();
        m_clock.at(arrival(way.lastDown), [this, which = id] { breakWay(which); });
        return;
    }
}

void LossyLink::closedByClient(WayId id) {
    const auto way = m_ways.find(id);
    if (way == m_ways.end())
        return;
    way->second.socket = nullptr;
    if (way->second.dead) { // the server does not hear of it
        m_ways.erase(way);
        return;
    }
    const auto session = way->second.session;
    const auto at = arrival(way->second.lastUp);
    m_clock.at(at, [this, id, session] {
        m_ways.erase(id);
        if (session && server != nullptr)
            server->disconnect(*session);
    });
}

void LossyLink::cutWay(WayId id) {
    if (!m_random.once(quality.silentOnceIn))
        return breakWay(id);
    m_ways.at(id).dead = true;
}

void LossyLink::breakWay(WayId id) {
    const auto place = m_ways.find(id);
    if (place == m_ways.end())
        return;
    const Way way = place->second;
    m_ways.erase(place);
    if (way.session && server != nullptr)
        server->disconnect(*way.session);
    if (way.socket != nullptr)
        way.socket->tellClosed();
}

std::optional<LinkServer::Session> LossyLink::sessionOf(const std::string& client) const {
    for (const auto& [id, way] : m_ways)
        if (way.client == client && way.socket != nullptr && !way.dead)
            return way.session;
    return std::nullopt;
}

void LossyLink::cut(const std::string& client) {
    std::vector<WayId> cut;
    for (const auto& [id, way] : m_ways)
        if (way.client == client)
            cut.push_back(id);
    for (const WayId id : cut)
        breakWay(id);
}

void LossyLink::cutSilently(const std::string& client) {
    for (auto& [id, way] : m_ways)
        way.dead = way.dead || way.client == client;
}

void LossyLink::cutAll() {
    std::vector<WayId> cut;
    for (const auto& [id, way] : m_ways)
        cut.push_back(id);
    for (const WayId id : cut)
        breakWay(id);
}

} // namespace kontor::test
