#include "crypto/mls/group_state.h"
#include "crypto/mls/judge.h"
#include "crypto/mls/transcript_hash.h"

namespace kontor::mls {

namespace {

/// The judge says that the commit is good, but we cannot follow it (delivery.md, rule 12).
Error lost(const char* where) {
    return Error(ErrorCode::GroupLost, {where});
}

/// An external commit brings the init_secret along; else it is the one that this epoch left (8.3).
Result<Derived> followCommit(const GroupState& group, const CommitChanges& commit,
                             const HashSecret& commit_secret) {
    if (commit.kem_output.empty())
        return deriveNextEpoch(group.keys.init_secret, commit, commit_secret);
    const auto init_secret = openExternalInitSecret(group.keys.external_secret, commit.kem_output);
    if (!init_secret.ok())
        return init_secret.error();
    return deriveNextEpoch(init_secret.value(), commit, commit_secret);
}

Result<OpenedPath> openOurs(const GroupState& group, CommitChanges& commit) {
    StagedTree tree(group.state().tree, std::move(commit.tree));
    auto opened = openPath(tree, commit.path, commit.steps, group.path, commit.provisional.view(),
                           commit.added);
    commit.tree = std::move(tree).take();
    return opened;
}

} // namespace

Result<Derived> deriveNextEpoch(const HashSecret& init_secret, const CommitChanges& commit,
                                const HashSecret& commit_secret) {
    const NewContext created(commit.context);
    Derived derived{deriveJoinerSecret(init_secret, commit_secret, created.view()), {}};
    auto secrets = deriveEpochSecrets(derived.joiner_secret, noPskSecret(), created.view());
    if (!confirmationTagVerifies(secrets.confirmation_key, commit.context.confirmed_transcript_hash,
                                 commit.confirmation_tag))
        return Error(ErrorCode::CryptoFailed, {"confirmation_tag"});
    derived.next.encryption_secret = std::move(secrets.encryption_secret);
    derived.next.keys = EpochKeys::from(std::move(secrets));
    return derived;
}

Result<StagedState> stageReceivedCommit(const GroupState& group, ByteView bytes) {
    const auto message = PublicMessage::fromMessage(bytes);
    if (!message.ok())
        return message.error();
    if (message.value().content.content_type != ContentType::commit)
        return Error(ErrorCode::Malformed, {"Commit"});
    auto verdict = judgeHandshake(group.state(), message.value());
    if (!verdict.ok())
        return verdict.error();
    if (!message.value()
             .checkMembership(group.keys.membership_key, group.state().sendingContext.view())
             .ok())
        return lost("membership_tag");
    CommitChanges& commit = *verdict.value().commit;
    // Not gone: the device is in, with secrets that this store has not.
    if (verdict.value().replaced == group.own())
        return lost("replaced");
    if (commit.removed.contains(group.own()))
        return StagedState{PublicAccess::wrap(std::move(verdict).value()), std::nullopt,
                           std::nullopt};
    auto opened = openOurs(group, commit);
    if (!opened.ok())
        return lost("path");
    auto derived = followCommit(group, commit, opened.value().commit_secret);
    if (!derived.ok())
        return lost("confirmation_tag");
    derived.value().next.newKeys = std::move(opened.value().keys);
    return StagedState{PublicAccess::wrap(std::move(verdict).value()),
                       std::move(derived.value().next), std::nullopt};
}

} // namespace kontor::mls
