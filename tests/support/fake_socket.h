#pragma once

#include "core/connection/socket.h"
#include "protocol/frame_codec.h"

#include <deque>
#include <memory>
#include <utility>
#include <vector>

namespace kontor::test {

class FakeSocket;

/// The other end of every socket that its factory makes: a test says what happens on the way.
class FakeNetwork {
public:
    [[nodiscard]] SocketFactory factory();

    /// Sockets that are being used, oldest first.
    [[nodiscard]] const std::vector<FakeSocket*>& sockets() const { return m_sockets; }
    [[nodiscard]] FakeSocket* newest() const {
        return m_sockets.empty() ? nullptr : m_sockets.back();
    }
    [[nodiscard]] int made() const { return m_made; }

private:
    friend class FakeSocket;
    std::vector<FakeSocket*> m_sockets;
    int m_made = 0;
};

class FakeSocket final : public Socket {
public:
    explicit FakeSocket(FakeNetwork& network)
        : m_network(network) {
        ++m_network.m_made;
        m_network.m_sockets.push_back(this);
    }
    ~FakeSocket() override { FakeSocket::close(); }

    void connectTo(const ServerAddress& server, Events events) override {
        m_server = server;
        m_events = std::move(events);
    }
    void send(std::string message) override { m_sent.push_back(std::move(message)); }
    [[nodiscard]] std::size_t unsent() const override { return m_unsent; }
    void close() override {
        m_events = {};
        std::erase(m_network.m_sockets, this);
    }

    // ---- The other end
    void open(const identity::TlsKeyHash& key) const {
        if (m_events.opened)
            m_events.opened(key);
    }
    void deliver(const std::string& message) const {
        if (const auto tell = m_events.received)
            tell(viewOf(message));
    }
    void deliver(const wire::Frame& frame) const { deliver(protocol::encodeFrame(frame).value()); }
    void breakDown(const Error& reason = Error(ErrorCode::NotReachable)) {
        if (const auto tell = std::exchange(m_events, {}).closed)
            tell(reason);
    }
    void setUnsent(std::size_t bytes) { m_unsent = bytes; }

    [[nodiscard]] const ServerAddress& server() const { return m_server; }
    [[nodiscard]] std::size_t messagesSent() const { return m_sent.size(); }
    /// The next frame that was sent and not taken yet.
    [[nodiscard]] std::optional<wire::Frame> take() {
        while (m_frames.empty() && !m_sent.empty()) {
            auto batch = protocol::decodeBatch(viewOf(m_sent.front()));
            m_sent.pop_front();
            for (auto& frame : *batch.value().mutable_frames())
                m_frames.push_back(std::move(frame));
        }
        if (m_frames.empty())
            return std::nullopt;
        auto frame = std::move(m_frames.front());
        m_frames.pop_front();
        return frame;
    }

private:
    FakeNetwork& m_network;
    ServerAddress m_server;
    Events m_events;
    std::deque<std::string> m_sent;
    std::deque<wire::Frame> m_frames;
    std::size_t m_unsent = 0;
};

inline SocketFactory FakeNetwork::factory() {
    return [this] { return std::make_unique<FakeSocket>(*this); };
}

} // namespace kontor::test
