#include "server/config.h"

#include "server/requests/names.h"
#include "server/turn_access.h"

#include <charconv>
#include <cstddef>

namespace kontor::server {

const std::string_view kServerHelp =
    R"(kontor-server --data DIR [--listen HOST:PORT] [--public HOST:PORT] [--name NAME]
              [--stun ADDRESS]... [--turn ADDRESS]... [--turn-secret FILE]

The server of one organisation. Its first start makes everything in DIR and prints the owner's
invite link; kontorctl --data DIR makes others.

  --data DIR          where everything is kept; made when it is not there
  --listen HOST:PORT  where to listen; default 127.0.0.1:8443, port 0 takes a free one
  --public HOST:PORT  what invite links name; default: the address of --listen,
                      or this machine's name when that is 0.0.0.0 or [::]
  --name NAME         the organisation's name, at the first start; default Kontor
  --stun ADDRESS      helps two clients to find each other in calls: stun:HOST:PORT
  --turn ADDRESS      carries calls that find no other way (coturn with use-auth-secret):
                      turn:HOST:PORT, turn:HOST:PORT?transport=tcp, turns:HOST:PORT
                      Both may be given several times.
  --turn-secret FILE  the relay's static-auth-secret, one line; default DIR/turn.secret
  --help, --version

Prints `listening: HOST:PORT` when it accepts connections. SIGTERM and SIGINT stop it cleanly.
Exit codes: 0 stopped, 2 wrong usage, 4 local failure (address or folder in use, disk).
)";

Result<Endpoint> Endpoint::parse(std::string_view text) {
    const Error wrong(ErrorCode::Malformed, {std::string(text)});
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return wrong;
    std::string_view host = text.substr(0, colon);
    if (host.size() >= 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    else if (host.find(':') != std::string_view::npos)
        return wrong;
    const std::string_view digits = text.substr(colon + 1);
    Endpoint endpoint{.host = std::string(host), .port = 0};
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), endpoint.port);
    if (host.empty() || error != std::errc() || end != digits.data() + digits.size())
        return wrong;
    return endpoint;
}

std::string Endpoint::format() const {
    const bool six = host.find(':') != std::string::npos;
    return (six ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

Result<CommandLine> parseCommandLine(std::span<const char* const> arguments) {
    CommandLine line;
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        const std::string_view name = arguments[i];
        if (name == "--help" || name == "--version") {
            line.asked = name == "--help" ? Asked::Help : Asked::Version;
            return line;
        }
        const Error wrong(ErrorCode::Malformed, {std::string(name)});
        if (i + 1 == arguments.size())
            return wrong;
        const std::string_view value = arguments[++i];
        if (name == "--data") {
            line.config.data = value;
        } else if (name == "--listen" || name == "--public") {
            auto endpoint = Endpoint::parse(value);
            if (!endpoint.ok())
                return endpoint.error();
            if (name == "--listen")
                line.config.listen = std::move(endpoint).value();
            else
                line.config.publicAddress = std::move(endpoint).value();
        } else if (name == "--stun" || name == "--turn") {
            const bool turn = name == "--turn";
            if (!(turn ? isTurnAddress(value) : isStunAddress(value)))
                return Error(ErrorCode::Malformed, {std::string(value)});
            (turn ? line.config.turn : line.config.stun).emplace_back(value);
        } else if (name == "--turn-secret") {
            line.config.turnSecretFile = value;
        } else if (name == "--name") {
            if (!isDisplayName(value))
                return Error(ErrorCode::Malformed, {"--name"});
            line.config.name = value;
        } else {
            return wrong;
        }
    }
    if (line.config.data.empty())
        return Error(ErrorCode::Malformed, {"--data"});
    return line;
}

} // namespace kontor::server
