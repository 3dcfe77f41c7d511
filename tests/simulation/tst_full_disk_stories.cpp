#include "core/registration/backup_desk.h"
#include "storage/rows.h"
#include "tests/simulation/company.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

using enum ReactionView::Mine;

Result<std::int64_t> ask(SimClient& client, std::string_view pragma) {
    storage::Statement statement = client.database().writer().prepare(pragma);
    return storage::readInteger(statement);
}

/// No page more than there is: what SQLite is told by a disk without room, to the byte.
void fillDisk(SimClient& client) {
    const auto pages = unwrap(ask(client, "PRAGMA page_count"));
    const std::string limit = "PRAGMA max_page_count = " + std::to_string(pages);
    unwrap(client.database().writer().execute(limit));
    for (int round = 0;; ++round) {
        // What is free inside of the file is used up, too.
        auto transaction = storage::Transaction::begin(client.database());
        if (!transaction.ok())
            return;
        const auto put = client.stores().settings.put(
            transaction.value(), "filler." + std::to_string(round), Bytes(3'000, 1));
        if (!put.ok() || !transaction.value().commit().ok())
            return;
    }
}

void makeRoom(SimClient& client) {
    unwrap(client.database().writer().execute("PRAGMA max_page_count = 1000000000"));
}

} // namespace

/// A disk without room: each write says so, nothing that was said is lost, and with room all goes
/// on by itself.
class TestFullDiskStories : public QObject {
    Q_OBJECT
private slots:
    void whatOneSaysIsRefusedAndNothingIsLost() {
        Company company(801);
        auto& [world, anna, bob, carla, dora, emil] = company;
        const auto team = company.of(anna);
        const auto row = unwrap(anna.send(team, "vorher"));
        QVERIFY(world.settle().empty());
        world.link.cutAll();
        fillDisk(anna);
        const std::string large(20'000, 'x'); // no slot that is free takes it
        auto& actions = anna.profile().actions();
        QCOMPARE(anna.send(team, large).error().code, ErrorCode::Storage);
        QCOMPARE(actions.edit(row, large).error().code, ErrorCode::Storage);
        const auto reacted = actions.react(row, "👍", Yes);
        const auto pinned = actions.pin(row, TimelineEntry::Pin::On);
        for (const auto& done : {reacted, pinned}) // small ones may find room
            QVERIFY(done.ok() || done.error().code == ErrorCode::Storage);
        QCOMPARE(textsOf(anna, team), Texts{"vorher"});
        makeRoom(anna);
        QVERIFY(actions.edit(row, "nachher").ok());
        QVERIFY(anna.send(team, large).ok());
        QVERIFY(actions.react(row, "🎉", Yes).ok());
        QVERIFY(actions.pin(row, TimelineEntry::Pin::On).ok() || pinned.ok());
        QVERIFY(world.settle().empty());
        for (SimClient* who : {&anna, &bob, &carla})
            QCOMPARE(textsOf(*who, company.of(*who)), (Texts{"nachher", large}));
    }

    void whatComesWaitsOnTheServer() {
        Company company(802);
        auto& [world, anna, bob, carla, dora, emil] = company;
        fillDisk(anna);
        Texts said;
        for (int i = 0; i < 5; ++i) {
            std::string text(15'000, 'y'); // in steps: g++ 12 sees a fault in the sum
            text += std::to_string(i);
            said.push_back(text);
            (void)unwrap(bob.send(company.of(bob), said.back()));
        }
        world.run(2min);
        QVERIFY(textsOf(carla, company.of(carla)) == said);
        QVERIFY(textsOf(anna, company.of(anna)).size() < said.size());
        makeRoom(anna);
        world.run(1min);
        QVERIFY(world.settle().empty());
        QVERIFY(textsOf(anna, company.of(anna)) == said);
        QCOMPARE(recordOf(anna, company.of(anna)).state, storage::ConversationState::Live);
    }

    /// The server's: what is said waits with who said it, and goes by itself.
    void theServerHasNoRoom() {
        Company company(804);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.server.freeBytes = 0;
        world.run(2s);
        world.say(bob, company.of(bob), "eins");
        world.say(bob, company.of(bob), "zwei");
        world.run(1min);
        QVERIFY(textsOf(carla, company.of(carla)).empty());
        QCOMPARE(stateOf(bob, company.of(bob), "eins"), storage::MessageState::Sealed);
        world.server.freeBytes = std::numeric_limits<std::uint64_t>::max();
        AGREE(world);
        QCOMPARE(textsOf(carla, company.of(carla)), (Texts{"eins", "zwei"}));
    }

    /// What cannot be written now is written later, and the old one stays until then.
    void theBackupIsTriedAgain() {
        Company company(805);
        auto& [world, anna, bob, carla, dora, emil] = company;
        const QTemporaryDir folder;
        const std::filesystem::path place = folder.filePath("profile").toStdString();
        const std::filesystem::path file = place / "keys.backup";
        storage::OwnKeyStore keys(anna.database().writer(), anna.key());
        BackupDesk desk({world.clock, world.clock, world.random, file, anna.key().clone()},
                        {anna.database(), keys});
        desk.look(); // there is no such folder: as good as no room
        QVERIFY(!std::filesystem::exists(file));
        std::filesystem::create_directory(place);
        world.run(2min);
        QCOMPARE(unwrap(storage::readKeyBackup(file, anna.key())).groups.size(), 1U);
        anna.noteToSelf("note");
        QVERIFY(world.succeeds(anna, "note"));
        for (const Event& event : anna.events)
            desk.note(event);
        world.run(5s);
        QCOMPARE(unwrap(storage::readKeyBackup(file, anna.key())).groups.size(), 2U);
    }

    /// She dies with a full disk, and begins with one.
    void aCrashWithoutRoom() {
        Company company(803);
        auto& [world, anna, bob, carla, dora, emil] = company;
        const auto team = company.of(anna);
        world.link.cutAll();
        (void)unwrap(anna.send(team, "wartet"));
        fillDisk(anna);
        QCOMPARE(anna.send(team, std::string(20'000, 'x')).error().code, ErrorCode::Storage);
        anna.crash();
        anna.open(); // the limit went with the connection: there is room again
        QVERIFY(world.settle().empty());
        for (SimClient* who : {&anna, &bob, &carla})
            QCOMPARE(textsOf(*who, company.of(*who)), Texts{"wartet"});
    }
};

QTEST_GUILESS_MAIN(TestFullDiskStories)
#include "tst_full_disk_stories.moc"
