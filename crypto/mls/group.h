#pragma once

#include "base/clock.h"
#include "base/limits.h"
#include "crypto/mls/key_package.h"
#include "crypto/mls/own_device.h"
#include "crypto/mls/public_group.h"
#include "crypto/random.h"
#include "crypto/signature.h"

#include <span>
#include <string_view>

namespace kontor::mls {

/// What a commit is to do, all by value. Pending proposals of the group are always included.
struct CommitRequest {
    std::vector<Bytes> addKeyPackages; ///< serialised KeyPackages, at most limits::kAddsPerCommit
    std::vector<LeafIndex> removes;
    std::optional<rules::KontorRules> newRules;
    /// Goes, encrypted, to those who are added, beside the GroupInfo (the group's settings).
    Bytes joinerExtension;
    /// The product's limits; the library itself has none below limits::kTreeLeaves.
    std::size_t mostAdds = limits::kAddsPerCommit;
    std::size_t mostMembers = limits::kGroupMembers;
};

/// One added device's part of a Welcome, as delivery.md carries it.
struct WelcomePart {
    DeviceId device;
    Bytes keyPackageRef;
    Bytes encryptedGroupSecrets; ///< the serialised EncryptedGroupSecrets.. of this key package
};

/// A commit that has been made or received and is not yet true. Nothing of the group has changed.
/// An own one can be stored and read back (delivery.md, 5: STAGED).
class StagedCommit {
public:
    StagedCommit(StagedCommit&&) noexcept;
    StagedCommit& operator=(StagedCommit&&) noexcept;
    ~StagedCommit();

    [[nodiscard]] const JudgedHandshake& judged() const;
    /// The committer removed us: merge() is not possible, the group is LEFT.
    [[nodiscard]] bool removesUs() const;

    // Own commits only:
    [[nodiscard]] ByteView message() const;   ///< the PublicMessage to append
    [[nodiscard]] ByteView groupInfo() const; ///< signed GroupInfo of the new epoch, for the server
    [[nodiscard]] ByteView
    encryptedGroupInfo() const; ///< shared by all Welcome parts; empty without Adds
    [[nodiscard]] std::span<const WelcomePart> welcomeParts() const;
    [[nodiscard]] SecretBytes serialize() const;

private:
    friend class Group;
    struct Inside;
    explicit StagedCommit(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> m_inside;
};

struct Unprotected {
    Member sender; ///< as of the message's epoch
    Epoch epoch;
    std::uint32_t generation;
    Bytes content;
};

struct UnprotectOptions {
    /// Messages of the log are known to be missing: allow the larger forward step.
    std::uint32_t greatestForward = limits::kForwardGenerations;
    /// Wall clock: how old skipped keys are.
    Milliseconds now{0};
};

struct JoinRequest {
    ByteView encryptedGroupSecrets;
    ByteView encryptedGroupInfo;
    ByteView ratchetTree;
    const KeyPackageBundle& keyPackage;
    /// The server statement's removal key: must be the group's external sender.
    ByteView removalKey;
};

class StagedRejoin;

/// A group as a member holds it: the face of crypto/mls. The public group, plus the secrets. Every
/// change goes through a GroupStore, that is, through an open transaction; when that rolls back,
/// drop the object and load() it again. Not thread-safe; movable, not copyable.
class Group {
public:
    Group(Group&&) noexcept;
    Group& operator=(Group&&) noexcept;
    ~Group();

    /// Epoch 0 with the own leaf only (RFC 9420, 11). The server's removal key becomes the external
    /// sender. Save it, then stageCommit() with the first members: that commit makes epoch 1.
    [[nodiscard]] static Result<Group> create(const OwnDevice& device, const GroupId& group,
                                              const rules::KontorRules& rules, ByteView removalKey,
                                              Random& random, Milliseconds now);
    /// Errors: NotForUs, Malformed, CryptoFailed, GroupInvalid. `joinerExtension` is what the adder
    /// put into CommitRequest::joinerExtension.
    struct Joined;
    [[nodiscard]] static Result<Joined> join(const OwnDevice& device, const JoinRequest& request);
    /// The group anew, after the server took our external commit: all rows, in place of those of
    /// the state that could not follow.
    [[nodiscard]] static Result<Group> rejoin(StagedRejoin staged, GroupStore& store);
    [[nodiscard]] static Result<Group> load(const GroupStoreReader& store);
    /// All rows, once after create() and join().
    [[nodiscard]] Result<void> save(GroupStore& store) const;

    [[nodiscard]] const PublicGroup& publicState() const;
    [[nodiscard]] LeafIndex ownLeaf() const;
    /// Signed GroupInfo of the present epoch without ratchet_tree (creation's epoch 0).
    [[nodiscard]] Result<Bytes> groupInfo(const OwnDevice& device) const;

    /// Makes a commit with a path and judges it as everybody will. Changes nothing.
    /// Errors: NotAllowed (rules), GroupFull, GroupInvalid, Malformed (a bad key package).
    [[nodiscard]] Result<StagedCommit> stageCommit(const OwnDevice& device,
                                                   const CommitRequest& request, Random& random,
                                                   Milliseconds now) const;
    /// An own commit that serialize() stored, after a restart.
    [[nodiscard]] Result<StagedCommit> restoreStaged(const SecretBytes& stored) const;
    /// Somebody else's commit from the log. Errors as PublicGroup::judge; GroupLost when the judge
    /// accepts it but the secret part or a tag fails, or when it is an external commit with our
    /// device key that comes in our place: GroupLost{replaced} (delivery.md, rule 12).
    [[nodiscard]] Result<StagedCommit> stageReceived(ByteView commit) const;
    [[nodiscard]] Result<void> merge(StagedCommit staged, GroupStore& store);

    /// A SelfRemove proposal of ours, to be appended.
    [[nodiscard]] Result<Bytes> proposeSelfRemove(const OwnDevice& device) const;
    /// A proposal from the log (own or other): kept until the next commit.
    [[nodiscard]] Result<JudgedHandshake> receiveProposal(ByteView proposal, GroupStore& store);

    /// Seals an application message, padded; the ratchet's step is written to the store.
    [[nodiscard]] Result<Bytes> protect(const OwnDevice& device, ByteView content, Random& random,
                                        GroupStore& store);
    /// Opens one of this epoch or the one before. The key is consumed only when decryption and
    /// signature succeed. Errors: EpochTooOld, EpochUnknown, GenerationSpent, GenerationTooFar,
    /// CryptoFailed, Malformed. An own message is GenerationSpent: recognise own entries by their
    /// hash before. GroupLost: a genuine message of our own leaf that we have not sealed: the store
    /// is older than what this device sent (delivery.md, rule 12).
    [[nodiscard]] Result<Unprotected> unprotect(ByteView message, const UnprotectOptions& options,
                                                GroupStore& store);

    /// MLS-Exporter (RFC 9420, 8.5).
    [[nodiscard]] Result<SecretBytes> exportSecret(std::string_view label, ByteView context,
                                                   std::size_t length) const;
    /// Equal for all members of an epoch (RFC 9420, 8.7).
    [[nodiscard]] Bytes epochAuthenticator() const;

private:
    struct Inside;
    explicit Group(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> m_inside;
};

struct Group::Joined {
    Group group;
    Bytes joinerExtension;
    Member adder;
};

} // namespace kontor::mls
