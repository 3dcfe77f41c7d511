#include "app/main/window.h"

#include "app/images/emoji_provider.h"
#include "app/images/icon_provider.h"
#include "app/images/interface_fonts.h"

#include <QGuiApplication>
#include <QQuickWindow>
#include <QtQml/qqmlextensionplugin.h>

Q_IMPORT_QML_PLUGIN(Kontor_AppPlugin)
Q_IMPORT_QML_PLUGIN(Kontor_UiPlugin)

namespace kontor {

void setFonts() {
    useInterfaceFonts();
}

MainWindow::MainWindow(Application& application) {
    m_engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    m_engine.setProperty(AvatarBook::kProperty, QVariant::fromValue(application.avatars()));
    m_engine.addImageProvider(QStringLiteral("icon"), new IconProvider);
    m_engine.addImageProvider(QStringLiteral("emoji"), new EmojiProvider);
    QObject::connect(&application, &Application::retranslated, &m_engine, &QQmlEngine::retranslate);
    QVariantMap properties{{QStringLiteral("app"), QVariant::fromValue(&application)}};
    auto& appearance = *application.appearance();
    if (const auto place = appearance.geometry(); !place.isEmpty()) {
        properties.insert(QStringLiteral("x"), place.x());
        properties.insert(QStringLiteral("y"), place.y());
        properties.insert(QStringLiteral("width"), place.width());
        properties.insert(QStringLiteral("height"), place.height());
    }
    if (appearance.maximized())
        properties.insert(QStringLiteral("visibility"), QWindow::Maximized);
    m_engine.setInitialProperties(properties);
    m_engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Kontor/Ui/Main.qml")));
}

QQuickWindow* MainWindow::window() const {
    const auto roots = m_engine.rootObjects();
    return roots.isEmpty() ? nullptr : qobject_cast<QQuickWindow*>(roots.front());
}

} // namespace kontor
