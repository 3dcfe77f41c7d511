#include "app/platform/system_tray.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QPainter>

#include <array>

namespace kontor {

namespace {

const QString kWatcher = QStringLiteral("org.kde.StatusNotifierWatcher");
const QString kWatcherPath = QStringLiteral("/StatusNotifierWatcher");
const QString kProperties = QStringLiteral("org.freedesktop.DBus.Properties");

constexpr std::array kSizes = {16, 22, 24, 32, 48, 64};
const QColor kDot(0xf0, 0xb3, 0x57); ///< amber on the icon's petrol, in both themes
const QColor kDotEdge(0x12, 0x16, 0x18);

void drawDot(QPixmap& picture) {
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal side = picture.width();
    const qreal radius = side * 0.22;
    painter.setPen(QPen(kDotEdge, side * 0.06));
    painter.setBrush(kDot);
    painter.drawEllipse(QPointF(side - radius - side * 0.04, radius + side * 0.04), radius, radius);
}

} // namespace

QIcon trayIcon(Tray::Mark mark) {
    const QIcon plain(QStringLiteral(":/kontor.svg"));
    QIcon icon;
    for (const int size : kSizes) {
        auto picture = plain.pixmap(QSize(size, size), 1.0);
        if (mark == Tray::Mark::Unread)
            drawDot(picture);
        icon.addPixmap(picture);
    }
    return icon;
}

SystemTray::SystemTray() = default;

SystemTray::~SystemTray() = default;

#ifdef Q_OS_LINUX

void SystemTray::begin() {
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    auto* watcher =
        new QDBusServiceWatcher(kWatcher, bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, &SystemTray::askForHost);
    connect(watcher, &QDBusServiceWatcher::serviceUnregistered, this,
            [this] { setPresent(false); });
    for (const auto* told : {"StatusNotifierHostRegistered", "StatusNotifierHostUnregistered"})
        bus.connect(kWatcher, kWatcherPath, kWatcher, QString::fromLatin1(told), this,
                    SLOT(askForHost()));
    askForHost();
}

void SystemTray::askForHost() {
    auto get =
        QDBusMessage::createMethodCall(kWatcher, kWatcherPath, kProperties, QStringLiteral("Get"));
    get << kWatcher << QStringLiteral("IsStatusNotifierHostRegistered");
    get.setAutoStartService(false);
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(get), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        watcher->deleteLater();
        setPresent(reply.isValid() && reply.value().variant().toBool());
    });
}

#else

void SystemTray::begin() {
    setPresent(QSystemTrayIcon::isSystemTrayAvailable());
}

void SystemTray::askForHost() {}

#endif

void SystemTray::setPresent(bool present) {
    if (present == available())
        return;
    if (present) {
        m_icon = std::make_unique<QSystemTrayIcon>();
        m_menu = std::make_unique<QMenu>();
        m_menu->addAction(m_words.open, this, &Tray::openWanted);
        m_menu->addAction(m_words.quit, this, &Tray::quitWanted);
        m_icon->setContextMenu(m_menu.get());
        connect(m_icon.get(), &QSystemTrayIcon::activated, this,
                [this](QSystemTrayIcon::ActivationReason reason) {
                    if (reason == QSystemTrayIcon::Trigger)
                        emit openWanted();
                });
        dress();
        m_icon->show();
    } else {
        m_icon.reset();
        m_menu.reset();
    }
    emit availableChanged();
}

void SystemTray::set(const Words& words, Mark mark) {
    m_words = words;
    m_mark = mark;
    dress();
}

void SystemTray::dress() {
    if (!m_icon)
        return;
    m_menu->actions().at(0)->setText(m_words.open);
    m_menu->actions().at(1)->setText(m_words.quit);
    m_icon->setIcon(trayIcon(m_mark));
    m_icon->setToolTip(m_words.tip);
}

} // namespace kontor
