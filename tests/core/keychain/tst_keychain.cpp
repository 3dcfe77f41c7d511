#include "core/keychain/keychain_slot.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;

class TestKeychain : public QObject {
    Q_OBJECT
private slots:
    /// A server, or a terminal without a desktop: the key file, at once.
    void withoutASessionBusTheKeyFileIsTaken() {
        const QTemporaryDir folder;
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("XDG_RUNTIME_DIR", folder.path().toUtf8());
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!keychainIsRunning());
        const auto slot = keySlotFor(folder.path().toStdString(), NewProfileKey::KeychainIfRunning);
        QVERIFY(slot.value()->kind() == SlotKind::KeyFile);
        QVERIFY(timer.elapsed() < 500);
    }
    void anExistingProfileDecidesForItself() {
        const QTemporaryDir folder;
        const std::filesystem::path profile(folder.path().toStdString());
        SystemRandom random;
        KeyFileSlot file(profile);
        const auto key = createStoreKey(profile, file, random);
        QVERIFY(key.ok());
        const auto slot = keySlotFor(profile, NewProfileKey::KeychainIfRunning);
        QVERIFY(slot.value()->kind() == SlotKind::KeyFile);
        const auto again = openStoreKey(profile, *slot.value());
        QVERIFY(equalInConstantTime(again.value().view(), key.value().view()));
    }
    /// Whatever the keychain does, a profile is never left with a key that nobody holds.
    void aKeychainThatIsNotThereSaysSo() {
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        const QTemporaryDir folder;
        SystemRandom random;
        KeychainSlot keychain;
        const auto key = createStoreKey(folder.path().toStdString(), keychain, random);
        QCOMPARE(key.error().code, ErrorCode::KeychainFailed);
        QVERIFY(!slotKind(folder.path().toStdString()).value());
    }
};

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
