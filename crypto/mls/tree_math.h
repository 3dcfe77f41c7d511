#pragma once

#include "base/number.h"

#include <bit>
#include <cassert>
#include <cstdint>
#include <optional>
#include <vector>

/// Arithmetic on the indices of a full binary tree kept in an array (RFC 9420, 4.1 and appendix C).
/// A tree of four leaves; leaves are the even nodes:
///
///              3
///           /     \           .
///         1         5
///        / \       / \       .
///       0   2     4   6       nodes
///       0   1     2   3       leaves
///
/// A node's index does not depend on the tree's size, and neither do its children. Pure functions;
/// a tree has at most 2^31 leaves.
namespace kontor::mls {

/// A leaf's place among the leaves, from the left: what messages carry (`leaf_index`).
using LeafIndex = Number<struct LeafIndexTag, std::uint32_t>;
/// A node's place in the array.
using NodeIndex = Number<struct NodeIndexTag, std::uint32_t>;
/// Leaves of a full tree: a power of two, blank ones counted.
using LeafCount = Number<struct LeafCountTag, std::uint32_t>;

[[nodiscard]] constexpr NodeIndex toNode(LeafIndex leaf) {
    return NodeIndex(leaf.value * 2);
}

[[nodiscard]] constexpr bool isLeaf(NodeIndex node) {
    return (node.value & 1U) == 0;
}

[[nodiscard]] constexpr LeafIndex toLeaf(NodeIndex node) {
    assert(isLeaf(node));
    return LeafIndex(node.value / 2);
}

/// Height above the leaves; a leaf's is 0.
[[nodiscard]] constexpr std::uint32_t level(NodeIndex node) {
    return static_cast<std::uint32_t>(std::countr_one(node.value));
}

[[nodiscard]] constexpr std::uint32_t nodeCount(LeafCount leaves) {
    return leaves.value == 0 ? 0 : leaves.value * 2 - 1;
}

[[nodiscard]] constexpr NodeIndex root(LeafCount leaves) {
    assert(std::has_single_bit(leaves.value));
    return NodeIndex(leaves.value - 1);
}

/// The smallest full tree that has `leaf`.
[[nodiscard]] constexpr LeafCount countHolding(LeafIndex leaf) {
    return LeafCount(std::bit_ceil(leaf.value + 1));
}

[[nodiscard]] constexpr std::optional<NodeIndex> left(NodeIndex node) {
    if (isLeaf(node))
        return std::nullopt;
    return NodeIndex(node.value ^ (1U << (level(node) - 1)));
}

[[nodiscard]] constexpr std::optional<NodeIndex> right(NodeIndex node) {
    if (isLeaf(node))
        return std::nullopt;
    return NodeIndex(node.value ^ (3U << (level(node) - 1)));
}

[[nodiscard]] constexpr std::optional<NodeIndex> parent(NodeIndex node, LeafCount leaves) {
    if (node == root(leaves))
        return std::nullopt;
    const auto height = level(node);
    return NodeIndex((node.value | (1U << height)) & ~(1U << (height + 1)));
}

[[nodiscard]] constexpr std::optional<NodeIndex> sibling(NodeIndex node, LeafCount leaves) {
    if (node == root(leaves))
        return std::nullopt;
    return NodeIndex(node.value ^ (2U << level(node)));
}

/// First and last leaf below a node (the node itself when it is a leaf).
struct LeafSpan {
    LeafIndex first;
    LeafIndex last;
    [[nodiscard]] constexpr bool contains(LeafIndex leaf) const {
        return first <= leaf && leaf <= last;
    }
};

[[nodiscard]] constexpr LeafSpan leavesBelow(NodeIndex node) {
    const std::uint32_t half = (1U << level(node)) - 1;
    return {LeafIndex((node.value - half) / 2), LeafIndex((node.value + half) / 2)};
}

/// Is `leaf` below `node`, or the node itself?
[[nodiscard]] constexpr bool covers(NodeIndex node, LeafIndex leaf) {
    return leavesBelow(node).contains(leaf);
}

/// The lowest node that covers both.
[[nodiscard]] constexpr NodeIndex commonAncestor(LeafIndex one, LeafIndex other) {
    const auto height = static_cast<std::uint32_t>(std::bit_width(one.value ^ other.value));
    return NodeIndex(((one.value >> height) << (height + 1)) + (1U << height) - 1);
}

/// The child of `node` that covers `leaf`. `node` is a parent that covers it.
[[nodiscard]] constexpr NodeIndex childTowards(NodeIndex node, LeafIndex leaf) {
    assert(!isLeaf(node) && covers(node, leaf));
    return toNode(leaf) < node ? *left(node) : *right(node);
}

/// Parents of a leaf from the lowest to the root.
[[nodiscard]] inline std::vector<NodeIndex> directPath(LeafIndex leaf, LeafCount leaves) {
    std::vector<NodeIndex> path;
    for (auto node = parent(toNode(leaf), leaves); node; node = parent(*node, leaves))
        path.push_back(*node);
    return path;
}

} // namespace kontor::mls
