#pragma once

#include "crypto/mls/public_state.h"

/// The one form of external commit that groups of ours take (RFC 9420, 12.4.3.2; delivery.md, rule
/// 12): a device that is a leaf comes in anew because it cannot follow any more. Its old leaf goes,
/// members who have asked to leave go, and nothing else happens.
namespace kontor::mls {

struct ExternalForm {
    Member before; ///< the device as the leaf that gives way
    Bytes kem_output;
    std::vector<ListedProposal> list;
};

/// Errors: GroupInvalid (external_commit_stranger: no leaf of this device; own_removal_pending;
/// external_commit_form: another list of proposals), Stale: a pending SelfRemove is left out.
[[nodiscard]] Result<ExternalForm> checkExternalForm(const PublicState& state,
                                                     const Commit& commit);
/// The same of our own, with what it carries. Pending Removes by the server are left to the next
/// commit. GroupInvalid{own_removal_pending}.
struct ExternalPlan {
    ExternalForm form;
    std::vector<ProposalOrRef> proposals;
};
[[nodiscard]] Result<ExternalPlan> planExternal(const PublicState& state, const Member& before,
                                                Bytes kem_output);

/// Does all that to the tree, and gives the leaf of the newcomer: the leftmost blank one after
/// removals (12.4.2). There stands a copy of the old one until the path replaces it, so that what
/// must be fresh is compared with it.
[[nodiscard]] LeafIndex applyExternal(StagedTree& tree, const ExternalForm& form,
                                      ProposalEffects& effects);

} // namespace kontor::mls
