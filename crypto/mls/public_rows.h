#pragma once

#include "crypto/mls/public_state.h"

/// A public group as rows of a GroupStore: one for the context, one for each node of the tree that
/// is not blank, one for each pending proposal.
namespace kontor::mls {

/// Errors: Malformed (a damaged store; the tree must have the hash that the context names),
/// VersionUnknown.
[[nodiscard]] Result<PublicState> loadPublicState(const GroupStoreReader& store);
[[nodiscard]] Result<void> savePublicState(const PublicState& state, GroupStore& store);

/// Makes a judged commit true, in the store and in memory. The store comes first: when it fails,
/// `state` is as it was.
[[nodiscard]] Result<void> advanceByCommit(PublicState& state, JudgedState& judged,
                                           GroupStore& store);

/// The rows of nodes that a commit changes. `tree` is still the old one.
[[nodiscard]] Result<void> writeTreeChanges(const RatchetTree& tree, const TreeChanges& changes,
                                            GroupStore& store);
[[nodiscard]] Result<void> writeContext(const PublicState& state, GroupStore& store);
[[nodiscard]] Result<void> writePending(const PendingProposal& proposal, std::size_t index,
                                        GroupStore& store);

} // namespace kontor::mls
