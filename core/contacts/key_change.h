#pragma once

#include "base/clock.h"
#include "core/stores.h"
#include "core/sync/aftermath.h"

namespace kontor {

/// An identity key as somebody shows it: the directory, or a leaf of a group.
struct ShownKey {
    UserId user;
    DeviceId device;
    storage::PublicKeyBytes key;
};

/// Pins it when it is the first of that user. Another one bars sending (core/send/trust_gate.h),
/// and each conversation that is shared with her gets a line, once for each key, after what stands
/// there now: in the same transaction. Answers whether the known key is another.
[[nodiscard]] Result<storage::ContactStore::Seen>
takeIdentityKey(Stores& stores, storage::Transaction& transaction, Aftermath& aftermath,
                const ShownKey& shown, Milliseconds now);

} // namespace kontor
