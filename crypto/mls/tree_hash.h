#pragma once

#include "crypto/hash.h"
#include "crypto/mls/ratchet_tree.h"

#include <span>

/// Tree hashes (RFC 9420, 7.8). Trees keep them; here is how one is made.
namespace kontor::mls {

/// `leaf` is null for a blank one.
[[nodiscard]] Digest hashLeaf(LeafIndex index, const LeafNode* leaf);
/// `parentNode` is null for a blank one.
[[nodiscard]] Digest hashParent(const ParentNode* parentNode, const Digest& left,
                                const Digest& right);

/// 7.9: the tree hash that `index` has when the leaves `without` (ascending) are blank and stand in
/// no list of unmerged leaves. Hashes only what lies above such a leaf.
[[nodiscard]] Digest treeHashWithout(const TreeReader& tree, NodeIndex index,
                                     std::span<const LeafIndex> without);

} // namespace kontor::mls
