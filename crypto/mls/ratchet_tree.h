#pragma once

#include "base/result.h"
#include "crypto/hash.h"
#include "crypto/mls/leaf_node.h"
#include "crypto/mls/tls_codec.h"
#include "crypto/mls/tree_math.h"

#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <variant>
#include <vector>

/// The ratchet tree (RFC 9420, 4 and 7): who is in the group, and the public keys under which parts
/// of it can be reached. A RatchetTree is the truth of an epoch; a StagedTree is what a commit
/// would make of it, kept as a difference (14: nothing changes until the commit is accepted).
namespace kontor::mls {

/// 7.1.
struct ParentNode {
    Bytes encryption_key;
    Bytes parent_hash;
    std::vector<LeafIndex> unmerged_leaves;

    friend bool operator==(const ParentNode&, const ParentNode&) = default;
    void encode(tls::Writer& w) const;
    static ParentNode parse(tls::Reader& r);
};

/// 12.4.3.3, struct Node; also a row of a group's store.
struct Node {
    std::variant<LeafNode, ParentNode> content;

    friend bool operator==(const Node&, const Node&) = default;
    void encode(tls::Writer& w) const;
    static Node parse(tls::Reader& r);
};

/// A tree to look at, with every node's tree hash at hand.
class TreeReader {
public:
    virtual ~TreeReader() = default;
    [[nodiscard]] virtual LeafCount leafCount() const = 0;
    /// Null for a blank node and for one outside the tree.
    [[nodiscard]] virtual const Node* node(NodeIndex index) const = 0;
    /// 7.8. `index` is inside the tree.
    [[nodiscard]] virtual const Digest& treeHash(NodeIndex index) const = 0;

    /// Null: blank or outside.
    [[nodiscard]] const LeafNode* leaf(LeafIndex index) const;
    [[nodiscard]] const ParentNode* parentNode(NodeIndex index) const;
    /// The public key of a node that is not blank.
    [[nodiscard]] const Bytes& encryptionKey(NodeIndex index) const;
    [[nodiscard]] const Digest& rootHash() const { return treeHash(root(leafCount())); }
};

using NodePointer = std::unique_ptr<const Node>;

/// What a StagedTree changes; worth nothing without the tree that it was made from.
struct TreeChanges {
    LeafCount leaves;
    std::map<NodeIndex, NodePointer> nodes; ///< null: blank now
    /// Of every node at or above a change; empty until somebody asks.
    std::unordered_map<NodeIndex, std::optional<Digest>> hashes;
};

class RatchetTree final : public TreeReader {
public:
    /// One leaf: a group's first epoch.
    explicit RatchetTree(LeafNode only);
    /// The `ratchet_tree` vector (12.4.3.3); syntax only: whether it is a good tree,
    /// tree_validation.h says. Malformed.
    [[nodiscard]] static Result<RatchetTree> parse(ByteView ratchetTree);
    /// Nodes that encode() or a store gave, blank ones left out. Malformed.
    [[nodiscard]] static Result<RatchetTree> fromNodes(std::map<NodeIndex, NodePointer> nodes);

    [[nodiscard]] LeafCount leafCount() const override { return m_leaves; }
    [[nodiscard]] const Node* node(NodeIndex index) const override;
    [[nodiscard]] const Digest& treeHash(NodeIndex index) const override;

    /// `changes` come from a StagedTree over this tree as it is.
    void merge(TreeChanges changes);

private:
    RatchetTree() = default;
    void hashEverything();

    LeafCount m_leaves;
    std::vector<NodePointer> m_nodes;
    std::vector<Digest> m_hashes;
};

class StagedTree final : public TreeReader {
public:
    /// Borrows `base`, which must not change meanwhile.
    explicit StagedTree(const RatchetTree& base);
    StagedTree(const RatchetTree& base, TreeChanges changes);

    [[nodiscard]] LeafCount leafCount() const override { return m_changes.leaves; }
    [[nodiscard]] const Node* node(NodeIndex index) const override;
    [[nodiscard]] const Digest& treeHash(NodeIndex index) const override;

    /// 12.1.1: into the leftmost blank leaf; the tree doubles when there is none.
    LeafIndex add(LeafNode leaf);
    /// 12.1.2: replaces a leaf and blanks its direct path.
    void update(LeafIndex index, LeafNode leaf);
    /// 12.1.3 without the truncation: that comes once, after all proposals.
    void remove(LeafIndex index);
    /// 7.7: halves the tree while its right half is blank.
    void truncate();

    /// Parts of a path update (7.5).
    void blankDirectPath(LeafIndex index);
    void setLeaf(LeafIndex index, LeafNode leaf);
    void setParent(NodeIndex index, ParentNode parentNode);

    /// Everything is hashed; the object is spent.
    [[nodiscard]] TreeChanges take() &&;

private:
    void set(NodeIndex index, NodePointer node);
    void doubleSize();

    const RatchetTree& m_base;
    mutable TreeChanges m_changes; ///< mutable for the hashes that are computed when asked for
    LeafIndex m_firstBlank;        ///< no leaf before it is blank
};

/// The `ratchet_tree` vector (12.4.3.3), blank nodes at the end left out.
[[nodiscard]] Bytes encodeTree(const TreeReader& tree);

/// 4.1.1: the fewest nodes that together reach every leaf below `index`.
[[nodiscard]] std::vector<NodeIndex> resolution(const TreeReader& tree, NodeIndex index);

/// A parent on a filtered direct path (4.1.2), and its child that the path does not go through.
struct PathStep {
    NodeIndex node;
    NodeIndex copath;
};
/// From the lowest to the top. Parents whose copath child has an empty resolution are left out.
[[nodiscard]] std::vector<PathStep> filteredDirectPath(const TreeReader& tree, LeafIndex leaf);

/// All leaves that are not blank, ascending.
[[nodiscard]] std::vector<LeafIndex> occupiedLeaves(const TreeReader& tree);

} // namespace kontor::mls
