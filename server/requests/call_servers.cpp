// Who is about to speak to somebody asks what may help the two to reach each other.

#include "server/requests/answers.h"
#include "server/requests/requests.h"
#include "server/server_limits.h"

namespace kontor::server {

namespace {

constexpr Rate kRate{limits::kCallServersBurst, limits::kCallServersEvery};

} // namespace

wire::Answer fetchCallServers(Context& context, Session& session) {
    const RateLimits::Key key{RateLimits::Purpose::CallServers, session.device.value};
    if (const auto wait = context.rates.refuse(key, kRate, context.clock.steady()))
        return retryLater(*wait);
    wire::Answer answer = done();
    auto& servers = *answer.mutable_call_servers();
    for (const std::string& stun : context.callServers.stun)
        servers.add_stun(stun);
    if (context.callServers.turn.empty())
        return answer;
    for (const std::string& turn : context.callServers.turn)
        servers.add_turn(turn);
    const Seconds expiresAt = context.now() + limits::kTurnLife;
    const auto credentials = turnCredentials(context.callServers.secret, expiresAt,
                                             context.random.array<limits::kTurnNameBytes>());
    servers.set_username(credentials.username);
    servers.set_password(credentials.password);
    return answer;
}

} // namespace kontor::server
