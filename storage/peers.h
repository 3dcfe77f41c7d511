#pragma once

#include "storage/connection.h"

namespace kontor::storage {

/// Users and devices have short local numbers inside the store; classes of this room alone see
/// them. Finds, or makes a row without names.
[[nodiscard]] Result<std::int64_t> userNumber(Connection& connection, const UserId& user);
[[nodiscard]] Result<std::int64_t> deviceNumber(Connection& connection, const DeviceId& device,
                                                std::int64_t user);
/// Only finds.
[[nodiscard]] Result<std::optional<std::int64_t>> findUserNumber(Connection& connection,
                                                                 const UserId& user);

/// Likewise a group's number.
[[nodiscard]] Result<std::int64_t> groupNumber(Connection& connection, const GroupId& group);
[[nodiscard]] Result<std::optional<std::int64_t>> findGroupNumber(Connection& connection,
                                                                  const GroupId& group);

} // namespace kontor::storage
