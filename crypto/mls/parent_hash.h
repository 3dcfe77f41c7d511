#pragma once

#include "base/result.h"
#include "crypto/hash.h"
#include "crypto/mls/ratchet_tree.h"

#include <span>

/// Parent hashes (RFC 9420, 7.9): each key that a commit put into the tree is chained to the signed
/// leaf of the member who put it there, so that nobody can slip in a key of her own.
namespace kontor::mls {

/// The parent hash of `parentNode` with a copath child of that original tree hash.
[[nodiscard]] Digest parentHash(const ParentNode& parentNode, ByteView originalSiblingTreeHash);

/// After the new keys of a path stand in the tree: fills in the parents' parent_hash from the top
/// down (7.5, step 3) and gives the one that belongs into the committer's leaf.
[[nodiscard]] Bytes setParentHashes(StagedTree& tree, std::span<const PathStep> path);

/// What a joiner checks (7.9.2): every parent that is not blank hangs on exactly one chain. The
/// lists of unmerged leaves must have been checked before. GroupInvalid{parent_hash}.
[[nodiscard]] Result<void> verifyParentHashes(const TreeReader& tree);

} // namespace kontor::mls
