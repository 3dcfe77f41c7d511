// Runs the component tests of this folder on the window's own types: one file with -input.
#include "app/images/emoji_provider.h"
#include "app/images/icon_provider.h"
#include "app/main/window.h"
#include "tests/qml/office.h"

#include <QAccessible>
#include <QQmlEngine>
#include <QtQuickTest/quicktest.h>

class Setup : public QObject {
    Q_OBJECT

public slots:
    void applicationAvailable() {
        kontor::setFonts();
        QAccessible::setActive(
            true); // as when a screen reader runs: controls set roles of their own
        qmlRegisterType<kontor::Office>("Kontor.Fakes", 1, 0, "Office");
    }
    void qmlEngineAvailable(QQmlEngine* engine) {
        engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
        engine->addImageProvider(QStringLiteral("icon"), new kontor::IconProvider);
        engine->addImageProvider(QStringLiteral("emoji"), new kontor::EmojiProvider);
    }
};

QUICK_TEST_MAIN_WITH_SETUP(qml, Setup)
#include "main.moc"
