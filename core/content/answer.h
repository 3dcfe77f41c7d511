#pragma once

#include "base/number.h"

#include <cstdint>

namespace kontor::content {

/// An option of one poll, as its author numbered it.
using OptionId = Number<struct OptionIdTag, std::uint32_t>;

/// What somebody says to an option.
enum class Answer : std::uint8_t {
    No = 0,
    Yes = 1,
    IfNeedBe = 2, ///< where the poll offers it
};

} // namespace kontor::content
