#include "crypto/mls/ratchet_tree.h"

#include "crypto/encoding.h"
#include "crypto/mls/parent_hash.h"
#include "crypto/mls/proposals.h"
#include "crypto/mls/tree_validation.h"
#include "tools/vectors/vector_types.h"

#include <QJsonArray>

namespace kontor::vectors {

using namespace mls;

namespace {

void verifyResolution(const VectorCase& c, const RatchetTree& tree, NodeIndex node,
                      const QJsonArray& expected) {
    const auto found = resolution(tree, node);
    bool same = static_cast<qsizetype>(found.size()) == expected.size();
    for (std::size_t i = 0; same && i < found.size(); ++i)
        same = found[i].value ==
               static_cast<std::uint32_t>(expected.at(static_cast<qsizetype>(i)).toInt());
    c.expect(same, "resolution");
}

void apply(const VectorCase& c, StagedTree& tree, const Proposal& proposal, LeafIndex sender) {
    if (const auto* add = proposal.as<Add>()) {
        tree.add(add->key_package.leaf_node);
    } else if (const auto* update = proposal.as<Update>()) {
        tree.update(sender, update->leaf_node);
    } else if (const auto* remove = proposal.as<Remove>()) {
        tree.remove(remove->removed);
        tree.truncate();
    } else {
        c.fail("proposal type");
    }
}

} // namespace

void verifyTreeOperations(const VectorCase& c) {
    auto before = RatchetTree::parse(c.hex("tree_before"));
    const auto proposal =
        c.got(tls::decode<Proposal>(c.hex("proposal"), "Proposal"), "proposal decodes");
    c.expect(before.ok(), "tree_before decodes");
    if (!before.ok() || !proposal)
        return;
    RatchetTree& tree = before.value();
    c.equal(tree.rootHash(), "tree_hash_before");
    StagedTree staged(tree);
    apply(c, staged, *proposal, LeafIndex(static_cast<std::uint32_t>(c.number("proposal_sender"))));
    c.equal(encodeTree(staged), "tree_after");
    c.equal(staged.rootHash(), "tree_hash_after");
    // Merged it must be the same, hashes that were not computed anew included.
    tree.merge(std::move(staged).take());
    c.equal(encodeTree(tree), "tree_after");
    c.equal(tree.rootHash(), "tree_hash_after");
}

void verifyTreeValidation(const VectorCase& c) {
    const Bytes encoded = c.hex("tree");
    const auto parsed = RatchetTree::parse(encoded);
    c.expect(parsed.ok(), "tree decodes");
    if (!parsed.ok())
        return;
    const RatchetTree& tree = parsed.value();
    c.equal(encodeTree(tree), "tree");
    const QJsonArray resolutions = c.array("resolutions");
    const QJsonArray hashes = c.array("tree_hashes");
    const auto nodes = static_cast<qsizetype>(nodeCount(tree.leafCount()));
    c.expect(resolutions.size() == nodes && hashes.size() == nodes, "number of nodes");
    if (c.failure())
        return;
    for (std::uint32_t i = 0; i < nodes; ++i) {
        verifyResolution(c, tree, NodeIndex(i), resolutions.at(i).toArray());
        c.expect(toHex(tree.treeHash(NodeIndex(i))) == hashes.at(i).toString().toStdString(),
                 "tree_hashes");
    }
    c.expect(verifyUnmergedLeaves(tree).ok(), "unmerged leaves");
    c.expect(verifyParentHashes(tree).ok(), "parent hashes");
    c.expect(verifyUniqueKeys(tree).ok(), "unique keys");
    const Bytes group_id = c.hex("group_id");
    for (const LeafIndex leaf : occupiedLeaves(tree))
        c.expect(tree.leaf(leaf)->signatureVerifies({group_id, leaf}), "leaf signature");
}

} // namespace kontor::vectors
