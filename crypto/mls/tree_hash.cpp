#include "crypto/mls/tree_hash.h"

#include <algorithm>

namespace kontor::mls {

namespace {

enum class NodeType : std::uint8_t { leaf = 1, parent = 2 };

/// The part of an ascending list that lies below `node`.
std::span<const LeafIndex> below(NodeIndex node, std::span<const LeafIndex> leaves) {
    const LeafSpan span = leavesBelow(node);
    const auto first = std::ranges::lower_bound(leaves, span.first);
    const auto last = std::ranges::upper_bound(leaves, span.last);
    return {first, last};
}

} // namespace

Digest hashLeaf(LeafIndex index, const LeafNode* leaf) {
    tls::Writer w(768);
    w.value(NodeType::leaf);
    w.u32(index.value);
    w.u8(leaf != nullptr ? 1 : 0);
    if (leaf != nullptr)
        w.value(*leaf);
    return sha256(w.view());
}

Digest hashParent(const ParentNode* parentNode, const Digest& left, const Digest& right) {
    tls::Writer w(256);
    w.value(NodeType::parent);
    w.u8(parentNode != nullptr ? 1 : 0);
    if (parentNode != nullptr)
        w.value(*parentNode);
    w.opaque(left);
    w.opaque(right);
    return sha256(w.view());
}

Digest treeHashWithout(const TreeReader& tree, NodeIndex index,
                       std::span<const LeafIndex> without) {
    const auto here = below(index, without);
    if (here.empty())
        return tree.treeHash(index);
    if (isLeaf(index))
        return hashLeaf(toLeaf(index), nullptr);
    const Digest leftHash = treeHashWithout(tree, *left(index), here);
    const Digest rightHash = treeHashWithout(tree, *right(index), here);
    const ParentNode* present = tree.parentNode(index);
    if (present == nullptr)
        return hashParent(nullptr, leftHash, rightHash);
    ParentNode original = *present;
    std::erase_if(original.unmerged_leaves,
                  [&](LeafIndex leaf) { return std::ranges::binary_search(here, leaf); });
    return hashParent(&original, leftHash, rightHash);
}

} // namespace kontor::mls
