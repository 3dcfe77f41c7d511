#pragma once

#include <string>

namespace kontor {

/// Where the voice engine's module lies: beside the program, in ../lib/kontor.
[[nodiscard]] std::string voiceFolder();

} // namespace kontor
