#pragma once

#include <QStringList>

namespace kontor {

/// The letters of all windows: the interface's font, and behind it colour emoji, before any font
/// that has them in black and white. Call once, after QGuiApplication exists.
void useInterfaceFonts();

/// Letters of one width, for code.
[[nodiscard]] QStringList fixedFamilies();

} // namespace kontor
