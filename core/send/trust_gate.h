#pragma once

#include "core/contacts/returning.h"
#include "core/setting_names.h"
#include "core/stores.h"

#include <algorithm>
#include <vector>

namespace kontor {

/// Sending pauses where somebody's identity key is another than the known one and nobody has
/// accepted it (delivery.md, rule 7): it bars application messages, and Adds of that user; Removes
/// and updates pass.
[[nodiscard]] inline Result<bool> isTrusted(const Stores& stores, const UserId& user) {
    const auto contact = stores.contacts.find(user);
    if (!contact.ok())
        return contact.error();
    return !contact.value() || !contact.value()->changedKey;
}

/// Is somebody in the conversation since this device was lost, and nobody has accepted that
/// (delivery.md, rule 12)? Who has gone again bars nothing.
[[nodiscard]] inline Result<std::vector<UserId>>
strangersOf(const storage::SettingsStore& store, const std::vector<storage::MemberRecord>& members,
            ConversationId conversation) {
    const auto named = store.get(settings::ofConversation(settings::kStrangers, conversation));
    if (!named.ok())
        return named.error();
    std::vector<UserId> strangers;
    if (!named.value())
        return strangers;
    for (ByteView rest = *named.value(); rest.size() >= UserId::kSize;
         rest = rest.subspan(UserId::kSize)) {
        const auto user = UserId::parse(rest.first(UserId::kSize));
        if (!user.ok())
            return user.error();
        if (std::ranges::count(members, user.value(), &storage::MemberRecord::user) != 0)
            strangers.push_back(user.value());
    }
    return strangers;
}

/// Nobody in the conversation is in doubt.
[[nodiscard]] inline Result<bool> isTrusted(const Stores& stores, ConversationId conversation) {
    const auto members = stores.conversations.members(conversation);
    if (!members.ok())
        return members.error();
    const auto strangers = strangersOf(stores.settings, members.value(), conversation);
    if (!strangers.ok())
        return strangers.error();
    if (!strangers.value().empty())
        return false;
    std::vector<UserId> users;
    for (const storage::MemberRecord& member : members.value())
        users.push_back(member.user);
    // Who left by an old computer is to read on by the new one.
    const auto returning = returningIn(stores.settings, conversation);
    if (!returning.ok())
        return returning.error();
    users.insert(users.end(), returning.value().begin(), returning.value().end());
    for (const UserId& user : users) {
        auto trusted = isTrusted(stores, user);
        if (!trusted.ok() || !trusted.value())
            return trusted;
    }
    return true;
}

} // namespace kontor
