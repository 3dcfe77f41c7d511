#pragma once

#include "crypto/mls/group_state.h"

/// The part that a member's commit and an external one have in common: a path in the tree, the
/// signed message, and the secrets of the epoch that it makes (RFC 9420, 12.4.1).
namespace kontor::mls {

/// What is to be committed; everything borrowed lives through the call. The three contexts of a
/// commit (trap 8) are: state.sendingContext for the signature, a provisional one for the path,
/// and the new one for the key schedule.
struct CommitDraft {
    const PublicState& state;
    StagedTree& tree;     ///< the proposals are in it; the path comes in
    GroupContext context; ///< of this epoch, but for its extensions: the new ones
    LeafIndex leaf;
    Sender sender;
    std::vector<ProposalOrRef> proposals;
    std::set<LeafIndex> added;
    const HashSecret& init_secret;
};

struct MadeCommit {
    AuthenticatedContent message;
    GroupContext context; ///< of the epoch that it makes
    OwnPath path;
    HashSecret joiner_secret;
    EpochSecrets secrets;
};

/// CryptoFailed: a node of the tree has no usable key.
[[nodiscard]] Result<MadeCommit> makeCommit(CommitDraft draft, const OwnDevice& device,
                                            Random& random);

/// The private side of the epoch, for the one who made it.
[[nodiscard]] NextEpoch nextEpochOf(MadeCommit commit, LeafIndex own);

} // namespace kontor::mls
