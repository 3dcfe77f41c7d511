#pragma once

#include "crypto/mls/group.h"

#include <span>

namespace kontor::mls {

/// What a device needs that cannot follow its group any more (delivery.md, rule 12).
struct RejoinRequest {
    GroupId group;
    ByteView groupInfo;                 ///< of the present epoch, with external_pub
    ByteView ratchetTree;               ///< the `ratchet_tree` vector
    std::span<const Bytes> selfRemoves; ///< pending ones, as they were sent
    /// The server statement's removal key: must be the group's external sender.
    ByteView removalKey;
};

/// An external commit of ours that is not yet true: the own old leaf goes, this device comes in
/// anew with the same user, identity and keys. Needs nothing of the group's secrets and nobody
/// else. Stored until the server says OK; then Group::rejoin() makes it true.
class StagedRejoin {
public:
    StagedRejoin(StagedRejoin&&) noexcept;
    StagedRejoin& operator=(StagedRejoin&&) noexcept;
    ~StagedRejoin();

    /// Checks the group as a joiner does, and judges the own commit as everybody will. Errors:
    /// Malformed, CryptoFailed, GroupInvalid (also own_removal_pending: such a device may not come
    /// back), NotForUs: no leaf of this device.
    [[nodiscard]] static Result<StagedRejoin> stage(const OwnDevice& device,
                                                    const RejoinRequest& request, Random& random);
    /// From what serialize() gave. Errors: Malformed, VersionUnknown, CryptoFailed.
    [[nodiscard]] static Result<StagedRejoin> restore(const SecretBytes& stored);
    [[nodiscard]] SecretBytes serialize() const;

    /// The group as the server showed it: its leaves are to be checked anew.
    [[nodiscard]] const PublicGroup& before() const;
    [[nodiscard]] const JudgedHandshake& judged() const;
    [[nodiscard]] ByteView message() const;   ///< the PublicMessage to append
    [[nodiscard]] ByteView groupInfo() const; ///< signed GroupInfo of the new epoch, for the server

private:
    friend class Group;
    struct Inside;
    explicit StagedRejoin(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> m_inside;
};

} // namespace kontor::mls
