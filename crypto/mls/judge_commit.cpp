#include "base/limits.h"
#include "crypto/mls/external_form.h"
#include "crypto/mls/judge.h"
#include "crypto/mls/transcript_hash.h"
#include "crypto/mls/tree_validation.h"
#include "crypto/mls/treekem.h"

#include <algorithm>

namespace kontor::mls {

namespace {

Error broken(const char* rule) {
    return Error(ErrorCode::GroupInvalid, {rule});
}

/// The proposals that the commit covers, looked up where they are named by reference. A pending one
/// that it leaves out makes it Stale (delivery.md, rule 3).
Result<std::vector<ListedProposal>> listProposals(const PublicState& state, const Commit& commit,
                                                  LeafIndex committer) {
    std::vector<ListedProposal> list;
    std::set<Bytes> named;
    for (const ProposalOrRef& item : commit.proposals) {
        if (const auto* proposal = std::get_if<Proposal>(&item.content)) {
            list.push_back({*proposal, Sender::member(committer), false});
            continue;
        }
        const Bytes& ref = std::get<ProposalRef>(item.content).hash;
        const auto found = std::ranges::find(state.pending, ref, &PendingProposal::ref);
        if (found == state.pending.end())
            return broken("unknown_proposal");
        if (!named.insert(ref).second)
            return broken("proposal_twice");
        if (found->cause == RemovalCause::SelfRemove)
            list.push_back({{SelfRemove{}}, Sender::member(found->target), true});
        else
            list.push_back({{Remove{found->target}}, Sender::external(0), true});
    }
    if (named.size() != state.pending.size())
        return Error(ErrorCode::Stale, {"pending_proposal"});
    return list;
}

/// What a GroupContextExtensions may change: the admins (rule 17).
Result<KontorExtensions> newExtensionsOf(const PublicState& state, const Extensions& proposed) {
    auto parsed = KontorExtensions::parse(proposed);
    if (!parsed.ok())
        return parsed.error();
    if (parsed.value().removalKey != state.kontor.removalKey)
        return broken("removal_key_is_fixed");
    if (parsed.value().build() != proposed)
        return broken("group_context_extension");
    return parsed;
}

/// 12.4.2: none of the path's keys is in the tree that the path is put upon. What is not on the
/// direct path is compared later, when all keys of the new tree are.
Result<void> checkFreshKeys(const TreeReader& tree, LeafIndex committer, const UpdatePath& path) {
    std::set<Bytes> fresh{path.leaf_node.encryption_key};
    for (const UpdatePathNode& node : path.nodes)
        if (!fresh.insert(node.encryption_key).second)
            return broken("encryption_key_unique");
    for (const Bytes& key : fresh)
        if (auto usable = verifyEncryptionKey(key); !usable.ok())
            return usable;
    if (fresh.contains(tree.leaf(committer)->encryption_key))
        return broken("path_key_not_fresh");
    for (const NodeIndex node : directPath(committer, tree.leafCount()))
        if (tree.node(node) != nullptr && fresh.contains(tree.encryptionKey(node)))
            return broken("path_key_not_fresh");
    return {};
}

/// The committer's new leaf (7.3), and the leaves that come in with the commit.
Result<void> checkNewLeaves(const PublicState& state, const TreeReader& tree, LeafIndex committer,
                            const UpdatePath& path, const ProposalEffects& effects) {
    const Extensions& extensions =
        effects.newExtensions ? *effects.newExtensions : state.context.extensions;
    for (const LeafAddition& added : effects.additions)
        if (auto fits = verifyLeafSupports(*tree.leaf(added.leaf), extensions); !fits.ok())
            return fits;
    if (path.leaf_node.leaf_node_source != LeafNodeSource::commit)
        return broken("path_leaf_source");
    if (auto fits = verifyLeafSupports(path.leaf_node, extensions); !fits.ok())
        return fits;
    if (!path.leaf_node.signatureVerifies({state.context.group_id, committer}))
        return broken("leaf_signature");
    return {};
}

std::set<LeafIndex> leavesOf(const std::vector<Addition>& additions) {
    std::set<LeafIndex> leaves;
    for (const Addition& addition : additions)
        leaves.insert(addition.member.leaf);
    return leaves;
}

std::vector<Member> membersOf(const std::vector<Addition>& additions) {
    std::vector<Member> members;
    for (const Addition& addition : additions)
        members.push_back(addition.member);
    return members;
}

std::set<LeafIndex> leavesOf(const std::vector<Removal>& removals) {
    std::set<LeafIndex> leaves;
    for (const Removal& removal : removals)
        leaves.insert(removal.member.leaf);
    return leaves;
}

/// The order of checks: what is cheap and says most comes first, signatures of newcomers last.
class CommitJudge {
public:
    CommitJudge(const PublicState& state, const PublicMessage& message, Member committer)
        : m_state(state)
        , m_message(message)
        , m_committer(std::move(committer))
        , m_tree(state.tree) {}

    /// The proposals go into the tree; may this member do that?
    Result<void> applyProposalList(const std::vector<ListedProposal>& list) {
        m_effects = applyProposals(m_tree, list);
        if (m_tree.leafCount().value > limits::kTreeLeaves)
            return broken("tree_size");
        auto additions = additionsOf(m_tree, m_effects);
        if (!additions.ok())
            return additions.error();
        m_additions = std::move(additions).value();
        m_removals = removalsOf(m_state, m_effects);
        std::optional<rules::KontorRules> newRules;
        if (m_effects.newExtensions) {
            auto parsed = newExtensionsOf(m_state, *m_effects.newExtensions);
            if (!parsed.ok())
                return parsed.error();
            newRules = parsed.value().rules;
            m_kontor = std::move(parsed).value();
        }
        return judgeRules(m_state, m_committer, m_additions, m_removals, newRules);
    }

    /// An external commit: its committer stands where a newcomer would. Rules of who may what do
    /// not bind it (rule 17).
    void applyExternalForm(const ExternalForm& form) {
        m_committer.leaf = applyExternal(m_tree, form, m_effects);
        m_replaced = form.before.leaf;
        m_kemOutput = form.kem_output;
        m_removals = removalsOf(m_state, m_effects);
        std::erase_if(m_removals, [&](const Removal& removal) {
            return removal.member.leaf == form.before.leaf;
        });
    }

    Result<void> applyPath(UpdatePath path) {
        const LeafIndex leaf = m_committer.leaf;
        if (auto fresh = checkFreshKeys(m_tree, leaf, path); !fresh.ok())
            return fresh;
        auto leaves = checkNewLeaves(m_state, m_tree, leaf, path, m_effects);
        if (!leaves.ok())
            return leaves;
        auto successor = m_state.roster.successor(m_replaced.value_or(leaf), path.leaf_node);
        if (!successor.ok())
            return successor.error();
        successor.value().leaf = leaf;
        auto steps = mergePath(m_tree, leaf, path);
        if (!steps.ok())
            return steps.error();
        m_pathLeaf = std::move(successor).value();
        m_path = std::move(path);
        m_steps = std::move(steps).value();
        return verifyCiphertextCounts(m_tree, m_path, m_steps, leavesOf(m_additions));
    }

    Result<void> admitNewcomers(const std::vector<ListedProposal>& list) const {
        if (auto keys = verifyUniqueKeys(m_tree); !keys.ok())
            return keys;
        if (auto packages = verifyKeyPackages(list); !packages.ok())
            return packages;
        return m_state.roster.admits(membersOf(m_additions), leavesOf(m_removals));
    }

    JudgedState verdict() && {
        JudgedState judged;
        judged.judgedAt = m_state.interim_transcript_hash;
        judged.kind = JudgedHandshake::Kind::Commit;
        judged.sender = m_committer;
        judged.replaced = m_replaced;
        judged.rulesAfter = m_kontor ? m_kontor->rules : m_state.kontor.rules;
        judged.pathLeaf = std::move(m_pathLeaf);
        judged.commit = changes();
        judged.additions = std::move(m_additions);
        judged.removals = std::move(m_removals);
        return judged;
    }

private:
    /// The epoch that the commit makes, from the tree with everything in it.
    CommitChanges changes() {
        GroupContext context = m_state.context;
        context.epoch = context.epoch.next();
        context.tree_hash = toBytes(m_tree.rootHash());
        if (m_effects.newExtensions)
            context.extensions = *m_effects.newExtensions;
        ProvisionalContext provisional(context);
        context.confirmed_transcript_hash = toBytes(
            confirmedTranscriptHash(m_state.interim_transcript_hash, m_message.authenticated()));
        Bytes interim = toBytes(interimTranscriptHash(context.confirmed_transcript_hash,
                                                      m_message.auth.confirmation_tag));
        std::set<LeafIndex> removed = leavesOf(m_removals);
        if (m_replaced)
            removed.insert(*m_replaced);
        return {.context = std::move(context),
                .provisional = std::move(provisional),
                .interim_transcript_hash = std::move(interim),
                .confirmation_tag = m_message.auth.confirmation_tag,
                .tree = std::move(m_tree).take(),
                .kontor = std::move(m_kontor),
                .path = std::move(m_path),
                .steps = std::move(m_steps),
                .added = leavesOf(m_additions),
                .removed = std::move(removed),
                .kem_output = std::move(m_kemOutput)};
    }

    const PublicState& m_state;
    const PublicMessage& m_message;
    Member m_committer;
    StagedTree m_tree;
    ProposalEffects m_effects;
    std::vector<Addition> m_additions;
    std::vector<Removal> m_removals;
    std::optional<KontorExtensions> m_kontor;
    std::optional<Member> m_pathLeaf;
    std::optional<LeafIndex> m_replaced; ///< external commits only
    Bytes m_kemOutput;                   ///< the same
    UpdatePath m_path;
    std::vector<PathStep> m_steps;
};

} // namespace

Result<std::vector<Addition>> additionsOf(const TreeReader& tree, const ProposalEffects& effects) {
    std::vector<Addition> additions;
    for (const LeafAddition& added : effects.additions) {
        auto certificate = certificateOf(*tree.leaf(added.leaf));
        if (!certificate.ok())
            return certificate.error();
        additions.push_back({{added.leaf, std::move(certificate).value()}, added.keyPackageRef});
    }
    return additions;
}

std::vector<Removal> removalsOf(const PublicState& state, const ProposalEffects& effects) {
    std::vector<Removal> removals;
    for (const LeafRemoval& removed : effects.removals) {
        using By = LeafRemoval::By;
        const RemovalCause cause = removed.by == By::Committer ? RemovalCause::Member
                                   : removed.by == By::Itself  ? RemovalCause::SelfRemove
                                                               : RemovalCause::Server;
        removals.push_back({*state.roster.at(removed.leaf), cause});
    }
    return removals;
}

Result<void> judgeRules(const PublicState& state, const Member& committer,
                        const std::vector<Addition>& additions,
                        const std::vector<Removal>& removals,
                        const std::optional<rules::KontorRules>& newRules) {
    const auto usersRemovedBy = [&](RemovalCause cause) {
        std::vector<Member> members;
        for (const Removal& removal : removals)
            if (removal.cause == cause)
                members.push_back(removal.member);
        return usersOf(members);
    };
    rules::CommitFacts facts;
    facts.first = state.context.epoch == Epoch(0);
    facts.committer = committer.certificate.user;
    facts.before = state.roster.users();
    facts.removed = usersRemovedBy(RemovalCause::Member);
    facts.removedByServer = usersRemovedBy(RemovalCause::Server);
    facts.left = usersRemovedBy(RemovalCause::SelfRemove);
    facts.afterRemovals = state.roster.users(leavesOf(removals));
    facts.added = usersOf(membersOf(additions));
    std::ranges::set_union(facts.afterRemovals, facts.added, std::back_inserter(facts.after));
    facts.newRules = newRules;
    return rules::judgeCommit(state.kontor.rules, facts);
}

Result<void> checkPlace(const PublicState& state, const FramedContent& content) {
    if (content.group_id != state.context.group_id)
        return broken("group_id");
    if (content.epoch < state.context.epoch)
        return ErrorCode::Stale;
    if (content.epoch > state.context.epoch)
        return ErrorCode::EpochUnknown;
    return {};
}

Result<JudgedState> judgeExternalCommit(const PublicState& state, const PublicMessage& message) {
    auto commit = tls::decode<Commit>(message.content.content, "Commit");
    if (!commit.ok())
        return commit.error();
    const auto form = checkExternalForm(state, commit.value());
    if (!form.ok())
        return form.error();
    // The path's leaf has the same key, or it is no successor of the one before (12.4.3.2).
    const Member& before = form.value().before;
    if (!signatureVerifies(message.authenticated(), before.certificate.deviceKey.view(),
                           state.sendingContext.view()))
        return Error(ErrorCode::CryptoFailed, {"signature"});
    if (message.auth.confirmation_tag.size() != kHashBytes)
        return broken("confirmation_tag");
    CommitJudge judge(state, message, before);
    judge.applyExternalForm(form.value());
    if (auto path = judge.applyPath(std::move(*commit.value().path)); !path.ok())
        return path.error();
    if (auto keys = judge.admitNewcomers(form.value().list); !keys.ok())
        return keys.error();
    return std::move(judge).verdict();
}

Result<JudgedState> judgeCommit(const PublicState& state, const PublicMessage& message) {
    if (message.content.sender.sender_type == SenderType::new_member_commit)
        return judgeExternalCommit(state, message);
    if (!message.content.sender.isMember())
        return broken("sender_of_commit");
    const Member* committer = state.roster.at(message.content.sender.leaf());
    if (committer == nullptr)
        return broken("sender_leaf");
    auto commit = tls::decode<Commit>(message.content.content, "Commit");
    if (!commit.ok())
        return commit.error();
    const auto list = listProposals(state, commit.value(), committer->leaf);
    if (!list.ok())
        return list.error();
    if (!signatureVerifies(message.authenticated(), committer->certificate.deviceKey.view(),
                           state.sendingContext.view()))
        return Error(ErrorCode::CryptoFailed, {"signature"});
    if (message.auth.confirmation_tag.size() != kHashBytes)
        return broken("confirmation_tag");
    // Kontor's commits all have one (mls-design.md), whatever they cover.
    if (!commit.value().path)
        return broken("path_required");
    auto checked = checkProposalList(state.tree, list.value(), committer->leaf);
    if (!checked.ok())
        return checked.error();
    CommitJudge judge(state, message, *committer);
    if (auto applied = judge.applyProposalList(list.value()); !applied.ok())
        return applied.error();
    if (auto path = judge.applyPath(std::move(*commit.value().path)); !path.ok())
        return path.error();
    if (auto admitted = judge.admitNewcomers(list.value()); !admitted.ok())
        return admitted.error();
    return std::move(judge).verdict();
}

Result<JudgedState> judgeHandshake(const PublicState& state, const PublicMessage& message) {
    if (auto place = checkPlace(state, message.content); !place.ok())
        return place.error();
    switch (message.content.content_type) {
    case ContentType::commit:
        return judgeCommit(state, message);
    case ContentType::proposal:
        return judgeProposal(state, message);
    case ContentType::application:
        break;
    }
    return Error(ErrorCode::Malformed, {"public application message"});
}

Result<HpkePublicKey> externalPubOf(const GroupInfo& info) {
    const Extension* extension = find(info.extensions, ExtensionType::external_pub);
    if (extension == nullptr || find(info.extensions, ExtensionType::ratchet_tree) != nullptr)
        return broken("group_info_extensions");
    tls::Reader r(extension->extension_data);
    const ByteView key = r.opaqueView();
    if (!r.atEnd() || !verifyEncryptionKey(key).ok())
        return broken("group_info_extensions");
    return HpkePublicKey::parse(key);
}

Result<void> judgeGroupInfo(const JudgedState& judged, ByteView groupInfo) {
    if (!judged.commit)
        return broken("group_info_of_proposal");
    const auto info = GroupInfo::fromMessage(groupInfo);
    if (!info.ok())
        return info.error();
    if (info.value().group_context != judged.commit->context)
        return broken("group_info_context");
    if (info.value().confirmation_tag != judged.commit->confirmation_tag)
        return broken("group_info_tag");
    if (info.value().signer != judged.pathLeaf->leaf)
        return broken("group_info_signer");
    if (const auto key = externalPubOf(info.value()); !key.ok())
        return key.error();
    if (!info.value().signatureVerifies(judged.pathLeaf->certificate.deviceKey.view()))
        return Error(ErrorCode::CryptoFailed, {"group_info_signature"});
    return {};
}

} // namespace kontor::mls
