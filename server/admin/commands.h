#pragma once

#include "base/id.h"
#include "server/admin/administration.h"
#include "server/config.h"

#include <functional>
#include <string>
#include <string_view>

namespace kontor::server {

/// What commands need besides the Administration.
struct CommandEnvironment {
    Endpoint publicAddress; ///< for invite links
    OrganisationId organisation;
    Bytes statement; ///< the present one, signed
    /// Takes a new statement into use; StatementWrong when it is not of this organisation and these
    /// keys, or not newer.
    std::function<Result<void>(const Bytes&)> setStatement;
};

/// A command of kontorctl and its answer, both JSON objects: {"command": "invite create", ...}
/// gives
/// {"ok": true, ...} or {"ok": false, "error": "a sentence"}. docs/protocol.md lists them.
[[nodiscard]] std::string carryOut(Administration& administration,
                                   const CommandEnvironment& environment, std::string_view command);

} // namespace kontor::server
