#include "core/conversations/summaries.h"
#include "core/conversations/timeline.h"
#include "core/formatting/typed_text.h"
#include "tests/simulation/hostile.h"
#include "tests/simulation/stories.h"

using namespace kontor;
using namespace kontor::test;

namespace {

using Kind = TextSpan::Kind;

struct WordsStory {
    explicit WordsStory(std::uint64_t seed)
        : world(seed)
        , anna(world.join("anna"))
        , bob(world.join("bob"))
        , carla(world.join("carla")) {
        (void)world.group("Team", anna, {&bob, &carla});
    }

    [[nodiscard]] static ConversationId team(SimClient& client) {
        return *client.groupNamed("Team");
    }
    void settle() {
        if (const auto wrong = world.settle(); !wrong.empty())
            qFatal("%s", wrong.c_str());
    }
    void say(SimClient& client, const QString& typed) {
        (void)unwrap(client.profile().sendText(team(client), Draft::typed(typed)));
        settle();
    }
    /// The newest entry, or one before it.
    [[nodiscard]] static TimelineEntry newest(SimClient& client, std::size_t before = 0) {
        const auto page = unwrap(client.stores().messages.newest(team(client), 10));
        Timeline timeline(client.database().writer(), client.user());
        return unwrap(timeline.entry(page.messages.at(before)));
    }
    /// As it would be typed.
    [[nodiscard]] static QString typed(SimClient& client, std::size_t before = 0) {
        const auto entry = newest(client, before);
        return typedFrom({entry.text, entry.spans});
    }
    [[nodiscard]] static bool namesMe(SimClient& client) {
        const auto entry = newest(client);
        return std::ranges::count(entry.spans, TextSpan::Me::Yes, &TextSpan::me) > 0;
    }
    [[nodiscard]] static bool badge(SimClient& client) {
        Summaries summaries(client.database().writer(), client.user());
        return unwrap(summaries.summary(team(client))).mentioned ==
               ConversationSummary::Mentioned::Yes;
    }

    SimWorld world;
    SimClient& anna;
    SimClient& bob;
    SimClient& carla;
};

} // namespace

class TestFormattingStories : public QObject {
    Q_OBJECT

private slots:
    void everybodySeesTheSameLooks() {
        WordsStory story(301);
        const QString typed = "*so*: _a_ ~b~ `c*d*`\n> zitiert\n- eins\n2. zwei";
        story.say(story.anna, typed);
        for (SimClient* who : {&story.anna, &story.bob, &story.carla}) {
            QCOMPARE(WordsStory::typed(*who), typed);
            QCOMPARE(WordsStory::newest(*who).text, QString("so: a b c*d*\nzitiert\neins\nzwei"));
        }
    }

    void whoIsNamedHearsOfIt() {
        WordsStory story(302);
        story.say(story.anna, "Danke, @bob!");
        QVERIFY(WordsStory::namesMe(story.bob) && WordsStory::badge(story.bob));
        QVERIFY(!WordsStory::namesMe(story.carla) && !WordsStory::badge(story.carla));
        // A bare name, one in code, and somebody who is not there.
        story.say(story.anna, "Bob sagt `@carla` und @dora");
        QVERIFY(!WordsStory::namesMe(story.carla) && !WordsStory::badge(story.carla));
        // Seen: nothing is left of it in the list.
        const auto team = WordsStory::team(story.bob);
        std::vector<MessageRow> rows;
        for (const auto& message : unwrap(story.bob.stores().messages.newest(team, 10)).messages)
            rows.push_back(message.row);
        QVERIFY(story.bob.profile().markSeen(team, rows).ok());
        QCOMPARE(recordOf(story.bob, team).unread, 0);
        QVERIFY(!WordsStory::badge(story.bob));
    }

    void aChangeCanNameSomebodyNew() {
        WordsStory story(303);
        story.say(story.anna, "Kommst du?");
        const auto row = WordsStory::newest(story.anna).row;
        QVERIFY(story.anna.profile().actions().edit(row, Draft::typed("Kommst du, @bob?")).ok());
        story.settle();
        QVERIFY(WordsStory::namesMe(story.bob));
        QCOMPARE(WordsStory::typed(story.carla), QString("Kommst du, @bob?"));
        // Only its looks change: everybody sees that as well.
        QVERIFY(story.anna.profile().actions().edit(row, Draft::typed("*Kommst* du, @bob?")).ok());
        story.settle();
        QCOMPARE(WordsStory::typed(story.carla), QString("*Kommst* du, @bob?"));
    }

    void nobodyIsCalledWhatTheyAreNot() {
        WordsStory story(304);
        const auto person = [](const UserId& user, std::uint32_t length) {
            TextSpan span;
            span.kind = Kind::Mention;
            span.length = length;
            span.user = user;
            return span;
        };
        content::Text lie;
        lie.text = "@carla schuldet mir Geld";
        lie.spans = {person(story.bob.user(), 6)};
        queueBehind(story.world, story.anna, WordsStory::team(story.anna), lie, {});
        story.say(story.anna, "danach");
        QCOMPARE(WordsStory::typed(story.carla, 1), QString("@bob schuldet mir Geld"));
        QVERIFY(WordsStory::badge(story.bob) && !WordsStory::badge(story.carla));
        // Who is no member of the group is only a word.
        SimClient& dora = story.world.join("dora");
        lie.spans = {person(dora.user(), 6)};
        queueBehind(story.world, story.anna, WordsStory::team(story.anna), lie, {});
        story.say(story.anna, "danach");
        QVERIFY(WordsStory::newest(story.bob, 1).spans.empty());
    }
};

QTEST_GUILESS_MAIN(TestFormattingStories)
#include "tst_formatting_stories.moc"
