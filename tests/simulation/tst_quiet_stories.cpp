#include "storage/group_store_sql.h"
#include "tests/simulation/stories.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

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
};

QTEST_GUILESS_MAIN(TestQuietStories)
#include "tst_quiet_stories.moc"
