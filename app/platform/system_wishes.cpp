#include "app/platform/system_wishes.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace kontor {

namespace {

const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString kAppearance = QStringLiteral("org.freedesktop.appearance");
const QString kScheme = QStringLiteral("color-scheme");
const QString kDesktop = QStringLiteral("org.gnome.desktop.interface");
const QString kAnimations = QStringLiteral("enable-animations");
constexpr uint kPreferDark = 1;

} // namespace

SystemWishes::SystemWishes() {
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
                SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    ask(kAppearance, kScheme);
    ask(kDesktop, kAnimations);
}

void SystemWishes::ask(const QString& space, const QString& key) {
    auto read = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    read << space << key;
    auto* watcher =
        new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(read), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, space, key] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        watcher->deleteLater();
        if (reply.isValid())
            onSettingChanged(space, key, reply.value());
    });
}

void SystemWishes::onSettingChanged(const QString& space, const QString& key,
                                    const QDBusVariant& value) {
    auto wish = value.variant();
    if (wish.canConvert<QDBusVariant>())
        wish = wish.value<QDBusVariant>().variant(); // "Read" wraps twice
    if (space == kAppearance && key == kScheme)
        m_dark = wish.toUInt() == kPreferDark;
    else if (space == kDesktop && key == kAnimations)
        m_calm = !wish.toBool();
    else
        return;
    emit changed();
}

} // namespace kontor
