#include "crypto/mls/proposal_list.h"

#include "crypto/cipher_suite.h"
#include "crypto/mls/tree_validation.h"

#include <algorithm>
#include <set>

namespace kontor::mls {

namespace {

Error broken(const char* rule) {
    return Error(ErrorCode::GroupInvalid, {rule});
}

/// Checks one kind of proposal after the other and remembers what must not come twice.
class ListCheck {
public:
    ListCheck(const TreeReader& tree, LeafIndex committer)
        : m_tree(tree)
        , m_committer(committer) {}

    Result<void> check(const ListedProposal& item) {
        return std::visit([&](const auto& proposal) { return check(proposal, item); },
                          item.proposal.content);
    }

private:
    Result<void> check(const Add& /*add*/, const ListedProposal& item) {
        return item.byReference ? broken("add_by_reference") : Result<void>();
    }
    Result<void> check(const Remove& remove, const ListedProposal& item) {
        if (item.byReference && item.sender.isMember())
            return broken("remove_by_reference");
        return checkRemoved(remove.removed);
    }
    Result<void> check(const SelfRemove& /*leave*/, const ListedProposal& item) {
        if (!item.byReference || !item.sender.isMember())
            return broken("self_remove_by_value");
        return checkRemoved(item.sender.leaf());
    }
    Result<void> check(const GroupContextExtensions& /*change*/, const ListedProposal& item) {
        if (item.byReference)
            return broken("group_context_extensions_by_reference");
        if (m_hasExtensions)
            return broken("group_context_extensions_twice");
        m_hasExtensions = true;
        return {};
    }
    Result<void> check(const Update& /*update*/, const ListedProposal& item) {
        return broken(item.byReference ? "update_by_reference" : "update_by_committer");
    }
    Result<void> check(const PreSharedKey& /*psk*/, const ListedProposal& /*item*/) {
        return broken("psk_unsupported");
    }
    Result<void> check(const ReInit& /*reinit*/, const ListedProposal& /*item*/) {
        return broken("reinit_unsupported");
    }
    Result<void> check(const ExternalInit& /*init*/, const ListedProposal& /*item*/) {
        return broken("external_init_by_member");
    }

    Result<void> checkRemoved(LeafIndex leaf) {
        if (m_tree.leaf(leaf) == nullptr)
            return broken("remove_of_blank_leaf");
        if (leaf == m_committer)
            return broken("remove_of_committer");
        if (!m_removed.insert(leaf).second)
            return broken("leaf_removed_twice");
        return {};
    }

    const TreeReader& m_tree;
    LeafIndex m_committer;
    std::set<LeafIndex> m_removed;
    bool m_hasExtensions = false;
};

void applyRemovals(StagedTree& tree, const std::vector<ListedProposal>& list,
                   ProposalEffects& effects) {
    using By = LeafRemoval::By;
    for (const ListedProposal& item : list) {
        if (item.proposal.as<SelfRemove>() != nullptr)
            effects.removals.push_back({item.sender.leaf(), By::Itself});
        else if (const auto* remove = item.proposal.as<Remove>())
            effects.removals.push_back(
                {remove->removed, item.byReference ? By::ExternalSender : By::Committer});
    }
    for (const LeafRemoval& removal : effects.removals)
        tree.remove(removal.leaf);
}

} // namespace

Result<void> checkProposalList(const TreeReader& tree, const std::vector<ListedProposal>& list,
                               LeafIndex committer) {
    ListCheck rules(tree, committer);
    for (const ListedProposal& item : list)
        if (auto checked = rules.check(item); !checked.ok())
            return checked;
    return {};
}

ProposalEffects applyProposals(StagedTree& tree, const std::vector<ListedProposal>& list) {
    ProposalEffects effects;
    for (const ListedProposal& item : list)
        if (const auto* change = item.proposal.as<GroupContextExtensions>())
            effects.newExtensions = change->extensions;
    applyRemovals(tree, list, effects);
    for (const ListedProposal& item : list)
        if (const auto* add = item.proposal.as<Add>())
            effects.additions.push_back(
                {tree.add(add->key_package.leaf_node), add->key_package.ref()});
    tree.truncate();
    return effects;
}

Result<void> verifyKeyPackages(const std::vector<ListedProposal>& list) {
    for (const ListedProposal& item : list) {
        const auto* add = item.proposal.as<Add>();
        if (add == nullptr)
            continue;
        const KeyPackage& package = add->key_package;
        if (package.version != ProtocolVersion::mls10 ||
            package.cipher_suite != static_cast<std::uint16_t>(kCipherSuite))
            return broken("key_package_suite");
        if (package.leaf_node.leaf_node_source != LeafNodeSource::key_package)
            return broken("key_package_leaf_source");
        if (package.init_key == package.leaf_node.encryption_key)
            return broken("key_package_keys_equal");
        if (!verifyEncryptionKey(package.init_key).ok() ||
            !verifyEncryptionKey(package.leaf_node.encryption_key).ok())
            return broken("encryption_key");
        if (!supportsAll(package.leaf_node.capabilities, package.extensions))
            return broken("capabilities_key_package_extension");
        if (!package.signatureVerifies())
            return broken("key_package_signature");
        if (!package.leaf_node.signatureVerifies({}))
            return broken("leaf_signature");
    }
    return {};
}

} // namespace kontor::mls
