#pragma once

#include "base/number.h"

#include <chrono>
#include <cstdint>

namespace kontor::server {

/// Numbers by which the database knows things; they never leave the server.
using UserRow = Number<struct UserRowTag, std::int64_t>;
using DeviceRow = Number<struct DeviceRowTag, std::int64_t>;
using GroupRow = Number<struct GroupRowTag, std::int64_t>;
using InviteRow = Number<struct InviteRowTag, std::int64_t>;

/// Wall-clock time as the server stores it: since 1970, to the second.
using Seconds = std::chrono::seconds;

} // namespace kontor::server
