#include "core/setting_names.h"
#include "storage/group_store_sql.h"
#include "tests/simulation/stories.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

std::vector<MessageRow> erasedIn(const std::vector<Event>& events) {
    std::vector<MessageRow> rows;
    for (const Event& event : events)
        if (const auto* erased = std::get_if<ContentErased>(&event))
            rows.insert(rows.end(), erased->rows.begin(), erased->rows.end());
    return rows;
}

std::size_t skippedKeysOf(SimClient& client) {
    return unwrap(client.stores().conversations.withGroupPart(mls::StatePart::SkippedKey)).size();
}

/// Takes a key of hers for bytes that nobody ever sees.
void sealInVain(SimClient& client, ConversationId conversation) {
    const GroupId id = recordOf(client, conversation).group;
    mls::Group* const group = unwrap(client.profile().groupOf(conversation));
    SeededRandom random(1);
    auto transaction = unwrap(storage::Transaction::begin(client.database()));
    storage::GroupStoreSql rows(transaction, id);
    (void)unwrap(
        group->protect(client.profile().account().own.forMls(), viewOf("in vain"), random, rows));
    (void)unwrap(transaction.commit());
}

} // namespace

/// What leaves the disk by itself, or at once (design.md, 9 "Erased means gone").
class TestQuietStories : public QObject {
    Q_OBJECT
private slots:
    void replacedSecretsLeaveTheDiskInQuietTime() {
        SimWorld world(70);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const ConversationId chat = world.chat(anna, bob);
        world.say(anna, chat, "Guten Morgen");
        QVERIFY(anna.logBytes() > 0);
        world.run(20s);
        QCOMPARE(anna.logBytes(), std::uintmax_t{0});
        QCOMPARE(bob.logBytes(), std::uintmax_t{0});
        AGREE(world);
    }

    void keysOfMessagesThatNeverCameLeaveAQuietGroup() {
        SimWorld world(71);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const ConversationId chat = world.chat(anna, bob);
        sealInVain(anna, chat);
        world.say(anna, chat, "eins");
        world.run(10s);
        QCOMPARE(skippedKeysOf(bob), std::size_t{1});
        anna.crash();
        world.server.stop(); // nothing happens to Bob's group
        world.run(47h);
        QCOMPARE(skippedKeysOf(bob), std::size_t{1});
        world.run(2h);
        QCOMPARE(skippedKeysOf(bob), std::size_t{0});
        QCOMPARE(bob.logBytes(), std::uintmax_t{0});
        world.server.start();
        anna.open();
        world.say(anna, chat, "zwei");
        AGREE(world);
        QCOMPARE(textsOf(bob, *bob.directWith(anna)), (Texts{"eins", "zwei"}));
    }

    void whatIsThrownAwayIsGoneEverywhere() {
        SimWorld world(72);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        world.group("Team", anna, {&bob});
        const ConversationId bobs = *bob.groupNamed("Team");
        QVERIFY(world.settle().empty());
        // Removed while they were on their way: both fail.
        world.loseNext("bob", Direction::ToServer, isAppend);
        const MessageRow first = unwrap(bob.send(bobs, "Entwurf"));
        const MessageRow second = unwrap(bob.send(bobs, "Reinschrift"));
        anna.remove(*anna.groupNamed("Team"), bob.user(), "remove");
        QVERIFY(world.succeeds(anna, "remove"));
        QVERIFY(world.settle().empty());
        QCOMPARE(stateOf(bob, bobs, "Entwurf"), storage::MessageState::Failed);
        QCOMPARE(stateOf(bob, bobs, "Reinschrift"), storage::MessageState::Failed);

        std::vector<MessageRow> forgotten;
        bob.profile().contentPlaces().add({.kind = storage::PlaceKind::File,
                                           .name = "a test's",
                                           .erasing = storage::Erasing::FileDeleted,
                                           .forget = [&](std::span<const MessageRow> rows) {
                                               forgotten.assign(rows.begin(), rows.end());
                                           }});
        bob.events.clear();
        QVERIFY(bob.profile().discard(first).ok());
        QCOMPARE(bob.logBytes(), std::uintmax_t{0}); // at once
        QVERIFY(erasedIn(bob.events) == std::vector{first});
        QVERIFY(forgotten == std::vector{first});
        const auto tombstone = unwrap(bob.stores().messages.find(first));
        QVERIFY(tombstone->content == storage::MessageRecord::Content::Erased);
        QCOMPARE(tombstone->text, std::string());
        {
            const auto snapshot = unwrap(storage::Snapshot::begin(bob.database().reader()));
            (void)unwrap(Stores(bob.database().reader()).messages.find(second));
            QVERIFY(bob.profile().discard(second).ok());
            QVERIFY(bob.logBytes() > 0); // somebody reads
        }
        world.run(5s);
        QCOMPARE(bob.logBytes(), std::uintmax_t{0});
        AGREE(world);
    }

    void aConversationThatNeverCameToBeLeavesNothing() {
        SimWorld world(73);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        std::optional<MessageRow> row;
        ConversationId conversation;
        // The server will have no new group with Bob, and she has written in it already.
        world.whenNext("anna", Direction::ToServer, isCommit, [&] {
            conversation = *anna.directWith(bob);
            row = unwrap(anna.send(conversation, "Bist du noch da?"));
            (void)world.server.administration().disable("bob");
        });
        anna.startDirect(bob, "start");
        QVERIFY(!world.succeeds(anna, "start"));
        QVERIFY(row.has_value());
        QVERIFY(!anna.directWith(bob));
        QVERIFY(erasedIn(anna.events) == std::vector{*row});
        QCOMPARE(anna.logBytes(), std::uintmax_t{0});
        for (const char* what : settings::kOfConversation)
            QVERIFY(
                !unwrap(anna.stores().settings.get(settings::ofConversation(what, conversation)))
                     .has_value());
    }
};

QTEST_GUILESS_MAIN(TestQuietStories)
#include "tst_quiet_stories.moc"
