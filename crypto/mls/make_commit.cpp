#include "crypto/mls/make_commit.h"

#include "crypto/mls/own_leaf.h"
#include "crypto/mls/transcript_hash.h"

namespace kontor::mls {

Result<MadeCommit> makeCommit(CommitDraft draft, const OwnDevice& device, Random& random) {
    const PublicState& state = draft.state;
    auto path = makePath(draft.tree, draft.leaf, newOwnLeaf(device, HpkePublicKey(), random),
                         state.context.group_id, device.key, random);
    GroupContext context = std::move(draft.context);
    context.epoch = context.epoch.next();
    context.tree_hash = toBytes(draft.tree.rootHash());
    const ProvisionalContext provisional(context);
    auto sent = encryptPath(draft.tree, path, draft.leaf, provisional.view(), draft.added, random);
    if (!sent.ok())
        return sent.error();
    FramedContent content{
        .group_id = state.context.group_id,
        .epoch = state.context.epoch,
        .sender = draft.sender,
        .authenticated_data = {},
        .content_type = ContentType::commit,
        .content = tls::encode(Commit{std::move(draft.proposals), std::move(sent).value()})};
    auto message = signContent(WireFormat::mls_public_message, std::move(content), device.key,
                               state.sendingContext.view());
    context.confirmed_transcript_hash =
        toBytes(confirmedTranscriptHash(state.interim_transcript_hash, message));
    const NewContext created(context);
    auto joiner_secret =
        deriveJoinerSecret(draft.init_secret, path.secrets.commit_secret, created.view());
    auto secrets = deriveEpochSecrets(joiner_secret, noPskSecret(), created.view());
    message.auth.confirmation_tag =
        toBytes(makeConfirmationTag(secrets.confirmation_key, context.confirmed_transcript_hash));
    return MadeCommit{std::move(message), std::move(context), std::move(path),
                      std::move(joiner_secret), std::move(secrets)};
}

NextEpoch nextEpochOf(MadeCommit commit, LeafIndex own) {
    NextEpoch next{EpochKeys{}, std::move(commit.secrets.encryption_secret), {}};
    next.keys = EpochKeys::from(std::move(commit.secrets));
    next.newKeys.emplace(toNode(own), std::move(commit.path.leafKey));
    for (std::size_t i = 0; i < commit.path.steps.size(); ++i)
        next.newKeys.emplace(commit.path.steps[i].node, std::move(commit.path.secrets.keys[i]));
    return next;
}

} // namespace kontor::mls
