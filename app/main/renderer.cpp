#include "app/main/renderer.h"

#include <QDir>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QQuickWindow>
#include <QSettings>

namespace kontor {

namespace {

const QString kSoftware = QStringLiteral("renderer/software");

bool hasGpu() {
#ifdef Q_OS_LINUX
    return !QDir(QStringLiteral("/dev/dri"))
                .entryList({QStringLiteral("renderD*")}, QDir::System)
                .isEmpty();
#else
    return true;
#endif
}

bool imitated(const QByteArray& renderer) {
    return renderer.contains("llvmpipe") || renderer.contains("softpipe") ||
           renderer.contains("swrast") || renderer.contains("SwiftShader");
}

} // namespace

void chooseRenderer(const QString& settingsFile) {
    if (qEnvironmentVariableIsSet("QT_QUICK_BACKEND"))
        return;
    const QSettings settings(settingsFile, QSettings::IniFormat);
    if (!hasGpu() || settings.value(kSoftware, false).toBool())
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
}

void watchRenderer(QQuickWindow& window, const QString& settingsFile) {
    const auto remember = [settingsFile] {
        QSettings(settingsFile, QSettings::IniFormat).setValue(kSoftware, true);
    };
    // On the render thread, with its context current; QSettings may be used from any thread.
    QObject::connect(
        &window, &QQuickWindow::sceneGraphInitialized, &window,
        [remember] {
            auto* context = QOpenGLContext::currentContext();
            if (!context)
                return;
            const auto* name = context->functions()->glGetString(GL_RENDERER);
            if (name && imitated(reinterpret_cast<const char*>(name)))
                remember();
        },
        Qt::DirectConnection);
    QObject::connect(&window, &QQuickWindow::sceneGraphError, &window, remember,
                     Qt::DirectConnection);
}

} // namespace kontor
