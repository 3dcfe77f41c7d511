#pragma once

#include "protocol/kontor.pb.h"

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace kontor::test {

/// A connection as a client sees it: one server's process or a backend without sockets.
class Line {
public:
    virtual ~Line() = default;

    /// Sends and waits for the answer; pushes that come meanwhile are kept.
    wire::Answer ask(wire::Frame frame) {
        const std::uint64_t id = post(std::move(frame));
        return answerTo(id);
    }
    /// Sends without waiting.
    std::uint64_t post(wire::Frame frame) {
        frame.set_request_id(++m_lastId);
        write(frame);
        return m_lastId;
    }
    wire::Answer answerTo(std::uint64_t id) {
        while (!m_answers.contains(id)) {
            if (!readMore())
                return {}; // STATUS_UNSPECIFIED: the line is dead
        }
        return m_answers.extract(id).mapped();
    }
    /// Pushes that have come, oldest first; all are taken.
    std::vector<wire::Frame> pushes() {
        poll();
        return std::exchange(m_pushes, {});
    }
    [[nodiscard]] const wire::ServerHello& hello() {
        while (!m_hello && readMore()) {
        }
        return *m_hello;
    }
    [[nodiscard]] virtual bool isOpen() = 0;

protected:
    virtual void write(const wire::Frame& frame) = 0;
    /// Waits for something to come; false when nothing will.
    virtual bool readMore() = 0;
    /// Takes what is there.
    virtual void poll() {}
    void take(wire::Frame frame) {
        if (frame.has_server_hello())
            m_hello = frame.server_hello();
        else if (frame.has_answer() && frame.request_id() != 0)
            m_answers[frame.request_id()] = frame.answer();
        else
            m_pushes.push_back(std::move(frame));
    }

private:
    std::uint64_t m_lastId = 0;
    std::map<std::uint64_t, wire::Answer> m_answers;
    std::vector<wire::Frame> m_pushes;
    std::optional<wire::ServerHello> m_hello;
};

} // namespace kontor::test
