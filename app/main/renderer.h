#pragma once

#include <QString>

class QQuickWindow;

namespace kontor {

/// The window is drawn by the GPU, except where there is none, or where the last run found a
/// program behind OpenGL that only imitates one (llvmpipe): then Qt's own software renderer starts
/// faster and needs a third of the memory. Before the first window; QT_QUICK_BACKEND overrides it.
void chooseRenderer(const QString& settingsFile);

/// Remembers for the next start what drew this window.
void watchRenderer(QQuickWindow& window, const QString& settingsFile);

} // namespace kontor
