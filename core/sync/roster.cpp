#include "core/sync/roster.h"

#include "core/contacts/key_change.h"
#include "core/setting_names.h"

#include <algorithm>

namespace kontor {

Result<void> writeRoster(const CoreParts& parts, storage::Transaction& transaction,
                         Aftermath& aftermath, ConversationId conversation,
                         const mls::PublicGroup& group) {
    std::vector<storage::MemberRecord> members;
    for (const mls::Member& member : group.members())
        members.push_back({member.certificate.user, member.certificate.device, member.leaf.value});
    if (auto set = parts.stores.conversations.setMembers(transaction, conversation, members);
        !set.ok())
        return set.error();
    if (auto forgotten =
            parts.stores.cards.forgetToldOutside(transaction, conversation, parts.own.device());
        !forgotten.ok())
        return forgotten;
    for (const mls::Member& member : group.members()) {
        const ShownKey shown{member.certificate.user, member.certificate.device,
                             storage::PublicKeyBytes(member.certificate.identityKey.bytes)};
        const auto seen =
            takeIdentityKey(parts.stores, transaction, aftermath, shown, parts.clock.sinceEpoch());
        if (!seen.ok())
            return seen.error();
    }
    Bytes admins;
    for (const UserId& admin : group.rules().admins)
        admins.insert(admins.end(), admin.bytes.begin(), admin.bytes.end());
    return parts.stores.settings.put(
        transaction, settings::ofConversation(settings::kAdmins, conversation), admins);
}

Result<void> dropFromRoster(const CoreParts& parts, storage::Transaction& transaction,
                            ConversationId conversation, const std::vector<DeviceId>& devices) {
    const auto known = parts.stores.conversations.members(conversation);
    if (!known.ok())
        return known.error();
    std::vector<storage::MemberRecord> staying;
    for (const storage::MemberRecord& member : known.value())
        if (std::ranges::count(devices, member.device) == 0)
            staying.push_back(member);
    if (staying.size() == known.value().size())
        return {};
    if (auto set = parts.stores.conversations.setMembers(transaction, conversation, staying);
        !set.ok())
        return set;
    return parts.stores.cards.forgetToldOutside(transaction, conversation, parts.own.device());
}

std::vector<UserId> othersOf(const mls::PublicGroup& group, const UserId& self) {
    std::vector<UserId> others;
    for (const mls::Member& member : group.members())
        if (member.certificate.user != self)
            others.push_back(member.certificate.user);
    std::ranges::sort(others);
    others.erase(std::ranges::unique(others).begin(), others.end());
    return others;
}

} // namespace kontor
