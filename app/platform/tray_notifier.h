#pragma once

#include "app/notifications/notifier.h"
#include "app/platform/system_tray.h"

#include <optional>

namespace kontor {

/// Notifications where the desktop has no bus for them (Windows, macOS): bubbles of the tray icon.
/// One at a time; it is taken away with its icon, which comes back at once.
class TrayNotifier final : public QObject, public Notifier {
    Q_OBJECT

public:
    explicit TrayNotifier(SystemTray& tray)
        : m_tray(tray) {}

    void show(const NotificationKey& key, const NotificationFace& face) override;
    void take(const NotificationKey& key) override;

private:
    void press();

    SystemTray& m_tray;
    std::optional<NotificationKey> m_last;
};

} // namespace kontor
