#pragma once

#include "crypto/mls/commit.h"
#include "crypto/mls/group_info.h"
#include "crypto/mls/kontor_extensions.h"
#include "crypto/mls/proposal_list.h"
#include "crypto/mls/public_group.h"
#include "crypto/mls/ratchet_tree.h"
#include "crypto/mls/roster.h"

#include <set>

/// What lies inside PublicGroup and JudgedHandshake: for the files that make up the group, not for
/// others.
namespace kontor::mls {

/// An encoded GroupContext that is good for one purpose. A commit deals with three of them, and
/// each confusion is a known bug of somebody's (mls-design.md, trap 8).
template <typename Purpose>
struct EncodedContext {
    Bytes bytes;
    explicit EncodedContext(const GroupContext& context)
        : bytes(tls::encode(context)) {}
    [[nodiscard]] ByteView view() const { return bytes; }
};
/// Of the epoch in which a message is sent: signatures, membership tags.
using SendingContext = EncodedContext<struct SendingContextTag>;
/// New epoch, tree and extensions, but the old confirmed_transcript_hash: encrypts a path (12.4.1).
using ProvisionalContext = EncodedContext<struct ProvisionalContextTag>;
/// Of the epoch that a commit makes: the key schedule.
using NewContext = EncodedContext<struct NewContextTag>;

struct PublicState {
    GroupContext context;
    SendingContext sendingContext;
    RatchetTree tree;
    Bytes interim_transcript_hash;
    Bytes confirmation_tag;
    KontorExtensions kontor; ///< from the context's extensions
    Roster roster;
    std::vector<PendingProposal> pending;
    bool lastCommitChangedRoster = false;

    /// Checks all of it (PublicGroup::fromGroupInfo).
    [[nodiscard]] static Result<PublicState> fromGroupInfo(const GroupInfo& info, RatchetTree tree);
};

/// What a commit does, beyond what PublicGroup's face shows.
struct CommitChanges {
    GroupContext context; ///< of the epoch that it makes
    ProvisionalContext provisional;
    Bytes interim_transcript_hash;
    Bytes confirmation_tag;
    TreeChanges tree;
    std::optional<KontorExtensions> kontor; ///< set when the rules change
    UpdatePath path;
    std::vector<PathStep> steps;
    std::set<LeafIndex> added;
    std::set<LeafIndex> removed; ///< the replaced leaf of an external commit, too
    Bytes kem_output;            ///< external commits only (8.3)
};

struct JudgedState {
    Bytes judgedAt; ///< the interim transcript hash of the state that it was judged in
    JudgedHandshake::Kind kind = JudgedHandshake::Kind::Commit;
    std::optional<Member> sender;
    std::vector<Addition> additions;
    std::vector<Removal> removals;
    rules::KontorRules rulesAfter;
    std::optional<Member> pathLeaf;
    std::optional<LeafIndex> replaced;
    bool repeatsPending = false;
    std::optional<CommitChanges> commit;
    std::optional<PendingProposal> proposal;
};

struct PublicGroup::Inside : PublicState {};
struct JudgedHandshake::Inside : JudgedState {};

/// From the faces to what lies inside.
struct PublicAccess {
    static const PublicState& of(const PublicGroup& group) { return *group.m_inside; }
    static JudgedState& of(JudgedHandshake& judged) { return *judged.m_inside; }
    static const JudgedState& of(const JudgedHandshake& judged) { return *judged.m_inside; }
    /// Of a judged proposal, which holds nothing that cannot be copied.
    static JudgedState copyOfProposal(const JudgedHandshake& judged) {
        const JudgedState& from = of(judged);
        JudgedState copy;
        copy.judgedAt = from.judgedAt;
        copy.kind = from.kind;
        copy.sender = from.sender;
        copy.removals = from.removals;
        copy.rulesAfter = from.rulesAfter;
        copy.repeatsPending = from.repeatsPending;
        copy.proposal = from.proposal;
        return copy;
    }
    static PublicGroup wrap(PublicState state) {
        return PublicGroup(
            std::make_unique<PublicGroup::Inside>(PublicGroup::Inside{std::move(state)}));
    }
    static JudgedHandshake wrap(JudgedState state) {
        return JudgedHandshake(
            std::make_unique<JudgedHandshake::Inside>(JudgedHandshake::Inside{std::move(state)}));
    }
};

} // namespace kontor::mls
