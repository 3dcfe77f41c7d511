#pragma once

#include "base/id.h"
#include "base/number.h"

#include <QString>

namespace kontor {

/// "Vertrieb Nord und Ost" is VO, "Vertrieb" is V; emoji and other letters outside
/// the basic plane stay whole.
[[nodiscard]] QString initials(const QString& name);

/// Number of the avatar and sender colours of the theme (ui: eight, all readable on bubbles).
inline constexpr int kPersonColours = 8;

/// Which of them a person has: the same in every window, since it depends on the user id alone.
[[nodiscard]] int colourOf(const UserId& user);
/// A group has no person's colour; its local number chooses.
[[nodiscard]] int colourOf(ConversationId conversation);

} // namespace kontor
