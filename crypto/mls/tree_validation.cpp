#include "crypto/mls/tree_validation.h"

#include "crypto/cipher_suite.h"
#include "crypto/mls/parent_hash.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_set>

namespace kontor::mls {

namespace {

Error broken(const char* rule) {
    return Error(ErrorCode::GroupInvalid, {rule});
}

template <typename Enum>
bool lists(const std::vector<std::uint16_t>& values, Enum value) {
    return std::ranges::find(values, static_cast<std::uint16_t>(value)) != values.end();
}

bool listsAll(const std::vector<std::uint16_t>& values, const std::vector<std::uint16_t>& wanted) {
    return std::ranges::all_of(wanted, [&](std::uint16_t value) { return lists(values, value); });
}

/// Default extension types are supported without being listed (7.2).
bool supports(const Capabilities& capabilities, ExtensionType type) {
    return isDefault(type) || lists(capabilities.extensions, type);
}

/// Every parent from the leaf up to (not including) `top` lists it or is blank.
bool listedBetween(const TreeReader& tree, LeafIndex leaf, NodeIndex top) {
    for (auto node = parent(toNode(leaf), tree.leafCount()); *node != top;
         node = parent(*node, tree.leafCount())) {
        const ParentNode* between = tree.parentNode(*node);
        if (between != nullptr && !std::ranges::binary_search(between->unmerged_leaves, leaf))
            return false;
    }
    return true;
}

Result<void> verifyLeaves(const TreeReader& tree, ByteView groupId,
                          const Extensions& groupContextExtensions) {
    for (const LeafIndex index : occupiedLeaves(tree)) {
        const LeafNode& leaf = *tree.leaf(index);
        if (auto fits = verifyLeafSupports(leaf, groupContextExtensions); !fits.ok())
            return fits;
        if (!leaf.signatureVerifies({groupId, index}))
            return broken("leaf_signature");
    }
    return {};
}

} // namespace

Result<void> verifyUnmergedLeaves(const TreeReader& tree) {
    for (std::uint32_t i = 1; i < nodeCount(tree.leafCount()); i += 2) {
        const NodeIndex index(i);
        const ParentNode* node = tree.parentNode(index);
        if (node == nullptr)
            continue;
        const auto& list = node->unmerged_leaves;
        if (std::ranges::adjacent_find(list, std::greater_equal<>()) != list.end())
            return broken("unmerged_leaves_order");
        for (const LeafIndex leaf : list)
            if (!covers(index, leaf) || tree.leaf(leaf) == nullptr)
                return broken("unmerged_leaves");
        if (!std::ranges::all_of(list,
                                 [&](LeafIndex leaf) { return listedBetween(tree, leaf, index); }))
            return broken("unmerged_leaves_between");
    }
    return {};
}

Result<void> verifyEncryptionKey(ByteView key) {
    const auto parsed = HpkePublicKey::parse(key);
    if (!parsed.ok() || !isUsable(parsed.value()))
        return broken("encryption_key");
    return {};
}

Result<void> verifyEncryptionKeys(const TreeReader& tree) {
    for (std::uint32_t i = 0; i < nodeCount(tree.leafCount()); ++i)
        if (tree.node(NodeIndex(i)) != nullptr)
            if (auto key = verifyEncryptionKey(tree.encryptionKey(NodeIndex(i))); !key.ok())
                return key;
    return {};
}

bool supportsAll(const Capabilities& capabilities, const Extensions& extensions) {
    return std::ranges::all_of(extensions, [&](const Extension& extension) {
        return supports(capabilities, extension.extension_type);
    });
}

Result<void> verifyUniqueKeys(const TreeReader& tree) {
    const std::uint32_t nodes = nodeCount(tree.leafCount());
    std::unordered_set<std::string_view> encryptionKeys;
    std::unordered_set<std::string_view> signatureKeys;
    encryptionKeys.reserve(nodes);
    signatureKeys.reserve(tree.leafCount().value);
    for (std::uint32_t i = 0; i < nodes; ++i) {
        const NodeIndex index(i);
        if (tree.node(index) == nullptr)
            continue;
        if (!encryptionKeys.insert(textOf(tree.encryptionKey(index))).second)
            return broken("encryption_key_unique");
        if (isLeaf(index) &&
            !signatureKeys.insert(textOf(tree.leaf(toLeaf(index))->signature_key)).second)
            return broken("signature_key_unique");
    }
    return {};
}

Result<void> verifyLeafSupports(const LeafNode& leaf, const Extensions& groupContextExtensions) {
    const Capabilities& can = leaf.capabilities;
    if (!lists(can.versions, ProtocolVersion::mls10) || !lists(can.cipher_suites, kCipherSuite))
        return broken("capabilities_suite");
    if (!lists(can.credentials, leaf.credential.credential_type))
        return broken("capabilities_credential");
    if (!supportsAll(can, leaf.extensions))
        return broken("capabilities_leaf_extension");
    if (!supportsAll(can, groupContextExtensions))
        return broken("capabilities_group_extension");
    const Extension* listed = find(groupContextExtensions, ExtensionType::required_capabilities);
    if (listed == nullptr)
        return {};
    const auto required =
        tls::decode<RequiredCapabilities>(listed->extension_data, "required_capabilities");
    if (!required.ok())
        return required.error();
    if (!listsAll(can.extensions, required.value().extension_types) ||
        !listsAll(can.proposals, required.value().proposal_types) ||
        !listsAll(can.credentials, required.value().credential_types))
        return broken("required_capabilities");
    return {};
}

Result<void> verifyCredentialTypes(const TreeReader& tree) {
    const auto leaves = occupiedLeaves(tree);
    std::set<CredentialType> used;
    for (const LeafIndex leaf : leaves)
        used.insert(tree.leaf(leaf)->credential.credential_type);
    for (const LeafIndex leaf : leaves)
        for (const CredentialType type : used)
            if (!lists(tree.leaf(leaf)->capabilities.credentials, type))
                return broken("capabilities_credential");
    return {};
}

Result<void> verifyTree(const TreeReader& tree, ByteView groupId,
                        const Extensions& groupContextExtensions) {
    if (auto lists = verifyUnmergedLeaves(tree); !lists.ok())
        return lists;
    if (auto keys = verifyEncryptionKeys(tree); !keys.ok())
        return keys;
    if (auto keys = verifyUniqueKeys(tree); !keys.ok())
        return keys;
    if (auto types = verifyCredentialTypes(tree); !types.ok())
        return types;
    if (auto hashes = verifyParentHashes(tree); !hashes.ok())
        return hashes;
    return verifyLeaves(tree, groupId, groupContextExtensions);
}

} // namespace kontor::mls
