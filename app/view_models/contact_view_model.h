#pragma once

#include "core/client.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace kontor {

/// One person's key as one looks at it: the safety number, and what oneself says of it. What is
/// said is said of the number that was on the screen. UI thread.
class ContactViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by ConversationViewModel")
    Q_PROPERTY(QString name READ name NOTIFY changed FINAL)
    Q_PROPERTY(QString initials READ initials NOTIFY changed FINAL)
    Q_PROPERTY(int colour READ colour NOTIFY changed FINAL)
    Q_PROPERTY(QString owner READ owner NOTIFY changed FINAL)
    /// What she says of herself, as ProfileViewModel numbers it, and in one line.
    Q_PROPERTY(int availability READ availability NOTIFY changed FINAL)
    Q_PROPERTY(QString status READ status NOTIFY changed FINAL)
    /// 60 digits in groups of five, four groups a line; empty while it is not known.
    Q_PROPERTY(QString number READ number NOTIFY changed FINAL)
    Q_PROPERTY(bool verified READ verified NOTIFY changed FINAL)
    /// Another key than the known one: nothing is sent until one of the two verbs.
    Q_PROPERTY(bool keyChanged READ keyChanged NOTIFY changed FINAL)
    Q_PROPERTY(bool busy READ busy NOTIFY changed FINAL)
    Q_PROPERTY(QString failure READ failure NOTIFY changed FINAL)

public:
    explicit ContactViewModel(Client& client);

    void open(const Person& person);
    void close();
    [[nodiscard]] std::optional<UserId> id() const;

    [[nodiscard]] QString name() const { return m_person ? m_person->name : QString(); }
    [[nodiscard]] QString initials() const;
    [[nodiscard]] int colour() const;
    [[nodiscard]] QString owner() const;
    [[nodiscard]] int availability() const;
    [[nodiscard]] QString status() const;
    [[nodiscard]] QString number() const;
    [[nodiscard]] bool verified() const { return is(Trust::Verified); }
    [[nodiscard]] bool keyChanged() const { return is(Trust::KeyChanged); }
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] const QString& failure() const { return m_failure; }

    /// The numbers were compared, and are the same.
    Q_INVOKABLE void verify() { set(Trust::Verified); }
    /// Taken back, or: a changed key is good, though nobody compared it.
    Q_INVOKABLE void accept() { set(Trust::FirstUse); }

signals:
    void changed();

private:
    [[nodiscard]] bool is(Trust trust) const { return m_person && m_person->trust == trust; }
    void ask();
    void set(Trust trust);

    Client& m_client;
    std::optional<Person> m_person;
    QString m_number; ///< without spaces
    bool m_busy = false;
    QString m_failure;
};

} // namespace kontor
