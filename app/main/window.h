#pragma once

#include "app/application.h"

#include <QQmlApplicationEngine>

class QQuickWindow;

namespace kontor {

/// Letters for all windows of the program: the interface's font, and colour emoji before any font
/// that has them in black and white. Call once, after QGuiApplication exists.
void setFonts();

/// The window on one account. The application must outlive it.
class MainWindow {
public:
    explicit MainWindow(Application& application);

    /// None when the QML is broken; the engine has said why on stderr.
    [[nodiscard]] QQuickWindow* window() const;
    [[nodiscard]] QQmlApplicationEngine& engine() { return m_engine; }

private:
    QQmlApplicationEngine m_engine;
};

} // namespace kontor
