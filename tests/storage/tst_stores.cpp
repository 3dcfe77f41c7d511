#include "storage/contact_store.h"
#include "storage/group_store_sql.h"
#include "storage/key_package_store.h"
#include "storage/rows.h"
#include "storage/settings_store.h"
#include "storage/slots.h"
#include "tests/storage/company_store.h"

#include <QtTest>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::storage::test;
using mls::StatePart;

namespace {

std::string textOfSecret(const std::optional<SecretBytes>& secret) {
    return secret ? std::string(textOf(secret->view())) : std::string("(none)");
}

std::int64_t countOf(CompanyStore& store, std::string_view sql) {
    Statement statement = store.writer().prepare(sql);
    return must(readInteger(statement));
}

} // namespace

/// The small stores: contacts, group rows, key packages, settings, own keys.
class TestStores : public QObject {
    Q_OBJECT

private slots:
    void groupRowsAreReadInOrderOfIndex() {
        CompanyStore store;
        const GroupId group = idOf<GroupId>(1);
        store.write([&](Transaction& transaction) {
            GroupStoreSql rows(transaction, group);
            GroupStoreSql others(transaction, idOf<GroupId>(2));
            must(others.put(StatePart::Node, 5, viewOf("not ours")));
            must(rows.put(StatePart::Context, 0, viewOf("context")));
            const std::uint64_t far = (std::uint64_t{70'000} << 32U) | 7U;
            for (const std::uint64_t index : {far, std::uint64_t{5}, std::uint64_t{0}})
                must(rows.put(StatePart::Node, index, viewOf("n" + std::to_string(index))));
            must(rows.put(StatePart::Node, 5, viewOf("replaced")));
            must(rows.put(StatePart::Node, 0, viewOf(std::string(5'000, 'z')))); // grows
            QVERIFY(rows.put(StatePart::Node, ~std::uint64_t{0}, {}).error().code ==
                    ErrorCode::TooLarge);
        });
        const GroupReaderSql reader(store.reader(), group);
        std::string seen;
        must(reader.visit(StatePart::Node, [&](std::uint64_t index, SecretBytes value) {
            seen += std::to_string(index) + "=" +
                    (value.size() > 100 ? std::to_string(value.size())
                                        : std::string(textOf(value.view()))) +
                    " ";
            return Result<void>();
        }));
        QCOMPARE(seen, std::string("0=5000 5=replaced 300647710720007=n300647710720007 "));
        QCOMPARE(textOfSecret(must(reader.get(StatePart::Context, 0))), std::string("context"));
        QCOMPARE(textOfSecret(must(reader.get(StatePart::Context, 1))), std::string("(none)"));
        QVERIFY(!must(GroupReaderSql(store.reader(), idOf<GroupId>(9)).get(StatePart::Node, 0)));
    }

    void conversationsAreFoundByWhatTheirGroupsHold() {
        CompanyStore store;
        ConversationStore conversations(store.writer());
        std::vector<ConversationId> all;
        for (std::uint32_t number = 1; number <= 4; ++number) {
            all.push_back(store.conversation(number));
            store.write([&](Transaction& transaction) {
                GroupStoreSql group(transaction, idOf<GroupId>(number));
                must(group.put(mls::StatePart::Context, 0, Bytes{1}));
                if (number > 1)
                    must(group.put(mls::StatePart::Proposal, 7, Bytes{2}));
                if (number == 3)
                    must(group.erase(mls::StatePart::Proposal, 7));
                if (number == 4)
                    must(conversations.setState(transaction, all.back(),
                                                ConversationState::Stopped));
            });
        }
        std::vector<ConversationId> found;
        for (const auto& record : must(conversations.withGroupPart(mls::StatePart::Proposal)))
            found.push_back(record.id);
        QVERIFY((found == std::vector{all[1], all[3]}));
        QVERIFY(must(conversations.withGroupPart(mls::StatePart::SkippedKey)).empty());
    }

    void anErrorOfTheVisitorEndsTheVisit() {
        CompanyStore store;
        store.write([&](Transaction& transaction) {
            GroupStoreSql rows(transaction, idOf<GroupId>(1));
            for (std::uint64_t i = 0; i < 3; ++i)
                must(rows.put(StatePart::Node, i, viewOf("x")));
            int visits = 0;
            const auto ended =
                rows.visit(StatePart::Node, [&](std::uint64_t, const SecretBytes&) -> Result<void> {
                    ++visits;
                    return ErrorCode::Malformed;
                });
            QCOMPARE(ended.error().code, ErrorCode::Malformed);
            QCOMPARE(visits, 1);
        });
    }

    void erasedGroupRowsAreGoneAndTheirSlotsUsedAgain() {
        CompanyStore store;
        const GroupId group = idOf<GroupId>(1);
        store.write([&](Transaction& transaction) {
            GroupStoreSql rows(transaction, group);
            for (std::uint64_t i = 0; i < 20; ++i) {
                must(rows.put(StatePart::Ratchet, i, viewOf("ratchet")));
                must(rows.put(StatePart::SkippedKey, i, viewOf("skipped")));
            }
            must(rows.erase(StatePart::Ratchet, 3));
            must(rows.erase(StatePart::Ratchet, 999)); // not there: nothing happens
            must(rows.eraseAll(StatePart::SkippedKey));
            QVERIFY(!must(rows.get(StatePart::Ratchet, 3)).has_value());
            QVERIFY(must(rows.get(StatePart::Ratchet, 4)).has_value());
            QVERIFY(!must(rows.get(StatePart::SkippedKey, 4)).has_value());
            must(rows.eraseGroup());
            QVERIFY(!must(rows.get(StatePart::Ratchet, 4)).has_value());
        });
        QCOMPARE(countOf(store, "SELECT count(*) FROM slots"), 40);
        QCOMPARE(countOf(store, "SELECT count(*) FROM free_slots"), 40);
        QCOMPARE(
            countOf(store, "SELECT count(*) FROM slots WHERE value <> zeroblob(length(value))"), 0);
        store.write([&](Transaction& transaction) {
            GroupStoreSql rows(transaction, group);
            for (std::uint64_t i = 0; i < 30; ++i)
                must(rows.put(StatePart::Ratchet, i, viewOf("again")));
        });
        QCOMPARE(countOf(store, "SELECT count(*) FROM slots"), 40);
        QCOMPARE(countOf(store, "SELECT count(*) FROM free_slots"), 10);
    }

    void aRolledBackTransactionLeavesTheGroupAsItWas() {
        CompanyStore store;
        const GroupId group = idOf<GroupId>(1);
        store.write([&](Transaction& transaction) {
            must(GroupStoreSql(transaction, group).put(StatePart::Epoch, 0, viewOf("old")));
        });
        {
            Transaction transaction = store.begin();
            must(GroupStoreSql(transaction, group).put(StatePart::Epoch, 0, viewOf("new")));
        }
        QCOMPARE(textOfSecret(must(GroupReaderSql(store.writer(), group).get(StatePart::Epoch, 0))),
                 std::string("old"));
    }

    void slotsGiveBackEveryLength() {
        CompanyStore store;
        store.write([&](Transaction& transaction) {
            Connection& connection = transaction.connection();
            SlotRow slot = must(putIntoSlot(connection, {}));
            for (const std::size_t length :
                 {0U, 1U, 59U, 60U, 61U, 92U, 93U, 4'000U, 70'000U, 3U}) {
                const Bytes value(length, 0x5A);
                slot = must(replaceInSlot(connection, slot, value));
                Statement statement = connection.prepare("SELECT value FROM slots WHERE id = ?1");
                statement.bind(slot);
                const auto kept =
                    must(readOne(statement, [](Statement& row) { return bytesOfSlot(row); }));
                QVERIFY(kept == value);
            }
        });
    }

    void keyPackagesAreFoundUntilUsed() {
        CompanyStore store;
        KeyPackageStore packages(store.writer());
        const auto add = [&](Transaction& transaction, std::uint8_t ref, KeyPackageUse use) {
            KeyPackageRecord record;
            record.ref = {ref};
            record.keyPackage = {ref, ref};
            record.privateParts = SecretBytes::copyOf(Bytes{1, 2, ref});
            record.use = use;
            record.expiresAt = Milliseconds(100 * ref);
            must(packages.add(transaction, record));
        };
        store.write([&](Transaction& transaction) {
            add(transaction, 1, KeyPackageUse::Single);
            add(transaction, 2, KeyPackageUse::Single);
            add(transaction, 3, KeyPackageUse::LastResort);
        });
        const auto found = must(packages.find(Bytes{2}));
        QVERIFY(found && found->keyPackage == (Bytes{2, 2}));
        QVERIFY(equalInConstantTime(found->privateParts.view(), Bytes{1, 2, 2}));
        QVERIFY(found->use == KeyPackageUse::Single && found->expiresAt == Milliseconds(200));
        QCOMPARE(must(packages.count(KeyPackageUse::Single)), 2);
        store.write([&](Transaction& transaction) {
            must(packages.remove(transaction, Bytes{2}));
            must(packages.removeExpired(transaction, Milliseconds(101)));
        });
        QCOMPARE(must(packages.count(KeyPackageUse::Single)), 0);
        QCOMPARE(must(packages.count(KeyPackageUse::LastResort)), 1);
        QVERIFY(!must(packages.find(Bytes{2})).has_value());
    }

    void aChangedIdentityKeyIsNeverAcceptedInSilence() {
        CompanyStore store;
        ContactStore contacts(store.writer());
        const auto first = idOf<PublicKeyBytes>(1);
        const auto second = idOf<PublicKeyBytes>(2);
        using Seen = ContactStore::Seen;
        store.write([&](Transaction& transaction) {
            const auto see = [&](const PublicKeyBytes& key) {
                return must(contacts.seeIdentityKey(transaction, kBob, key));
            };
            QVERIFY(see(first) == Seen::First);
            QVERIFY(see(first) == Seen::Same);
            must(contacts.setTrust(transaction, kBob, KeyTrust::Verified));
            QVERIFY(see(second) == Seen::Changed);
            QVERIFY(see(second) == Seen::Changed);
            auto bob = must(contacts.find(kBob));
            QVERIFY(bob->identityKey == first && bob->changedKey == second);
            QVERIFY(bob->trust == KeyTrust::Verified);
            must(contacts.acceptChangedKey(transaction, kBob));
            must(contacts.acceptChangedKey(transaction, kBob)); // nothing waits any more
            bob = must(contacts.find(kBob));
            QVERIFY(bob->identityKey == second && !bob->changedKey);
            QVERIFY(bob->trust == KeyTrust::FirstUse);
        });
    }

    void theDirectoryRenamesPeopleAndKeepsWhatIsKnown() {
        CompanyStore store;
        ContactStore contacts(store.writer());
        const auto key = idOf<PublicKeyBytes>(1);
        store.write([&](Transaction& transaction) {
            must(contacts.seeIdentityKey(transaction, kBob, key)); // met in a group first
            QVERIFY(must(contacts.matching("", 10)).empty());
            must(contacts.putUser(transaction,
                                  {kBob, "bob", "Bob", DirectoryUser::Standing::Active}));
            must(contacts.putUser(transaction,
                                  {kBob, "robert", "Robert", DirectoryUser::Standing::Disabled}));
            must(contacts.putDevice(transaction,
                                    {kBobsDevice, kBob, key, DeviceRecord::Standing::Active}));
            must(contacts.putDevice(
                transaction, {kBobsDevice, kBob, std::nullopt, DeviceRecord::Standing::Revoked}));
        });
        const auto bob = must(contacts.findByHandle("robert"));
        QVERIFY(bob && bob->id == kBob && bob->identityKey == key);
        QVERIFY(bob->standing == DirectoryUser::Standing::Disabled);
        QVERIFY(!must(contacts.findByHandle("bob")).has_value());
        QVERIFY(!must(contacts.findByHandle("")).has_value());
        const auto devices = must(contacts.devicesOf(kBob));
        QCOMPARE(devices.size(), std::size_t{1});
        QVERIFY(devices[0].deviceKey == key);
        QVERIFY(devices[0].standing == DeviceRecord::Standing::Revoked);
    }

    void settingsAreSmallValuesByName() {
        CompanyStore store;
        SettingsStore settings(store.writer());
        store.write([&](Transaction& transaction) {
            must(settings.putText(transaction, "draft", "a"));
            must(settings.putText(transaction, "draft", std::string(500, 'b')));
            must(settings.putNumber(transaction, "cursor", -7));
            must(settings.put(transaction, "pin", Bytes{0, 1, 255}));
            must(settings.putText(transaction, "empty", ""));
        });
        QCOMPARE(must(settings.text("draft")).value().size(), std::size_t{500});
        QCOMPARE(must(settings.number("cursor")).value(), -7);
        QVERIFY(must(settings.get("pin")).value() == (Bytes{0, 1, 255}));
        QCOMPARE(must(settings.text("empty")).value(), std::string());
        QVERIFY(!must(settings.text("missing")).has_value());
        QCOMPARE(settings.number("draft").error().code, ErrorCode::Storage);
        QCOMPARE(must(settings.namesBeginning("p")), std::vector<std::string>{"pin"});
        QCOMPARE(must(settings.namesBeginning("pinned")).size(), std::size_t{0});
        store.write([&](Transaction& transaction) { must(settings.remove(transaction, "draft")); });
        QVERIFY(!must(settings.text("draft")).has_value());
    }

    void ownKeysOpenWithTheStoreKeyAlone() {
        CompanyStore store;
        OwnKeyStore keys(store.writer(), store.key);
        const SecretBytes device = SecretBytes::copyOf(viewOf("device key of thirty-two bytes.."));
        QVERIFY(!must(keys.get(OwnKey::Device)).has_value());
        store.write([&](Transaction& transaction) {
            must(keys.put(transaction, OwnKey::Device, device, store.random));
        });
        QVERIFY(equalInConstantTime(must(keys.get(OwnKey::Device))->view(), device.view()));
        QVERIFY(!must(keys.get(OwnKey::UserIdentity)).has_value());
        // In the database they are ciphertext, bound to what they are.
        Statement statement = store.writer().prepare("SELECT sealed FROM own_keys");
        const auto sealed = must(readOne(statement, [](Statement& row) { return row.blob(); }));
        QVERIFY(textOf(*sealed).find("device key") == std::string_view::npos);
        must(store.writer().execute("UPDATE own_keys SET which = 2"));
        QCOMPARE(keys.get(OwnKey::UserIdentity).error().code, ErrorCode::CryptoFailed);
        OwnKeyStore stranger(store.writer(), store.random.secret<StoreKey::kSize>());
        must(store.writer().execute("UPDATE own_keys SET which = 1"));
        QCOMPARE(stranger.get(OwnKey::Device).error().code, ErrorCode::CryptoFailed);
    }
};

QTEST_GUILESS_MAIN(TestStores)
#include "tst_stores.moc"
