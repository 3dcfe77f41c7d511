#pragma once

#include <QDBusVariant>
#include <QObject>

namespace kontor {

/// What the desktop asks of every window: dark colours, less motion. From the portal's settings,
/// since Qt 6.4 has no call for them. Never waits: `changed` follows when the portal answers, and
/// whenever a person changes her mind; without a portal nothing is asked for.
class SystemWishes : public QObject {
    Q_OBJECT

public:
    SystemWishes();

    [[nodiscard]] bool dark() const { return m_dark; }
    [[nodiscard]] bool calm() const { return m_calm; }

signals:
    void changed();

private slots:
    void onSettingChanged(const QString& space, const QString& key, const QDBusVariant& value);

private:
    void ask(const QString& space, const QString& key);

    bool m_dark = false;
    bool m_calm = false;
};

} // namespace kontor
