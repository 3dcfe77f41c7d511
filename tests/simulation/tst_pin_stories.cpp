#include "core/conversations/listings.h"
#include "core/conversations/message_info.h"
#include "core/conversations/timeline.h"
#include "core/setting_names.h"
#include "tests/simulation/hostile.h"
#include "tests/simulation/stories.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

using enum TimelineEntry::Pin;

/// Anna, Bob and Carla in a group, and a message of Anna's in it.
struct PinStory {
    explicit PinStory(std::uint64_t seed)
        : world(seed)
        , anna(world.join("anna"))
        , bob(world.join("bob"))
        , carla(world.join("carla")) {
        world.group("Team", anna, {&bob, &carla});
        settle();
        id = say(anna, "Kantine ist zu");
    }

    void settle() {
        if (const auto wrong = world.settle(); !wrong.empty())
            qFatal("%s", wrong.c_str());
    }
    MessageId say(SimClient& client, const std::string& text) {
        const auto row = unwrap(client.profile().sendText(team(client), text));
        settle();
        return *unwrap(client.stores().messages.find(row))->messageId;
    }
    [[nodiscard]] static ConversationId team(SimClient& client) {
        return *client.groupNamed("Team");
    }
    [[nodiscard]] static MessageRow row(SimClient& client, const MessageId& message) {
        return *unwrap(client.stores().messages.findById(team(client), message));
    }
    [[nodiscard]] Result<void> pin(SimClient& client, const MessageId& message,
                                   TimelineEntry::Pin pin) {
        return client.profile().actions().pin(row(client, message), pin);
    }
    [[nodiscard]] static ListingPage list(SimClient& client, Listed what,
                                          std::optional<MessageRow> olderThan = {},
                                          std::uint32_t count = 50) {
        ListingRequest request;
        request.conversation = team(client);
        request.what = what;
        request.olderThan = olderThan;
        request.count = count;
        return unwrap(listing(client.database().writer(), client.user(), request));
    }
    /// What is pinned, newest pin first.
    [[nodiscard]] static Texts pinned(SimClient& client) {
        return textsOf(list(client, Listed::Pins));
    }
    [[nodiscard]] static Texts textsOf(const ListingPage& page) {
        Texts texts;
        for (const auto& entry : page.entries)
            texts.push_back(entry.text.toStdString());
        return texts;
    }
    [[nodiscard]] int lines(SimClient& client) const {
        return noticesOf(client, team(client), Notice::Kind::MessagePinned);
    }
    /// "bob read, carla delivered"
    [[nodiscard]] std::string info() {
        std::string text;
        for (const auto& reader :
             unwrap(messageInfo(anna.database().writer(), anna.user(), row(anna, id))).people) {
            text += text.empty() ? "" : ", ";
            text += reader.person.handle.toStdString();
            text += reader.readAt ? " read" : reader.deliveredAt ? " delivered" : " sent";
        }
        return text;
    }
    [[nodiscard]] std::array<SimClient*, 3> everybody() { return {&anna, &bob, &carla}; }

    SimWorld world;
    SimClient& anna;
    SimClient& bob;
    SimClient& carla;
    MessageId id;
};

} // namespace

#define ALL_HAVE(story, expected)                                                                  \
    do {                                                                                           \
        for (SimClient * who : (story).everybody())                                                \
            QCOMPARE(PinStory::pinned(*who), (expected));                                          \
    } while (false)

/// What stands on top of a conversation, what is passed on, who has read, and what is listed.
class TestPinStories : public QObject {
    Q_OBJECT
private slots:
    void whoeverWritesMayPinAndTakeOff() {
        PinStory story(301);
        QVERIFY(story.pin(story.bob, story.id, On).ok());
        AGREE(story.world);
        ALL_HAVE(story, Texts{"Kantine ist zu"});
        for (SimClient* who : story.everybody())
            QCOMPARE(story.lines(*who), 1);
        const auto other = story.say(story.carla, "Kuchen in der Küche");
        QVERIFY(story.pin(story.anna, other, On).ok());
        AGREE(story.world);
        ALL_HAVE(story, (Texts{"Kuchen in der Küche", "Kantine ist zu"}));
        QVERIFY(story.pin(story.carla, story.id, Off).ok());
        AGREE(story.world);
        ALL_HAVE(story, Texts{"Kuchen in der Küche"});
        QCOMPARE(story.lines(story.bob), 2); // taking off shows none
    }

    void theLogDecides() {
        PinStory story(302);
        QVERIFY(story.pin(story.anna, story.id, On).ok());
        AGREE(story.world);
        story.world.link.cutAll();
        QVERIFY(story.pin(story.bob, story.id, Off).ok());
        QVERIFY(story.pin(story.carla, story.id, Off).ok());
        QCOMPARE(PinStory::pinned(story.bob), Texts{"Kantine ist zu"}); // not before the log has it
        story.bob.crash();
        story.bob.open();
        AGREE(story.world);
        ALL_HAVE(story, Texts{});
        QVERIFY(story.pin(story.bob, story.id, On).ok());
        QVERIFY(story.pin(story.carla, story.id, On).ok());
        AGREE(story.world);
        ALL_HAVE(story, Texts{"Kantine ist zu"});
        QCOMPARE(story.lines(story.anna), 2);
    }

    void whatIsErasedIsPinnedNoLonger() {
        PinStory story(303);
        QVERIFY(story.pin(story.bob, story.id, On).ok());
        AGREE(story.world);
        QVERIFY(
            story.anna.profile().actions().deleteForAll(PinStory::row(story.anna, story.id)).ok());
        AGREE(story.world);
        ALL_HAVE(story, Texts{});
        QCOMPARE(story.pin(story.bob, story.id, On).error().code, ErrorCode::ConversationUnknown);
    }

    void whatHasExpiredIsPinnedNoLonger() {
        PinStory story(308);
        SettingsForm form;
        form.lifetime = 30s;
        QVERIFY(story.anna.changeSettings(PinStory::team(story.anna), form).ok());
        AGREE(story.world);
        const auto brief = story.say(story.anna, "Nur kurz");
        QVERIFY(story.pin(story.bob, brief, On).ok());
        story.world.run(5s); // while it lives everywhere
        for (SimClient* who : {&story.bob, &story.carla})
            QVERIFY(
                who->profile().markSeen(PinStory::team(*who), {PinStory::row(*who, brief)}).ok());
        for (SimClient* who : {&story.bob, &story.carla}) // its author's time may be over
            QCOMPARE(PinStory::pinned(*who), Texts{"Nur kurz"});
        story.world.run(40s);
        ALL_HAVE(story, Texts{});
        AGREE(story.world);
    }

    void whatNamesNothingHarmsNobody() {
        PinStory story(309);
        content::Pin unknown;
        unknown.message = story.world.random.id<MessageId>();
        // Of another conversation that only two of them share.
        story.world.group("Küche", story.bob, {&story.carla});
        story.settle();
        const auto row = unwrap(
            story.bob.profile().sendText(*story.bob.groupNamed("Küche"), "Hier gibt es Kuchen"));
        story.settle();
        for (const auto state : {content::Pin::State::Pinned, content::Pin::State::Off}) {
            unknown.state = state;
            queueBehind(story.world, story.bob, PinStory::team(story.bob), unknown,
                        content::Envelope());
        }
        content::Pin elsewhere;
        elsewhere.message = *unwrap(story.bob.stores().messages.find(row))->messageId;
        queueBehind(story.world, story.bob, PinStory::team(story.bob), elsewhere,
                    content::Envelope());
        (void)story.say(story.bob, "danach");
        AGREE(story.world);
        ALL_HAVE(story, Texts{});
        for (SimClient* who : story.everybody())
            QCOMPARE(story.lines(*who), 0);
    }

    void theMessageIsSaidElsewhereAndNamesNobody() {
        PinStory story(304);
        story.world.group("Küche", story.bob, {&story.carla});
        story.settle();
        const auto kitchen = *story.bob.groupNamed("Küche");
        std::optional<Result<std::vector<MessageRow>>> rows;
        story.bob.profile().forwarding().forward(
            PinStory::row(story.bob, story.id), {kitchen, PinStory::team(story.bob)},
            [&rows](const Result<std::vector<MessageRow>>& all) { rows = all; });
        QVERIFY(rows && rows->ok());
        story.settle(); // the invariants take a text that is there twice for a fault
        const auto arrived = *story.carla.groupNamed("Küche");
        QCOMPARE(textsOf(story.carla, arrived), Texts{"Kantine ist zu"});
        const auto page = unwrap(story.carla.stores().messages.newest(arrived, 1));
        QVERIFY(page.messages.front().sender == story.bob.user());
        QVERIFY(page.messages.front().messageId != story.id);
        QVERIFY(!page.messages.front().replyTo);
        QCOMPARE(textsOf(story.anna, PinStory::team(story.anna)),
                 (Texts{"Kantine ist zu", "Kantine ist zu"}));
    }

    void aPollIsNotForwardedAndNothingGoesWhereNothingCanBeWritten() {
        PinStory story(305);
        PollForm form;
        form.title = "Suppe?";
        form.options = {"Ja", "Nein"};
        const auto poll =
            unwrap(story.anna.profile().polls().ask(PinStory::team(story.anna), form));
        story.settle();
        ErrorCode code = ErrorCode::Internal;
        const auto tell = [&code](const Result<std::vector<MessageRow>>& all) {
            code = all.ok() ? ErrorCode::Internal : all.error().code;
        };
        story.anna.profile().forwarding().forward(poll, {PinStory::team(story.anna)}, tell);
        QCOMPARE(code, ErrorCode::NotAllowed);
        // One of the two is left: then it goes nowhere.
        story.world.group("Küche", story.bob, {&story.carla});
        story.settle();
        story.carla.leave(*story.carla.groupNamed("Küche"), "leave");
        story.settle();
        story.carla.profile().forwarding().forward(
            PinStory::row(story.carla, story.id),
            {PinStory::team(story.carla), *story.carla.groupNamed("Küche")}, tell);
        QCOMPARE(code, ErrorCode::NotAllowed);
        QCOMPARE(textsOf(story.carla, PinStory::team(story.carla)), Texts{"Kantine ist zu"});
    }

    void whoHasReadIsToldByPerson() {
        PinStory story(306);
        story.world.run(10s);
        QCOMPARE(story.info(), "bob delivered, carla delivered");
        QVERIFY(story.bob.profile()
                    .markSeen(PinStory::team(story.bob), {PinStory::row(story.bob, story.id)})
                    .ok());
        story.world.run(10s);
        QCOMPARE(story.info(), "bob read, carla delivered");
        // Who came later was not sent it.
        SimClient& dora = story.world.join("dora");
        story.anna.add(PinStory::team(story.anna), {dora.user()}, "add");
        story.settle();
        QCOMPARE(story.info(), "bob read, carla delivered");
        // Somebody else's.
        QCOMPARE(messageInfo(story.bob.database().writer(), story.bob.user(),
                             PinStory::row(story.bob, story.id))
                     .error()
                     .code,
                 ErrorCode::NotAllowed);
        // Who tells nothing of her reading sees nothing of theirs.
        auto transaction = unwrap(storage::Transaction::begin(story.anna.database()));
        QVERIFY(
            story.anna.stores().settings.putText(transaction, settings::kReadReceipts, "off").ok());
        QVERIFY(transaction.commit().ok());
        QCOMPARE(story.info(), "bob delivered, carla delivered");
        QVERIFY(unwrap(messageInfo(story.anna.database().writer(), story.anna.user(),
                                   PinStory::row(story.anna, story.id)))
                    .reading == MessageInfo::Reading::Off);
    }

    void aConversationListsWhatItHas() {
        PinStory story(307);
        for (int i = 1; i <= 5; ++i)
            story.say(story.bob, "https://example.org/" + std::to_string(i));
        PollForm form;
        form.title = "Suppe?";
        form.options = {"Ja", "Nein"};
        (void)unwrap(story.anna.profile().polls().ask(PinStory::team(story.anna), form));
        story.settle();
        const auto newest = PinStory::list(story.carla, Listed::Links, {}, 3);
        QCOMPARE(PinStory::textsOf(newest), (Texts{"https://example.org/5", "https://example.org/4",
                                                   "https://example.org/3"}));
        QVERIFY(!newest.reachesOldest);
        const auto older = PinStory::list(story.carla, Listed::Links, newest.entries.back().row, 3);
        QCOMPARE(PinStory::textsOf(older),
                 (Texts{"https://example.org/2", "https://example.org/1"}));
        QVERIFY(older.reachesOldest);
        QCOMPARE(PinStory::textsOf(PinStory::list(story.carla, Listed::Polls)), Texts{"Suppe?"});
        QVERIFY(PinStory::list(story.carla, Listed::Files).entries.empty());
    }
};

QTEST_GUILESS_MAIN(TestPinStories)
#include "tst_pin_stories.moc"
