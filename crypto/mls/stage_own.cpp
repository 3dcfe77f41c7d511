#include "crypto/mls/commit_plan.h"
#include "crypto/mls/judge.h"
#include "crypto/mls/own_leaf.h"
#include "crypto/mls/transcript_hash.h"
#include "crypto/mls/welcome.h"

#include <algorithm>

namespace kontor::mls {

namespace {

/// A commit under construction. The three contexts of a commit (trap 8) are: m_state.sendingContext
/// for the signature and the membership tag, `provisional` for the path, `created` for the key
/// schedule and everything of the new epoch.
class CommitMaker {
public:
    CommitMaker(const GroupState& group, const OwnDevice& device, Random& random)
        : m_group(group)
        , m_state(group.state())
        , m_device(device)
        , m_random(random)
        , m_tree(m_state.tree)
        , m_context(m_state.context) {}

    /// The proposals, in the tree; may we do that?
    Result<void> apply(CommitPlan plan) {
        auto checked = checkProposalList(m_state.tree, plan.list, m_group.own());
        if (!checked.ok())
            return checked;
        m_effects = applyProposals(m_tree, plan.list);
        m_plan = std::move(plan);
        auto additions = additionsOf(m_tree, m_effects);
        if (!additions.ok())
            return additions.error();
        m_additions = std::move(additions).value();
        std::optional<rules::KontorRules> newRules;
        if (m_effects.newExtensions) {
            auto parsed = KontorExtensions::parse(*m_effects.newExtensions);
            if (!parsed.ok())
                return parsed.error();
            newRules = std::move(parsed.value().rules);
            m_context.extensions = *m_effects.newExtensions;
        }
        const auto allowed = judgeRules(m_state, *m_state.roster.at(m_group.own()), m_additions,
                                        removalsOf(m_state, m_effects), newRules);
        if (!allowed.ok())
            return Error(ErrorCode::NotAllowed, allowed.error().args);
        return {};
    }

    /// The signed commit with its path, and the secrets of the epoch that it makes.
    Result<void> make() {
        auto path = makePath(m_tree, m_group.own(), newOwnLeaf(m_device, HpkePublicKey(), m_random),
                             m_state.context.group_id, m_device.key, m_random);
        m_context.epoch = m_context.epoch.next();
        m_context.tree_hash = toBytes(m_tree.rootHash());
        std::set<LeafIndex> added;
        for (const LeafAddition& addition : m_effects.additions)
            added.insert(addition.leaf);
        const ProvisionalContext provisional(m_context);
        auto sent = encryptPath(m_tree, path, m_group.own(), provisional.view(), added, m_random);
        if (!sent.ok())
            return sent.error();
        FramedContent content{
            .group_id = m_state.context.group_id,
            .epoch = m_state.context.epoch,
            .sender = Sender::member(m_group.own()),
            .authenticated_data = {},
            .content_type = ContentType::commit,
            .content = tls::encode(Commit{std::move(m_plan.proposals), std::move(sent).value()})};
        auto message = signContent(WireFormat::mls_public_message, std::move(content), m_device.key,
                                   m_state.sendingContext.view());
        m_context.confirmed_transcript_hash =
            toBytes(confirmedTranscriptHash(m_state.interim_transcript_hash, message));
        const NewContext created(m_context);
        m_joiner_secret = deriveJoinerSecret(m_group.keys.init_secret, path.secrets.commit_secret,
                                             created.view());
        m_secrets = deriveEpochSecrets(m_joiner_secret, noPskSecret(), created.view());
        m_tag = toBytes(
            makeConfirmationTag(m_secrets.confirmation_key, m_context.confirmed_transcript_hash));
        message.auth.confirmation_tag = m_tag;
        auto framed = PublicMessage::protect(std::move(message), m_group.keys.membership_key,
                                             m_state.sendingContext.view());
        if (!framed.ok())
            return framed.error();
        m_own.message = framed.value().toMessage();
        m_own.groupInfo =
            signGroupInfo(m_context, m_tag, m_secrets.external_secret, m_group.own(), m_device.key);
        m_own.commit_secret = std::move(path.secrets.commit_secret);
        m_path = std::move(path);
        return {};
    }

    /// What the newcomers get (12.4.3.1): a GroupInfo under one key, and that key for each of them.
    Result<void> welcome(ByteView joinerExtension) {
        if (m_additions.empty())
            return {};
        GroupInfo info{m_context, {}, m_tag, m_group.own(), {}};
        if (!joinerExtension.empty())
            info.extensions.push_back({ExtensionType::kontor_joiner, toBytes(joinerExtension)});
        info.sign(m_device.key);
        const auto welcome_secret = deriveWelcomeSecret(m_joiner_secret, noPskSecret());
        m_own.encryptedGroupInfo = sealGroupInfo(welcome_secret.view(), tls::encode(info));
        auto addition = m_additions.begin();
        for (const ListedProposal& item : m_plan.list) {
            const auto* add = item.proposal.as<Add>();
            if (add == nullptr)
                continue;
            auto part = sealGroupSecrets(secretsFor(addition->member.leaf), add->key_package,
                                         m_own.encryptedGroupInfo, m_random);
            if (!part.ok())
                return part.error();
            m_own.welcomeParts.push_back({addition->member.certificate.device,
                                          addition->keyPackageRef, tls::encode(part.value())});
            ++addition;
        }
        return {};
    }

    /// Judged like anybody's (delivery.md, rule 1).
    Result<StagedState> finish() && {
        auto judged = m_group.pub.judge(m_own.message, m_own.groupInfo);
        if (!judged.ok())
            return judged.error();
        NextEpoch next{EpochKeys{}, std::move(m_secrets.encryption_secret), {}};
        next.keys = EpochKeys::from(std::move(m_secrets));
        next.newKeys.emplace(toNode(m_group.own()), std::move(m_path->leafKey));
        for (std::size_t i = 0; i < m_path->steps.size(); ++i)
            next.newKeys.emplace(m_path->steps[i].node, std::move(m_path->secrets.keys[i]));
        return StagedState{std::move(judged).value(), std::move(next), std::move(m_own)};
    }

private:
    GroupSecrets secretsFor(LeafIndex joiner) const {
        const NodeIndex shared = commonAncestor(joiner, m_group.own());
        const auto step = std::ranges::find(m_path->steps, shared, &PathStep::node);
        GroupSecrets secrets{SecretBytes::copyOf(m_joiner_secret.view()), std::nullopt, {}};
        if (step != m_path->steps.end()) {
            const auto index = static_cast<std::size_t>(step - m_path->steps.begin());
            secrets.path_secret = SecretBytes::copyOf(m_path->secrets.path_secrets[index].view());
        }
        return secrets;
    }

    const GroupState& m_group;
    const PublicState& m_state;
    const OwnDevice& m_device;
    Random& m_random;
    StagedTree m_tree;
    GroupContext m_context; ///< becomes the new epoch's, field by field
    CommitPlan m_plan;
    ProposalEffects m_effects;
    std::vector<Addition> m_additions;
    HashSecret m_joiner_secret;
    EpochSecrets m_secrets;
    Bytes m_tag;
    std::optional<OwnPath> m_path;
    OwnCommit m_own;
};

} // namespace

Result<StagedState> stageOwnCommit(const GroupState& group, const OwnDevice& device,
                                   const CommitRequest& request, Random& random, Milliseconds now) {
    auto plan = planCommit(group, request, now);
    if (!plan.ok())
        return plan.error();
    CommitMaker maker(group, device, random);
    if (auto applied = maker.apply(std::move(plan).value()); !applied.ok())
        return applied.error();
    if (auto made = maker.make(); !made.ok())
        return made.error();
    if (auto welcomed = maker.welcome(request.joinerExtension); !welcomed.ok())
        return welcomed.error();
    return std::move(maker).finish();
}

} // namespace kontor::mls
