#pragma once

#include "crypto/mls/group_state.h"

/// Messages that a group sends and reads: application messages, and the proposal to leave.
namespace kontor::mls {

/// Group::protect.
[[nodiscard]] Result<Bytes> sealApplication(GroupState& group, const OwnDevice& device,
                                            ByteView content, Random& random, GroupStore& store);
/// Group::unprotect.
[[nodiscard]] Result<Unprotected> openApplication(GroupState& group, ByteView message,
                                                  const UnprotectOptions& options,
                                                  GroupStore& store);
/// Group::proposeSelfRemove.
[[nodiscard]] Result<Bytes> makeSelfRemove(const GroupState& group, const OwnDevice& device);

} // namespace kontor::mls
