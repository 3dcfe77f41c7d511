#include "crypto/mls/commit_plan.h"
#include "crypto/mls/judge.h"
#include "crypto/mls/make_commit.h"
#include "crypto/mls/welcome.h"

#include <algorithm>

namespace kontor::mls {

namespace {

/// A commit under construction.
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
        std::set<LeafIndex> added;
        for (const LeafAddition& addition : m_effects.additions)
            added.insert(addition.leaf);
        auto made = makeCommit({.state = m_state,
                                .tree = m_tree,
                                .context = std::move(m_context),
                                .leaf = m_group.own(),
                                .sender = Sender::member(m_group.own()),
                                .proposals = std::move(m_plan.proposals),
                                .added = std::move(added),
                                .init_secret = m_group.keys.init_secret},
                               m_device, m_random);
        if (!made.ok())
            return made.error();
        m_made = std::move(made).value();
        auto framed = PublicMessage::protect(m_made->message, m_group.keys.membership_key,
                                             m_state.sendingContext.view());
        if (!framed.ok())
            return framed.error();
        m_own.message = framed.value().toMessage();
        m_own.groupInfo =
            signGroupInfo(m_made->context, m_made->message.auth.confirmation_tag,
                          m_made->secrets.external_secret, m_group.own(), m_device.key);
        m_own.commit_secret = std::move(m_made->path.secrets.commit_secret);
        return {};
    }

    /// What the newcomers get (12.4.3.1): a GroupInfo under one key, and that key for each of them.
    Result<void> welcome(ByteView joinerExtension) {
        if (m_additions.empty())
            return {};
        GroupInfo info{
            m_made->context, {}, m_made->message.auth.confirmation_tag, m_group.own(), {}};
        if (!joinerExtension.empty())
            info.extensions.push_back({ExtensionType::kontor_joiner, toBytes(joinerExtension)});
        info.sign(m_device.key);
        const auto welcome_secret = deriveWelcomeSecret(m_made->joiner_secret, noPskSecret());
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
        return StagedState{std::move(judged).value(),
                           nextEpochOf(std::move(*m_made), m_group.own()), std::move(m_own)};
    }

private:
    GroupSecrets secretsFor(LeafIndex joiner) const {
        const NodeIndex shared = commonAncestor(joiner, m_group.own());
        const auto step = std::ranges::find(m_made->path.steps, shared, &PathStep::node);
        GroupSecrets secrets{SecretBytes::copyOf(m_made->joiner_secret.view()), std::nullopt, {}};
        if (step != m_made->path.steps.end()) {
            const auto index = static_cast<std::size_t>(step - m_made->path.steps.begin());
            secrets.path_secret =
                SecretBytes::copyOf(m_made->path.secrets.path_secrets[index].view());
        }
        return secrets;
    }

    const GroupState& m_group;
    const PublicState& m_state;
    const OwnDevice& m_device;
    Random& m_random;
    StagedTree m_tree;
    GroupContext m_context; ///< this epoch's with the new extensions
    CommitPlan m_plan;
    ProposalEffects m_effects;
    std::vector<Addition> m_additions;
    std::optional<MadeCommit> m_made;
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
