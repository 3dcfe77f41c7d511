#pragma once

#include "core/send/intent.h"
#include "crypto/mls/tree_math.h"
#include "crypto/rules/group_rules.h"

#include <optional>
#include <vector>

/// What to commit now: the intents of a group weighed against the group as it is (delivery.md,
/// rules 3, 14, 17; mls-design.md, "Intents, not bytes"). Pure. Rules:
/// - What others have done meanwhile is done: X is in, Y is gone.
/// - What the rules of the group no longer let us do is refused; one refusal does not sink the
/// rest.
/// - Intents about the same user keep their order: the later waits for the next commit.
/// - Pending proposals are part of every commit and reason enough for one.
/// - Between two the other's old leaf goes in the commit that brings her new one, never alone: who
///   is no member of a direct conversation cannot be added to it.
/// - A device whose own leaf has a proposal pending commits nothing.
namespace kontor {

struct GroupView {
    UserId self;
    mls::LeafIndex ownLeaf;
    rules::KontorRules rules;
    struct Leaf {
        mls::LeafIndex leaf;
        UserId user;
    };
    std::vector<Leaf> leaves;
    std::vector<mls::LeafIndex> pending; ///< leaves with a SelfRemove or server's Remove
};

struct Weighed {
    std::vector<storage::IntentRow> done; ///< nothing left to do
    struct Refused {
        storage::IntentRow row;
        ErrorCode reason;
    };
    std::vector<Refused> refused;
    /// Adds whose key package has to be claimed first; not in the commit yet.
    struct Claim {
        storage::IntentRow row;
        UserId user;
    };
    std::vector<Claim> claims;

    enum class Commit : std::uint8_t {
        None,
        OfPending, ///< proposals of others alone: after 0-2 s of jitter
        Wanted,    ///< ours: at once
    } commit = Commit::None;
    std::vector<storage::IntentRow> carried;
    std::vector<Bytes> addKeyPackages;
    std::vector<mls::LeafIndex> removes;
    std::optional<rules::KontorRules> newRules;

    bool proposeSelfRemove = false;
};

[[nodiscard]] Weighed weighIntents(const std::vector<Intent>& intents, const GroupView& group);

} // namespace kontor
