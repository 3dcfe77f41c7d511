#pragma once

#include <QString>

namespace kontor {

/// Without case and accents: for comparing names with what somebody types.
[[nodiscard]] QString folded(const QString& text);

} // namespace kontor
