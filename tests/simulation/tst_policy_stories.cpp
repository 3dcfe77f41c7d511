#include "core/policies/life_shortening.h"
#include "crypto/identity/policy_statement.h"
#include "storage/search_index.h"
#include "tests/simulation/company.h"
#include "tests/storage/page_reader.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;
using identity::PolicyStatement;

namespace {

/// Letters that no other text has (tst_erasure.cpp).
constexpr char kMarked[] = "zwiebelkuchenrezept \U0001E922\U0001E925\U0001E929\U0001E931\U0001E93A";
constexpr std::string_view kLetterBytes = "\xF0\x9E\xA4";

Bytes signedBy(const SignatureKeyPair& key, std::uint64_t number, std::chrono::seconds longest,
               std::vector<PolicyStatement::Other> others = {}) {
    PolicyStatement statement;
    statement.number = number;
    statement.longestLife = longest;
    statement.others = std::move(others);
    return statement.sign(key);
}

/// Anna and Bob, whose messages live for ever as long as nobody sets anything.
struct Chat {
    explicit Chat(std::uint64_t seed)
        : world(seed)
        , anna(world.join("anna"))
        , bob(world.join("bob")) {
        world.chat(anna, bob);
        settle();
    }
    void settle() {
        if (const auto wrong = world.settle(); !wrong.empty())
            qFatal("%s", wrong.c_str());
    }
    [[nodiscard]] ConversationId at(SimClient& client) const {
        return *client.directWith(client.name() == "anna" ? bob : anna);
    }
    /// As kontorctl does it; whoever is there hears of it within a second.
    void pass(const Bytes& statement) {
        if (!world.server.administration().setPolicies(statement).ok())
            qFatal("the server does not take it");
        world.server.commitBatch();
        world.run(1s);
    }
    void set(std::chrono::seconds longest) {
        pass(signedBy(world.server.organisation(), ++number, longest));
    }
    MessageRow say(SimClient& client, const std::string& text, Milliseconds life = 0s) {
        Draft draft(QString::fromStdString(text));
        draft.lifetime = life;
        return unwrap(client.profile().sendText(at(client), draft));
    }
    [[nodiscard]] Texts texts(SimClient& client) const { return textsOf(client, at(client)); }
    [[nodiscard]] storage::MessageRecord find(SimClient& client, const std::string& text) const {
        for (const auto& message :
             unwrap(client.stores().messages.newest(at(client), 1'000)).messages)
            if (message.text == text)
                return message;
        qFatal("%s has no '%s'", client.name().c_str(), text.c_str());
    }
    void see(SimClient& client, const std::string& text) const {
        if (!client.profile().markSeen(at(client), {find(client, text).row}).ok())
            qFatal("not seen");
    }
    [[nodiscard]] Milliseconds now() const { return world.clock.sinceEpoch(); }

    SimWorld world;
    SimClient& anna;
    SimClient& bob;
    std::uint64_t number = 0;
};

std::vector<Milliseconds> toldOf(const SimClient& client) {
    std::vector<Milliseconds> told;
    for (const Event& event : client.events)
        if (const auto* changed = std::get_if<PoliciesChanged>(&event))
            told.push_back(changed->policies.longestLife);
    return told;
}

using Told = std::vector<Milliseconds>;

bool finds(SimClient& client, const std::string& word) {
    storage::SearchIndex search(client.database().reader());
    return !unwrap(search.search({.words = word})).rows.empty();
}

} // namespace

/// What the organisation sets: who is believed, and what it does to the lives of messages
/// (docs/disappearing.md).
class TestPolicyStories : public QObject {
    Q_OBJECT
private slots:
    void everybodyHearsOfIt() {
        Chat chat(301);
        QCOMPARE(toldOf(chat.anna), Told());
        chat.bob.crash();
        chat.set(1h);
        QCOMPARE(toldOf(chat.anna), Told{1h});
        // Whoever was away hears of it when she comes, whoever is new with her first login.
        chat.bob.open();
        QVERIFY(chat.world.runUntil([&] { return toldOf(chat.bob) == Told{1h}; }));
        SimClient& carla = chat.world.join("carla");
        QVERIFY(chat.world.runUntil([&] { return toldOf(carla) == Told{1h}; }));
        // Known at the next start without a server.
        chat.world.server.stop();
        chat.anna.crash();
        chat.anna.events.clear();
        chat.anna.open();
        QCOMPARE(toldOf(chat.anna), Told{1h});
        chat.world.server.start();
        chat.set(0s);
        QVERIFY(chat.world.runUntil([&] { return toldOf(chat.anna) == (Told{1h, 0s}); }));
        AGREE(chat.world);
    }

    void onlyTheOrganisationIsBelieved() {
        Chat chat(302);
        const auto& key = chat.world.server.organisation();
        chat.pass(signedBy(key, 5, 1h));
        QCOMPARE(toldOf(chat.anna), Told{1h});
        const auto stranger = SignatureKeyPair::generate(chat.world.random);
        // Signed by somebody else, under her own name and under the organisation's.
        chat.pass(signedBy(stranger, 6, 1min));
        Bytes forged = signedBy(stranger, 6, 1min);
        std::ranges::copy(key.publicKey().bytes, forged.begin() + 2);
        chat.pass(forged);
        // Changed on the way, older, the same number with another content, nothing at all.
        Bytes changed = signedBy(key, 6, 1min);
        changed[40] ^= 1U;
        chat.pass(changed);
        chat.pass(signedBy(key, 4, 1min));
        chat.pass(signedBy(key, 5, 1min));
        chat.pass(signedBy(key, 5, 1h, {{"calls", {0}}}));
        chat.pass({});
        chat.pass(toBytes(viewOf("nothing that anybody signed")));
        QCOMPARE(toldOf(chat.anna), Told{1h});
        // Nor at the login, nor after a restart.
        chat.pass(signedBy(key, 4, 1min));
        chat.anna.crash();
        chat.anna.events.clear();
        chat.anna.open();
        chat.settle();
        QCOMPARE(toldOf(chat.anna), Told{1h});
        // Nor with a store that was made anew.
        const auto backup = chat.anna.keyBackup();
        chat.anna.events.clear();
        chat.anna.startAfresh(backup);
        chat.settle();
        QCOMPARE(toldOf(chat.anna), Told{1h});
        // The next true one is; what this version does not know of it does no harm.
        chat.pass(signedBy(key, 6, 30min, {{"zeal", {1, 2, 3}}}));
        QCOMPARE(toldOf(chat.anna), (Told{1h, 30min}));
    }

    void nobodyWritesForLonger() {
        Chat chat(303);
        SettingsForm form;
        form.lifetime = 24h;
        QVERIFY(chat.anna.changeSettings(chat.at(chat.anna), form).ok());
        chat.settle();
        chat.set(1h);
        const auto refused = [&](const auto& result) {
            return !result.ok() && result.error() == Error(ErrorCode::PolicyForbids, {"3600"});
        };
        Draft draft(QStringLiteral("zu lang"));
        draft.lifetime = 1h + 1s;
        QVERIFY(refused(chat.anna.profile().sendText(chat.at(chat.anna), draft)));
        PollForm poll;
        poll.title = QStringLiteral("Wann?");
        poll.options = {QStringLiteral("heute"), QStringLiteral("morgen")};
        poll.lifetime = 2h;
        QVERIFY(refused(chat.anna.profile().polls().ask(chat.at(chat.anna), poll)));
        for (const Milliseconds life : {Milliseconds(2h), Milliseconds(0)}) {
            form.lifetime = life;
            QVERIFY(refused(chat.anna.changeSettings(chat.at(chat.anna), form)));
        }
        QCOMPARE(chat.texts(chat.anna), Texts());
        // What the conversation said before is bounded, without a word; what is shorter stays.
        chat.say(chat.anna, "wie immer");
        chat.say(chat.anna, "eine Stunde", 1h);
        chat.say(chat.anna, "kurz", 1min);
        poll.lifetime = 0s;
        QVERIFY(chat.anna.profile().polls().ask(chat.at(chat.anna), poll).ok());
        chat.settle();
        for (SimClient* who : {&chat.anna, &chat.bob}) {
            QCOMPARE(chat.find(*who, "wie immer").lifetime, Milliseconds(1h));
            QCOMPARE(chat.find(*who, "eine Stunde").lifetime, Milliseconds(1h));
            QCOMPARE(chat.find(*who, "kurz").lifetime, Milliseconds(1min));
            QVERIFY(chat.find(*who, "Wann?\nheute\nmorgen").lifetime == Milliseconds(1h));
        }
        // Shorter is everybody's own.
        form.lifetime = 10min;
        QVERIFY(chat.anna.changeSettings(chat.at(chat.anna), form).ok());
        chat.say(chat.anna, "zehn Minuten");
        QCOMPARE(chat.find(chat.anna, "zehn Minuten").lifetime, Milliseconds(10min));
        chat.set(0s);
        form.lifetime = 0s;
        QVERIFY(chat.anna.changeSettings(chat.at(chat.anna), form).ok());
        chat.settle();
    }

    void whatComesForLongerIsShortened() {
        Chat chat(304);
        // Anna is kept in the dark.
        chat.world.change("anna", Direction::ToClient, [](wire::Frame& frame) {
            if (frame.has_policies_changed())
                frame.mutable_policies_changed()->clear_policies();
        });
        chat.bob.crash();
        chat.say(chat.anna, "vorher");
        chat.set(1h);
        chat.say(chat.anna, "für immer");
        chat.say(chat.anna, "eine Woche", 24h * 7);
        chat.say(chat.anna, "kurz", 1min);
        QCOMPARE(toldOf(chat.anna), Told());
        QCOMPARE(chat.find(chat.anna, "für immer").lifetime, Milliseconds(0));
        chat.bob.open();
        chat.settle();
        for (const char* text : {"vorher", "für immer", "eine Woche"}) {
            QCOMPARE(chat.find(chat.bob, text).lifetime, Milliseconds(1h));
            QVERIFY(!chat.find(chat.bob, text).deadline); // nobody has seen it
        }
        QCOMPARE(chat.find(chat.bob, "kurz").lifetime, Milliseconds(1min));
        chat.see(chat.bob, "eine Woche");
        chat.world.run(1h);
        QCOMPARE(chat.texts(chat.bob), (Texts{"vorher", "für immer", "kurz"}));
    }

    void whatIsThereIsShortenedFromThenOn() {
        Chat chat(305);
        chat.say(chat.anna, "gelesen");
        chat.say(chat.anna, "läuft", 24h * 7);
        chat.say(chat.anna, "läuft bald ab", 30min);
        chat.settle();
        for (const char* text : {"gelesen", "läuft", "läuft bald ab"})
            chat.see(chat.bob, text);
        const auto soon = chat.find(chat.bob, "läuft bald ab").deadline;
        chat.world.run(1min);
        chat.say(chat.anna, "ungelesen");
        chat.say(chat.anna, "ungelesen, eine Woche", 24h * 7);
        chat.settle();
        QVERIFY(finds(chat.bob, "ungelesen"));
        chat.world.server.stop();
        const MessageRow waiting = chat.say(chat.anna, "wartet");
        chat.world.server.start();
        // The server passes it on before it has taken what waits.
        chat.world.server.stop();
        chat.world.server.start();
        const auto statement = signedBy(chat.world.server.organisation(), ++chat.number, 1h);
        QVERIFY(chat.world.server.administration().setPolicies(statement).ok());
        chat.world.server.commitBatch();
        QVERIFY(chat.world.runUntil([&] { return toldOf(chat.bob) == Told{1h}; }));
        const auto heard = chat.now();
        QVERIFY(chat.world.runUntil([&] { return toldOf(chat.anna) == Told{1h}; }));
        chat.settle();
        const auto ends = [&](SimClient& who, const char* text) {
            return chat.find(who, text).deadline;
        };
        for (const char* text : {"gelesen", "läuft"})
            QVERIFY(ends(chat.bob, text) == heard + 1h);
        QVERIFY(ends(chat.bob, "läuft bald ab") == soon);
        for (const char* text : {"ungelesen", "ungelesen, eine Woche", "wartet"}) {
            QVERIFY(!ends(chat.bob, text));
            QCOMPARE(chat.find(chat.bob, text).lifetime, Milliseconds(1h));
        }
        for (const char* text : {"gelesen", "läuft", "ungelesen", "wartet"}) {
            QCOMPARE(chat.find(chat.anna, text).lifetime, Milliseconds(1h));
            QVERIFY(ends(chat.anna, text).has_value());
        }
        QVERIFY(unwrap(chat.anna.stores().messages.find(waiting))->seq.has_value());
        QVERIFY(finds(chat.bob, "gelesen"));
        chat.world.run(2h);
        QCOMPARE(chat.texts(chat.anna), Texts());
        QCOMPARE(chat.texts(chat.bob), (Texts{"ungelesen", "ungelesen, eine Woche", "wartet"}));
        for (const char* text : {"ungelesen", "ungelesen, eine Woche", "wartet"})
            chat.see(chat.bob, text);
        chat.world.run(1h);
        QCOMPARE(chat.texts(chat.bob), Texts());
        QVERIFY(!finds(chat.bob, "gelesen"));
        AGREE(chat.world);
    }

    void nothingIsLeftOfIt() {
        Chat chat(306);
        chat.say(chat.anna, kMarked);
        chat.settle();
        chat.see(chat.bob, kMarked);
        chat.world.run(3h);
        QVERIFY(finds(chat.bob, "zwiebelkuchen"));
        chat.set(5s);
        QCOMPARE(chat.texts(chat.bob), Texts{kMarked}); // not at once, however old it is
        chat.world.run(5s);
        for (SimClient* who : {&chat.anna, &chat.bob}) {
            QCOMPARE(chat.texts(*who), Texts());
            QVERIFY(!finds(*who, "zwiebelkuchen"));
            QCOMPARE(who->logBytes(), std::uintmax_t{0});
            const auto pages = storage::test::readEveryPage(who->storeFile(), who->key());
            QCOMPARE(pages.badPages, std::size_t{0});
            QCOMPARE(pages.pagesWith(kLetterBytes), std::size_t{0});
            QCOMPARE(pages.pagesWith("zwiebelkuchenrezept"), std::size_t{0});
        }
    }

    void aLaterLongerOneProlongsNothing() {
        Chat chat(307);
        chat.say(chat.anna, "alt");
        chat.settle();
        chat.see(chat.bob, "alt");
        chat.set(1h);
        const auto ends = chat.find(chat.bob, "alt").deadline;
        chat.set(24h * 7);
        chat.set(0s);
        QVERIFY(chat.find(chat.bob, "alt").deadline == ends);
        chat.say(chat.anna, "neu");
        chat.settle();
        QCOMPARE(chat.find(chat.bob, "neu").lifetime, Milliseconds(0));
        // A shorter one shortens once more.
        chat.set(10min);
        QVERIFY(chat.find(chat.bob, "alt").deadline < ends);
        chat.world.run(10min);
        QCOMPARE(chat.texts(chat.anna), Texts());
        QCOMPARE(chat.texts(chat.bob), Texts{"neu"});
    }

    /// Killed in the middle of its slices, and away until the bound is over: what was read is
    /// erased before anybody can read it again.
    void aStartShowsNothingThatAShorteningHadToReach() {
        Chat chat(309);
        constexpr std::size_t kMany = 450;
        chat.world.server.stop();
        for (std::size_t i = 0; i < kMany; ++i)
            chat.say(chat.anna, "zwiebelkuchen " + std::to_string(i));
        chat.world.server.start();
        chat.settle();
        std::vector<MessageRow> read;
        for (const auto& message :
             unwrap(chat.bob.stores().messages.newest(chat.at(chat.bob), 1'000)).messages)
            read.push_back(message.row);
        QCOMPARE(read.size(), kMany);
        QVERIFY(chat.bob.profile().markSeen(chat.at(chat.bob), read).ok());
        chat.say(chat.anna, "ungelesen");
        chat.settle();
        const auto statement = signedBy(chat.world.server.organisation(), ++chat.number, 1h);
        QVERIFY(chat.world.server.administration().setPolicies(statement).ok());
        chat.world.server.commitBatch();
        QVERIFY(chat.world.runUntil([&] { return toldOf(chat.bob) == Told{1h}; }));
        QCOMPARE(chat.find(chat.bob, "zwiebelkuchen 449").lifetime, Milliseconds(0));
        chat.bob.crash();
        chat.world.server.stop();
        chat.world.run(59min);
        chat.bob.open(); // not over yet: it goes on with its slices
        QCOMPARE(chat.texts(chat.bob).size(), kMany + 1);
        chat.bob.crash();
        chat.world.run(2min);
        chat.bob.open();
        QCOMPARE(chat.texts(chat.bob), Texts{"ungelesen"});
        QCOMPARE(chat.find(chat.bob, "ungelesen").lifetime, Milliseconds(1h));
        QVERIFY(!chat.find(chat.bob, "ungelesen").deadline);
        QVERIFY(!finds(chat.bob, "zwiebelkuchen"));
        QVERIFY(finds(chat.bob, "ungelesen"));
        QCOMPARE(chat.bob.logBytes(), std::uintmax_t{0});
        QCOMPARE(storage::test::readEveryPage(chat.bob.storeFile(), chat.bob.key())
                     .pagesWith("zwiebelkuchen"),
                 std::size_t{0});
        chat.world.server.start();
        chat.settle();
    }

    void manyAreShortenedInSlices() {
        Chat chat(308);
        constexpr std::size_t kMany = 250;
        for (std::size_t i = 0; i < kMany; ++i)
            chat.say(chat.anna, "Nummer " + std::to_string(i));
        chat.settle();
        const auto shortened = [&](SimClient& who) {
            std::size_t count = 0;
            for (const auto& message :
                 unwrap(who.stores().messages.newest(chat.at(who), 1'000)).messages)
                count += message.lifetime == Milliseconds(1h) ? 1 : 0;
            return count;
        };
        const auto statement = signedBy(chat.world.server.organisation(), ++chat.number, 1h);
        QVERIFY(chat.world.server.administration().setPolicies(statement).ok());
        chat.world.server.commitBatch();
        QVERIFY(chat.world.runUntil([&] { return shortened(chat.bob) != 0; }));
        QCOMPARE(shortened(chat.bob), std::size_t{SliceSize::kFirst});
        // Killed in the middle: the next start goes on, and measures from when it came.
        chat.bob.crash();
        chat.world.run(30min);
        chat.bob.open();
        chat.world.run(10s);
        QCOMPARE(shortened(chat.anna), kMany);
        QCOMPARE(shortened(chat.bob), kMany);
        chat.world.run(30min);
        QCOMPARE(chat.texts(chat.anna), Texts());
        QCOMPARE(chat.texts(chat.bob).size(), kMany); // nobody has read them
        chat.settle();
    }
};

QTEST_GUILESS_MAIN(TestPolicyStories)
#include "tst_policy_stories.moc"
