#pragma once

#include "core/sync/aftermath.h"
#include "core/sync/log_reader.h"
#include "crypto/mls/public_group.h"
#include "storage/conversation_store.h"
#include "storage/transaction.h"

namespace kontor {

/// Who an entry comes from, as of its epoch.
struct Author {
    UserId user;
    DeviceId device;

    [[nodiscard]] static Author of(const mls::Member& member) {
        return {member.certificate.user, member.certificate.device};
    }
};

/// One entry on its way into the store: what the handlers of its kind get.
struct EntryInHand {
    storage::Transaction& transaction;
    /// As it stood before this entry.
    const storage::ConversationRecord& conversation;
    const LogEntry& entry;
    PayloadHash hash; ///< SHA-256 of the payload
    Aftermath& aftermath;
};

/// What an entry did to the group it stands in.
enum class Taken : std::uint8_t {
    Done,    ///< the cursor may pass it
    Stopped, ///< the group has stopped before it: the cursor stays
};

} // namespace kontor
