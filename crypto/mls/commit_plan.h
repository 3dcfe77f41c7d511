#pragma once

#include "crypto/mls/group_state.h"

/// From what somebody wants to the proposals of a commit: the first half of making one.
namespace kontor::mls {

struct CommitPlan {
    std::vector<ProposalOrRef> proposals; ///< as the commit carries them
    std::vector<ListedProposal> list;     ///< the same, looked up
};

/// All pending proposals, the request's Removes (but for leaves that go anyway) and Adds, and new
/// rules: the request's, or those that keep the list of admins right (rule 17). Errors: NotAllowed
/// (our own leaf is to go), GroupFull, TooLarge (Adds), Malformed (a bad key package).
[[nodiscard]] Result<CommitPlan> planCommit(const GroupState& group, const CommitRequest& request,
                                            Milliseconds now);

} // namespace kontor::mls
