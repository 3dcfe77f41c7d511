#pragma once

#include "base/id.h"
#include "crypto/mls/member.h"
#include "crypto/mls/ratchet_tree.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

/// Kontor's own rules about leaves (design.md, 4): a leaf is a device with a certificate, no device
/// has two leaves, all leaves of a user carry one identity key, all are of one organisation.
/// Errors: GroupInvalid with the rule's name.
namespace kontor::mls {

class Roster {
public:
    /// Of a tree; `Genuine::Check` verifies the certificates' signatures.
    enum class Genuine : std::uint8_t { Check, Known };
    [[nodiscard]] static Result<Roster> of(const TreeReader& tree, Genuine genuine);

    [[nodiscard]] std::vector<Member> members() const;
    [[nodiscard]] const Member* at(LeafIndex leaf) const;
    [[nodiscard]] const Member* of(const DeviceId& device) const;
    /// Users with a leaf, ascending, no doubles; leaves in `without` are left out.
    [[nodiscard]] std::vector<UserId> users(const std::set<LeafIndex>& without = {}) const;

    /// May these come in when `removed` go? Certificates' signatures are checked here.
    [[nodiscard]] Result<void> admits(const std::vector<Member>& added,
                                      const std::set<LeafIndex>& removed) const;
    /// May `renewed` stand where `leaf` stood: same user, device, identity and device key?
    [[nodiscard]] Result<Member> successor(LeafIndex leaf, const LeafNode& renewed) const;

    void change(const std::vector<Member>& added, const std::set<LeafIndex>& removed,
                const Member& renewed);

private:
    void insert(const Member& member);

    std::map<LeafIndex, Member> m_members;
    std::map<DeviceId, LeafIndex> m_devices;
};

/// Ascending, no doubles.
[[nodiscard]] std::vector<UserId> usersOf(const std::vector<Member>& members);

} // namespace kontor::mls
