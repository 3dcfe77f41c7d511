#include "core/setting_names.h"
#include "tests/simulation/stories.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

/// Who is writing, as the window was told last: "anna bob".
std::string writing(const SimClient& client) {
    std::string names;
    for (const Event& event : client.events)
        if (const auto* changed = std::get_if<TypingChanged>(&event)) {
            names.clear();
            for (const Person& person : changed->people)
                names += (names.empty() ? "" : " ") + person.handle.toStdString();
        }
    return names;
}

void choose(SimClient& client, std::string_view choice) {
    auto transaction = unwrap(storage::Transaction::begin(client.database()));
    unwrap(client.stores().settings.putText(transaction, settings::kTyping, choice));
    (void)unwrap(transaction.commit());
}

struct Team {
    explicit Team(std::uint64_t seed)
        : world(seed)
        , anna(world.join("anna"))
        , bob(world.join("bob"))
        , carla(world.join("carla")) {
        (void)world.group("Team", anna, {&bob, &carla});
    }
    static void write(SimClient& client, TypingState state = TypingState::Writes) {
        client.profile().typing().set(*client.groupNamed("Team"), state);
    }

    SimWorld world;
    SimClient& anna;
    SimClient& bob;
    SimClient& carla;
};

} // namespace

/// Typing is told to whoever is there, holds five seconds, and leaves no trace.
class TestTypingStories : public QObject {
    Q_OBJECT
private slots:
    void itIsShownWhileItGoesOn() {
        Team team(501);
        Team::write(team.anna);
        team.world.run(500ms);
        QCOMPARE(writing(team.bob), std::string("anna"));
        QCOMPARE(writing(team.anna), std::string());
        Team::write(team.carla);
        team.world.run(500ms);
        QCOMPARE(writing(team.bob), std::string("anna carla"));
        for (int i = 0; i < 8; ++i) { // with each letter
            Team::write(team.anna);
            team.world.run(1s);
        }
        QCOMPARE(writing(team.bob), std::string("anna"));
        team.world.run(6s);
        QCOMPARE(writing(team.bob), std::string());
    }

    void itEndsAtOnceWhenItIsSentOrEmptied() {
        Team team(502);
        Team::write(team.anna);
        team.world.run(500ms);
        QCOMPARE(writing(team.bob), std::string("anna"));
        Team::write(team.anna, TypingState::Stopped);
        team.world.run(500ms);
        QCOMPARE(writing(team.bob), std::string());
        Team::write(team.anna);
        team.world.run(500ms);
        QCOMPARE(writing(team.bob), std::string("anna"));
        (void)unwrap(team.anna.profile().sendText(*team.anna.groupNamed("Team"), "done"));
        team.world.run(1s);
        QCOMPARE(writing(team.bob), std::string());
    }

    void whoDoesNotTellItDoesNotSeeIt() {
        Team team(503);
        choose(team.bob, "off");
        Team::write(team.anna);
        Team::write(team.bob);
        team.world.run(500ms);
        QCOMPARE(writing(team.bob), std::string());
        QCOMPARE(writing(team.carla), std::string("anna"));
    }

    void nothingIsKeptForWhoIsAway() {
        Team team(504);
        team.world.link.cutAll();
        Team::write(team.anna);
        team.world.run(10s);
        if (const auto wrong = team.world.settle(); !wrong.empty())
            QFAIL(wrong.c_str());
        QCOMPARE(writing(team.bob), std::string());
    }
};

QTEST_GUILESS_MAIN(TestTypingStories)
#include "tst_typing_stories.moc"
