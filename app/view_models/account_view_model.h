#pragma once

#include "core/values.h"

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
    Q_PROPERTY(QString organisation READ organisation NOTIFY changed FINAL)
    Q_PROPERTY(QString server READ server NOTIFY changed FINAL)
    Q_PROPERTY(QString keyPlace READ keyPlace NOTIFY changed FINAL)

public:
    void set(const Account& account);
    void retranslate() { emit changed(); }

    [[nodiscard]] const QString& name() const { return m_account.self.name; }
    [[nodiscard]] QString handle() const;
    [[nodiscard]] QString initials() const;
    [[nodiscard]] int colour() const;
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
