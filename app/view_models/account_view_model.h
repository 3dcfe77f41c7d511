#pragma once

#include "core/events.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// Who one is here, and where the key to one's messages lies.
class AccountViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(QString name READ name NOTIFY changed FINAL)
    Q_PROPERTY(QString handle READ handle NOTIFY changed FINAL)
    Q_PROPERTY(QString initials READ initials NOTIFY changed FINAL)
    Q_PROPERTY(int colour READ colour NOTIFY changed FINAL)
    /// Whose picture it is (app/pictures/avatar_key.h).
    Q_PROPERTY(QString owner READ owner NOTIFY changed FINAL)
    /// What one says of oneself, as ProfileViewModel numbers it, and in one line.
    Q_PROPERTY(int availability READ availability NOTIFY changed FINAL)
    Q_PROPERTY(QString status READ status NOTIFY changed FINAL)
    Q_PROPERTY(QString organisation READ organisation NOTIFY changed FINAL)
    Q_PROPERTY(QString server READ server NOTIFY changed FINAL)
    Q_PROPERTY(QString keyPlace READ keyPlace NOTIFY changed FINAL)

public:
    void set(const Account& account);
    void apply(const StatusChanged& change);
    void retranslate() { emit changed(); }

    [[nodiscard]] const QString& name() const { return m_account.self.name; }
    [[nodiscard]] QString handle() const;
    [[nodiscard]] QString initials() const;
    [[nodiscard]] int colour() const;
    [[nodiscard]] QString owner() const;
    [[nodiscard]] int availability() const;
    [[nodiscard]] QString status() const;
    [[nodiscard]] const QString& organisation() const { return m_account.organisation; }
    [[nodiscard]] const QString& server() const { return m_account.server; }
    /// A sentence that says plainly who else could get at the key.
    [[nodiscard]] QString keyPlace() const;

signals:
    void changed();

private:
    Account m_account;
};

} // namespace kontor
