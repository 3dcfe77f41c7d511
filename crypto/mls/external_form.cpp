#include "crypto/mls/external_form.h"

#include "crypto/mls/tree_validation.h"

#include <algorithm>

namespace kontor::mls {

namespace {

Error broken(const char* rule) {
    return Error(ErrorCode::GroupInvalid, {rule});
}

/// The leaf of the device that the path's leaf names. That its keys are the same, the path's own
/// check says.
Result<Member> deviceBefore(const PublicState& state, const Commit& commit) {
    if (!commit.path)
        return broken("path_required");
    const auto certificate = certificateOf(commit.path->leaf_node);
    if (!certificate.ok())
        return certificate.error();
    const Member* before = state.roster.of(certificate.value().device);
    if (before == nullptr)
        return broken("external_commit_stranger");
    return *before;
}

bool isPending(const PublicState& state, LeafIndex leaf) {
    return std::ranges::any_of(state.pending,
                               [&](const auto& proposal) { return proposal.target == leaf; });
}

/// Takes the proposals one by one; each of the two by value comes exactly once.
class FormCheck {
public:
    FormCheck(const PublicState& state, Member before)
        : m_state(state)
        , m_form{std::move(before), {}, {}} {}

    Result<void> takeItem(const ProposalOrRef& item) {
        return std::visit([&](const auto& proposal) { return take(proposal); }, item.content);
    }

    Result<ExternalForm> finish() && {
        if (!m_hasInit || !m_hasRemove)
            return broken("external_commit_form");
        if (auto usable = verifyEncryptionKey(m_form.kem_output); !usable.ok())
            return usable.error();
        const auto leaving =
            std::ranges::count(m_state.pending, RemovalCause::SelfRemove, &PendingProposal::cause);
        if (m_named.size() != static_cast<std::size_t>(leaving))
            return Error(ErrorCode::Stale, {"pending_proposal"});
        return std::move(m_form);
    }

private:
    Result<void> take(const Proposal& proposal) {
        const auto* init = proposal.as<ExternalInit>();
        const auto* remove = proposal.as<Remove>();
        if (init != nullptr && !m_hasInit) {
            m_hasInit = true;
            m_form.kem_output = init->kem_output;
        } else if (remove != nullptr && !m_hasRemove && remove->removed == m_form.before.leaf) {
            m_hasRemove = true;
        } else {
            return broken("external_commit_form");
        }
        m_form.list.push_back({proposal, Sender::newMemberCommit(), false});
        return {};
    }

    Result<void> take(const ProposalRef& ref) {
        const auto found = std::ranges::find(m_state.pending, ref.hash, &PendingProposal::ref);
        if (found == m_state.pending.end())
            return broken("unknown_proposal");
        if (found->cause != RemovalCause::SelfRemove)
            return broken("external_commit_form");
        if (!m_named.insert(ref.hash).second)
            return broken("proposal_twice");
        m_form.list.push_back({{SelfRemove{}}, Sender::member(found->target), true});
        return {};
    }

    const PublicState& m_state;
    ExternalForm m_form;
    std::set<Bytes> m_named;
    bool m_hasInit = false;
    bool m_hasRemove = false;
};

} // namespace

Result<ExternalForm> checkExternalForm(const PublicState& state, const Commit& commit) {
    auto before = deviceBefore(state, commit);
    if (!before.ok())
        return before.error();
    if (isPending(state, before.value().leaf))
        return broken("own_removal_pending");
    FormCheck form(state, std::move(before).value());
    for (const ProposalOrRef& item : commit.proposals)
        if (auto taken = form.takeItem(item); !taken.ok())
            return taken.error();
    return std::move(form).finish();
}

Result<ExternalPlan> planExternal(const PublicState& state, const Member& before,
                                  Bytes kem_output) {
    if (isPending(state, before.leaf))
        return broken("own_removal_pending");
    ExternalPlan plan{{before, {}, {}}, {}};
    plan.proposals = {{Proposal{ExternalInit{std::move(kem_output)}}},
                      {Proposal{Remove{before.leaf}}}};
    for (const PendingProposal& pending : state.pending)
        if (pending.cause == RemovalCause::SelfRemove)
            plan.proposals.push_back({ProposalRef{pending.ref}});
    FormCheck form(state, before);
    for (const ProposalOrRef& item : plan.proposals)
        if (auto taken = form.takeItem(item); !taken.ok())
            return taken.error();
    auto finished = std::move(form).finish();
    if (!finished.ok())
        return finished.error();
    plan.form = std::move(finished).value();
    return plan;
}

LeafIndex applyExternal(StagedTree& tree, const ExternalForm& form, ProposalEffects& effects) {
    LeafNode old = *tree.leaf(form.before.leaf);
    effects = applyProposals(tree, form.list);
    return tree.add(std::move(old));
}

} // namespace kontor::mls
