#include "core/conversations/summaries.h"
#include "core/conversations/timeline.h"
#include "storage/search_index.h"
#include "tests/simulation/company.h"
#include "tests/simulation/hostile.h"
#include "tests/storage/page_reader.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

constexpr Milliseconds kLife = 30s;
/// A word, and letters that no other text has (tst_erasure.cpp).
constexpr char kMarked[] = "zwiebelkuchenrezept \U0001E922\U0001E925\U0001E929\U0001E931\U0001E93A";
constexpr std::string_view kLetterBytes = "\xF0\x9E\xA4";

/// Anna and Bob, whose messages live for half a minute.
struct Chat {
    explicit Chat(std::uint64_t seed, Milliseconds life = kLife)
        : world(seed)
        , anna(world.join("anna"))
        , bob(world.join("bob")) {
        world.chat(anna, bob);
        if (life != 0s)
            set(anna, life);
        if (const auto wrong = world.settle(); !wrong.empty())
            qFatal("%s", wrong.c_str());
    }
    [[nodiscard]] ConversationId at(SimClient& client) const {
        return *client.directWith(client.name() == "anna" ? bob : anna);
    }
    void set(SimClient& client, Milliseconds life) const {
        SettingsForm form;
        form.lifetime = life;
        (void)unwrap(client.changeSettings(at(client), form));
    }
    MessageRow say(SimClient& client, const std::string& text) const {
        return unwrap(client.send(at(client), text));
    }
    [[nodiscard]] Texts texts(SimClient& client) const { return textsOf(client, at(client)); }
    [[nodiscard]] MessageRow rowOf(SimClient& client, const std::string& text) const {
        for (const auto& message :
             unwrap(client.stores().messages.newest(at(client), 100)).messages)
            if (message.text == text)
                return message.row;
        qFatal("%s has no '%s'", client.name().c_str(), text.c_str());
    }
    /// It was on screen.
    void see(SimClient& client, const std::string& text) const {
        const auto seen = client.profile().markSeen(at(client), {rowOf(client, text)});
        if (!seen.ok())
            qFatal("not seen");
    }
    [[nodiscard]] bool has(SimClient& client, const std::string& text) const {
        const auto all = texts(client);
        return std::ranges::count(all, text) != 0;
    }

    SimWorld world;
    SimClient& anna;
    SimClient& bob;
};

std::vector<MessageRow> removedIn(const std::vector<Event>& events) {
    std::vector<MessageRow> rows;
    for (const Event& event : events)
        if (const auto* changed = std::get_if<TimelineChanged>(&event))
            for (const TimelineDiff& diff : changed->diffs)
                if (diff.change == TimelineDiff::Change::Removed)
                    rows.push_back(diff.entry.row);
    return rows;
}

std::vector<MessageRow> erasedIn(const std::vector<Event>& events) {
    std::vector<MessageRow> rows;
    for (const Event& event : events)
        if (const auto* erased = std::get_if<ContentErased>(&event))
            rows.insert(rows.end(), erased->rows.begin(), erased->rows.end());
    return rows;
}

/// Whether an event tells of it, in any words.
bool tells(const std::vector<Event>& events, const QString& text) {
    return std::ranges::any_of(events, [&](const Event& event) {
        if (const auto* changed = std::get_if<TimelineChanged>(&event))
            return std::ranges::any_of(changed->diffs, [&](const TimelineDiff& diff) {
                return diff.entry.text.contains(text);
            });
        if (const auto* lists = std::get_if<ConversationsChanged>(&event))
            return std::ranges::any_of(lists->changed, [&](const ConversationSummary& summary) {
                return summary.lastText.contains(text);
            });
        return false;
    });
}

} // namespace

/// Disappearing messages: whose clock begins when, and what becomes of it offline, closed, and
/// with a clock that was set (design.md, 7 and iv).
class TestTimerStories : public QObject {
    Q_OBJECT
private slots:
    void theSendersClockBeginsWhenTheServerHasIt() {
        Chat chat(201);
        chat.world.server.stop();
        const MessageRow row = chat.say(chat.anna, "kurz");
        chat.world.run(1h);
        QVERIFY(chat.has(chat.anna, "kurz"));
        const auto ends = [&] { return unwrap(chat.anna.stores().messages.find(row))->deadline; };
        QVERIFY(!ends());
        chat.world.server.start();
        QVERIFY(chat.world.runUntil([&] { return ends().has_value(); }));
        QVERIFY(ends() == chat.world.clock.sinceEpoch() + kLife);
        chat.world.run(kLife - 1ms);
        QVERIFY(chat.has(chat.anna, "kurz"));
        chat.world.run(1ms);
        QVERIFY(!chat.has(chat.anna, "kurz"));
        QVERIFY(chat.world.settle().empty());
        QVERIFY(chat.has(chat.bob, "kurz")); // where nobody has seen it
    }

    /// "This one for a minute": where it is shorter than what the conversation says.
    void aMessageMayHaveALifeOfItsOwn() {
        Chat chat(220, 1h);
        const auto sayFor = [&chat](const char* text, Milliseconds life) {
            Draft draft(text);
            draft.lifetime = life;
            return chat.anna.profile().sendText(chat.at(chat.anna), draft);
        };
        const MessageRow brief = unwrap(sayFor("kurz", 1min));
        (void)unwrap(sayFor("lang", 24h));
        QCOMPARE(unwrap(chat.anna.stores().messages.find(brief))->lifetime, Milliseconds(1min));
        QVERIFY(chat.world.runUntil([&] { return chat.has(chat.bob, "lang"); }));
        for (const char* text : {"kurz", "lang"})
            chat.see(chat.bob, text);
        chat.world.run(30s);
        // A change does not prolong it.
        QVERIFY(chat.anna.profile().actions().edit(brief, Draft("kurz, anders")).ok());
        chat.world.run(10s);
        QVERIFY(chat.has(chat.bob, "kurz, anders"));
        chat.world.run(20s);
        for (SimClient* who : {&chat.anna, &chat.bob})
            QCOMPARE(chat.texts(*who), Texts{"lang"});
        chat.world.run(1h);
        for (SimClient* who : {&chat.anna, &chat.bob})
            QCOMPARE(chat.texts(*who), Texts());
        AGREE(chat.world);
        for (const Milliseconds wrong :
             {Milliseconds(4999), Milliseconds(-1), Milliseconds(24h * 29)})
            QCOMPARE(sayFor("nie", wrong).error().code, ErrorCode::Malformed);
        QCOMPARE(chat.texts(chat.anna), Texts());
    }

    void aReadersClockBeginsWithWhatWasOnScreen() {
        Chat chat(202);
        for (const char* text : {"eins", "zwei", "drei"})
            chat.say(chat.anna, text);
        chat.world.run(10min);
        QCOMPARE(chat.texts(chat.bob), (Texts{"eins", "zwei", "drei"}));
        QCOMPARE(chat.texts(chat.anna), Texts());
        chat.see(chat.bob, "drei"); // the others were above the fold
        QCOMPARE(recordOf(chat.bob, chat.at(chat.bob)).unread, 2);
        chat.world.run(20s);
        chat.see(chat.bob, "drei"); // again: nothing is prolonged
        chat.see(chat.bob, "eins"); // scrolled back to
        chat.world.run(10s);
        QCOMPARE(chat.texts(chat.bob), (Texts{"eins", "zwei"}));
        chat.world.run(20s);
        QCOMPARE(chat.texts(chat.bob), Texts{"zwei"});
    }

    /// As another program may write it: the moment holds, seen or not, understood or not.
    void aMomentThatIsNamedIsTheEnd() {
        Chat chat(223, 0s);
        auto& world = chat.world;
        const auto say = [&](const std::string& words, Milliseconds end, const char* type) {
            content::MimiContent content;
            content.salt = world.random.array<16>();
            content.expires =
                content::Expiration{content::Expiration::Kind::Absolute,
                                    static_cast<std::uint32_t>(end / std::chrono::seconds(1))};
            content.nestedPart.part = content::SinglePart{type, toBytes(viewOf(words))};
            queueBytesBehind(world, chat.anna, chat.at(chat.anna), content.encode());
        };
        constexpr const char* kText = "text/plain;charset=utf-8";
        const Milliseconds end =
            std::chrono::floor<std::chrono::seconds>(world.clock.sinceEpoch()) + 10min;
        chat.bob.crash();
        say(kMarked, end, kText);
        say("unbekannt " + std::string(kMarked), end, "application/x-tomorrow");
        say("vorbei", Milliseconds(0), kText);
        say("sehr lang", end + 24h * 365, kText);
        chat.say(chat.anna, "bleibt");
        world.link.cutAll();
        world.run(5min);
        chat.bob.open();
        QVERIFY(world.runUntil([&] { return chat.has(chat.bob, "bleibt"); }));
        world.run(1s);
        QCOMPARE(chat.texts(chat.bob), (Texts{kMarked, "sehr lang", "bleibt"}));
        const auto newest = [&] {
            return unwrap(chat.bob.stores().messages.newest(chat.at(chat.bob), 100)).messages;
        };
        const auto ending = std::ranges::count_if(
            newest(), [&](const auto& message) { return message.deadline == end; });
        QCOMPARE(ending, 2);
        const MessageRow later = chat.rowOf(chat.bob, "sehr lang");
        const auto left =
            *unwrap(chat.bob.stores().messages.find(later))->deadline - world.clock.sinceEpoch();
        QVERIFY(left <= content::Settings::kGreatestLifetime);
        QVERIFY(left > content::Settings::kGreatestLifetime - 1min);
        world.run(end - world.clock.sinceEpoch() - 1ms);
        QVERIFY(chat.has(chat.bob, kMarked));
        world.run(1ms);
        QCOMPARE(chat.texts(chat.bob), (Texts{"sehr lang", "bleibt"}));
        QCOMPARE(recordOf(chat.bob, chat.at(chat.bob)).unread, 2);
        const auto after = storage::test::readEveryPage(chat.bob.storeFile(), chat.bob.key());
        QCOMPARE(after.pagesWith(kLetterBytes), std::size_t{0});
    }

    void everythingOfItGoesAtOnce() {
        Chat chat(203);
        const MessageRow own = chat.say(chat.anna, kMarked);
        chat.world.run(5s);
        const MessageRow row = chat.rowOf(chat.bob, kMarked);
        chat.bob.events.clear();
        chat.see(chat.bob, kMarked);
        const auto deadline = unwrap(chat.bob.stores().messages.find(row))->deadline;
        QVERIFY(deadline == chat.world.clock.sinceEpoch() + kLife);
        const auto before = storage::test::readEveryPage(chat.bob.storeFile(), chat.bob.key());
        QVERIFY(before.pagesWith(kLetterBytes) > 0);
        std::vector<MessageRow> forgotten;
        chat.bob.profile().contentPlaces().add({.kind = storage::PlaceKind::Notification,
                                                .name = "a test's",
                                                .erasing = storage::Erasing::Forgotten,
                                                .forget = [&](std::span<const MessageRow> rows) {
                                                    forgotten.assign(rows.begin(), rows.end());
                                                }});
        chat.world.run(kLife);
        QVERIFY(removedIn(chat.bob.events) == std::vector{row});
        QVERIFY(erasedIn(chat.bob.events) == std::vector{row});
        QVERIFY(forgotten == std::vector{row});
        for (SimClient* who : {&chat.anna, &chat.bob}) {
            QCOMPARE(chat.texts(*who), Texts());
            QCOMPARE(who->logBytes(), std::uintmax_t{0});
            const auto after = storage::test::readEveryPage(who->storeFile(), who->key());
            QCOMPARE(after.badPages, std::size_t{0});
            QCOMPARE(after.pagesWith(kLetterBytes), std::size_t{0});
            QCOMPARE(after.pagesWith("zwiebelkuchenrezept"), std::size_t{0});
            storage::SearchIndex search(who->database().reader());
            QVERIFY(unwrap(search.search({.words = "zwiebelkuchen"})).rows.empty());
            const auto summary =
                unwrap(Summaries(who->database().writer(), who->user()).summary(chat.at(*who)));
            QVERIFY(!summary.lastText.contains("zwiebel"));
            QVERIFY(static_cast<EntryKind>(summary.lastKind) != EntryKind::Deleted);
        }
        // The place in the log stays known: what comes twice is not new.
        QVERIFY(unwrap(chat.anna.stores().messages.find(own))->seq.has_value());
        AGREE(chat.world);
    }

    void whatEndedWhileClosedIsNeverTold() {
        Chat chat(204);
        chat.say(chat.anna, "geheim");
        chat.world.run(5s);
        chat.see(chat.bob, "geheim");
        chat.world.run(10s);
        chat.bob.crash();
        chat.world.run(1h);
        chat.bob.events.clear();
        chat.bob.open();
        QVERIFY(!chat.has(chat.bob, "geheim"));
        chat.world.run(10s);
        QVERIFY(!tells(chat.bob.events, "geheim"));
        AGREE(chat.world);
    }

    void whatDidNotEndWhileClosedHasLessLeft() {
        Chat chat(205, 10min);
        chat.say(chat.anna, "geheim");
        chat.world.run(5s);
        chat.see(chat.bob, "geheim");
        chat.world.run(1min);
        chat.bob.crash();
        chat.world.run(8min);
        chat.bob.open();
        QVERIFY(chat.has(chat.bob, "geheim"));
        chat.world.run(1min);
        QVERIFY(!chat.has(chat.bob, "geheim"));
    }

    void aClockSetBackProlongsNoLife() {
        Chat chat(206);
        chat.say(chat.anna, "läuft");
        chat.world.run(5s);
        chat.see(chat.bob, "läuft");
        chat.world.run(10s);
        chat.bob.setClockAhead(-1h); // while it runs
        chat.world.run(20s);
        QVERIFY(!chat.has(chat.bob, "läuft"));
        chat.say(chat.anna, "noch eine"); // lives as long as any
        chat.world.run(5s);
        chat.see(chat.bob, "noch eine");
        chat.world.run(20s);
        QVERIFY(chat.has(chat.bob, "noch eine"));
        chat.world.run(10s);
        QVERIFY(!chat.has(chat.bob, "noch eine"));
    }

    void aClockSetBackWhileClosedProlongsNoLife() {
        Chat chat(207, 10min);
        chat.say(chat.anna, "zu");
        chat.world.run(5s);
        chat.see(chat.bob, "zu");
        chat.world.run(6min);
        chat.bob.crash();
        chat.bob.setClockAhead(-24h);
        chat.bob.open();
        chat.world.run(3min);
        QVERIFY(chat.has(chat.bob, "zu"));
        chat.world.run(1min);
        QVERIFY(!chat.has(chat.bob, "zu"));
    }

    void aSleepThatOutlastsItEndsIt() {
        Chat chat(208, 8h);
        chat.say(chat.anna, "über Nacht");
        chat.world.run(5s);
        chat.see(chat.bob, "über Nacht");
        chat.world.clock.sleepFor(9h); // no timer runs meanwhile
        chat.world.run(1ms);
        QVERIFY(!chat.has(chat.bob, "über Nacht"));
        QVERIFY(!chat.has(chat.anna, "über Nacht"));
    }

    void aLeapOfTheClockIsNoticedAtOnce() {
        for (const Milliseconds leap : {Milliseconds(24h), Milliseconds(24h * 366)}) {
            Chat chat(218, 8h);
            chat.say(chat.anna, "heute");
            chat.world.run(5s);
            chat.see(chat.bob, "heute");
            chat.bob.setClockAhead(leap);
            chat.world.run(1ms);
            QVERIFY(!chat.has(chat.bob, "heute"));
            QVERIFY(chat.has(chat.anna, "heute"));
        }
    }

    /// What the clock has shown is noted when it is set: to set it back and kill the program gains
    /// nothing.
    void aClockThatIsSetBackIsNoted() {
        Chat chat(221, 8h);
        chat.say(chat.anna, "heute");
        chat.world.run(5s);
        chat.see(chat.bob, "heute");
        chat.world.run(1min);
        chat.world.link.cutSilently("bob");
        chat.world.server.stop();
        chat.world.run(7h);
        chat.bob.setClockAhead(-24h);
        chat.world.run(1ms);
        chat.bob.crash();
        chat.bob.open();
        chat.world.run(58min);
        QVERIFY(chat.has(chat.bob, "heute"));
        chat.world.run(2min);
        QVERIFY(!chat.has(chat.bob, "heute"));
    }

    /// While something is to end, nothing wakes that would not wake without it.
    void nothingLooksInBetween() {
        const auto wakeUps = [](bool timed) {
            Chat chat(222, timed ? Milliseconds(8h) : Milliseconds(0));
            chat.say(chat.anna, "heute");
            chat.world.run(1min);
            chat.world.server.stop();
            chat.world.run(1h); // the pauses between tries to reach it have grown
            int count = 0;
            const auto end = chat.world.clock.steady() + 6h;
            while (chat.world.clock.steady() < end && chat.world.clock.advanceToNext())
                ++count;
            return count;
        };
        const int idle = wakeUps(false);
        // The pauses have some chance in them; looking once a minute would be 360 each.
        QVERIFY2(wakeUps(true) < idle + 100, qPrintable(QString::number(idle)));
    }

    /// However many are to end: what waits for it is one timer of either clock, for the first.
    void manyThatAreToEndWakeOnce() {
        Chat chat(219, 8h);
        const auto waitingAfter = [&chat](int messages) {
            for (int i = 0; i < messages; ++i)
                chat.say(chat.anna, "Nr. " + std::to_string(i));
            const auto wrong = chat.world.settle();
            if (!wrong.empty())
                qFatal("%s", wrong.c_str());
            return chat.world.clock.waiting();
        };
        const auto forOne = waitingAfter(1);
        QCOMPARE(waitingAfter(300), forOne);
    }

    void whoWasAwayHasTheWholeLife() {
        Chat chat(209);
        chat.bob.crash();
        chat.say(chat.anna, "später");
        chat.world.run(48h);
        QVERIFY(!chat.has(chat.anna, "später"));
        chat.bob.open();
        QVERIFY(chat.world.runUntil([&] { return chat.has(chat.bob, "später"); }));
        chat.world.run(1h);
        chat.see(chat.bob, "später");
        chat.world.run(29s);
        QVERIFY(chat.has(chat.bob, "später"));
        chat.world.run(1s);
        QVERIFY(!chat.has(chat.bob, "später"));
        AGREE(chat.world);
    }

    void aChangedTimerIsForNewMessagesOnly() {
        Chat chat(210, 0s);
        chat.say(chat.anna, "bleibt");
        chat.world.run(5s);
        chat.world.link.cutAll();
        // Both wait: what was set holds for what is written after it.
        chat.set(chat.anna, kLife);
        chat.say(chat.anna, "geht");
        QVERIFY(chat.world.runUntil([&] { return chat.has(chat.bob, "geht"); }));
        chat.set(chat.bob, 0s);
        chat.world.run(5s);
        chat.say(chat.anna, "bleibt auch");
        chat.world.run(5s);
        for (const char* text : {"bleibt", "geht", "bleibt auch"})
            chat.see(chat.bob, text);
        chat.world.run(1h);
        QCOMPARE(chat.texts(chat.bob), (Texts{"bleibt", "bleibt auch"}));
        QCOMPARE(chat.texts(chat.anna), (Texts{"bleibt", "bleibt auch"}));
        AGREE(chat.world);
    }

    void newcomersHaveTheCurrentTimer() {
        Company team(211);
        SettingsForm form;
        form.lifetime = kLife;
        (void)unwrap(team.anna.changeSettings(team.of(team.anna), form));
        QVERIFY(team.world.settle().empty());
        team.bob.add(team.of(team.bob), {team.dora.user()}, "add");
        QVERIFY(team.world.succeeds(team.bob, "add"));
        QVERIFY(team.world.runUntil([&] { return team.dora.groupNamed("Team").has_value(); }));
        QVERIFY(recordOf(team.dora, team.of(team.dora)).lifetime == kLife);
        (void)unwrap(team.dora.send(team.of(team.dora), "hallo"));
        QVERIFY(team.world.runUntil([&] {
            const auto texts = textsOf(team.carla, team.of(team.carla));
            return std::ranges::count(texts, "hallo") != 0;
        }));
        team.world.run(kLife);
        QCOMPARE(textsOf(team.dora, team.of(team.dora)), Texts());
    }

    void aPollLivesLikeAText() {
        Chat chat(213);
        const MessageRow row = unwrap(chat.anna.profile().polls().ask(
            chat.at(chat.anna), {"Mittagessen?", {"Suppe", "Reis"}, {}}));
        chat.world.run(5s);
        QVERIFY(chat.anna.profile().polls().vote({row, {{1}, {}}}).ok());
        chat.world.run(5s);
        QVERIFY(chat.anna.profile().polls().close(row).ok());
        chat.world.run(5s);
        chat.anna.events.clear();
        chat.world.run(20s);
        QVERIFY(removedIn(chat.anna.events) == std::vector{row});
        // The line about its closing has told of it, and does so no more.
        Timeline timeline(chat.anna.database().writer(), chat.anna.user());
        for (const auto& message :
             unwrap(chat.anna.stores().messages.newest(chat.at(chat.anna), 100)).messages)
            QVERIFY(!unwrap(timeline.entry(message)).poll);
        QVERIFY(std::ranges::any_of(chat.anna.events, [](const Event& event) {
            const auto* changed = std::get_if<TimelineChanged>(&event);
            return changed != nullptr &&
                   std::ranges::any_of(changed->diffs, [](const TimelineDiff& diff) {
                       return diff.change == TimelineDiff::Change::Updated &&
                              diff.entry.kind == EntryKind::PollClosed && !diff.entry.poll;
                   });
        }));
        QVERIFY(!tells(chat.anna.events, "Mittagessen"));
    }
};

QTEST_GUILESS_MAIN(TestTimerStories)
#include "tst_timer_stories.moc"
