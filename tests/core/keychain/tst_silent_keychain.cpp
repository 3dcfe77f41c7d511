#include "core/async/qt_wake.h"
#include "core/client.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/prctl.h>

using namespace kontor;

namespace {

/// A session bus of this test's own.
class Bus {
public:
    Bus() {
        m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
        m_process.start("dbus-daemon", {"--session", "--nofork", "--print-address"});
        if (m_process.waitForReadyRead())
            qputenv("DBUS_SESSION_BUS_ADDRESS", m_process.readLine().trimmed());
    }
    Bus(const Bus&) = delete;
    Bus& operator=(const Bus&) = delete;
    ~Bus() {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
};

/// Owns the name of the Secret Service, hears every question and answers none: what a keychain does
/// while it asks for its password.
class SilentKeychain : public QDBusVirtualObject {
public:
    SilentKeychain()
        : m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, "keychain")) {
        m_there = m_bus.registerVirtualObject("/", this, QDBusConnection::SubPath) &&
                  m_bus.registerService("org.freedesktop.secrets");
    }
    [[nodiscard]] bool isThere() const { return m_there; }
    [[nodiscard]] bool wasAsked() const { return m_asked; }

    bool handleMessage(const QDBusMessage& message, const QDBusConnection& /*bus*/) override {
        message.setDelayedReply(true);
        m_asked = true;
        return true;
    }
    [[nodiscard]] QString introspect(const QString& /*path*/) const override { return {}; }

private:
    QDBusConnection m_bus;
    bool m_there = false;
    bool m_asked = false;
};

} // namespace

class TestSilentKeychain : public QObject {
    Q_OBJECT
private slots:
    /// The window is closed while the keychain still asks for its password: the program ends, and
    /// the profile is as it was, with the keychain still to come.
    void closingDoesNotWaitForIt() {
        const Bus bus;
        const SilentKeychain keychain;
        QVERIFY(keychain.isThere());
        const QTemporaryDir profile;
        QtMailbox mailbox;
        std::vector<Event> events;
        auto client =
            makeClient({profile.path().toStdString(), NewProfileKey::KeychainIfRunning},
                       mailbox.box(), [&events](const Event& event) { events.push_back(event); });
        client->open();
        QTRY_VERIFY_WITH_TIMEOUT(keychain.wasAsked(), 20'000);
        client->remember("theme", "dark"); // work that must not run inside of the waiting
        QElapsedTimer timer;
        timer.start();
        client.reset();
        QVERIFY(timer.elapsed() < 20'000); // its patience is two minutes
        QVERIFY(events.empty());
        const QDir folder(profile.path());
        QVERIFY(!folder.exists("key.slot"));
        QVERIFY(!folder.exists("key.file"));
    }
};

QTEST_GUILESS_MAIN(TestSilentKeychain)
#include "tst_silent_keychain.moc"
