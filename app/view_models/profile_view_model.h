#pragma once

#include "app/pictures/avatar_picker.h"
#include "app/texts/moments.h"
#include "app/view_models/status_end.h"
#include "core/client.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// What one says of oneself, while it is being changed: name, picture, status. What was typed stays
/// when it could not be saved. UI thread.
class ProfileViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY changed FINAL)
    Q_PROPERTY(bool canSaveName READ canSaveName NOTIFY changed FINAL)
    Q_PROPERTY(QString nameFailure READ nameFailure NOTIFY changed FINAL)
    /// There is a picture.
    Q_PROPERTY(bool pictured READ pictured NOTIFY changed FINAL)
    Q_PROPERTY(QString pictureFailure READ pictureFailure NOTIFY changed FINAL)
    Q_PROPERTY(
        Availability availability READ availability WRITE setAvailability NOTIFY changed FINAL)
    Q_PROPERTY(QString line READ line WRITE setLine NOTIFY changed FINAL)
    Q_PROPERTY(End end READ end WRITE setEnd NOTIFY changed FINAL)
    /// Of End.AtTime, as it was typed.
    Q_PROPERTY(QString time READ time WRITE setTime NOTIFY changed FINAL)
    Q_PROPERTY(bool canSaveStatus READ canSaveStatus NOTIFY changed FINAL)
    /// Something is said now: it can be taken back.
    Q_PROPERTY(bool says READ says NOTIFY changed FINAL)
    /// What is said now, in one line; or empty.
    Q_PROPERTY(QString standing READ standing NOTIFY changed FINAL)
    Q_PROPERTY(QString statusFailure READ statusFailure NOTIFY changed FINAL)
    Q_PROPERTY(bool busy READ busy NOTIFY changed FINAL)

public:
    enum class Availability { Unsaid, Available, Busy, Away };
    Q_ENUM(Availability)
    enum class End { Never, HalfHour, OneHour, FourHours, Today, Week, AtTime };
    Q_ENUM(End)

    ProfileViewModel(Client& client, AvatarPicker& picker, const Clock& clock, Moments moments);

    /// What is known of oneself: what is being typed stays.
    void set(const Person& self);
    void apply(const StatusChanged& change);
    void apply(const AvatarChanged& change);
    void setLocale(const QLocale& locale);

    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] bool canSaveName() const;
    [[nodiscard]] const QString& nameFailure() const { return m_nameFailure; }
    [[nodiscard]] bool pictured() const { return m_pictured; }
    [[nodiscard]] const QString& pictureFailure() const { return m_pictureFailure; }
    [[nodiscard]] Availability availability() const { return m_availability; }
    [[nodiscard]] const QString& line() const { return m_line; }
    [[nodiscard]] End end() const { return m_end; }
    [[nodiscard]] const QString& time() const { return m_time; }
    [[nodiscard]] bool canSaveStatus() const;
    [[nodiscard]] bool says() const;
    [[nodiscard]] QString standing() const;
    [[nodiscard]] const QString& statusFailure() const { return m_statusFailure; }
    [[nodiscard]] bool busy() const { return m_busy; }
    void setName(const QString& name);
    void setAvailability(Availability availability);
    void setLine(const QString& line);
    void setEnd(End end);
    void setTime(const QString& time);

    Q_INVOKABLE void saveName();
    /// The name as it was.
    Q_INVOKABLE void forgetName();
    Q_INVOKABLE void choosePicture();
    Q_INVOKABLE void removePicture();
    /// Fills in what is said now.
    Q_INVOKABLE void beginStatus();
    Q_INVOKABLE void saveStatus();
    Q_INVOKABLE void clearStatus();

signals:
    void changed();
    void statusSaved();

private:
    void askForPicture();
    void setPicture(const QByteArray& picture);
    void tellStatus(const Status& status);
    [[nodiscard]] Status edited() const;

    Client& m_client;
    AvatarPicker& m_picker;
    const Clock& m_clock;
    Moments m_moments;
    Person m_self;
    QString m_name;
    QString m_nameFailure;
    bool m_pictured = false;
    QString m_pictureFailure;
    Availability m_availability = Availability::Unsaid;
    QString m_line;
    End m_end = End::Never;
    QString m_time;
    QString m_statusFailure;
    bool m_busy = false;
};

} // namespace kontor
