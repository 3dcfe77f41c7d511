#pragma once

#include <QByteArray>
#include <QDir>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <csignal>
#include <sys/prctl.h>

namespace kontor::test {

struct Ran {
    int code = -1;
    QByteArray out;
    QByteArray error;
};

inline Ran run(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished(30'000);
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

/// A kontor-server of its own, in a folder of its own, that can die and come back.
class RunningServer {
public:
    explicit RunningServer(const QStringList& more = {}) { start(more); }
    ~RunningServer() { kill(); }

    void start(const QStringList& more = {}) {
        // It must not outlive a test that is killed.
        m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
        m_process.start(KONTOR_SERVER,
                        QStringList{"--data", folder(), "--listen", "127.0.0.1:0"} + more);
        m_process.waitForStarted();
        m_invite.clear();
        m_port = 0;
        while (m_port == 0) {
            if (!m_process.canReadLine() && !m_process.waitForReadyRead(30'000))
                qFatal("the server does not start: %s",
                       m_process.readAllStandardError().constData());
            while (m_process.canReadLine())
                hear(QString::fromUtf8(m_process.readLine()).trimmed());
        }
    }
    /// SIGKILL: no farewell.
    void kill() {
        m_process.kill();
        m_process.waitForFinished();
    }
    /// SIGTERM; its exit code.
    int terminate() {
        m_process.terminate();
        m_process.waitForFinished();
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    [[nodiscard]] bool isRunning() { return m_process.state() == QProcess::Running; }
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    [[nodiscard]] QString folder() const { return m_folder.filePath("data"); }
    [[nodiscard]] quint16 port() const { return m_port; }
    /// What the start has printed; empty when nothing.
    [[nodiscard]] const QString& invite() const { return m_invite; }
    [[nodiscard]] QByteArray errorOutput() { return m_process.readAllStandardError(); }

    Ran ctl(const QStringList& command) const {
        return run(KONTOR_CTL, QStringList{"--data", folder()} + command);
    }

private:
    void hear(const QString& line) {
        if (line.startsWith("invite: "))
            m_invite = line.mid(8);
        if (line.startsWith("listening: "))
            m_port = line.mid(line.lastIndexOf(':') + 1).toUShort();
    }

    QTemporaryDir m_folder;
    QProcess m_process;
    QString m_invite;
    quint16 m_port = 0;
};

} // namespace kontor::test
