#pragma once

#include "base/id.h"
#include "base/number.h"
#include "base/result.h"
#include "crypto/identity/device_certificate.h"
#include "crypto/mls/group_store.h"
#include "crypto/mls/member.h"
#include "crypto/mls/tree_math.h"
#include "crypto/rules/group_rules.h"

#include <memory>
#include <optional>
#include <vector>

namespace kontor::mls {

enum class RemovalCause : std::uint8_t { Member, SelfRemove, Server };

struct Removal {
    Member member;
    RemovalCause cause;
};

struct Addition {
    Member member;
    Bytes keyPackageRef; ///< of the Add's KeyPackage (RFC 9420, 5.2): names its Welcome part
};

/// A proposal that waits for the next commit (delivery.md, rule 3).
struct PendingProposal {
    RemovalCause cause; ///< SelfRemove or Server
    LeafIndex target;
    Bytes ref;     ///< ProposalRef
    Bytes message; ///< the PublicMessage as it was sent
};

/// What a valid handshake does, computed without changing anything. Made only by
/// PublicGroup::judge.
class JudgedHandshake {
public:
    enum class Kind : std::uint8_t { Commit, Proposal };

    JudgedHandshake(JudgedHandshake&&) noexcept;
    JudgedHandshake& operator=(JudgedHandshake&&) noexcept;
    ~JudgedHandshake();

    [[nodiscard]] Kind kind() const;
    /// None when the server's removal key proposed.
    [[nodiscard]] std::optional<Member> sender() const;
    [[nodiscard]] const std::vector<Addition>& additions() const;
    [[nodiscard]] const std::vector<Removal>& removals() const;
    /// The rules after the commit; as before for a proposal.
    [[nodiscard]] const rules::KontorRules& rulesAfter() const;
    /// Commit: the leaf of the committer's path, with its certificate (same user, device, keys).
    [[nodiscard]] const std::optional<Member>& pathLeaf() const;
    /// External commit: the leaf that the device had, which gives way to pathLeaf(). It is not
    /// among removals(): nobody goes.
    [[nodiscard]] const std::optional<LeafIndex>& replaced() const;
    /// Proposal: already pending for this leaf (the server answers OK with the first one's seq).
    [[nodiscard]] bool repeatsPending() const;

private:
    friend class PublicGroup;
    friend struct PublicAccess;
    struct Inside;
    explicit JudgedHandshake(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> m_inside;
};

/// The state of a group that needs no secret: GroupContext, ratchet tree, interim transcript hash,
/// pending proposals. The server keeps one for each group; inside every mls::Group there is one.
/// Validity of a handshake is a pure function of this state and the handshake's bytes (delivery.md,
/// rule 1). Not thread-safe; movable, not copyable.
class PublicGroup {
public:
    PublicGroup(PublicGroup&&) noexcept;
    PublicGroup& operator=(PublicGroup&&) noexcept;
    ~PublicGroup();

    /// From a signed GroupInfo and the tree as a `ratchet_tree` vector: a creation's epoch 0, or
    /// what a joiner fetched. Everything is checked: signature, tree hash, parent hashes, every
    /// leaf, no two leaves of one device, one identity key for all leaves of a user, required
    /// capabilities, rules. Errors: Malformed, VersionUnknown, CryptoFailed, GroupInvalid.
    [[nodiscard]] static Result<PublicGroup> fromGroupInfo(ByteView groupInfo,
                                                           ByteView ratchetTree);
    /// From rows that save() or advance() wrote. Errors: Malformed (a damaged store),
    /// VersionUnknown.
    [[nodiscard]] static Result<PublicGroup> load(const GroupStoreReader& store);
    /// Writes all public rows: once, after a creation or a join. Later advance() writes what
    /// changed.
    [[nodiscard]] Result<void> save(GroupStore& store) const;

    [[nodiscard]] GroupId groupId() const;
    [[nodiscard]] Epoch epoch() const;
    [[nodiscard]] const rules::KontorRules& rules() const;
    /// The one external sender: the server's removal key.
    [[nodiscard]] ByteView removalKey() const;
    /// All leaves, ascending.
    [[nodiscard]] std::vector<Member> members() const;
    [[nodiscard]] std::optional<Member> member(LeafIndex leaf) const;
    [[nodiscard]] std::optional<Member> memberOf(const DeviceId& device) const;
    [[nodiscard]] const std::vector<PendingProposal>& pending() const;
    /// The `ratchet_tree` vector (RFC 9420, 12.4.3.3): what joiners fetch.
    [[nodiscard]] Bytes ratchetTree() const;
    [[nodiscard]] Bytes groupContext() const;
    /// Did the commit that made this epoch add or remove a leaf (delivery.md, rule 2)?
    [[nodiscard]] bool lastCommitChangedRoster() const;

    /// Checks a PublicMessage (commit or proposal) of this epoch as a member would, secrets aside.
    /// Errors: Malformed; Stale for an older epoch or a commit that omits a pending proposal;
    /// EpochUnknown for a newer one; GroupInvalid with the rule's name; CryptoFailed.
    [[nodiscard]] Result<JudgedHandshake> judge(ByteView publicMessage) const;
    /// As judge(), for a commit that comes with the GroupInfo of the epoch it makes (server,
    /// committer): the GroupInfo's GroupContext, confirmation tag and signature must fit.
    [[nodiscard]] Result<JudgedHandshake> judge(ByteView publicMessage, ByteView groupInfo) const;

    /// Makes what judge() found true and writes only the rows that changed. The judged handshake
    /// must come from this object in its present state.
    [[nodiscard]] Result<void> advance(JudgedHandshake judged, GroupStore& store);

    /// A Remove proposal by the external sender, ready to be appended (server only; the key is the
    /// server's removal key).
    [[nodiscard]] Result<Bytes> proposeRemoval(LeafIndex target,
                                               const SignatureKeyPair& removalKey) const;

private:
    friend struct PublicAccess;
    struct Inside;
    explicit PublicGroup(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> m_inside;
};

/// What the outside of an MLSMessage tells without any key (for routing and the epoch check).
struct MessageHeader {
    enum class Kind : std::uint8_t { Application, Proposal, Commit };
    GroupId group;
    Epoch epoch;
    Kind kind;
    /// PublicMessage of a member: its leaf. None for private messages and external senders.
    std::optional<LeafIndex> sender;
};
/// Application messages must be PrivateMessages and handshakes PublicMessages: else Malformed.
[[nodiscard]] Result<MessageHeader> peek(ByteView mlsMessage);

} // namespace kontor::mls
