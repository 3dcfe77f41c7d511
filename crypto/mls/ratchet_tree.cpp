#include "crypto/mls/ratchet_tree.h"

#include "base/limits.h"
#include "crypto/mls/tree_hash.h"

#include <algorithm>
#include <utility>

namespace kontor::mls {

namespace {

enum class NodeType : std::uint8_t { leaf = 1, parent = 2 };

constexpr std::size_t kGreatestNodes = std::size_t{2} * limits::kTreeLeaves - 1;

struct OptionalNode {
    std::optional<Node> node;
    static OptionalNode parse(tls::Reader& r) { return {r.optional<Node>()}; }
};

bool standsRight(NodeIndex index, const Node& node) {
    return isLeaf(index) == std::holds_alternative<LeafNode>(node.content);
}

bool allBlank(const TreeReader& tree, NodeIndex index) {
    if (tree.node(index) != nullptr)
        return false;
    return isLeaf(index) || (allBlank(tree, *left(index)) && allBlank(tree, *right(index)));
}

void appendResolution(const TreeReader& tree, NodeIndex index, std::vector<NodeIndex>& found) {
    if (tree.node(index) != nullptr) {
        found.push_back(index);
        if (const ParentNode* parentNode = tree.parentNode(index))
            for (const LeafIndex leaf : parentNode->unmerged_leaves)
                found.push_back(toNode(leaf));
        return;
    }
    if (isLeaf(index))
        return;
    appendResolution(tree, *left(index), found);
    appendResolution(tree, *right(index), found);
}

Digest hashOf(const TreeReader& tree, NodeIndex index) {
    if (isLeaf(index))
        return hashLeaf(toLeaf(index), tree.leaf(toLeaf(index)));
    const Digest leftHash = tree.treeHash(*left(index));
    return hashParent(tree.parentNode(index), leftHash, tree.treeHash(*right(index)));
}

} // namespace

void ParentNode::encode(tls::Writer& w) const {
    w.opaque(encryption_key);
    w.opaque(parent_hash);
    w.sized([&] {
        for (const LeafIndex leaf : unmerged_leaves)
            w.u32(leaf.value);
    });
}

ParentNode ParentNode::parse(tls::Reader& r) {
    ParentNode node{r.opaque(), r.opaque(), {}};
    for (const std::uint32_t leaf : r.vector<std::uint32_t>())
        node.unmerged_leaves.push_back(LeafIndex(leaf));
    return node;
}

void Node::encode(tls::Writer& w) const {
    w.value(std::holds_alternative<LeafNode>(content) ? NodeType::leaf : NodeType::parent);
    std::visit([&](const auto& node) { w.value(node); }, content);
}

Node Node::parse(tls::Reader& r) {
    if (r.oneOf<NodeType>({NodeType::leaf, NodeType::parent}) == NodeType::leaf)
        return {r.value<LeafNode>()};
    return {r.value<ParentNode>()};
}

const LeafNode* TreeReader::leaf(LeafIndex index) const {
    if (index.value >= leafCount().value)
        return nullptr;
    const Node* found = node(toNode(index));
    return found == nullptr ? nullptr : std::get_if<LeafNode>(&found->content);
}

const ParentNode* TreeReader::parentNode(NodeIndex index) const {
    const Node* found = node(index);
    return found == nullptr ? nullptr : std::get_if<ParentNode>(&found->content);
}

const Bytes& TreeReader::encryptionKey(NodeIndex index) const {
    const Node* found = node(index);
    assert(found != nullptr);
    return std::visit([](const auto& any) -> const Bytes& { return any.encryption_key; },
                      found->content);
}

RatchetTree::RatchetTree(LeafNode only)
    : m_leaves(1) {
    m_nodes.push_back(std::make_unique<const Node>(Node{std::move(only)}));
    hashEverything();
}

Result<RatchetTree> RatchetTree::parse(ByteView ratchetTree) {
    auto items = tls::decodeVector<OptionalNode>(ratchetTree, "ratchet_tree", kGreatestNodes);
    if (!items.ok())
        return items.error();
    auto& list = items.value();
    if (list.empty() || !list.back().node)
        return Error(ErrorCode::Malformed, {"ratchet_tree"});
    std::map<NodeIndex, NodePointer> nodes;
    for (std::uint32_t i = 0; i < list.size(); ++i)
        if (list[i].node)
            nodes.emplace_hint(nodes.end(), NodeIndex(i),
                               std::make_unique<const Node>(std::move(*list[i].node)));
    return fromNodes(std::move(nodes));
}

Result<RatchetTree> RatchetTree::fromNodes(std::map<NodeIndex, NodePointer> nodes) {
    if (nodes.empty() || nodes.rbegin()->first.value >= kGreatestNodes)
        return Error(ErrorCode::Malformed, {"ratchet_tree"});
    RatchetTree tree;
    tree.m_leaves = countHolding(leavesBelow(nodes.rbegin()->first).last);
    // A parent as the last node lies left of leaves that are all blank: its own last leaf counts.
    tree.m_nodes.resize(nodeCount(tree.m_leaves));
    for (auto& [index, node] : nodes) {
        if (!standsRight(index, *node))
            return Error(ErrorCode::Malformed, {"ratchet_tree"});
        tree.m_nodes[index.value] = std::move(node);
    }
    tree.hashEverything();
    return tree;
}

const Node* RatchetTree::node(NodeIndex index) const {
    return index.value < m_nodes.size() ? m_nodes[index.value].get() : nullptr;
}

const Digest& RatchetTree::treeHash(NodeIndex index) const {
    assert(index.value < m_hashes.size());
    return m_hashes[index.value];
}

void RatchetTree::hashEverything() {
    m_hashes.resize(m_nodes.size());
    // Level by level, so that children are done before their parents.
    for (std::uint32_t step = 1; step <= m_nodes.size(); step *= 2)
        for (std::uint32_t i = step - 1; i < m_nodes.size(); i += 2 * step)
            m_hashes[i] = hashOf(*this, NodeIndex(i));
}

void RatchetTree::merge(TreeChanges changes) {
    m_leaves = changes.leaves;
    m_nodes.resize(nodeCount(m_leaves));
    m_hashes.resize(nodeCount(m_leaves));
    for (auto& [index, node] : changes.nodes)
        if (index.value < m_nodes.size())
            m_nodes[index.value] = std::move(node);
    for (auto& [index, hash] : changes.hashes)
        if (index.value < m_hashes.size())
            m_hashes[index.value] = *hash;
}

StagedTree::StagedTree(const RatchetTree& base)
    : StagedTree(base, {base.leafCount(), {}, {}}) {}

StagedTree::StagedTree(const RatchetTree& base, TreeChanges changes)
    : m_base(base)
    , m_changes(std::move(changes)) {}

const Node* StagedTree::node(NodeIndex index) const {
    if (index.value >= nodeCount(m_changes.leaves))
        return nullptr;
    const auto found = m_changes.nodes.find(index);
    return found == m_changes.nodes.end() ? m_base.node(index) : found->second.get();
}

const Digest& StagedTree::treeHash(NodeIndex index) const {
    const auto found = m_changes.hashes.find(index);
    if (found == m_changes.hashes.end())
        return m_base.treeHash(index);
    if (!found->second)
        found->second = hashOf(*this, index);
    return *found->second;
}

void StagedTree::set(NodeIndex index, NodePointer node) {
    m_changes.nodes[index] = std::move(node);
    for (std::optional<NodeIndex> above = index; above; above = parent(*above, m_changes.leaves))
        m_changes.hashes[*above].reset();
}

void StagedTree::doubleSize() {
    const std::uint32_t before = nodeCount(m_changes.leaves);
    m_changes.leaves = LeafCount(m_changes.leaves.value * 2);
    // What was cut earlier in this stage must not shine through from the base.
    for (std::uint32_t i = before; i < nodeCount(m_changes.leaves); ++i) {
        m_changes.nodes[NodeIndex(i)] = nullptr;
        m_changes.hashes[NodeIndex(i)].reset();
    }
}

LeafIndex StagedTree::add(LeafNode leaf) {
    LeafIndex index = m_firstBlank;
    while (index.value < m_changes.leaves.value && this->leaf(index) != nullptr)
        index = index.next();
    if (index.value == m_changes.leaves.value)
        doubleSize();
    m_firstBlank = index.next();
    for (const NodeIndex above : directPath(index, m_changes.leaves)) {
        const ParentNode* present = parentNode(above);
        if (present == nullptr)
            continue;
        ParentNode changed = *present;
        auto& list = changed.unmerged_leaves;
        list.insert(std::ranges::lower_bound(list, index), index);
        m_changes.nodes[above] = std::make_unique<const Node>(Node{std::move(changed)});
    }
    setLeaf(index, std::move(leaf));
    return index;
}

void StagedTree::update(LeafIndex index, LeafNode leaf) {
    blankDirectPath(index);
    setLeaf(index, std::move(leaf));
}

void StagedTree::remove(LeafIndex index) {
    blankDirectPath(index);
    set(toNode(index), nullptr);
    m_firstBlank = std::min(m_firstBlank, index);
}

void StagedTree::truncate() {
    while (m_changes.leaves.value > 1) {
        const NodeIndex top = root(m_changes.leaves);
        if (!allBlank(*this, *right(top)))
            return;
        m_changes.leaves = LeafCount(m_changes.leaves.value / 2);
    }
}

void StagedTree::blankDirectPath(LeafIndex index) {
    for (const NodeIndex above : directPath(index, m_changes.leaves))
        if (node(above) != nullptr)
            m_changes.nodes[above] = nullptr;
    for (std::optional<NodeIndex> above = toNode(index); above;
         above = parent(*above, m_changes.leaves))
        m_changes.hashes[*above].reset();
}

void StagedTree::setLeaf(LeafIndex index, LeafNode leaf) {
    set(toNode(index), std::make_unique<const Node>(Node{std::move(leaf)}));
}

void StagedTree::setParent(NodeIndex index, ParentNode parentNode) {
    set(index, std::make_unique<const Node>(Node{std::move(parentNode)}));
}

TreeChanges StagedTree::take() && {
    std::erase_if(m_changes.hashes, [&](const auto& entry) {
        return entry.first.value >= nodeCount(m_changes.leaves);
    });
    // Whatever lies above a change is marked, so this reaches every mark.
    std::ignore = rootHash();
    return std::move(m_changes);
}

Bytes encodeTree(const TreeReader& tree) {
    std::uint32_t end = nodeCount(tree.leafCount());
    while (end > 0 && tree.node(NodeIndex(end - 1)) == nullptr)
        --end;
    tls::Writer w(std::size_t{end} * 256);
    w.sized([&] {
        for (std::uint32_t i = 0; i < end; ++i) {
            const Node* node = tree.node(NodeIndex(i));
            w.u8(node != nullptr ? 1 : 0);
            if (node != nullptr)
                w.value(*node);
        }
    });
    return std::move(w).take();
}

std::vector<NodeIndex> resolution(const TreeReader& tree, NodeIndex index) {
    std::vector<NodeIndex> found;
    appendResolution(tree, index, found);
    return found;
}

std::vector<PathStep> filteredDirectPath(const TreeReader& tree, LeafIndex leaf) {
    std::vector<PathStep> steps;
    NodeIndex child = toNode(leaf);
    for (const NodeIndex node : directPath(leaf, tree.leafCount())) {
        const NodeIndex copath = *sibling(child, tree.leafCount());
        if (!allBlank(tree, copath))
            steps.push_back({node, copath});
        child = node;
    }
    return steps;
}

std::vector<LeafIndex> occupiedLeaves(const TreeReader& tree) {
    std::vector<LeafIndex> leaves;
    for (std::uint32_t i = 0; i < tree.leafCount().value; ++i)
        if (tree.leaf(LeafIndex(i)) != nullptr)
            leaves.push_back(LeafIndex(i));
    return leaves;
}

} // namespace kontor::mls
