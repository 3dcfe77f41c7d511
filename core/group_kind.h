#pragma once

#include "crypto/rules/group_rules.h"
#include "storage/conversation_store.h"

namespace kontor {

/// What a conversation's group says of itself in its extension (design.md, 5).
[[nodiscard]] constexpr rules::GroupKind ruleKindOf(storage::ConversationKind kind) {
    switch (kind) {
    case storage::ConversationKind::Direct:
        return rules::GroupKind::Direct;
    case storage::ConversationKind::Self:
        return rules::GroupKind::Self;
    case storage::ConversationKind::Group:
        break;
    }
    return rules::GroupKind::Group;
}

} // namespace kontor
