#include "crypto/mls/parent_hash.h"

#include "crypto/mls/tree_hash.h"

#include <algorithm>

namespace kontor::mls {

namespace {

/// The parent_hash field of a node; null for a leaf that no commit made.
const Bytes* parentHashField(const Node& node) {
    if (const auto* parentNode = std::get_if<ParentNode>(&node.content))
        return &parentNode->parent_hash;
    const auto& leaf = std::get<LeafNode>(node.content);
    return leaf.leaf_node_source == LeafNodeSource::commit ? &leaf.parent_hash : nullptr;
}

std::vector<LeafIndex> below(NodeIndex node, const std::vector<LeafIndex>& leaves) {
    std::vector<LeafIndex> found;
    std::ranges::copy_if(leaves, std::back_inserter(found),
                         [&](LeafIndex leaf) { return covers(node, leaf); });
    return found;
}

/// Does some node under `child` name P, with `copath` as its sibling (7.9.2)? That node and P's
/// unmerged leaves under `child` must be the whole resolution of `child`.
bool isChainedThrough(const TreeReader& tree, const ParentNode& parentNode, NodeIndex child,
                      NodeIndex copath) {
    auto rest = resolution(tree, child);
    const auto unmerged = below(child, parentNode.unmerged_leaves);
    if (rest.size() != unmerged.size() + 1)
        return false;
    std::erase_if(rest, [&](NodeIndex node) {
        return isLeaf(node) && std::ranges::binary_search(unmerged, toLeaf(node));
    });
    if (rest.size() != 1)
        return false;
    const Bytes* field = parentHashField(*tree.node(rest.front()));
    if (field == nullptr)
        return false;
    const Digest sibling = treeHashWithout(tree, copath, parentNode.unmerged_leaves);
    return std::ranges::equal(*field, parentHash(parentNode, sibling));
}

} // namespace

Digest parentHash(const ParentNode& parentNode, ByteView originalSiblingTreeHash) {
    tls::Writer w(128);
    w.opaque(parentNode.encryption_key);
    w.opaque(parentNode.parent_hash);
    w.opaque(originalSiblingTreeHash);
    return sha256(w.view());
}

Bytes setParentHashes(StagedTree& tree, std::span<const PathStep> path) {
    Bytes above;
    for (std::size_t i = path.size(); i-- > 0;) {
        const PathStep& step = path[i];
        ParentNode changed = *tree.parentNode(step.node);
        changed.parent_hash = std::move(above);
        // The path emptied the list of unmerged leaves: the sibling's tree hash is the original
        // one.
        above = toBytes(parentHash(changed, tree.treeHash(step.copath)));
        tree.setParent(step.node, std::move(changed));
    }
    return above;
}

Result<void> verifyParentHashes(const TreeReader& tree) {
    for (std::uint32_t i = 1; i < nodeCount(tree.leafCount()); i += 2) {
        const NodeIndex index(i);
        const ParentNode* parentNode = tree.parentNode(index);
        if (parentNode == nullptr)
            continue;
        const NodeIndex one = *left(index);
        const NodeIndex other = *right(index);
        const int chains = (isChainedThrough(tree, *parentNode, one, other) ? 1 : 0) +
                           (isChainedThrough(tree, *parentNode, other, one) ? 1 : 0);
        if (chains != 1)
            return Error(ErrorCode::GroupInvalid, {"parent_hash"});
    }
    return {};
}

} // namespace kontor::mls
