#pragma once

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kontor::server {

struct Endpoint {
    std::string host; ///< an IPv6 address without brackets
    std::uint16_t port = 0;

    /// `host:port`, `[address]:port`. Malformed.
    [[nodiscard]] static Result<Endpoint> parse(std::string_view text);
    [[nodiscard]] std::string format() const;
};

struct Config {
    std::string data;
    Endpoint listen{.host = "127.0.0.1", .port = 8443};
    /// What invite links name, when clients reach the server by another address than the one it
    /// listens on (or, where that is all of them, than the machine's name).
    std::optional<Endpoint> publicAddress;
    /// The organisation's name; counts at the first start.
    std::string name = "Kontor";
    /// Addresses of helpers for calls, as server/turn_access.h reads them.
    std::vector<std::string> stun;
    std::vector<std::string> turn;
    std::string turnSecretFile; ///< empty: in `data`
};

enum class Asked : std::uint8_t { Run, Help, Version };

struct CommandLine {
    Asked asked = Asked::Run;
    Config config;
};

/// Malformed, with the argument that is wrong.
[[nodiscard]] Result<CommandLine> parseCommandLine(std::span<const char* const> arguments);

extern const std::string_view kServerHelp;

} // namespace kontor::server
