#include "crypto/mls/roster.h"

#include <algorithm>

namespace kontor::mls {

namespace {

Error broken(const char* rule) {
    return Error(ErrorCode::GroupInvalid, {rule});
}

std::vector<UserId> sorted(std::vector<UserId> users) {
    std::ranges::sort(users);
    const auto doubles = std::ranges::unique(users);
    users.erase(doubles.begin(), doubles.end());
    return users;
}

/// Takes leaves one by one and finds the one that does not fit the others.
class Company {
public:
    Result<void> join(const identity::DeviceCertificate& certificate) {
        if (!m_devices.insert(certificate.device).second)
            return broken("device_has_two_leaves");
        const auto [user, isNew] =
            m_identityKeys.emplace(certificate.user, certificate.identityKey);
        if (!isNew && user->second != certificate.identityKey)
            return broken("identity_key_of_user");
        if (m_organisation.value_or(certificate.organisation) != certificate.organisation)
            return broken("organisation");
        m_organisation = certificate.organisation;
        return {};
    }

private:
    std::set<DeviceId> m_devices;
    std::map<UserId, SignaturePublicKey> m_identityKeys;
    std::optional<OrganisationId> m_organisation;
};

} // namespace

Result<identity::DeviceCertificate> certificateOf(const LeafNode& leaf) {
    if (leaf.credential.credential_type != CredentialType::basic)
        return broken("credential");
    auto certificate = identity::DeviceCertificate::parse(leaf.credential.identity);
    if (!certificate.ok())
        return broken("certificate");
    if (!std::ranges::equal(certificate.value().deviceKey.bytes, leaf.signature_key))
        return broken("device_key");
    return certificate;
}

Result<Roster> Roster::of(const TreeReader& tree, Genuine genuine) {
    Roster roster;
    Company company;
    for (const LeafIndex leaf : occupiedLeaves(tree)) {
        auto certificate = certificateOf(*tree.leaf(leaf));
        if (!certificate.ok())
            return certificate.error();
        if (auto fits = company.join(certificate.value()); !fits.ok())
            return fits.error();
        if (genuine == Genuine::Check && !certificate.value().isGenuine())
            return broken("certificate_signature");
        roster.insert({leaf, std::move(certificate).value()});
    }
    return roster;
}

std::vector<Member> Roster::members() const {
    std::vector<Member> all;
    all.reserve(m_members.size());
    for (const auto& [leaf, member] : m_members)
        all.push_back(member);
    return all;
}

const Member* Roster::at(LeafIndex leaf) const {
    const auto found = m_members.find(leaf);
    return found == m_members.end() ? nullptr : &found->second;
}

const Member* Roster::of(const DeviceId& device) const {
    const auto found = m_devices.find(device);
    return found == m_devices.end() ? nullptr : at(found->second);
}

std::vector<UserId> Roster::users(const std::set<LeafIndex>& without) const {
    std::vector<UserId> users;
    for (const auto& [leaf, member] : m_members)
        if (!without.contains(leaf))
            users.push_back(member.certificate.user);
    return sorted(std::move(users));
}

Result<void> Roster::admits(const std::vector<Member>& added,
                            const std::set<LeafIndex>& removed) const {
    if (added.empty())
        return {};
    Company company;
    for (const auto& [leaf, member] : m_members)
        if (!removed.contains(leaf))
            if (auto fits = company.join(member.certificate); !fits.ok())
                return fits;
    for (const Member& member : added) {
        if (auto fits = company.join(member.certificate); !fits.ok())
            return fits;
        if (!member.certificate.isGenuine())
            return broken("certificate_signature");
    }
    return {};
}

Result<Member> Roster::successor(LeafIndex leaf, const LeafNode& renewed) const {
    auto certificate = certificateOf(renewed);
    if (!certificate.ok())
        return certificate.error();
    const Member* before = at(leaf);
    if (before == nullptr)
        return broken("committer_leaf");
    const auto& one = before->certificate;
    const auto& other = certificate.value();
    if (one.user != other.user || one.device != other.device ||
        one.identityKey != other.identityKey || one.deviceKey != other.deviceKey ||
        one.organisation != other.organisation)
        return broken("path_leaf_identity");
    // A renewed certificate of the same device is new to us; the one we know needs no second look.
    if (one != other && !other.isGenuine())
        return broken("certificate_signature");
    return Member{leaf, other};
}

void Roster::change(const std::vector<Member>& added, const std::set<LeafIndex>& removed,
                    const Member& renewed) {
    for (const LeafIndex leaf : removed) {
        const auto gone = m_members.find(leaf);
        if (gone == m_members.end())
            continue;
        m_devices.erase(gone->second.certificate.device);
        m_members.erase(gone);
    }
    for (const Member& member : added)
        insert(member);
    insert(renewed);
}

void Roster::insert(const Member& member) {
    m_devices.insert_or_assign(member.certificate.device, member.leaf);
    m_members.insert_or_assign(member.leaf, member);
}

std::vector<UserId> usersOf(const std::vector<Member>& members) {
    std::vector<UserId> users;
    users.reserve(members.size());
    for (const Member& member : members)
        users.push_back(member.certificate.user);
    return sorted(std::move(users));
}

} // namespace kontor::mls
