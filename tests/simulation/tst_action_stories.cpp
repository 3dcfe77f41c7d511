#include "core/conversations/timeline.h"
#include "tests/simulation/hostile.h"
#include "tests/simulation/stories.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

using enum ReactionView::Mine;

/// Anna, Bob and Carla in a group, and a message of Anna's in it.
struct ActionStory {
    explicit ActionStory(std::uint64_t seed)
        : world(seed)
        , anna(world.join("anna"))
        , bob(world.join("bob"))
        , carla(world.join("carla")) {
        const auto team = world.group("Team", anna, {&bob, &carla});
        id = say(anna, team, "Moin");
    }

    MessageId say(SimClient& client, ConversationId where, const std::string& text,
                  std::optional<MessageRow> to = {}) {
        const auto row = unwrap(client.profile().sendText(where, text, to));
        if (const auto wrong = world.settle(); !wrong.empty())
            qFatal("%s", wrong.c_str());
        return *unwrap(client.stores().messages.find(row))->messageId;
    }
    [[nodiscard]] static ConversationId team(SimClient& client) {
        return *client.groupNamed("Team");
    }
    [[nodiscard]] static MessageRow row(SimClient& client, const MessageId& id) {
        return *unwrap(client.stores().messages.findById(team(client), id));
    }
    [[nodiscard]] MessageRow row(SimClient& client) const { return row(client, id); }
    [[nodiscard]] static TimelineEntry entry(SimClient& client, const MessageId& id) {
        Timeline timeline(client.database().writer(), client.user());
        return unwrap(timeline.entry(*unwrap(client.stores().messages.find(row(client, id)))));
    }
    /// "Moin | 👍 bob carla | edited"
    [[nodiscard]] static std::string look(SimClient& client, const MessageId& id) {
        const TimelineEntry shown = entry(client, id);
        std::string text = shown.kind == EntryKind::Deleted ? "gone" : shown.text.toStdString();
        for (const auto& reaction : shown.reactions) {
            text += " | " + reaction.emoji.toStdString();
            for (const Person& person : reaction.people)
                text += " " + person.handle.toStdString();
        }
        if (shown.editedAt)
            text += " | edited";
        if (shown.quote && shown.quote->state == QuoteView::State::Here)
            text += " | to " + shown.quote->text.toStdString();
        if (shown.quote && shown.quote->state == QuoteView::State::Gone)
            text += " | to what is gone";
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

#define ALL_SEE(story, id, expected)                                                               \
    do {                                                                                           \
        for (SimClient * who : (story).everybody())                                                \
            QCOMPARE(QString::fromStdString(ActionStory::look(*who, id)), QString(expected));      \
    } while (false)

/// What people do to messages: at once, offline, across crashes, against the rules.
class TestActionStories : public QObject {
    Q_OBJECT
private slots:
    void everybodySeesTheSame() {
        ActionStory story(201);
        QVERIFY(story.bob.profile().actions().react(story.row(story.bob), "👍", Yes).ok());
        AGREE(story.world);
        QVERIFY(story.carla.profile().actions().react(story.row(story.carla), "👍", Yes).ok());
        QVERIFY(story.anna.profile().actions().edit(story.row(story.anna), "Moin moin").ok());
        AGREE(story.world);
        ALL_SEE(story, story.id, "Moin moin | 👍 bob carla | edited");
        const auto answer =
            story.say(story.bob, ActionStory::team(story.bob), "Selber", story.row(story.bob));
        ALL_SEE(story, answer, "Selber | to Moin moin");
        QVERIFY(story.bob.profile().actions().react(story.row(story.bob), "👍", No).ok());
        AGREE(story.world);
        ALL_SEE(story, story.id, "Moin moin | 👍 carla | edited");
        QVERIFY(story.anna.profile().actions().deleteForAll(story.row(story.anna)).ok());
        AGREE(story.world);
        ALL_SEE(story, story.id, "gone");
        ALL_SEE(story, answer, "Selber | to what is gone");
    }

    void onesOwnIsShownAtOnceAndSurvivesACrash() {
        ActionStory story(202);
        const auto text = story.say(story.bob, ActionStory::team(story.bob), "Wer kommt?");
        story.world.link.cutAll();
        QVERIFY(story.bob.profile().actions().react(story.row(story.bob), "🎉", Yes).ok());
        QVERIFY(story.bob.profile()
                    .actions()
                    .edit(ActionStory::row(story.bob, text), "Wer kommt mit?")
                    .ok());
        QCOMPARE(ActionStory::look(story.bob, story.id), "Moin | 🎉 bob");
        story.bob.crash();
        story.bob.open();
        QCOMPARE(ActionStory::look(story.bob, story.id), "Moin | 🎉 bob");
        AGREE(story.world);
        ALL_SEE(story, story.id, "Moin | 🎉 bob");
        ALL_SEE(story, text, "Wer kommt mit? | edited");
    }

    void toAndFroWhileOffline() {
        ActionStory story(203);
        story.world.link.cutAll();
        auto& actions = story.bob.profile().actions();
        for (const auto mine : {Yes, No, Yes, No})
            QVERIFY(actions.react(story.row(story.bob), "👍", mine).ok());
        QVERIFY(actions.react(story.row(story.bob), "❤️", Yes).ok());
        QVERIFY(story.carla.profile().actions().react(story.row(story.carla), "❤️", Yes).ok());
        // Anna takes her message away while both react to it.
        QVERIFY(story.anna.profile().actions().edit(story.row(story.anna), "Moin!").ok());
        QVERIFY(story.anna.profile().actions().deleteForAll(story.row(story.anna)).ok());
        AGREE(story.world);
        ALL_SEE(story, story.id, "gone");
        QCOMPARE(story.bob.profile().actions().react(story.row(story.bob), "👍", Yes).error().code,
                 ErrorCode::ConversationUnknown);
        QCOMPARE(story.anna.profile().actions().edit(story.row(story.anna), "x").error().code,
                 ErrorCode::ConversationUnknown);
    }

    void onlyWhoSaidItChangesIt() {
        ActionStory story(204);
        auto& actions = story.bob.profile().actions();
        QCOMPARE(actions.edit(story.row(story.bob), "x").error().code, ErrorCode::NotAllowed);
        QCOMPARE(actions.deleteForAll(story.row(story.bob)).error().code, ErrorCode::NotAllowed);
        // A program without rules says so all the same.
        content::Text text;
        text.text = "nonsense";
        content::Envelope replaces;
        replaces.replaces = story.id;
        queueBehind(story.world, story.bob, ActionStory::team(story.bob), text, replaces);
        queueBehind(story.world, story.bob, ActionStory::team(story.bob), content::Deletion(),
                    replaces);
        // What is not known anywhere, and a reaction to it.
        content::Envelope unknown;
        unknown.replaces = story.world.random.id<MessageId>();
        queueBehind(story.world, story.bob, ActionStory::team(story.bob), content::Deletion(),
                    unknown);
        unknown.inReplyTo = std::exchange(unknown.replaces, std::nullopt);
        queueBehind(story.world, story.bob, ActionStory::team(story.bob), content::Reaction{"👍"},
                    unknown);
        (void)story.say(story.bob, ActionStory::team(story.bob), "danach");
        AGREE(story.world);
        ALL_SEE(story, story.id, "Moin");
        for (SimClient* who : story.everybody())
            QVERIFY(textsOf(*who, ActionStory::team(*who)) == (Texts{"Moin", "danach"}));
    }

    void answersGoRoundInNoCircle() {
        ActionStory story(205);
        // An answer to itself cannot be made, as its id is its hash; one to what is not known can.
        content::Text text;
        text.text = "Antwort";
        content::Envelope envelope;
        envelope.inReplyTo = story.world.random.id<MessageId>();
        queueBehind(story.world, story.bob, ActionStory::team(story.bob), text, envelope);
        (void)story.say(story.bob, ActionStory::team(story.bob), "danach");
        const auto page =
            unwrap(story.anna.stores().messages.newest(ActionStory::team(story.anna), 2));
        Timeline timeline(story.anna.database().writer(), story.anna.user());
        const auto entry = unwrap(timeline.entry(page.messages.back()));
        QCOMPARE(entry.text, QString("Antwort"));
        QVERIFY(entry.quote && entry.quote->state == QuoteView::State::Unknown);
    }

    void deletedHereStaysElsewhere() {
        ActionStory story(206);
        QVERIFY(story.bob.profile().actions().deleteHere(story.row(story.bob)).ok());
        QCOMPARE(story.world.settle(), std::string());
        QVERIFY(textsOf(story.bob, ActionStory::team(story.bob)).empty());
        QCOMPARE(textsOf(story.anna, ActionStory::team(story.anna)), Texts{"Moin"});
        // What happens to it later is nothing to Bob.
        QVERIFY(story.anna.profile().actions().edit(story.row(story.anna), "Moin moin").ok());
        QVERIFY(story.carla.profile().actions().react(story.row(story.carla), "👍", Yes).ok());
        QCOMPARE(story.world.settle(), std::string());
        QVERIFY(textsOf(story.bob, ActionStory::team(story.bob)).empty());
    }

    void whatWaitsIsTakenBackBeforeAnybodyHasIt() {
        ActionStory story(207);
        story.world.link.cutAll();
        const auto row =
            unwrap(story.bob.profile().sendText(ActionStory::team(story.bob), "Nicht abgeschickt"));
        QVERIFY(story.bob.profile().actions().deleteHere(row).ok());
        AGREE(story.world);
        QCOMPARE(textsOf(story.anna, ActionStory::team(story.anna)), Texts{"Moin"});
        QCOMPARE(textsOf(story.bob, ActionStory::team(story.bob)), Texts{"Moin"});
    }

    void onlyTheAuthorIsToldOfAReaction() {
        ActionStory story(208);
        story.anna.events.clear();
        story.carla.events.clear();
        QVERIFY(story.bob.profile().actions().react(story.row(story.bob), "👍", Yes).ok());
        AGREE(story.world);
        const auto told = [](SimClient& client) {
            std::string text;
            for (const auto& event : client.events)
                if (const auto* reaction = std::get_if<ReactionArrived>(&event))
                    text +=
                        reaction->person.handle.toStdString() + " " + reaction->emoji.toStdString();
            return text;
        };
        QCOMPARE(told(story.anna), "bob 👍");
        QCOMPARE(told(story.carla), "");
        QCOMPARE(recordOf(story.anna, ActionStory::team(story.anna)).unread, 0);
    }

    void anEditIsNoNewsAndProlongsNoLife() {
        ActionStory story(209);
        SettingsForm form;
        form.lifetime = 1h;
        QVERIFY(story.anna.changeSettings(ActionStory::team(story.anna), form).ok());
        AGREE(story.world);
        const auto text = story.say(story.anna, ActionStory::team(story.anna), "Nur kurz");
        const auto before = recordOf(story.bob, ActionStory::team(story.bob));
        QVERIFY(story.bob.profile()
                    .markSeen(ActionStory::team(story.bob), {ActionStory::row(story.bob, text)})
                    .ok());
        const auto deadline = ActionStory::entry(story.bob, text).deadline;
        QVERIFY(deadline);
        story.bob.events.clear();
        story.world.run(30min);
        QVERIFY(story.anna.profile()
                    .actions()
                    .edit(ActionStory::row(story.anna, text), "Nur kurz!")
                    .ok());
        AGREE(story.world);
        QCOMPARE(ActionStory::look(story.bob, text), "Nur kurz! | edited");
        QVERIFY(ActionStory::entry(story.bob, text).deadline == deadline);
        QCOMPARE(recordOf(story.bob, ActionStory::team(story.bob)).lastActivity.count(),
                 before.lastActivity.count());
        for (const auto& event : story.bob.events)
            QVERIFY(!std::holds_alternative<MessageArrived>(event));
        story.world.run(31min);
        QVERIFY(textsOf(story.bob, ActionStory::team(story.bob)) == Texts{"Moin"});
    }
};

QTEST_GUILESS_MAIN(TestActionStories)
#include "tst_action_stories.moc"
