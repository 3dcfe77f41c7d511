#pragma once

#include <QLocalServer>
#include <QObject>

namespace kontor {

/// One window a profile: the first program listens on a local socket that is named after the
/// profile and readable by this user alone; those that come later hand it what they were started
/// with, and end. UI thread.
class SingleInstance : public QObject {
    Q_OBJECT

public:
    explicit SingleInstance(const QString& profile);

    /// True: this program is the first. False: another one has the profile and was told to come
    /// forward, with `link`, which may be empty. Waits for the other at most two seconds.
    [[nodiscard]] bool claim(const QString& link);

signals:
    /// Somebody started the program again.
    void startedAgain(const QString& link);

private:
    [[nodiscard]] bool tellTheFirst(const QString& link) const;
    void hear();

    QString m_name;
    QLocalServer m_server;
};

} // namespace kontor
