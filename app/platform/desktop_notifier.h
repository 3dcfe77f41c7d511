#pragma once

#include "app/notifications/notifier.h"

#include <QObject>
#include <QStringList>

#include <map>
#include <optional>

namespace kontor {

/// Notifications of a free desktop (org.freedesktop.Notifications, 1.2) on the session bus. The
/// bus is asked for nothing before the first is shown. Every call is asynchronous: what is shown,
/// replaced or taken away while an answer is on its way waits for it, so that two never appear for
/// one key.
class DesktopNotifier final : public QObject, public Notifier {
    Q_OBJECT

public:
    DesktopNotifier();
    /// Takes away what is shown.
    ~DesktopNotifier() override;
    Q_DISABLE_COPY_MOVE(DesktopNotifier)

    void show(const NotificationKey& key, const NotificationFace& face) override;
    void take(const NotificationKey& key) override;

private slots:
    void onActionInvoked(uint id, const QString& action);
    void onClosed(uint id, uint reason);
    void onActivationToken(uint id, const QString& token);

private:
    struct Shown {
        uint id = 0;                          ///< 0: none yet
        std::optional<NotificationFace> next; ///< to be shown when the answer has come
        bool asking = false;
        bool unwanted = false; ///< to be taken away when the answer has come
    };

    void begin();
    void askCapabilities();
    void takeCapabilities(const QStringList& capabilities);
    void restarted();
    void send(const NotificationKey& key, Shown& shown);
    void takeId(const NotificationKey& key, uint id);
    void close(uint id);
    [[nodiscard]] QString bodyOf(const NotificationFace& face) const;
    [[nodiscard]] std::optional<NotificationKey> keyOf(uint id) const;

    std::map<NotificationKey, Shown> m_shown;
    enum class Daemon { Unasked, Asked, Known } m_daemon = Daemon::Unasked;
    bool m_hearing = false;
    bool m_markup = false; ///< it takes bodies as markup: what people wrote is escaped
};

} // namespace kontor
