#include "storage/key_backup.h"
#include "storage/key_slots.h"
#include "storage/private_file.h"
#include "tests/storage/company_store.h"

#include <QtTest>

#include <fstream>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::storage::test;

namespace {

namespace fs = std::filesystem;

/// What the desktop's keychain is to a test.
class MemorySlot final : public KeySlot {
public:
    SlotKind kind() const override { return SlotKind::Keychain; }
    Result<WrappingKey> read(const SlotId& id) override {
        if (!m_key || id != m_id)
            return ErrorCode::KeychainFailed;
        return m_key->clone();
    }
    Result<void> create(const SlotId& id, const WrappingKey& key) override {
        m_id = id;
        m_key = key.clone();
        return {};
    }

private:
    SlotId m_id;
    std::optional<WrappingKey> m_key;
};

struct Profile {
    QTemporaryDir folder;
    fs::path path{folder.path().toStdString()};
    SystemRandom random;
};

Bytes read(const fs::path& file) {
    return must(readPrivateFile(file, 100'000)).value();
}

bool readableByTheUserAlone(const fs::path& file) {
    return fs::status(file).permissions() == (fs::perms::owner_read | fs::perms::owner_write);
}

template <typename T>
ErrorCode errorOf(const Result<T>& result) {
    return result.error().code;
}

} // namespace

class TestKeyFiles : public QObject {
    Q_OBJECT

private slots:
    void aKeyFileOpensTheStoreAgain() {
        Profile profile;
        KeyFileSlot slot(profile.path);
        QVERIFY(!must(slotKind(profile.path)).has_value());
        QCOMPARE(errorOf(openStoreKey(profile.path, slot)), ErrorCode::ProfileMissing);
        const StoreKey key = must(createStoreKey(profile.path, slot, profile.random));
        QVERIFY(must(slotKind(profile.path)) == SlotKind::KeyFile);
        KeyFileSlot later(profile.path);
        QVERIFY(equalInConstantTime(must(openStoreKey(profile.path, later)).view(), key.view()));
        for (const char* name : {"key.slot", "key.file"}) {
            QVERIFY(readableByTheUserAlone(profile.path / name));
            // Neither file has the key as it is.
            const Bytes file = read(profile.path / name);
            QVERIFY(textOf(file).find(textOf(key.view())) == std::string_view::npos);
        }
    }

    void aKeychainSlotLeavesNothingThatOpensIt() {
        Profile profile;
        MemorySlot keychain;
        const StoreKey key = must(createStoreKey(profile.path, keychain, profile.random));
        QVERIFY(must(slotKind(profile.path)) == SlotKind::Keychain);
        QVERIFY(!fs::exists(profile.path / "key.file"));
        QVERIFY(equalInConstantTime(must(openStoreKey(profile.path, keychain)).view(), key.view()));
        MemorySlot other;
        QCOMPARE(errorOf(openStoreKey(profile.path, other)), ErrorCode::KeychainFailed);
        KeyFileSlot file(profile.path);
        QCOMPARE(errorOf(openStoreKey(profile.path, file)), ErrorCode::WrongKey);
    }

    void wrongOrDamagedSlotsAreSaidSo() {
        Profile profile;
        KeyFileSlot slot(profile.path);
        must(createStoreKey(profile.path, slot, profile.random));
        const Bytes good = read(profile.path / "key.slot");
        const auto with = [&](std::size_t at, std::uint8_t value) {
            Bytes bad = good;
            bad[at] = value;
            must(writePrivateFile(profile.path / "key.slot", bad));
            return openStoreKey(profile.path, slot).error();
        };
        QCOMPARE(with(0, 'X').code, ErrorCode::Malformed);
        QVERIFY(with(8, 2) == Error(ErrorCode::VersionUnknown, {"key slot"}));
        QCOMPARE(with(9, 9).code, ErrorCode::VersionUnknown); // a kind of a later version
        QCOMPARE(with(9, 1).code, ErrorCode::WrongKey);       // a keychain's
        QCOMPARE(with(10, 0).code, ErrorCode::WrongKey);      // another wrapping key's id
        QCOMPARE(with(40, good[40] ^ 1U).code, ErrorCode::WrongKey);
        QCOMPARE(with(good.size() - 1, good.back() ^ 1U).code, ErrorCode::WrongKey);
        for (std::size_t size = 0; size < good.size(); ++size) {
            must(writePrivateFile(profile.path / "key.slot", ByteView(good).first(size)));
            QVERIFY(!openStoreKey(profile.path, slot).ok());
        }
        must(writePrivateFile(profile.path / "key.slot", good));
        fs::remove(profile.path / "key.file");
        QCOMPARE(errorOf(openStoreKey(profile.path, slot)), ErrorCode::WrongKey);
    }

    void theBackupGivesBackKeyAndGroups() {
        Profile profile;
        const auto key = profile.random.secret<StoreKey::kSize>();
        const fs::path file = profile.path / "keys.backup";
        QCOMPARE(errorOf(readKeyBackup(file, key)), ErrorCode::ProfileMissing);
        KeyBackup backup;
        backup.deviceKey = SecretBytes::copyOf(viewOf("a device key, thirty-two bytes.."));
        backup.identityKey = SecretBytes::copyOf(viewOf("an identity key, thirty-two bytes"));
        backup.settings = {{"account.host", toBytes(viewOf("chat.example"))}, {"app.typing", {}}};
        backup.people = {{kAnna, "anna", "Anna", idOf<PublicKeyBytes>(7), KeyTrust::Verified},
                         {kBob, "", "", idOf<PublicKeyBytes>(8), KeyTrust::FirstUse}};
        must(writeKeyBackup(file, backup, key, profile.random));
        QVERIFY(must(readKeyBackup(file, key)).groups.empty());
        for (std::uint32_t i = 0; i < 100; ++i)
            backup.groups.push_back({idOf<GroupId>(i),
                                     ConversationKind::Group,
                                     {},
                                     Bytes(i, 1),
                                     {{kAnna, kAnnasDevice, i}}});
        backup.groups.push_back({idOf<GroupId>(200), ConversationKind::Direct, kBob, {}, {}});
        backup.groups.push_back({idOf<GroupId>(201), ConversationKind::Self, {}, {}, {}});
        must(writeKeyBackup(file, backup, key, profile.random));
        const KeyBackup kept = must(readKeyBackup(file, key));
        QVERIFY(equalInConstantTime(kept.deviceKey.view(), backup.deviceKey.view()));
        QVERIFY(equalInConstantTime(kept.identityKey.view(), backup.identityKey.view()));
        QVERIFY(kept.settings == backup.settings);
        QVERIFY(kept.people == backup.people);
        QVERIFY(kept.groups == backup.groups);
        QVERIFY(digestOf(kept) == digestOf(backup));
        backup.groups.pop_back();
        QVERIFY(digestOf(kept) != digestOf(backup));
        QVERIFY(readableByTheUserAlone(file));
        QVERIFY(textOf(read(file)).find("device key") == std::string_view::npos);
        QVERIFY(!fs::exists(profile.path / "keys.backup.new"));
    }

    void aWrongOrDamagedBackupIsSaidSo() {
        Profile profile;
        const auto key = profile.random.secret<StoreKey::kSize>();
        KeyBackup backup;
        backup.deviceKey = SecretBytes::copyOf(viewOf("secret"));
        backup.groups = {{idOf<GroupId>(1), ConversationKind::Group, {}, {}, {}}};
        const Bytes good = sealKeyBackup(backup, key, profile.random);
        QCOMPARE(errorOf(openKeyBackup(good, profile.random.secret<StoreKey::kSize>())),
                 ErrorCode::CryptoFailed);
        for (std::size_t at = 0; at < good.size(); ++at) {
            Bytes bad = good;
            bad[at] ^= 0x40U;
            const ErrorCode expected = at < 8    ? ErrorCode::Malformed
                                       : at == 8 ? ErrorCode::VersionUnknown
                                                 : ErrorCode::CryptoFailed;
            QCOMPARE(errorOf(openKeyBackup(bad, key)), expected);
        }
        for (std::size_t size = 0; size < good.size(); ++size)
            QVERIFY(!openKeyBackup(ByteView(good).first(size), key).ok());
        QVERIFY(openKeyBackup(good, key).ok());
    }

    void aPrivateFileIsReplacedAsAWhole() {
        Profile profile;
        const fs::path file = profile.path / "small";
        must(writePrivateFile(file, Bytes{1, 2, 3}));
        must(writePrivateFile(file, Bytes{4}));
        QVERIFY(read(file) == Bytes{4});
        QCOMPARE(errorOf(readPrivateFile(file, 0)), ErrorCode::TooLarge);
        QVERIFY(!must(readPrivateFile(profile.path / "missing", 10)).has_value());
        QCOMPARE(errorOf(writePrivateFile(profile.path / "no folder" / "file", Bytes{1})),
                 ErrorCode::Storage);
    }
};

QTEST_GUILESS_MAIN(TestKeyFiles)
#include "tst_key_files.moc"
