#pragma once

#include <QObject>
#include <QSettings>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// What a person chose about notifications, their sound, and a window that is closed. Kept in the
/// profile's settings file; nothing in it is secret.
class NotificationChoices : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(bool enabled READ enabled WRITE setEnabled NOTIFY changed FINAL)
    Q_PROPERTY(Content content READ content WRITE setContent NOTIFY changed FINAL)
    /// A message that names oneself is told of in a muted conversation as well.
    Q_PROPERTY(bool mentions READ mentions WRITE setMentions NOTIFY mentionsChanged FINAL)
    Q_PROPERTY(bool sounds READ sounds WRITE setSounds NOTIFY soundsChanged FINAL)
    Q_PROPERTY(Closing closing READ closing WRITE setClosing NOTIFY closingChanged FINAL)

public:
    /// What a notification says of a message.
    enum class Content { NameAndText, NameOnly, Nothing };
    Q_ENUM(Content)
    /// What happens to the program when its window is closed, where there is a tray.
    enum class Closing { Ask, Stay, Quit };
    Q_ENUM(Closing)

    explicit NotificationChoices(const QString& settingsFile);

    [[nodiscard]] bool enabled() const { return m_enabled; }
    [[nodiscard]] Content content() const { return m_content; }
    [[nodiscard]] bool mentions() const { return m_mentions; }
    [[nodiscard]] bool sounds() const { return m_sounds; }
    [[nodiscard]] Closing closing() const { return m_closing; }
    void setEnabled(bool enabled);
    void setContent(Content content);
    void setMentions(bool mentions);
    void setSounds(bool sounds);
    void setClosing(Closing closing);

signals:
    /// Whether there are notifications, and what they say.
    void changed();
    void mentionsChanged();
    void soundsChanged();
    void closingChanged();

private:
    QSettings m_settings;
    bool m_enabled;
    Content m_content;
    bool m_mentions;
    bool m_sounds;
    Closing m_closing;
};

} // namespace kontor
