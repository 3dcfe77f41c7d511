#include "core/conversations/timeline.h"
#include "core/setting_names.h"
#include "tests/simulation/stories.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

struct ReadingStory {
    explicit ReadingStory(std::uint64_t seed)
        : world(seed)
        , anna(world.join("anna"))
        , bob(world.join("bob"))
        , carla(world.join("carla")) {
        (void)world.group("Team", anna, {&bob, &carla});
        say("eins");
        say("zwei");
    }
    void say(const std::string& text) {
        (void)unwrap(anna.profile().sendText(team(anna), text));
        settle();
    }
    void settle() {
        if (const auto wrong = world.settle(); !wrong.empty())
            qFatal("%s", wrong.c_str());
    }
    [[nodiscard]] static ConversationId team(SimClient& client) {
        return *client.groupNamed("Team");
    }
    /// What is on screen there is the message with this text, and all before it.
    void see(SimClient& client, const std::string& text) {
        const auto all = unwrap(client.stores().messages.newest(team(client), 100)).messages;
        for (const auto& message : all)
            if (message.text == text)
                unwrap(client.profile().markSeen(team(client), {message.row, all.back().row}));
        settle();
    }
    static void choose(SimClient& client, std::string_view choice) {
        auto transaction = unwrap(storage::Transaction::begin(client.database()));
        unwrap(client.stores().settings.putText(transaction, settings::kReadReceipts, choice));
        (void)unwrap(transaction.commit());
    }
    /// How an own message stands, as a window shows it.
    [[nodiscard]] static DeliveryState stands(SimClient& client, const std::string& text) {
        Timeline timeline(client.database().writer(), client.user());
        for (const auto& message :
             unwrap(client.stores().messages.newest(team(client), 100)).messages)
            if (message.text == text)
                return unwrap(timeline.entry(message)).delivery;
        qFatal("no message '%s'", text.c_str());
    }

    SimWorld world;
    SimClient& anna;
    SimClient& bob;
    SimClient& carla;
};

} // namespace

/// Who has read what: told by who wants it, to who sent it.
class TestReadingStories : public QObject {
    Q_OBJECT
private slots:
    void readIsWhatEverybodyHasSeen() {
        ReadingStory story(301);
        QCOMPARE(ReadingStory::stands(story.anna, "eins"), DeliveryState::Delivered);
        story.see(story.bob, "eins");
        QCOMPARE(ReadingStory::stands(story.anna, "eins"), DeliveryState::Delivered);
        story.see(story.carla, "zwei");
        QCOMPARE(ReadingStory::stands(story.anna, "eins"), DeliveryState::Read);
        QCOMPARE(ReadingStory::stands(story.anna, "zwei"), DeliveryState::Delivered);
        story.see(story.bob, "zwei");
        QCOMPARE(ReadingStory::stands(story.anna, "zwei"), DeliveryState::Read);
        AGREE(story.world);
    }

    void readingIsToldAfterACrash() {
        ReadingStory story(302);
        story.world.link.cutAll();
        for (SimClient* who : {&story.bob, &story.carla}) {
            const auto page =
                unwrap(who->stores().messages.newest(ReadingStory::team(*who), 1)).messages;
            unwrap(who->profile().markSeen(ReadingStory::team(*who), {page.front().row}));
            who->crash();
            who->open();
        }
        AGREE(story.world);
        QCOMPARE(ReadingStory::stands(story.anna, "zwei"), DeliveryState::Read);
    }

    void whoTellsNobodySeesNothing() {
        ReadingStory story(303);
        ReadingStory::choose(story.bob, "off");
        story.see(story.bob, "zwei");
        story.see(story.carla, "zwei");
        QCOMPARE(ReadingStory::stands(story.anna, "zwei"), DeliveryState::Delivered);
        // Nor later, when Bob has thought better of it: what he read then stays his.
        ReadingStory::choose(story.bob, "");
        story.see(story.bob, "zwei");
        QCOMPARE(ReadingStory::stands(story.anna, "zwei"), DeliveryState::Delivered);
        story.say("drei");
        story.see(story.bob, "drei");
        story.see(story.carla, "drei");
        QCOMPARE(ReadingStory::stands(story.anna, "drei"), DeliveryState::Read);
        ReadingStory::choose(story.anna, "off");
        QCOMPARE(ReadingStory::stands(story.anna, "drei"), DeliveryState::Delivered);
    }

    void whatWaitsToBeToldIsNotToldWhenSheChangesHerMind() {
        ReadingStory story(304);
        story.see(story.carla, "zwei");
        story.world.link.cutAll();
        const auto page =
            unwrap(story.bob.stores().messages.newest(ReadingStory::team(story.bob), 1)).messages;
        story.bob.crash();
        story.bob.open();
        unwrap(story.bob.profile().markSeen(ReadingStory::team(story.bob), {page.front().row}));
        ReadingStory::choose(story.bob, "off");
        AGREE(story.world);
        QCOMPARE(ReadingStory::stands(story.anna, "zwei"), DeliveryState::Delivered);
    }
};

QTEST_GUILESS_MAIN(TestReadingStories)
#include "tst_reading_stories.moc"
