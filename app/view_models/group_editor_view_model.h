#pragma once

#include "core/client.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace kontor {

/// Name and description of a group while they are being edited.
class GroupEditorViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by ConversationViewModel")
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY changed FINAL)
    Q_PROPERTY(QString description READ description WRITE setDescription NOTIFY changed FINAL)
    Q_PROPERTY(bool canSave READ canSave NOTIFY changed FINAL)
    /// What is wrong with what was typed, or why the last try did not work; all of it is kept.
    Q_PROPERTY(QString failure READ failure NOTIFY changed FINAL)

public:
    explicit GroupEditorViewModel(Client& client);

    /// With what stands there now: what holds, or what is on its way.
    void begin(const ConversationDetails& details);

    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] const QString& description() const { return m_description; }
    [[nodiscard]] bool canSave() const;
    [[nodiscard]] const QString& failure() const { return m_failure; }
    void setName(const QString& name);
    void setDescription(const QString& description);
    /// Sends what was edited, and only that: what somebody else changes meanwhile stays.
    Q_INVOKABLE void save();

signals:
    void changed();
    void saved();

private:
    [[nodiscard]] SettingsForm edited() const;
    [[nodiscard]] QString trouble() const;

    Client& m_client;
    std::optional<ConversationId> m_conversation;
    QString m_nameBefore;
    QString m_descriptionBefore;
    QString m_name;
    QString m_description;
    QString m_failure;
    bool m_busy = false;
};

} // namespace kontor
