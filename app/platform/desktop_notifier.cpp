#include "app/platform/desktop_notifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QGuiApplication>

namespace kontor {

namespace {

const QString kService = QStringLiteral("org.freedesktop.Notifications");
const QString kPath = QStringLiteral("/org/freedesktop/Notifications");
const QString kInterface = kService;
const QString kDefaultAction = QStringLiteral("default"); ///< a click on the notification itself
constexpr int kServersOwnTimeout = -1;

enum class Urgency : std::uint8_t { Normal = 1, Critical = 2 };

QDBusMessage callOf(const QString& method) {
    return QDBusMessage::createMethodCall(kService, kPath, kInterface, method);
}

QVariantMap hintsOf(const NotificationFace& face) {
    const bool urgent = face.urgency == NotificationFace::Urgency::Urgent;
    const auto urgency = urgent ? Urgency::Critical : Urgency::Normal;
    QVariantMap hints{
        {QStringLiteral("desktop-entry"), QGuiApplication::desktopFileName()},
        {QStringLiteral("category"),
         urgent ? QStringLiteral("call.incoming") : QStringLiteral("im.received")},
        {QStringLiteral("urgency"), QVariant::fromValue(static_cast<uchar>(urgency))},
        {QStringLiteral("suppress-sound"), true}, // Kontor has its own, and a switch for it
    };
    if (face.stay == NotificationFace::Stay::Fleeting)
        hints.insert(QStringLiteral("transient"), true);
    return hints;
}

} // namespace

DesktopNotifier::DesktopNotifier() = default;

DesktopNotifier::~DesktopNotifier() {
    for (const auto& [key, shown] : m_shown)
        if (shown.id != 0)
            close(shown.id);
}

void DesktopNotifier::show(const NotificationKey& key, const NotificationFace& face) {
    if (!QDBusConnection::sessionBus().isConnected())
        return;
    if (m_daemon == Daemon::Unasked)
        begin();
    auto& shown = m_shown[key];
    shown.next = face;
    shown.unwanted = false;
    if (!shown.asking && m_daemon == Daemon::Known)
        send(key, shown);
}

void DesktopNotifier::take(const NotificationKey& key) {
    const auto found = m_shown.find(key);
    if (found == m_shown.end())
        return;
    auto& shown = found->second;
    shown.next.reset();
    shown.unwanted = true;
    if (shown.asking)
        return;
    if (shown.id != 0)
        close(shown.id);
    m_shown.erase(found);
}

/// At the first notification: what hears, and what the daemon can do.
void DesktopNotifier::begin() {
    if (std::exchange(m_hearing, true))
        return askCapabilities();
    auto bus = QDBusConnection::sessionBus();
    bus.connect(kService, kPath, kInterface, QStringLiteral("ActionInvoked"), this,
                SLOT(onActionInvoked(uint, QString)));
    bus.connect(kService, kPath, kInterface, QStringLiteral("NotificationClosed"), this,
                SLOT(onClosed(uint, uint)));
    bus.connect(kService, kPath, kInterface, QStringLiteral("ActivationToken"), this,
                SLOT(onActivationToken(uint, QString)));
    auto* watcher =
        new QDBusServiceWatcher(kService, bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this, &DesktopNotifier::restarted);
    askCapabilities();
}

void DesktopNotifier::askCapabilities() {
    m_daemon = Daemon::Asked;
    auto* watcher = new QDBusPendingCallWatcher(
        QDBusConnection::sessionBus().asyncCall(callOf(QStringLiteral("GetCapabilities"))), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QStringList> reply = *watcher;
        watcher->deleteLater();
        takeCapabilities(reply.isValid() ? reply.value() : QStringList());
    });
}

void DesktopNotifier::takeCapabilities(const QStringList& capabilities) {
    m_markup = capabilities.contains(QStringLiteral("body-markup"));
    m_daemon = Daemon::Known;
    for (auto& [key, shown] : m_shown)
        if (shown.next && !shown.asking)
            send(key, shown);
}

/// What it showed is gone with it; the next one may be another program that can do other things.
void DesktopNotifier::restarted() {
    std::erase_if(m_shown, [](const auto& one) { return !one.second.asking && !one.second.next; });
    for (auto& [key, shown] : m_shown)
        shown.id = 0;
    if (m_daemon == Daemon::Known)
        m_daemon = Daemon::Unasked;
}

void DesktopNotifier::send(const NotificationKey& key, Shown& shown) {
    const auto face = std::exchange(shown.next, std::nullopt).value();
    auto notify = callOf(QStringLiteral("Notify"));
    notify << QGuiApplication::applicationDisplayName() << shown.id
           << QGuiApplication::desktopFileName() << face.title << bodyOf(face)
           << QStringList{kDefaultAction, face.action} << hintsOf(face) << kServersOwnTimeout;
    shown.asking = true;
    auto* watcher =
        new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(notify), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, key] {
        const QDBusPendingReply<uint> reply = *watcher;
        watcher->deleteLater();
        takeId(key, reply.isValid() ? reply.value() : 0);
    });
}

void DesktopNotifier::takeId(const NotificationKey& key, uint id) {
    const auto found = m_shown.find(key);
    if (found == m_shown.end())
        return;
    auto& shown = found->second;
    shown.asking = false;
    shown.id = id;
    if (shown.unwanted)
        take(key);
    else if (shown.next && m_daemon == Daemon::Known)
        send(key, shown);
    else if (id == 0)
        m_shown.erase(found); // nobody shows notifications here
}

void DesktopNotifier::close(uint id) {
    auto gone = callOf(QStringLiteral("CloseNotification"));
    gone << id;
    gone.setAutoStartService(false);
    QDBusConnection::sessionBus().send(gone);
}

QString DesktopNotifier::bodyOf(const NotificationFace& face) const {
    return m_markup ? face.text.toHtmlEscaped() : face.text;
}

std::optional<NotificationKey> DesktopNotifier::keyOf(uint id) const {
    for (const auto& [key, shown] : m_shown)
        if (id != 0 && shown.id == id)
            return key;
    return std::nullopt;
}

void DesktopNotifier::onActionInvoked(uint id, const QString& action) {
    const auto key = keyOf(id);
    if (!key || action != kDefaultAction)
        return;
    take(*key); // some daemons leave it
    if (listener().pressed)
        listener().pressed(*key);
}

void DesktopNotifier::onClosed(uint id, uint /*reason*/) {
    const auto key = keyOf(id);
    if (!key)
        return;
    auto& shown = m_shown.at(*key);
    shown.id = 0;
    if (shown.asking || shown.next)
        return; // its successor is on the way
    m_shown.erase(*key);
    if (listener().dismissed)
        listener().dismissed(*key);
}

/// Before ActionInvoked, on Wayland: lets the window come to the front.
void DesktopNotifier::onActivationToken(uint id, const QString& token) {
    if (keyOf(id))
        qputenv("XDG_ACTIVATION_TOKEN", token.toUtf8());
}

} // namespace kontor
