#pragma once

#include "app/main/window.h"

namespace kontor {

/// Makes one of each QML type of the interface, with its required properties filled from the
/// application, and says on stderr what is broken. The number of types that failed or warned.
[[nodiscard]] int makeEveryType(MainWindow& window, Application& application);

} // namespace kontor
