#pragma once

#include "core/values.h"

#include <QString>

#include <optional>

/// Whose picture it is, as a word that view models and QML pass on without looking into it.
namespace kontor {

[[nodiscard]] QString avatarKey(const UserId& user);
[[nodiscard]] QString avatarKey(ConversationId group);
/// The peer's, or the group's; empty for note-to-self, which has a sign of its own.
[[nodiscard]] QString avatarKey(const ConversationSummary& summary);
/// None of a word that none of them made.
[[nodiscard]] std::optional<AvatarOwner> avatarOwner(const QString& key);

} // namespace kontor
