#include "server/session_table.h"

#include "base/log.h"
#include "protocol/frame_codec.h"

#include <utility>

namespace kontor::server {

Session& SessionTable::open(SessionId id) {
    auto session = std::make_unique<Session>();
    session->id = id;
    return *m_sessions.emplace(id, std::move(session)).first->second;
}

Session* SessionTable::find(SessionId id) {
    const auto found = m_sessions.find(id);
    if (found == m_sessions.end() || found->second->state == Session::State::Ended)
        return nullptr;
    return found->second.get();
}

Session* SessionTable::of(DeviceRow device) {
    const auto found = m_ofDevice.find(device);
    return found == m_ofDevice.end() ? nullptr : found->second;
}

void SessionTable::close(SessionId id) {
    const auto found = m_sessions.find(id);
    if (found == m_sessions.end())
        return;
    const auto owner = m_ofDevice.find(found->second->device);
    if (owner != m_ofDevice.end() && owner->second == found->second.get())
        m_ofDevice.erase(owner);
    m_sessions.erase(found);
}

void SessionTable::logIn(Session& session) {
    endDevice(session.device, wire::FENCED);
    session.state = Session::State::LoggedIn;
    session.justLoggedIn = true;
    m_ofDevice[session.device] = &session;
}

void SessionTable::send(Session& session, const wire::Frame& frame) {
    const auto encoded = protocol::encodeFrame(frame);
    if (!encoded.ok()) {
        log::error(log::Category::Server, "a frame of ours is too large");
        return;
    }
    sendEncoded(session, encoded.value());
}

void SessionTable::sendEncoded(Session& session, std::string_view batch) {
    if (session.state == Session::State::Ended)
        return;
    session.out.add(batch);
    touch(session);
}

void SessionTable::end(Session& session, wire::StatusCode code) {
    if (session.state == Session::State::Ended)
        return;
    if (code != wire::OK) {
        wire::Frame frame;
        frame.mutable_session_ended()->set_code(code);
        send(session, frame);
    }
    const auto owner = m_ofDevice.find(session.device);
    if (owner != m_ofDevice.end() && owner->second == &session)
        m_ofDevice.erase(owner);
    session.state = Session::State::Ended;
    touch(session);
}

void SessionTable::endDevice(DeviceRow device, wire::StatusCode code) {
    if (Session* session = of(device))
        end(*session, code);
}

std::vector<Delivery> SessionTable::takeDeliveries() {
    std::vector<Delivery> deliveries;
    deliveries.reserve(m_touched.size());
    for (const SessionId id : std::exchange(m_touched, {})) {
        const auto found = m_sessions.find(id);
        if (found == m_sessions.end())
            continue;
        Session& session = *found->second;
        session.touched = false;
        const bool ends = session.state == Session::State::Ended;
        deliveries.push_back({.session = id,
                              .messages = session.out.take(),
                              .loggedIn = std::exchange(session.justLoggedIn, false),
                              .ends = ends});
        if (ends)
            m_sessions.erase(found);
    }
    return deliveries;
}

void SessionTable::touch(Session& session) {
    if (std::exchange(session.touched, true))
        return;
    m_touched.push_back(session.id);
}

} // namespace kontor::server
