#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>

namespace kontor::cli {

/// What a program that calls kontor-cli can rely on (docs/kontor-cli.md).
enum class ExitCode : std::uint8_t {
    Done = 0,
    Refused = 1,      ///< by the other side: the server, or the rules of a group
    Usage = 2,        ///< wrong arguments
    NotReachable = 3, ///< the server, within the time
    Local = 4,        ///< profile in use, disk, wrong key: this computer
};

/// One English sentence for each code, with its arguments.
[[nodiscard]] std::string sentenceOf(const Error& error);
[[nodiscard]] ExitCode exitCodeOf(ErrorCode code);

} // namespace kontor::cli
