#pragma once

#include "server/outgoing.h"
#include "server/writer.h"

#include <boost/asio/ip/address.hpp>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace kontor::server {

/// A WebSocket connection as the hub drives it. io thread.
class Connection {
public:
    virtual ~Connection() = default;
    virtual void send(std::vector<std::string> messages) = 0;
    /// Closes once everything is written.
    virtual void end() = 0;
    /// The cost of requests that no longer wait for the writer.
    virtual void carriedOut(std::size_t cost) = 0;
    /// The session has logged in.
    virtual void known() = 0;
    /// Closes at once.
    virtual void abort() = 0;
};

/// Between connections and the writer: numbers sessions, hands deliveries to their connections,
/// counts. Everything on the io thread. Knows connections weakly: each keeps itself alive while it
/// reads or writes.
class Hub {
public:
    /// A place for a connection, from accepting it to its end.
    class Place;

    explicit Hub(Writer& writer)
        : m_writer(writer) {}

    /// Nothing when the server, or this address, has no place left.
    [[nodiscard]] std::shared_ptr<Place> admit(const boost::asio::ip::address& address);
    [[nodiscard]] std::size_t connections() const { return m_places; }

    /// The WebSocket is open: the backend greets.
    [[nodiscard]] SessionId open(std::weak_ptr<Connection> connection);
    void close(SessionId session);
    [[nodiscard]] Writer& writer() { return m_writer; }

    void deliver(Outcome outcome);
    void abortAll();

private:
    Writer& m_writer;
    SessionId m_last;
    std::size_t m_places = 0;
    std::map<boost::asio::ip::address, std::size_t> m_strangers;
    std::unordered_map<SessionId, std::weak_ptr<Connection>> m_connections;
};

class Hub::Place {
public:
    Place(Hub& hub, const boost::asio::ip::address& address);
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place();
    /// No stranger any more: counts no longer against its address.
    void known();

private:
    Hub& m_hub;
    boost::asio::ip::address m_address;
    bool m_stranger = true;
};

} // namespace kontor::server
