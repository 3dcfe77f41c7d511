#include "crypto/mls/judge.h"

#include <algorithm>

namespace kontor::mls {

namespace {

Error broken(const char* rule) {
    return Error(ErrorCode::GroupInvalid, {rule});
}

/// Who signed, and is that one allowed to propose this?
Result<ByteView> signerOf(const PublicState& state, const FramedContent& content,
                          const PendingProposal& proposal) {
    if (proposal.cause == RemovalCause::Server) {
        if (content.sender.index != 0)
            return broken("external_sender");
        return state.kontor.removalKey.view();
    }
    const LeafNode* leaf = state.tree.leaf(content.sender.leaf());
    if (leaf == nullptr)
        return broken("sender_leaf");
    return ByteView(leaf->signature_key);
}

} // namespace

Result<PendingProposal> pendingFrom(const PublicMessage& message) {
    const auto proposal = tls::decode<Proposal>(message.content.content, "Proposal");
    if (!proposal.ok())
        return proposal.error();
    const Sender& sender = message.content.sender;
    const AuthenticatedContent content = message.authenticated();
    PendingProposal pending{
        RemovalCause::SelfRemove, {}, toBytes(content.proposalRef()), message.toMessage()};
    const auto* remove = proposal.value().as<Remove>();
    if (sender.sender_type == SenderType::external && remove != nullptr) {
        pending.cause = RemovalCause::Server;
        pending.target = remove->removed;
        return pending;
    }
    if (sender.isMember() && proposal.value().as<SelfRemove>() != nullptr) {
        pending.target = sender.leaf();
        return pending;
    }
    return broken("proposal_by_reference");
}

Result<JudgedState> judgeProposal(const PublicState& state, const PublicMessage& message) {
    auto pending = pendingFrom(message);
    if (!pending.ok())
        return pending.error();
    const PendingProposal& proposal = pending.value();
    const auto key = signerOf(state, message.content, proposal);
    if (!key.ok())
        return key.error();
    if (!signatureVerifies(message.authenticated(), key.value(), state.sendingContext.view()))
        return Error(ErrorCode::CryptoFailed, {"signature"});
    const Member* target = state.roster.at(proposal.target);
    if (target == nullptr)
        return broken("remove_of_blank_leaf");
    if (proposal.cause == RemovalCause::SelfRemove)
        if (auto allowed = rules::judgeSelfRemove(state.kontor.rules); !allowed.ok())
            return allowed.error();

    JudgedState judged;
    judged.judgedAt = state.interim_transcript_hash;
    judged.kind = JudgedHandshake::Kind::Proposal;
    if (proposal.cause == RemovalCause::SelfRemove)
        judged.sender = *target;
    judged.removals.push_back({*target, proposal.cause});
    judged.rulesAfter = state.kontor.rules;
    judged.repeatsPending = std::ranges::any_of(
        state.pending, [&](const auto& other) { return other.target == proposal.target; });
    judged.proposal = std::move(pending).value();
    return judged;
}

} // namespace kontor::mls
