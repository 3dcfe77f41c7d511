#pragma once

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
    for (const storage::MemberRecord& member : members.value()) {
        auto trusted = isTrusted(stores, member.user);
        if (!trusted.ok() || !trusted.value())
            return trusted;
    }
    return true;
}

} // namespace kontor
