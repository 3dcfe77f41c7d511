#pragma once

#include "base/id.h"
#include "base/result.h"
#include "storage/commit_store.h"

#include <vector>

namespace kontor {

/// What somebody wants done to a group. It outlives the commits that try it: after a lost race it
/// is weighed anew against the group as it is then (sync/weigh_intents.h). Numbers stand on disk.
enum class IntentKind : std::uint8_t {
    Add = 1,
    Remove = 2,
    Leave = 3,
    UpdateLeaf = 4, ///< a fresh key for the own leaf; any own commit brings it
    Promote = 5,
    Demote = 6,
};

struct Intent {
    storage::IntentRow row;
    IntentKind kind = IntentKind::UpdateLeaf;
    std::vector<UserId> users; ///< one, but with Leave and UpdateLeaf
    Bytes keyPackage;          ///< Add: once it was claimed

    [[nodiscard]] storage::IntentRecord toRecord(ConversationId conversation,
                                                 Milliseconds now) const;
    /// Malformed: a damaged store.
    [[nodiscard]] static Result<Intent> fromRecord(const storage::IntentRecord& record);
};

} // namespace kontor
