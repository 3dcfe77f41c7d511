#include "crypto/mls/treekem.h"

#include "crypto/mls/parent_hash.h"

#include <algorithm>

namespace kontor::mls {

namespace {

constexpr std::string_view kLabel = "UpdatePathNode";

/// Whom a path secret goes to: the resolution without those who come in this commit; they get
/// theirs in a Welcome.
std::vector<NodeIndex> receivers(const TreeReader& tree, NodeIndex copath,
                                 const std::set<LeafIndex>& added) {
    auto nodes = resolution(tree, copath);
    std::erase_if(nodes,
                  [&](NodeIndex node) { return isLeaf(node) && added.contains(toLeaf(node)); });
    return nodes;
}

Error cannotOpen() {
    return Error(ErrorCode::CryptoFailed, {"path"});
}

} // namespace

PrivatePath PrivatePath::clone() const {
    PrivatePath copy{own, {}};
    for (const auto& [node, key] : keys)
        copy.keys.emplace(node, key.clone());
    return copy;
}

void PrivatePath::dropOutdated(const TreeReader& tree) {
    std::erase_if(keys, [&](const auto& entry) {
        return tree.node(entry.first) == nullptr ||
               !std::ranges::equal(tree.encryptionKey(entry.first), entry.second.publicKey.bytes);
    });
}

PathSecrets derivePathSecrets(HashSecret lowest, std::size_t count) {
    PathSecrets result;
    HashSecret secret = std::move(lowest);
    for (std::size_t i = 0; i < count; ++i) {
        result.keys.push_back(HpkeKeyPair::derive(deriveSecret(secret.view(), "node").view()));
        HashSecret next = deriveSecret(secret.view(), "path");
        result.path_secrets.push_back(std::move(secret));
        secret = std::move(next);
    }
    result.commit_secret = std::move(secret);
    return result;
}

Result<std::vector<PathStep>> mergePath(StagedTree& tree, LeafIndex committer,
                                        const UpdatePath& path) {
    auto steps = filteredDirectPath(tree, committer);
    if (steps.size() != path.nodes.size())
        return Error(ErrorCode::GroupInvalid, {"path_length"});
    tree.blankDirectPath(committer);
    for (std::size_t i = 0; i < steps.size(); ++i)
        tree.setParent(steps[i].node, {path.nodes[i].encryption_key, {}, {}});
    if (setParentHashes(tree, steps) != path.leaf_node.parent_hash)
        return Error(ErrorCode::GroupInvalid, {"parent_hash"});
    tree.setLeaf(committer, path.leaf_node);
    return steps;
}

Result<void> verifyCiphertextCounts(const TreeReader& tree, const UpdatePath& path,
                                    const std::vector<PathStep>& steps,
                                    const std::set<LeafIndex>& added) {
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (path.nodes[i].encrypted_path_secret.size() !=
            receivers(tree, steps[i].copath, added).size())
            return Error(ErrorCode::GroupInvalid, {"path_ciphertexts"});
    return {};
}

OwnPath makePath(StagedTree& tree, LeafIndex committer, LeafNode leaf, ByteView groupId,
                 const SignatureKeyPair& key, Random& random) {
    auto steps = filteredDirectPath(tree, committer);
    OwnPath own{steps, derivePathSecrets(random.secret<kHashBytes>(), steps.size()),
                HpkeKeyPair::generate(random)};
    tree.blankDirectPath(committer);
    for (std::size_t i = 0; i < steps.size(); ++i)
        tree.setParent(steps[i].node, {own.secrets.keys[i].publicKey.toBytes(), {}, {}});
    leaf.leaf_node_source = LeafNodeSource::commit;
    leaf.lifetime = {};
    leaf.encryption_key = own.leafKey.publicKey.toBytes();
    leaf.signature_key = key.publicKey().toBytes();
    leaf.parent_hash = setParentHashes(tree, steps);
    leaf.sign(key, {groupId, committer});
    tree.setLeaf(committer, std::move(leaf));
    return own;
}

Result<UpdatePath> encryptPath(const TreeReader& tree, const OwnPath& own, LeafIndex committer,
                               ByteView groupContext, const std::set<LeafIndex>& added,
                               Random& random) {
    UpdatePath path{*tree.leaf(committer), {}};
    for (std::size_t i = 0; i < own.steps.size(); ++i) {
        UpdatePathNode node{own.secrets.keys[i].publicKey.toBytes(), {}};
        for (const NodeIndex receiver : receivers(tree, own.steps[i].copath, added)) {
            auto sealed = encryptWithLabel(tree.encryptionKey(receiver), kLabel, groupContext,
                                           own.secrets.path_secrets[i].view(), random);
            if (!sealed.ok())
                return sealed.error();
            node.encrypted_path_secret.push_back(std::move(sealed).value());
        }
        path.nodes.push_back(std::move(node));
    }
    return path;
}

Result<OpenedPath> openPath(const TreeReader& tree, const UpdatePath& path,
                            const std::vector<PathStep>& steps, const PrivatePath& own,
                            ByteView groupContext, const std::set<LeafIndex>& added) {
    const auto step = std::ranges::find_if(
        steps, [&](const PathStep& candidate) { return covers(candidate.copath, own.own); });
    if (step == steps.end())
        return cannotOpen();
    const auto first = static_cast<std::size_t>(step - steps.begin());
    const auto& ciphertexts = path.nodes[first].encrypted_path_secret;
    const auto nodes = receivers(tree, step->copath, added);
    // Which of them we can read is a question of whose key we hold, not of who stands above us: an
    // unmerged leaf lies below a parent whose key it never got.
    const auto ours =
        std::ranges::find_if(nodes, [&](NodeIndex node) { return own.keys.contains(node); });
    if (ours == nodes.end() || ciphertexts.size() != nodes.size())
        return cannotOpen();
    const auto& sealed = ciphertexts[static_cast<std::size_t>(ours - nodes.begin())];
    const auto secret = decryptWithLabel(own.keys.at(*ours), kLabel, groupContext,
                                         sealed.kem_output, sealed.ciphertext);
    if (!secret.ok())
        return cannotOpen();
    auto lowest = HashSecret::copyOf(secret.value().view());
    if (!lowest.ok())
        return cannotOpen();

    auto derived = derivePathSecrets(std::move(lowest).value(), steps.size() - first);
    OpenedPath opened;
    for (std::size_t i = 0; i < derived.keys.size(); ++i) {
        if (!std::ranges::equal(derived.keys[i].publicKey.bytes,
                                path.nodes[first + i].encryption_key))
            return cannotOpen();
        opened.keys.emplace(steps[first + i].node, std::move(derived.keys[i]));
    }
    opened.path_secret = std::move(derived.path_secrets.front());
    opened.commit_secret = std::move(derived.commit_secret);
    return opened;
}

Result<std::map<NodeIndex, HpkeKeyPair>> keysOfJoiner(const TreeReader& tree, LeafIndex own,
                                                      LeafIndex committer, HashSecret path_secret) {
    auto steps = filteredDirectPath(tree, committer);
    std::erase_if(steps, [&](const PathStep& step) { return !covers(step.node, own); });
    if (steps.empty() || steps.front().node != commonAncestor(own, committer))
        return cannotOpen();
    auto derived = derivePathSecrets(std::move(path_secret), steps.size());
    std::map<NodeIndex, HpkeKeyPair> keys;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const NodeIndex node = steps[i].node;
        if (tree.node(node) == nullptr ||
            !std::ranges::equal(tree.encryptionKey(node), derived.keys[i].publicKey.bytes))
            return cannotOpen();
        keys.emplace(node, std::move(derived.keys[i]));
    }
    return keys;
}

} // namespace kontor::mls
