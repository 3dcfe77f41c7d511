#include "core/conversations/summaries.h"
#include "tests/simulation/stories.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

Milliseconds mutedUntil(SimClient& client, ConversationId conversation) {
    return unwrap(Summaries(client.database().writer(), client.user()).summary(conversation))
        .mutedUntil;
}

/// The newest that the window was told of it.
std::optional<Milliseconds> toldMutedUntil(SimClient& client, ConversationId conversation) {
    std::optional<Milliseconds> told;
    for (const Event& event : client.events)
        if (const auto* lists = std::get_if<ConversationsChanged>(&event))
            for (const auto& summary : lists->changed)
                if (summary.id == conversation)
                    told = summary.mutedUntil;
    return told;
}

} // namespace

/// A conversation is muted on one device, and by itself no longer when the time is over.
class TestMuteStories : public QObject {
    Q_OBJECT
private slots:
    void aMuteEndsByTime() {
        SimWorld world(80);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const ConversationId chat = world.chat(anna, bob);
        const Milliseconds end = world.clock.sinceEpoch() + 1h;
        QVERIFY(anna.profile().mute(chat, end).ok());
        QCOMPARE(toldMutedUntil(anna, chat), std::optional(end));
        world.run(59min);
        QCOMPARE(mutedUntil(anna, chat), end);
        world.run(2min);
        QCOMPARE(mutedUntil(anna, chat), 0ms);
        QCOMPARE(toldMutedUntil(anna, chat), std::optional(0ms));
    }

    void aMuteSurvivesARestartAndEndsWhileClosed() {
        SimWorld world(81);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const ConversationId chat = world.chat(anna, bob);
        const Milliseconds end = world.clock.sinceEpoch() + 8h;
        QVERIFY(anna.profile().mute(chat, end).ok());
        anna.crash();
        anna.open();
        QCOMPARE(mutedUntil(anna, chat), end);
        anna.crash();
        world.run(9h);
        anna.open();
        QCOMPARE(mutedUntil(anna, chat), 0ms);
    }

    void alwaysIsNotEndedByAnyTime() {
        SimWorld world(82);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const ConversationId chat = world.chat(anna, bob);
        QVERIFY(anna.profile().mute(chat, kAlways).ok());
        world.run(24h * 2);
        QCOMPARE(mutedUntil(anna, chat), kAlways);
        QVERIFY(anna.profile().mute(chat, 0ms).ok());
        QCOMPARE(mutedUntil(anna, chat), 0ms);
        // It is nobody else's matter.
        QCOMPARE(mutedUntil(bob, unwrap(bob.stores().conversations.all()).front().id), 0ms);
    }

    void aClockThatWasSetIsNoticed() {
        SimWorld world(83);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        const ConversationId chat = world.chat(anna, bob);
        QVERIFY(anna.profile().mute(chat, world.clock.sinceEpoch() + 8h).ok());
        anna.setClockAhead(9h);
        world.run(1ms);
        QCOMPARE(mutedUntil(anna, chat), 0ms);
    }

    void whatIsMutedDoesNotCountAsUnread() {
        SimWorld world(84);
        SimClient& anna = world.join("anna");
        SimClient& bob = world.join("bob");
        world.chat(anna, bob);
        const ConversationId team = world.group("Team", anna, {&bob});
        QVERIFY(bob.send(*bob.groupNamed("Team"), "eins").ok());
        QVERIFY(bob.send(*bob.directWith(anna), "zwei").ok());
        AGREE(world);
        QCOMPARE(unwrap(anna.stores().conversations.totalUnread()), std::int64_t{2});
        QVERIFY(anna.profile().mute(team, kAlways).ok());
        QCOMPARE(unwrap(anna.stores().conversations.totalUnread()), std::int64_t{1});
        QVERIFY(anna.profile().mute(ConversationId(4711), kAlways).error().code ==
                ErrorCode::ConversationUnknown);
    }
};

QTEST_GUILESS_MAIN(TestMuteStories)
#include "tst_mute_stories.moc"
