#pragma once

#include "app/notifications/notifier.h"
#include "app/platform/tray.h"

#include <QIcon>
#include <QMenu>
#include <QSystemTrayIcon>

#include <memory>

namespace kontor {

/// QSystemTrayIcon; on a free desktop a StatusNotifierItem. There the bus is asked, without
/// waiting, whether anybody shows such items, and Qt's icon is made only then: Qt itself would ask
/// once, wait for the answer, and never ask again. Needs a QApplication.
class SystemTray final : public Tray {
    Q_OBJECT

public:
    SystemTray();
    ~SystemTray() override;
    Q_DISABLE_COPY_MOVE(SystemTray)

    void begin() override;
    [[nodiscard]] bool available() const override { return m_icon != nullptr; }
    void set(const Words& words, Mark mark) override;

    /// For desktops whose notifications belong to the tray icon; none where it is not there.
    [[nodiscard]] QSystemTrayIcon* icon() const { return m_icon.get(); }

private slots:
    void askForHost();

private:
    void setPresent(bool present);
    void dress();

    std::unique_ptr<QMenu> m_menu; ///< with the icon, and longer than it
    std::unique_ptr<QSystemTrayIcon> m_icon;
    Words m_words;
    Mark m_mark = Mark::None;
};

/// Kontor's icon, with a dot on it for Unread.
[[nodiscard]] QIcon trayIcon(Tray::Mark mark);

} // namespace kontor
