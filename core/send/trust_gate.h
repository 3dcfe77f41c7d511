#pragma once

#include "core/contacts/returning.h"
#include "core/stores.h"

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

/// Nobody in the conversation is in doubt.
[[nodiscard]] inline Result<bool> isTrusted(const Stores& stores, ConversationId conversation) {
    const auto members = stores.conversations.members(conversation);
    if (!members.ok())
        return members.error();
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
