#include "app/view_models/connection_view_model.h"

#include "app/texts/error_text.h"

#include <algorithm>

namespace kontor {

namespace {
using namespace std::chrono_literals;
constexpr Milliseconds kTick = 1s;
} // namespace

ConnectionViewModel::ConnectionViewModel(Client& client, const Clock& clock, Timers& timers)
    : m_client(client)
    , m_clock(clock)
    , m_timers(timers) {}

ConnectionViewModel::~ConnectionViewModel() {
    m_timers.cancel(m_ticking);
}

bool ConnectionViewModel::online() const {
    return m_now.state == ConnectionState::Online || m_now.state == ConnectionState::CatchingUp;
}

ConnectionViewModel::Kind ConnectionViewModel::kind() const {
    switch (m_now.state) {
    case ConnectionState::Online:
        return Kind::Quiet;
    case ConnectionState::Connecting:
    case ConnectionState::CatchingUp:
        return m_slow || m_wasOffline ? Kind::Busy : Kind::Quiet;
    case ConnectionState::Offline:
    case ConnectionState::Ended:
        return Kind::Trouble;
    }
    return Kind::Quiet;
}

int ConnectionViewModel::secondsLeft() const {
    const auto left = std::chrono::ceil<std::chrono::seconds>(m_nextTry - m_clock.steady());
    return static_cast<int>(std::max<std::chrono::seconds::rep>(left.count(), 0));
}

QString ConnectionViewModel::sentence() const {
    switch (m_now.state) {
    case ConnectionState::Online:
        return {};
    case ConnectionState::Connecting:
        return tr("Connecting …");
    case ConnectionState::CatchingUp:
        return tr("Fetching messages …");
    case ConnectionState::Ended:
        return m_now.reason ? ErrorText::of(*m_now.reason) : tr("The connection has ended.");
    case ConnectionState::Offline:
        break;
    }
    // That there is no connection needs no reason; that the server refuses us does.
    const bool plain = !m_now.reason || m_now.reason->code == ErrorCode::NotReachable ||
                       m_now.reason->code == ErrorCode::TimedOut;
    const auto what = plain ? tr("No connection.") : ErrorText::of(*m_now.reason);
    const auto seconds = secondsLeft();
    return seconds > 0 ? tr("%1 Next try in %n s.", "", seconds).arg(what) : what;
}

void ConnectionViewModel::apply(const ConnectionChanged& change) {
    m_now = change;
    m_slow = false;
    if (change.state == ConnectionState::Offline) {
        m_wasOffline = true;
        m_nextTry = m_clock.steady() + change.nextTryIn;
    }
    if (change.state == ConnectionState::Online)
        m_wasOffline = false;
    m_timers.cancel(m_ticking);
    m_ticking = Timers::Handle::None;
    if (change.state != ConnectionState::Online && change.state != ConnectionState::Ended)
        m_ticking = m_timers.at(m_clock.steady() + kTick, [this] { tick(); });
    emit changed();
}

void ConnectionViewModel::tick() {
    m_slow = true;
    m_ticking = Timers::Handle::None;
    if (m_now.state == ConnectionState::Offline && secondsLeft() > 0)
        m_ticking = m_timers.at(m_clock.steady() + kTick, [this] { tick(); });
    emit changed();
}

void ConnectionViewModel::tryNow() {
    m_client.connectNow();
}

} // namespace kontor
