#pragma once

#include "app/pictures/avatar_picker.h"
#include "core/client.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace kontor {

/// Name and description of a group while they are being edited, and its picture, which changes at
/// once.
class GroupEditorViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by ConversationViewModel")
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY changed FINAL)
    Q_PROPERTY(QString description READ description WRITE setDescription NOTIFY changed FINAL)
    Q_PROPERTY(QString owner READ owner NOTIFY changed FINAL)
    Q_PROPERTY(QString initials READ initials NOTIFY changed FINAL)
    Q_PROPERTY(int colour READ colour NOTIFY changed FINAL)
    /// It has a picture, or one is on its way.
    Q_PROPERTY(bool pictured READ pictured NOTIFY changed FINAL)
    Q_PROPERTY(bool canPicture READ canPicture NOTIFY changed FINAL)
    Q_PROPERTY(bool canSave READ canSave NOTIFY changed FINAL)
    /// What is wrong with what was typed, or why the last try did not work; all of it is kept.
    Q_PROPERTY(QString failure READ failure NOTIFY changed FINAL)

public:
    explicit GroupEditorViewModel(Client& client);

    /// Whoever chooses pictures; without, none can be changed.
    void setPicker(AvatarPicker* picker) { m_picker = picker; }
    void apply(const AvatarChanged& change);
    /// With what stands there now: what holds, or what is on its way.
    void begin(const ConversationDetails& details);

    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] const QString& description() const { return m_description; }
    [[nodiscard]] QString owner() const;
    [[nodiscard]] QString initials() const;
    [[nodiscard]] int colour() const;
    [[nodiscard]] bool pictured() const { return m_pictured; }
    [[nodiscard]] bool canPicture() const { return m_picker != nullptr && m_conversation; }
    [[nodiscard]] bool canSave() const;
    [[nodiscard]] const QString& failure() const { return m_failure; }
    void setName(const QString& name);
    void setDescription(const QString& description);
    /// Sends what was edited, and only that: what somebody else changes meanwhile stays.
    Q_INVOKABLE void save();
    Q_INVOKABLE void choosePicture();
    Q_INVOKABLE void removePicture();

signals:
    void changed();
    void saved();

private:
    [[nodiscard]] SettingsForm edited() const;
    [[nodiscard]] QString trouble() const;
    void askForPicture();
    void setPicture(ConversationId group, const QByteArray& picture);

    Client& m_client;
    AvatarPicker* m_picker = nullptr;
    bool m_pictured = false;
    std::optional<ConversationId> m_conversation;
    QString m_nameBefore;
    QString m_descriptionBefore;
    QString m_name;
    QString m_description;
    QString m_failure;
    bool m_busy = false;
};

} // namespace kontor
