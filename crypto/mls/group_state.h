#pragma once

#include "crypto/mls/group.h"
#include "crypto/mls/key_schedule.h"
#include "crypto/mls/public_state.h"
#include "crypto/mls/secret_tree.h"
#include "crypto/mls/treekem.h"

#include <optional>

/// What lies inside Group and StagedCommit: for the files that make up the group, not for others.
namespace kontor::mls {

/// The secrets of an epoch that are needed after it began; all others are gone by then (9.2).
struct EpochKeys {
    HashSecret sender_data_secret;
    HashSecret exporter_secret;
    HashSecret external_secret;
    HashSecret membership_key;
    HashSecret epoch_authenticator;
    HashSecret init_secret;

    /// Takes what it keeps; confirmation_key and resumption_psk end here.
    [[nodiscard]] static EpochKeys from(EpochSecrets secrets);
};

/// The epoch before, for messages that a commit overtook (delivery.md, rule 2). It is kept only
/// when that commit neither added nor removed a leaf, and a path leaf keeps its user and keys (rule
/// 17): so the roster of that epoch is the present one.
struct PastEpoch {
    Epoch epoch;
    Bytes context; ///< the encoded GroupContext: what that epoch's signatures cover
    HashSecret sender_data_secret;
    SecretTree tree;
};

struct GroupState {
    PublicGroup pub;
    PrivatePath path;
    EpochKeys keys;
    SecretTree tree;
    std::optional<PastEpoch> past;

    [[nodiscard]] const PublicState& state() const { return PublicAccess::of(pub); }
    [[nodiscard]] LeafIndex own() const { return path.own; }
};

/// The secret side of a staged commit.
struct NextEpoch {
    EpochKeys keys;
    HashSecret encryption_secret;
    std::map<NodeIndex, HpkeKeyPair>
        newKeys; ///< of our path; others stay as far as the tree has them
};

/// What there is to send of a commit of ours, and to store until it comes back.
struct OwnCommit {
    Bytes message;
    Bytes groupInfo;
    Bytes encryptedGroupInfo;
    std::vector<WelcomePart> welcomeParts;
    HashSecret commit_secret;
};

struct StagedState {
    JudgedHandshake judged;
    std::optional<NextEpoch> next; ///< none when the commit removes us
    std::optional<OwnCommit> own;
};

struct Group::Inside : GroupState {};
struct StagedCommit::Inside : StagedState {};

/// From the secrets of a commit to the epoch that it makes. CryptoFailed: the commit's confirmation
/// tag is not the one that these secrets give.
struct Derived {
    HashSecret joiner_secret;
    NextEpoch next;
};
[[nodiscard]] Result<Derived> deriveNextEpoch(const HashSecret& init_secret,
                                              const CommitChanges& commit,
                                              const HashSecret& commit_secret);

/// Group::create, without a store.
[[nodiscard]] GroupState createGroup(const OwnDevice& device, const GroupId& group,
                                     const rules::KontorRules& rules,
                                     const SignaturePublicKey& removalKey, Random& random,
                                     Milliseconds now);
struct JoinedState {
    GroupState group;
    Bytes joinerExtension;
    Member adder;
};
[[nodiscard]] Result<JoinedState> joinGroup(const OwnDevice& device, const JoinRequest& request);

[[nodiscard]] Result<StagedState> stageOwnCommit(const GroupState& group, const OwnDevice& device,
                                                 const CommitRequest& request, Random& random,
                                                 Milliseconds now);
[[nodiscard]] Result<StagedState> restoreOwnCommit(const GroupState& group, ByteView stored);
[[nodiscard]] SecretBytes serializeOwnCommit(const StagedState& staged);
[[nodiscard]] Result<StagedState> stageReceivedCommit(const GroupState& group, ByteView commit);

/// A GroupInfo as the server keeps it: with the key that external commits need.
[[nodiscard]] Bytes signGroupInfo(const GroupContext& context, ByteView confirmationTag,
                                  const HashSecret& external_secret, LeafIndex signer,
                                  const SignatureKeyPair& key);

/// As rows. `save` writes all of them; `mergeCommit` what the commit changes, in the store first.
[[nodiscard]] Result<void> saveGroup(GroupState& group, GroupStore& store);
/// What saveGroup() writes beyond the public rows.
[[nodiscard]] Result<void> saveSecrets(GroupState& group, GroupStore& store);
/// Every row that a group may have.
[[nodiscard]] Result<void> eraseGroup(GroupStore& store);
[[nodiscard]] Result<GroupState> loadGroup(const GroupStoreReader& store);
[[nodiscard]] Result<void> mergeCommit(GroupState& group, StagedState staged, GroupStore& store);

} // namespace kontor::mls
