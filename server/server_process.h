#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "crypto/random.h"
#include "server/config.h"

#include <functional>
#include <string>
#include <string_view>

namespace kontor::server {

/// Runs a server until SIGTERM or SIGINT, or until its store fails. `say` gets the lines that
/// scripts wait for (`invite: ...`, `listening: ...`). Errors: Storage, StoreTooNew, ProfileInUse
/// (the folder), NotReachable (the address), StatementWrong, Malformed (a key file), CryptoFailed.
[[nodiscard]] Result<void> runServer(const Config& config,
                                     const std::function<void(std::string_view line)>& say);

} // namespace kontor::server
