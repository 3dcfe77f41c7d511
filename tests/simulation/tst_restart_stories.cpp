#include "core/setting_names.h"
#include "tests/simulation/stories.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

/// Anna, Bob and Carla in a group; Carla wants to leave, the two others have read so, and none of
/// them has committed it yet.
struct Leaving {
    explicit Leaving(std::uint64_t seed)
        : world(seed)
        , anna(world.join("anna"))
        , bob(world.join("bob"))
        , carla(world.join("carla")) {
        world.group("Team", anna, {&bob, &carla});
        if (const auto wrong = world.settle(); !wrong.empty())
            qFatal("%s", wrong.c_str());
        carla.leave(*carla.groupNamed("Team"), "leave");
        if (!world.runUntil([&] { return pendingAt(anna) && pendingAt(bob); }))
            qFatal("nobody heard that Carla leaves");
    }

    [[nodiscard]] ConversationId of(SimClient& client) const { return *client.groupNamed("Team"); }
    [[nodiscard]] bool pendingAt(SimClient& client) const {
        const mls::Group* group = unwrap(client.profile().groupOf(of(client)));
        return !group->publicState().pending().empty();
    }
    [[nodiscard]] std::size_t membersAt(SimClient& client) const {
        return unwrap(client.stores().conversations.members(of(client))).size();
    }

    SimWorld world;
    SimClient& anna;
    SimClient& bob;
    SimClient& carla;
};

bool owesReceipts(SimClient& client, ConversationId conversation) {
    return unwrap(client.stores().settings.get(
                      settings::ofConversation(settings::kOwedReceipts, conversation)))
        .has_value();
}

} // namespace

/// What was known before a restart, or before the connection broke, is done after it, although
/// nothing new comes in that conversation.
class TestRestartStories : public QObject {
    Q_OBJECT
private slots:
    void othersProposalIsCommittedAfterARestart() {
        Leaving story(60);
        story.anna.crash();
        story.bob.crash();
        story.anna.open(); // Bob stays away: only she can do it
        QVERIFY(story.world.runUntil([&] { return story.anna.isOnline(); }));
        QVERIFY(story.pendingAt(story.anna)); // not before the jitter
        story.world.run(5s);
        QVERIFY(!story.pendingAt(story.anna));
        QCOMPARE(story.membersAt(story.anna), std::size_t{2});
        AGREE(story.world);
        QCOMPARE(recordOf(story.carla, story.of(story.carla)).state,
                 storage::ConversationState::Left);
    }

    void othersProposalIsCommittedOnTheNextConnection() {
        Leaving story(61);
        story.bob.crash();
        story.world.server.stop(); // until the pause is over
        story.world.run(4s);
        story.world.server.start();
        QVERIFY(story.world.runUntil([&] { return story.anna.isOnline(); }));
        story.world.run(5s);
        QCOMPARE(story.membersAt(story.anna), std::size_t{2});
        AGREE(story.world);
    }

    void owedReceiptIsSentAfterARestart() {
        SimWorld world(62);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const ConversationId annas = world.chat(anna, bob);
        const ConversationId bobs = *bob.directWith(anna);
        world.run(10s);
        // The second comes within the pause after the first one's receipt.
        world.say(anna, annas, "eins");
        world.run(500ms);
        world.say(anna, annas, "zwei");
        QVERIFY(world.runUntil(
            [&] { return textsOf(bob, bobs).size() == 2 && owesReceipts(bob, bobs); }, 1s));
        bob.crash();
        bob.open();
        world.run(10s);
        QVERIFY(!owesReceipts(bob, bobs));
        QCOMPARE(stateOf(anna, annas, "zwei"), storage::MessageState::Delivered);
        AGREE(world);
    }

    void owedReceiptIsSentOnTheNextConnection() {
        SimWorld world(63);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const ConversationId annas = world.chat(anna, bob);
        const ConversationId bobs = *bob.directWith(anna);
        world.run(10s);
        world.say(anna, annas, "eins");
        world.run(500ms);
        world.say(anna, annas, "zwei");
        QVERIFY(world.runUntil(
            [&] { return textsOf(bob, bobs).size() == 2 && owesReceipts(bob, bobs); }, 1s));
        world.server.stop(); // until the pause is over
        world.run(4s);
        world.server.start();
        QVERIFY(world.runUntil([&] { return bob.isOnline(); }));
        world.run(5s);
        QCOMPARE(stateOf(anna, annas, "zwei"), storage::MessageState::Delivered);
        AGREE(world);
    }
};

QTEST_GUILESS_MAIN(TestRestartStories)
#include "tst_restart_stories.moc"
