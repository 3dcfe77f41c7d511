#pragma once

#include "base/result.h"
#include "crypto/mls/commit.h"
#include "crypto/mls/framing.h"
#include "crypto/mls/ratchet_tree.h"

#include <optional>
#include <vector>

/// The proposals of a member's commit: is the list valid (RFC 9420, 12.2), and what does it do to
/// the tree (12.3)? Knows nothing of Kontor's certificates and rules. Proposals that Kontor's
/// groups do not use (Update by reference, PreSharedKey, ReInit, ExternalInit) are refused by name.
/// Errors: GroupInvalid with the rule's name.
namespace kontor::mls {

/// A proposal that the commit covers, by value or by reference.
struct ListedProposal {
    Proposal proposal;
    Sender sender; ///< who proposed: the committer for one by value
    bool byReference = false;
};

struct LeafRemoval {
    LeafIndex leaf;
    enum class By : std::uint8_t { Committer, Itself, ExternalSender } by;
};

struct LeafAddition {
    LeafIndex leaf;
    Bytes keyPackageRef;
};

struct ProposalEffects {
    std::vector<LeafRemoval> removals;
    std::vector<LeafAddition> additions; ///< in the order of the list
    std::optional<Extensions> newExtensions;
};

/// 12.2, as far as it can be seen before anything is applied. `tree` is the old one.
[[nodiscard]] Result<void> checkProposalList(const TreeReader& tree,
                                             const std::vector<ListedProposal>& list,
                                             LeafIndex committer);
/// 12.3, of a checked list; the tree is cut afterwards (trap 4).
[[nodiscard]] ProposalEffects applyProposals(StagedTree& tree,
                                             const std::vector<ListedProposal>& list);
/// Every Add's KeyPackage as of 10.1: version, suite, keys, and both signatures. What the leaves
/// support is checked in the new tree.
[[nodiscard]] Result<void> verifyKeyPackages(const std::vector<ListedProposal>& list);

} // namespace kontor::mls
