#include "app/platform/tray_notifier.h"

namespace kontor {

void TrayNotifier::show(const NotificationKey& key, const NotificationFace& face) {
    auto* icon = m_tray.icon();
    if (!icon)
        return;
    m_last = key;
    connect(icon, &QSystemTrayIcon::messageClicked, this, &TrayNotifier::press,
            Qt::UniqueConnection);
    icon->showMessage(face.title, face.text, icon->icon());
}

void TrayNotifier::take(const NotificationKey& key) {
    if (m_last != key)
        return;
    m_last.reset();
    if (auto* icon = m_tray.icon()) {
        icon->hide();
        icon->show();
    }
}

void TrayNotifier::press() {
    const auto pressed = std::exchange(m_last, std::nullopt);
    if (pressed && listener().pressed)
        listener().pressed(*pressed);
}

} // namespace kontor
