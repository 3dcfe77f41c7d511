#include "server/net/hub.h"

#include "server/server_limits.h"

#include <utility>

namespace kontor::server {

std::shared_ptr<Hub::Place> Hub::admit(const boost::asio::ip::address& address) {
    if (m_places >= limits::kSessions)
        return nullptr;
    const auto strangers = m_strangers.find(address);
    if (strangers != m_strangers.end() && strangers->second >= limits::kStrangersOfAddress)
        return nullptr;
    return std::make_shared<Place>(*this, address);
}

SessionId Hub::open(std::weak_ptr<Connection> connection) {
    m_last = m_last.next();
    m_connections.emplace(m_last, std::move(connection));
    m_writer.connected(m_last);
    return m_last;
}

void Hub::close(SessionId session) {
    if (m_connections.erase(session) > 0)
        m_writer.disconnected(session);
}

void Hub::deliver(Outcome outcome) {
    for (const auto& [session, bytes] : outcome.carriedOut) {
        const auto found = m_connections.find(session);
        if (found == m_connections.end())
            continue;
        if (const auto connection = found->second.lock())
            connection->carriedOut(bytes);
    }
    for (auto& delivery : outcome.deliveries) {
        const auto found = m_connections.find(delivery.session);
        if (found == m_connections.end())
            continue;
        const auto connection = found->second.lock();
        if (!connection)
            continue;
        if (delivery.loggedIn)
            connection->known();
        connection->send(std::move(delivery.messages));
        if (delivery.ends)
            connection->end();
    }
    for (const auto& afterwards : outcome.afterwards)
        afterwards();
}

void Hub::abortAll() {
    // Copied: closing takes itself out.
    const auto connections = m_connections;
    for (const auto& [session, weak] : connections) {
        if (const auto connection = weak.lock())
            connection->abort();
    }
}

Hub::Place::Place(Hub& hub, const boost::asio::ip::address& address)
    : m_hub(hub)
    , m_address(address) {
    ++m_hub.m_places;
    ++m_hub.m_strangers[m_address];
}

Hub::Place::~Place() {
    --m_hub.m_places;
    known();
}

void Hub::Place::known() {
    if (!std::exchange(m_stranger, false))
        return;
    const auto found = m_hub.m_strangers.find(m_address);
    if (--found->second == 0)
        m_hub.m_strangers.erase(found);
}

} // namespace kontor::server
