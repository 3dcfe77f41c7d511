#pragma once

#include "app/application.h"

class QQuickWindow;

namespace kontor {

/// Says `painted` on the standard output with the first frame that shows what the program starts
/// with: the conversations and the newest page of the one that is open, or the welcome page. A
/// frame before that is a shell. For measurements (`kontor --tell-painted`).
void tellPainted(QQuickWindow& window, Application& application);

/// The frame that is drawn now shows all of that.
[[nodiscard]] bool isComplete(Application& application);

} // namespace kontor
