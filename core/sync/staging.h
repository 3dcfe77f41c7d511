#pragma once

#include "core/core_parts.h"
#include "core/sync/weigh_intents.h"

namespace kontor {

/// Makes the commit that was weighed; nothing of the group changes, nothing is written yet. Errors:
/// those of mls::Group::stageCommit.
[[nodiscard]] Result<storage::StagedCommitRecord>
stageCommit(const CoreParts& parts, const storage::ConversationRecord& conversation,
            const Weighed& weighed);

/// A staged commit as the record of delivery.md, 5.
[[nodiscard]] storage::StagedCommitRecord recordOf(const CoreParts& parts,
                                                   ConversationId conversation, Epoch madeIn,
                                                   const mls::StagedCommit& staged);

/// The append that carries it, Welcome parts and creation included.
[[nodiscard]] wire::Append appendOf(const storage::ConversationRecord& conversation,
                                    storage::StagedCommitRecord staged,
                                    const Incarnation& incarnation);

/// A conversation whose creation was refused for good goes, with all that is about it.
[[nodiscard]] Result<void> removeCreation(const CoreParts& parts, storage::Transaction& transaction,
                                          const storage::ConversationRecord& conversation,
                                          Aftermath& aftermath);

/// The key package of a user among those that were claimed, and its identity key noted. Errors:
/// KeyPackageMissing (none, or none that fits the user); IdentityChanged: the trust gate bars the
/// Add (delivery.md, rule 7).
[[nodiscard]] Result<Bytes> chooseKeyPackage(const CoreParts& parts,
                                             storage::Transaction& transaction, const UserId& user,
                                             const wire::KeyPackages& claimed,
                                             Aftermath& aftermath);

/// Claimed ones that have expired while the intent waited are claimed anew.
void forgetStaleKeyPackages(std::vector<Intent>& intents, Milliseconds now);

} // namespace kontor
