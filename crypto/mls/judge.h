#pragma once

#include "crypto/mls/public_message.h"
#include "crypto/mls/public_state.h"

/// The verdict on a handshake: delivery.md, rule 1. Pure; the same for server and clients.
namespace kontor::mls {

/// Of this group and epoch? Errors: GroupInvalid{group_id}, Stale, EpochUnknown.
[[nodiscard]] Result<void> checkPlace(const PublicState& state, const FramedContent& content);

[[nodiscard]] Result<JudgedState> judgeHandshake(const PublicState& state,
                                                 const PublicMessage& message);
/// SelfRemove by a member, Remove by the server's removal key (rule 3); everything else is refused.
[[nodiscard]] Result<JudgedState> judgeProposal(const PublicState& state,
                                                const PublicMessage& message);
[[nodiscard]] Result<JudgedState> judgeCommit(const PublicState& state,
                                              const PublicMessage& message);
/// A device that is a leaf comes in anew: external_form.h says how.
[[nodiscard]] Result<JudgedState> judgeExternalCommit(const PublicState& state,
                                                      const PublicMessage& message);
/// Is this the GroupInfo of the epoch that the commit makes, for those who come by external commit?
[[nodiscard]] Result<void> judgeGroupInfo(const JudgedState& commit, ByteView groupInfo);

/// The key of a GroupInfo that external commits are addressed to.
/// GroupInvalid{group_info_extensions}: it has none that is usable, or carries a tree.
[[nodiscard]] Result<HpkePublicKey> externalPubOf(const GroupInfo& info);

/// Who comes and who goes: effects of proposals on `tree`, the new one. GroupInvalid: a newcomer's
/// credential.
[[nodiscard]] Result<std::vector<Addition>> additionsOf(const TreeReader& tree,
                                                        const ProposalEffects& effects);
[[nodiscard]] std::vector<Removal> removalsOf(const PublicState& state,
                                              const ProposalEffects& effects);

/// The rules of crypto/rules (rule 17) on a commit's effects. `newRules`: set when it changes them.
[[nodiscard]] Result<void> judgeRules(const PublicState& state, const Member& committer,
                                      const std::vector<Addition>& additions,
                                      const std::vector<Removal>& removals,
                                      const std::optional<rules::KontorRules>& newRules);

/// A pending proposal from its message, whose signature was checked before. Malformed.
[[nodiscard]] Result<PendingProposal> pendingFrom(const PublicMessage& message);

} // namespace kontor::mls
