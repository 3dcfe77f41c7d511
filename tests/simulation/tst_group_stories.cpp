#include "core/conversations/summaries.h"
#include "tests/simulation/company.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

/// Groups: what several do at once, joining and leaving (delivery.md, 7).
class TestGroupStories : public QObject {
    Q_OBJECT
private slots:
    void everybodyReadsTheSame() {
        Company company(20);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.say(anna, company.of(anna), "Willkommen");
        world.say(carla, company.of(carla), "Danke");
        AGREE(world);
        QCOMPARE(textsOf(bob, company.of(bob)).size(), 2U);
        QCOMPARE(stateOf(anna, company.of(anna), "Willkommen"), storage::MessageState::Delivered);
        QCOMPARE(company.members(bob), (Names{"anna", "bob", "carla"}));
    }

    void addAndRemove() {
        Company company(21);
        auto& [world, anna, bob, carla, dora, emil] = company;
        bob.add(company.of(bob), {dora.user()}, "add");
        QVERIFY(world.succeeds(bob, "add"));
        world.say(anna, company.of(anna), "Hallo Dora");
        AGREE(world);
        QCOMPARE(textsOf(dora, company.of(dora)), Texts{"Hallo Dora"});
        bob.remove(company.of(bob), dora.user(), "remove");
        QVERIFY(!world.succeeds(bob, "remove")); // Bob is no admin
        QCOMPARE(bob.outcome("remove").error->code, ErrorCode::NotAllowed);
        anna.remove(company.of(anna), dora.user(), "remove");
        QVERIFY(world.succeeds(anna, "remove"));
        world.say(anna, company.of(anna), "Dora liest das nicht");
        AGREE(world);
        QCOMPARE(textsOf(dora, company.of(dora)), Texts{"Hallo Dora"});
        QCOMPARE(recordOf(dora, company.of(dora)).state, storage::ConversationState::Left);
        QVERIFY(!dora.send(company.of(dora), "Hört ihr mich?").ok());
        QCOMPARE(company.members(carla), (Names{"anna", "bob", "carla"}));
    }

    void twoCommitAtOnce() {
        Company company(22);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.link.quality = {20ms, 60ms};
        anna.add(company.of(anna), {dora.user()}, "add");
        bob.add(company.of(bob), {emil.user()}, "add");
        QVERIFY(world.succeeds(anna, "add"));
        QVERIFY(world.succeeds(bob, "add"));
        AGREE(world);
        QCOMPARE(company.members(emil), (Names{"anna", "bob", "carla", "dora", "emil"}));
    }

    /// The loser's STALE and the winner's commit come in one message, so the answer is known first;
    /// and nobody else says a word, which would have her look again.
    void staleComesWithTheCommitThatWon() {
        Company company(57);
        auto& [world, anna, bob, carla, dora, emil] = company;
        anna.crash(); // an admin tells newcomers the settings
        world.link.quality = {50ms, 50ms};
        carla.add(company.of(carla), {dora.user()}, "add");
        bob.add(company.of(bob), {emil.user()}, "add");
        world.whenNext("bob", Direction::ToClient, isStale, [] {}); // counts
        QVERIFY(world.succeeds(carla, "add"));
        QVERIFY(world.succeeds(bob, "add"));
        QVERIFY(world.staleAnswers != 0);
        AGREE(world);
        QCOMPARE(company.members(emil), (Names{"anna", "bob", "carla", "dora", "emil"}));
    }

    void twoWantTheSame() {
        Company company(23);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.link.quality = {20ms, 60ms};
        anna.add(company.of(anna), {dora.user()}, "add");
        bob.add(company.of(bob), {dora.user()}, "add");
        QVERIFY(world.succeeds(anna, "add"));
        QVERIFY(world.succeeds(bob, "add"));
        AGREE(world);
        QCOMPARE(company.members(dora), (Names{"anna", "bob", "carla", "dora"}));
    }

    void fiveCommitAtOnce() {
        Company company(24);
        auto& [world, anna, bob, carla, dora, emil] = company;
        anna.add(company.of(anna), {dora.user(), emil.user()}, "add");
        QVERIFY(world.succeeds(anna, "add"));
        std::vector<SimClient*> committers{&anna, &bob, &carla, &dora, &emil};
        std::vector<SimClient*> newcomers;
        for (const char* name : {"fritz", "greta", "hans", "ida", "jan"})
            newcomers.push_back(&world.join(name));
        QVERIFY(world.settle().empty());
        world.link.quality = {10ms, 80ms};
        for (std::size_t i = 0; i < committers.size(); ++i)
            committers[i]->add(company.of(*committers[i]), {newcomers[i]->user()}, "more");
        for (SimClient* committer : committers)
            QVERIFY(world.succeeds(*committer, "more"));
        world.run(10s);
        for (std::size_t i = 0; i < committers.size(); ++i)
            world.say(*newcomers[i], company.of(*newcomers[i]), "Ich bin " + newcomers[i]->name());
        AGREE(world);
        QCOMPARE(company.members(anna).size(), 10U);
    }

    void messageAcrossACommitThatChangesNothing() {
        Company company(25);
        auto& [world, anna, bob, carla, dora, emil] = company;
        company.age(bob);
        world.link.quality = {50ms, 50ms};
        world.whenNext("bob", Direction::ToServer, isCommit,
                       [&] { world.say(anna, company.of(anna), "über Kreuz"); });
        world.say(bob, company.of(bob), "mit neuem Schlüssel");
        AGREE(world);
        QCOMPARE(world.staleAnswers, 0); // of the epoch before, and taken
    }

    void messageAcrossACommitThatAdds() {
        Company company(26);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.link.quality = {50ms, 50ms};
        world.whenNext("bob", Direction::ToServer, isCommit, [&] {
            world.say(anna, company.of(anna), "eins");
            world.say(anna, company.of(anna), "zwei");
        });
        bob.add(company.of(bob), {dora.user()}, "add");
        QVERIFY(world.succeeds(bob, "add"));
        AGREE(world);
        QCOMPARE(textsOf(carla, company.of(carla)), (Texts{"eins", "zwei"}));
        QCOMPARE(textsOf(dora, company.of(dora)), (Texts{"eins", "zwei"})); // sealed anew
    }

    void messageAcrossACommitThatRemoves() {
        Company company(27);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.link.quality = {50ms, 50ms};
        world.whenNext("anna", Direction::ToServer, isCommit,
                       [&] { world.say(bob, company.of(bob), "über Kreuz"); });
        anna.remove(company.of(anna), carla.user(), "remove");
        QVERIFY(world.succeeds(anna, "remove"));
        AGREE(world);
        QVERIFY(textsOf(carla, company.of(carla)).empty());
    }

    void staleIsLost() {
        Company company(28);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.link.quality = {50ms, 50ms};
        world.whenNext("bob", Direction::ToServer, isCommit, [&] {
            world.say(anna, company.of(anna), "eins");
            world.loseNext("anna", Direction::ToClient, isStale);
        });
        bob.add(company.of(bob), {dora.user()}, "add");
        world.run(5s);
        AGREE(world);
        QCOMPARE(textsOf(dora, company.of(dora)), Texts{"eins"});
    }

    void commitsAckIsLost() {
        Company company(29);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.loseNext("bob", Direction::ToClient, isAppended);
        bob.add(company.of(bob), {dora.user()}, "add");
        AGREE(world);
        QCOMPARE(company.members(anna), (Names{"anna", "bob", "carla", "dora"}));
    }

    void committerCrashes() {
        Company company(47);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.link.quality = {50ms, 50ms};
        world.whenNext("bob", Direction::ToServer, isCommit,
                       [&] { world.clock.at(world.clock.steady() + 10ms, [&] { bob.crash(); }); });
        bob.add(company.of(bob), {dora.user()}, "add");
        world.run(5s);
        QVERIFY(!bob.isOpen());
        AGREE(world);
        QCOMPARE(company.members(anna), (Names{"anna", "bob", "carla", "dora"}));
    }

    void leavingRacesACommit() {
        Company company(31);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.link.quality = {20ms, 60ms};
        anna.add(company.of(anna), {dora.user()}, "add");
        bob.leave(company.of(bob), "leave");
        QVERIFY(world.succeeds(anna, "add"));
        QVERIFY(world.succeeds(bob, "leave"));
        world.say(carla, company.of(carla), "Tschüss Bob");
        AGREE(world);
        QCOMPARE(company.members(dora), (Names{"anna", "carla", "dora"}));
        QCOMPARE(recordOf(bob, company.of(bob)).state, storage::ConversationState::Left);
    }

    void twoLeaveAtOnce() {
        Company company(32);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.link.quality = {20ms, 60ms};
        bob.leave(company.of(bob), "leave");
        carla.leave(company.of(carla), "leave");
        QVERIFY(world.succeeds(bob, "leave"));
        QVERIFY(world.succeeds(carla, "leave"));
        AGREE(world);
        QCOMPARE(company.members(anna), Names{"anna"});
    }

    void theLastAdminLeaves() {
        Company company(33);
        auto& [world, anna, bob, carla, dora, emil] = company;
        anna.leave(company.of(anna), "leave");
        QVERIFY(world.succeeds(anna, "leave"));
        AGREE(world);
        const UserId lowest = std::min(bob.user(), carla.user());
        QCOMPARE(unwrap(storedAdmins(bob.database().writer(), company.of(bob))),
                 std::vector{lowest});
        SimClient& admin = lowest == bob.user() ? bob : carla;
        SimClient& other = lowest == bob.user() ? carla : bob;
        admin.remove(company.of(admin), other.user(), "remove");
        QVERIFY(world.succeeds(admin, "remove"));
        AGREE(world);
    }

    void allLeave() {
        Company company(34);
        auto& [world, anna, bob, carla, dora, emil] = company;
        for (SimClient* client : {&anna, &bob, &carla})
            client->leave(company.of(*client), "leave");
        world.run(30s);
        AGREE(world);
        for (SimClient* client : {&anna, &bob, &carla})
            QCOMPARE(recordOf(*client, company.of(*client)).state,
                     storage::ConversationState::Left);
    }

    /// The Welcome is in the inbox, and the log from before it too.
    void addedAgainWhileOffline() {
        Company company(35);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.say(anna, company.of(anna), "vorher");
        QVERIFY(world.settle().empty());
        carla.crash();
        world.say(anna, company.of(anna), "noch mit Carla");
        QVERIFY(world.runUntil([&] {
            return stateOf(anna, company.of(anna), "noch mit Carla") ==
                   storage::MessageState::Accepted;
        }));
        anna.remove(company.of(anna), carla.user(), "remove");
        QVERIFY(world.succeeds(anna, "remove"));
        world.say(bob, company.of(bob), "ohne Carla");
        world.run(5s);
        bob.add(company.of(bob), {carla.user()}, "add");
        QVERIFY(world.succeeds(bob, "add"));
        world.say(bob, company.of(bob), "wieder mit Carla");
        AGREE(world);
        QCOMPARE(textsOf(carla, company.of(carla)),
                 (Texts{"vorher", "noch mit Carla", "wieder mit Carla"}));
        QCOMPARE(unwrap(carla.stores().conversations.all()).size(), 1U);
    }

    void addedAgainWhileOnline() {
        Company company(36);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.link.quality = {5ms, 90ms};
        anna.remove(company.of(anna), carla.user(), "remove");
        QVERIFY(world.succeeds(anna, "remove"));
        anna.add(company.of(anna), {carla.user()}, "add");
        QVERIFY(world.succeeds(anna, "add"));
        QVERIFY(world.runUntil([&] {
            return recordOf(carla, company.of(carla)).state == storage::ConversationState::Live;
        }));
        world.say(carla, company.of(carla), "da bin ich wieder");
        AGREE(world);
    }

    /// The tree does not come at first; the group's log goes on meanwhile.
    void welcomeWhileTheLogGoesOn() {
        Company company(37);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.loseNext("dora", Direction::ToServer,
                       [](const wire::Frame& frame) { return frame.has_fetch_tree(); });
        anna.add(company.of(anna), {dora.user()}, "add");
        QVERIFY(world.succeeds(anna, "add"));
        for (int i = 0; i < 20; ++i)
            world.say(bob, company.of(bob), "Nummer " + std::to_string(i));
        AGREE(world);
        QCOMPARE(textsOf(dora, company.of(dora)).size(), 20U);
    }

    void joinerCrashesAtTheWelcome() {
        Company company(38);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.whenNext(
            "dora", Direction::ToClient,
            [](const wire::Frame& frame) { return frame.answer().has_tree(); },
            [&] { world.clock.at(world.clock.steady(), [&] { dora.crash(); }); });
        anna.add(company.of(anna), {dora.user()}, "add");
        QVERIFY(world.succeeds(anna, "add"));
        world.say(anna, company.of(anna), "Willkommen");
        AGREE(world);
        QCOMPARE(textsOf(dora, company.of(dora)), Texts{"Willkommen"});
    }

    /// Twenty people; everybody adds nobody, but all write at once.
    void manyWriteAtOnce() {
        SimWorld world(39);
        SimClient& first = world.join("p0");
        std::vector<SimClient*> others;
        for (int i = 1; i < 20; ++i)
            others.push_back(&world.join("p" + std::to_string(i)));
        const auto group = world.group("Alle", first, others);
        world.link.quality = {5ms, 50ms};
        for (int i = 0; i < 3; ++i) {
            world.say(first, group, "0 sagt " + std::to_string(i));
            for (std::size_t who = 0; who < others.size(); ++who)
                world.say(*others[who], *others[who]->groupNamed("Alle"),
                          std::to_string(who + 1) + " sagt " + std::to_string(i));
        }
        AGREE(world);
        QCOMPARE(textsOf(first, group).size(), 60U);
    }

    void nameReachesWhoIsAddedByNobodyInParticular() {
        Company company(40);
        auto& [world, anna, bob, carla, dora, emil] = company;
        bob.add(company.of(bob), {dora.user()}, "add");
        QVERIFY(world.succeeds(bob, "add"));
        QVERIFY(world.runUntil([&] { return dora.groupNamed("Team").has_value(); }));
        // Bob's word holds until an admin has repeated hers.
        QCOMPARE(recordOf(dora, company.of(dora)).settingsSeq, Seq(0));
        AGREE(world);
        QCOMPARE(recordOf(dora, company.of(dora)).settingsSeq,
                 recordOf(anna, company.of(anna)).settingsSeq);
        QVERIFY(recordOf(dora, company.of(dora)).settingsSeq != Seq(0));
    }

    void aWeekOldLeafIsRenewedOnce() {
        Company company(41);
        auto& [world, anna, bob, carla, dora, emil] = company;
        company.age(bob);
        const auto before = unwrap(bob.profile().groupOf(company.of(bob)))->publicState().epoch();
        world.say(bob, company.of(bob), "eins");
        world.say(bob, company.of(bob), "zwei");
        AGREE(world);
        const auto after = unwrap(bob.profile().groupOf(company.of(bob)))->publicState().epoch();
        QCOMPARE(after, before.next());
    }

    void verbsFailHonestlyWithoutAConnection() {
        Company company(42);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.server.stop();
        world.run(1s);
        anna.add(company.of(anna), {dora.user()}, "add");
        QVERIFY(anna.outcome("add").answered);
        QCOMPARE(anna.outcome("add").error->code, ErrorCode::NotReachable);
        emil.startDirect(anna, "start");
        QCOMPARE(emil.outcome("start").error->code, ErrorCode::NotReachable);
        AGREE(world);
        QCOMPARE(company.members(anna), (Names{"anna", "bob", "carla"}));
    }

    void connectionBreaksBeforeTheCommitLeaves() {
        Company company(43);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.loseNext("anna", Direction::ToServer,
                       [](const wire::Frame& frame) { return frame.has_claim_key_packages(); });
        anna.add(company.of(anna), {dora.user()}, "add");
        world.run(1s);
        QCOMPARE(anna.outcome("add").error->code, ErrorCode::NotReachable);
        AGREE(world);
        QCOMPARE(company.members(anna), (Names{"anna", "bob", "carla"})); // withdrawn
    }

    /// Somebody whose keys are not to be had: a sentence at once, not another try every second.
    void whoHasNoKeysIsRefused() {
        Company company(44);
        auto& [world, anna, bob, carla, dora, emil] = company;
        QVERIFY(world.server.administration().disable("dora").ok());
        world.server.commitBatch();
        anna.add(company.of(anna), {dora.user()}, "add");
        QVERIFY(!world.succeeds(anna, "add"));
        QCOMPARE(anna.outcome("add").error->code, ErrorCode::KeyPackageMissing);
        // One of several does not sink the rest.
        anna.add(company.of(anna), {dora.user(), emil.user()}, "both");
        QVERIFY(!world.succeeds(anna, "both"));
        QCOMPARE(company.members(anna), (Names{"anna", "bob", "carla", "emil"}));
        QVERIFY(world.server.administration().enable("dora").ok());
        world.server.commitBatch();
        dora.crash();
        AGREE(world);
    }
};

QTEST_GUILESS_MAIN(TestGroupStories)
#include "tst_group_stories.moc"
