#include "app/platform/single_instance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>
#include <QLockFile>
#include <QStandardPaths>

namespace kontor {

namespace {

constexpr int kWaitMs = 1'000;
constexpr qint64 kMostBytes = 8 * 1024; ///< an invite link and a token of the compositor
const QByteArray kHeard = QByteArrayLiteral("heard\n");
// What lets a window come forward on Wayland: the starter's token, used up by requestActivate().
constexpr auto kToken = "XDG_ACTIVATION_TOKEN";

QString runtimeFolder() {
    const auto runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return runtime.isEmpty() ? QDir::tempPath() : runtime;
}

} // namespace

SingleInstance::SingleInstance(const QString& profile) {
    const auto whole = QDir(profile).absolutePath().toUtf8();
    const auto hash = QCryptographicHash::hash(whole, QCryptographicHash::Sha256).toHex();
    m_name = QDir(runtimeFolder())
                 .filePath(QStringLiteral("kontor-%1").arg(QString::fromLatin1(hash.left(16))));
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::hear);
}

bool SingleInstance::claim(const QString& link) {
    // Two programs started at once must not both find nobody listening.
    QLockFile lock(m_name + QStringLiteral(".lock"));
    lock.tryLock(kWaitMs);
    if (tellTheFirst(link))
        return false;
    QLocalServer::removeServer(m_name); // what a killed program left behind
    // Without a socket the window works all the same; the profile's own lock is the core's.
    m_server.listen(m_name);
    return true;
}

bool SingleInstance::tellTheFirst(const QString& link) const {
    QLocalSocket first;
    first.connectToServer(m_name);
    if (!first.waitForConnected(kWaitMs))
        return false;
    first.write(link.toUtf8() + '\n' + qgetenv(kToken) + '\n');
    while (first.bytesAvailable() < kHeard.size())
        if (!first.waitForReadyRead(kWaitMs))
            return false; // it hangs or has just ended: be the first
    return first.readAll() == kHeard;
}

void SingleInstance::hear() {
    while (auto* other = m_server.nextPendingConnection()) {
        connect(other, &QLocalSocket::disconnected, other, &QObject::deleteLater);
        const auto read = [this, other] {
            const auto said = other->peek(kMostBytes);
            if (said.count('\n') < 2) {
                if (said.size() >= kMostBytes)
                    other->abort();
                return;
            }
            const auto lines = other->readAll().split('\n');
            if (!lines.at(1).isEmpty())
                qputenv(kToken, lines.at(1));
            other->write(kHeard);
            other->disconnectFromServer();
            emit startedAgain(QString::fromUtf8(lines.at(0)));
        };
        connect(other, &QLocalSocket::readyRead, this, read);
        read();
    }
}

} // namespace kontor
