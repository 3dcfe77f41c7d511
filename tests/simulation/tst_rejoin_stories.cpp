#include "tests/simulation/company.h"
#include "tests/simulation/hostile.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

using State = storage::ConversationState;

storage::ConversationRecord teamOf(const Company& company, SimClient& client) {
    return recordOf(client, company.of(client));
}

int linesOf(const Company& company, SimClient& client, Notice::Kind kind) {
    return noticesOf(client, company.of(client), kind);
}

/// Last week's copy is all that is left of her store: what she has said since was sealed with keys
/// that it still has.
void loseAWeek(Company& company, SimClient& client, const std::string& said) {
    client.keepCopy("last week");
    company.world.say(client, company.of(client), said);
    const auto wrong = company.world.settle();
    QVERIFY2(wrong.empty(), wrong.c_str());
    client.restoreCopy("last week");
}

bool isBack(const Company& company, SimClient& client) {
    return client.isOpen() && teamOf(company, client).state == State::Live &&
           linesOf(company, client, Notice::Kind::Rejoined) > 0;
}

/// A commit of somebody else's that the server took and `victim` cannot open. Who made it has lost
/// her place as well: her own program does not know of it.
SimClient& lockOutOneOfTwo(Company& company) {
    const auto leaf = unwrap(company.bob.profile().groupOf(company.of(company.bob)))->ownLeaf();
    const bool bobIsNext = leaf == mls::LeafIndex(1);
    SimClient& hostile = bobIsNext ? company.bob : company.carla;
    const auto commit = commitThatSomeCannotOpen(
        hostile, company.of(hostile), 1, company.world.random, company.world.clock.sinceEpoch());
    appendBehind(company.world, hostile, teamOf(company, hostile).group, commit.message, &commit);
    return bobIsNext ? company.carla : company.bob;
}

bool isRejoin(const wire::Frame& frame) {
    return isCommit(frame) && frame.append().commit().welcome().empty() &&
           !frame.append().has_creation();
}

} // namespace

/// A device that has lost its place comes back by itself (delivery.md, rule 12), whoever else is
/// there; what cannot be read again is said, and nobody sends twice.
class TestRejoinStories : public QObject {
    Q_OBJECT
private slots:
    void aGapWithALostHandshake() {
        Company company(80);
        auto& [world, anna, bob, carla, dora, emil] = company;
        carla.crash();
        bob.add(company.of(bob), {dora.user()}, "add");
        QVERIFY(world.succeeds(bob, "add"));
        world.say(anna, company.of(anna), "verpasst");
        QVERIFY(world.runUntil([&] {
            const auto team = dora.groupNamed("Team");
            return team && textsOf(dora, *team).size() == 1;
        }));
        carla.open();
        // As if half a year were over: the server has dropped what she has not read.
        world.change("carla", Direction::ToClient, [](wire::Frame& frame) {
            if (!frame.answer().has_entries())
                return;
            auto& entries = *frame.mutable_answer()->mutable_entries();
            if (entries.entries().empty())
                return;
            entries.set_newest_dropped(entries.head_seq());
            entries.set_newest_dropped_handshake(entries.head_seq());
            entries.clear_entries();
        });
        QVERIFY(world.runUntil([&] { return isBack(company, carla); }));
        world.link.alter = {};
        QCOMPARE(linesOf(company, carla, Notice::Kind::MessagesMissing), 1);
        // Dora came while she was lost: nothing of hers goes out before she has said yes.
        QCOMPARE(linesOf(company, carla, Notice::Kind::Strangers), 1);
        (void)unwrap(carla.send(company.of(carla), "wieder da"));
        world.noteSent(carla, "wieder da");
        world.run(20s);
        QCOMPARE(stateOf(carla, company.of(carla), "wieder da"), storage::MessageState::Queued);
        QVERIFY(carla.profile().acceptStrangers(company.of(carla)).ok());
        AGREE(world);
        QCOMPARE(textsOf(dora, company.of(dora)), (Texts{"verpasst", "wieder da"}));
        QCOMPARE(textsOf(carla, company.of(carla)), Texts{"wieder da"});
        for (SimClient* client : {&anna, &bob, &dora})
            QCOMPARE(linesOf(company, *client, Notice::Kind::Rejoined), 1);
    }

    /// Who was not known and is gone again bars nothing.
    void aStrangerWhoIsRemoved() {
        Company company(81);
        auto& [world, anna, bob, carla, dora, emil] = company;
        carla.keepCopy("last week");
        world.say(carla, company.of(carla), "danach");
        anna.add(company.of(anna), {dora.user()}, "add");
        QVERIFY(world.succeeds(anna, "add"));
        QVERIFY(world.settle().empty());
        carla.restoreCopy("last week");
        carla.open();
        QVERIFY(world.runUntil([&] { return isBack(company, carla); }));
        (void)unwrap(carla.send(company.of(carla), "unter uns"));
        world.noteSent(carla, "unter uns");
        world.run(20s);
        QCOMPARE(stateOf(carla, company.of(carla), "unter uns"), storage::MessageState::Queued);
        anna.remove(company.of(anna), dora.user(), "remove");
        QVERIFY(world.succeeds(anna, "remove"));
        AGREE(world);
        QCOMPARE(textsOf(bob, company.of(bob)), (Texts{"danach", "unter uns"}));
        QCOMPARE(textsOf(dora, company.of(dora)), Texts{});
    }

    void aCommitThatOneCannotOpen() {
        Company company(82);
        auto& [world, anna, bob, carla, dora, emil] = company;
        SimClient& victim = lockOutOneOfTwo(company);
        QVERIFY(world.runUntil([&] { return isBack(company, victim); }));
        world.say(victim, company.of(victim), "ich bin noch da");
        AGREE(world);
        for (SimClient* client : {&anna, &bob, &carla}) {
            QCOMPARE(textsOf(*client, company.of(*client)), Texts{"ich bin noch da"});
            // Who came back as well sees those that came behind it.
            QVERIFY(linesOf(company, *client, Notice::Kind::Rejoined) >= 1);
        }
    }

    /// What waited goes out once, with a key that nobody has seen.
    void restoredFromLastWeek() {
        Company company(83);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.say(carla, company.of(carla), "vor der Kopie");
        QVERIFY(world.settle().empty());
        loseAWeek(company, carla, "nach der Kopie");
        carla.open();
        world.say(carla, company.of(carla), "mit dem alten Schlüssel");
        AGREE(world);
        QVERIFY(isBack(company, carla));
        const Texts all{"vor der Kopie", "nach der Kopie", "mit dem alten Schlüssel"};
        QCOMPARE(textsOf(anna, company.of(anna)), all);
        QCOMPARE(textsOf(carla, company.of(carla)), (Texts{all[0], all[2]}));
        QCOMPARE(linesOf(company, carla, Notice::Kind::MessagesMissing), 1);
        QCOMPARE(linesOf(company, carla, Notice::Kind::Strangers), 0);
        QCOMPARE(linesOf(company, anna, Notice::Kind::MessagesMissing), 0);
    }

    void nobodyElseIsOnline() {
        Company company(84);
        auto& [world, anna, bob, carla, dora, emil] = company;
        loseAWeek(company, carla, "nach der Kopie");
        anna.crash();
        bob.crash();
        carla.open();
        QVERIFY(world.runUntil([&] { return isBack(company, carla); }));
        world.say(carla, company.of(carla), "allein wieder da");
        QVERIFY(world.runUntil([&] {
            return stateOf(carla, company.of(carla), "allein wieder da") ==
                   storage::MessageState::Accepted;
        }));
        AGREE(world);
    }

    void allAreLost() {
        Company company(85);
        auto& [world, anna, bob, carla, dora, emil] = company;
        const std::vector<SimClient*> all{&anna, &bob, &carla};
        for (SimClient* client : all)
            client->keepCopy("last week");
        for (SimClient* client : all)
            world.say(*client, company.of(*client), client->name() + " danach");
        QVERIFY(world.settle().empty());
        for (SimClient* client : all) {
            client->restoreCopy("last week");
            // Nobody has these any more.
            world.forget(client->name() + " danach");
        }
        for (SimClient* client : all)
            client->open();
        QVERIFY(world.runUntil([&] {
            return std::ranges::all_of(all, [&](SimClient* one) { return isBack(company, *one); });
        }));
        for (SimClient* client : all)
            world.say(*client, company.of(*client), client->name() + " ist wieder da");
        AGREE(world);
        QCOMPARE(textsOf(anna, company.of(anna)).size(), 3U);
    }

    void noteToSelf() {
        SimWorld world(86);
        SimClient& anna = world.join("anna");
        anna.noteToSelf("note");
        QVERIFY(world.succeeds(anna, "note"));
        const auto note = unwrap(anna.stores().conversations.findSelf())->id;
        QVERIFY(world.settle().empty());
        anna.keepCopy("last week");
        world.say(anna, note, "danach");
        QVERIFY(world.settle().empty());
        world.forget("danach");
        anna.restoreCopy("last week");
        anna.open();
        world.say(anna, note, "wieder da");
        AGREE(world);
        QCOMPARE(recordOf(anna, note).state, State::Live);
        QCOMPARE(textsOf(anna, note), Texts{"wieder da"});
        QCOMPARE(noticesOf(anna, note, Notice::Kind::Rejoined), 1);
    }

    /// One is faster; the other hears STALE, waits, and begins anew with the group as it is then.
    void twoAtOnce() {
        Company company(87);
        auto& [world, anna, bob, carla, dora, emil] = company;
        for (SimClient* client : {&bob, &carla})
            client->keepCopy("last week");
        for (SimClient* client : {&bob, &carla})
            world.say(*client, company.of(*client), client->name() + " danach");
        QVERIFY(world.settle().empty());
        for (SimClient* client : {&bob, &carla})
            client->restoreCopy("last week");
        world.loseNext("nobody", Direction::ToClient, isAppended); // counts
        world.link.quality = {20ms, 20ms};
        for (SimClient* client : {&bob, &carla})
            client->open();
        QVERIFY(world.runUntil([&] { return isBack(company, bob) && isBack(company, carla); }));
        QVERIFY(world.staleAnswers > 0);
        AGREE(world);
        QCOMPARE(linesOf(company, anna, Notice::Kind::Rejoined), 2);
    }

    /// The server has it and the answer is lost, with all that was in memory: the same bytes again.
    void crashBeforeTheAnswer() {
        Company company(88);
        auto& [world, anna, bob, carla, dora, emil] = company;
        loseAWeek(company, carla, "nach der Kopie");
        int sent = 0;
        world.link.filter = [&](const std::string& who, Direction way, const wire::Frame& frame) {
            if (who == "carla" && way == Direction::ToServer && isRejoin(frame))
                ++sent;
            return who != "carla" || sent != 1 || !isAppended(frame);
        };
        carla.open();
        QVERIFY(world.runUntil([&] { return sent == 1; }));
        world.run(1s);
        carla.crash();
        QVERIFY(
            world.runUntil([&] { return linesOf(company, anna, Notice::Kind::Rejoined) == 1; }));
        carla.open();
        AGREE(world);
        QVERIFY(isBack(company, carla));
        QCOMPARE(sent, 2);
        QCOMPARE(linesOf(company, anna, Notice::Kind::Rejoined), 1);
    }

    /// While she comes back somebody leaves: her commit carries that out.
    void whileSomebodyLeaves() {
        Company company(89);
        auto& [world, anna, bob, carla, dora, emil] = company;
        loseAWeek(company, carla, "nach der Kopie");
        anna.crash();
        bob.leave(company.of(bob), "leave");
        QVERIFY(world.succeeds(bob, "leave"));
        bob.crash();
        carla.open();
        QVERIFY(world.runUntil([&] { return isBack(company, carla); }));
        QCOMPARE(company.members(carla), (Names{"anna", "carla"}));
        AGREE(world);
        QCOMPARE(company.members(anna), (Names{"anna", "carla"}));
        QCOMPARE(teamOf(company, bob).state, State::Left);
    }

    /// Taken out while she was lost: there is nothing to come back to.
    void removedMeanwhile() {
        Company company(90);
        auto& [world, anna, bob, carla, dora, emil] = company;
        loseAWeek(company, carla, "nach der Kopie");
        anna.remove(company.of(anna), carla.user(), "remove");
        QVERIFY(world.succeeds(anna, "remove"));
        carla.open();
        QVERIFY(world.runUntil([&] { return teamOf(company, carla).state == State::Left; }));
        AGREE(world);
        QCOMPARE(linesOf(company, anna, Notice::Kind::Rejoined), 0);
    }

    /// A week of the server's log is gone: all come back to the group as it was then, one after the
    /// other, and write on behind what they have read.
    void serverRestored() {
        Company company(91);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.say(anna, company.of(anna), "vor der Kopie");
        QVERIFY(world.settle().empty());
        world.server.keepCopy("last week");
        carla.crash();
        world.say(anna, company.of(anna), "nach der Kopie");
        company.age(bob);
        world.say(bob, company.of(bob), "mit neuem Blatt");
        world.run(20s);
        world.forget("nach der Kopie");
        world.forget("mit neuem Blatt");
        world.server.restoreCopy("last week");
        QVERIFY(world.runUntil([&] { return isBack(company, anna) && isBack(company, bob); }));
        world.say(bob, company.of(bob), "es geht weiter");
        // What the lost week's log said stands where it was read, and lines of the new log
        // elsewhere.
        QVERIFY(world.settle().empty());
        QCOMPARE(linesOf(company, carla, Notice::Kind::Rejoined), 2);
        QCOMPARE(textsOf(carla, company.of(carla)), (Texts{"vor der Kopie", "es geht weiter"}));
        QCOMPARE(textsOf(anna, company.of(anna)),
                 (Texts{"vor der Kopie", "nach der Kopie", "mit neuem Blatt", "es geht weiter"}));
    }

    /// A server that shows the group as it was before, and says nothing of having been restored.
    void anOlderGroupIsNotTaken() {
        Company company(92);
        auto& [world, anna, bob, carla, dora, emil] = company;
        wire::Rejoin older;
        loseAWeek(company, carla, "nach der Kopie");
        world.change("carla", Direction::ToClient, [&](wire::Frame& frame) {
            if (frame.answer().has_rejoin() && older.group_info().empty())
                older = frame.answer().rejoin();
        });
        carla.open();
        QVERIFY(world.runUntil([&] { return isBack(company, carla); }));
        company.age(bob);
        world.say(bob, company.of(bob), "mit neuem Blatt");
        QVERIFY(world.settle().empty());
        loseAWeek(company, carla, "noch einmal");
        int shown = 0;
        world.change("carla", Direction::ToClient, [&](wire::Frame& frame) {
            if (!frame.answer().has_rejoin())
                return;
            *frame.mutable_answer()->mutable_rejoin() = older;
            ++shown;
        });
        carla.open();
        const auto head = teamOf(company, anna).cursor;
        QVERIFY(world.runUntil([&] { return shown == 3; }));
        QCOMPARE(teamOf(company, carla).state, State::Lost);
        QCOMPARE(teamOf(company, anna).cursor, head); // not even tried
        world.link.alter = {};
        AGREE(world);
    }

    /// Two programs with one key: once that may be a copy that ran for a while, twice it is not.
    void theKeyIsUsedElsewhere() {
        Company company(93);
        auto& [world, anna, bob, carla, dora, emil] = company;
        carla.keepCopy("twin");
        for (int round = 0; round < 2; ++round) {
            world.say(carla, company.of(carla), "hier " + std::to_string(round));
            QVERIFY(world.settle().empty());
            carla.keepCopy("here");
            carla.restoreCopy("twin");
            carla.open();
            world.run(30s); // the twin comes in anew, in her place
            world.say(carla, company.of(carla), "der Zwilling " + std::to_string(round));
            QVERIFY(world.settle().empty());
            carla.keepCopy("twin");
            carla.restoreCopy("here");
            // She has not acknowledged what the twin has read, as far as she knows.
            world.change("carla", Direction::ToClient, [](wire::Frame& frame) {
                if (frame.answer().has_groups())
                    for (auto& head : *frame.mutable_answer()->mutable_groups()->mutable_groups())
                        head.set_cursor(head.start_seq());
            });
            carla.open();
            world.run(30s);
            world.link.alter = {};
        }
        QCOMPARE(teamOf(company, carla).state, State::Stopped);
        QCOMPARE(teamOf(company, carla).reason, std::optional(ErrorCode::Fenced));
    }

    /// Her store is damaged; the backup of its keys brings her back into everything, alone.
    void aNewStoreFromTheBackup() {
        Company company(94);
        auto& [world, anna, bob, carla, dora, emil] = company;
        const auto chat = world.chat(anna, bob);
        anna.noteToSelf("note");
        QVERIFY(world.succeeds(anna, "note"));
        SettingsForm form;
        form.lifetime = 24h;
        QVERIFY(anna.changeSettings(company.of(anna), form).ok());
        world.say(anna, company.of(anna), "vorher");
        world.say(anna, chat, "auch vorher");
        QVERIFY(world.settle().empty());
        const auto backup = anna.keyBackup();
        QCOMPARE(backup.groups.size(), 3);
        anna.crash();
        world.say(bob, company.of(bob), "und dabei");
        QVERIFY(world.runUntil([&] { return textsOf(carla, company.of(carla)).size() == 2; }));

        anna.startAfresh(backup);
        // What a list shows of it is there at once: nobody else is an admin who could tell it.
        QCOMPARE(teamOf(company, anna).name, std::string("Team"));
        QCOMPARE(teamOf(company, anna).lifetime, Milliseconds(24h));
        QCOMPARE(teamOf(company, anna).state, State::Lost);
        QVERIFY(world.runUntil([&] { return isBack(company, anna); }));
        QVERIFY(world.settle().empty());
        const auto direct = anna.directWith(bob);
        QVERIFY(direct.has_value());
        const auto self = *unwrap(anna.stores().conversations.findSelf());
        QCOMPARE(self.state, State::Live);
        (void)unwrap(anna.send(company.of(anna), "wieder da"));
        (void)unwrap(anna.send(*direct, "auch hier"));
        (void)unwrap(anna.send(self.id, "und bei mir"));
        QVERIFY(world.settle().empty());
        QCOMPARE(textsOf(anna, company.of(anna)), Texts{"wieder da"});
        QCOMPARE(textsOf(carla, company.of(carla)), (Texts{"vorher", "und dabei", "wieder da"}));
        QCOMPARE(textsOf(bob, *bob.directWith(anna)), (Texts{"auch vorher", "auch hier"}));
        QCOMPARE(textsOf(anna, self.id), Texts{"und bei mir"});
        for (SimClient* client : {&anna, &bob, &carla})
            QCOMPARE(linesOf(company, *client, Notice::Kind::Rejoined), 1);
        QCOMPARE(linesOf(company, anna, Notice::Kind::MessagesMissing), 1);
        // She is still the admin, and others can bring her in: her keys on the server are new.
        anna.add(company.of(anna), {dora.user()}, "add");
        QVERIFY(world.succeeds(anna, "add"));
        const auto other = world.group("Neu", emil, {&anna});
        Q_UNUSED(other);
        QVERIFY(world.settle().empty());
        const auto joined = anna.groupNamed("Neu");
        QVERIFY(joined.has_value());
        QCOMPARE(noticesOf(anna, *joined, Notice::Kind::Rejoined), 0);
    }

    /// Whoever came in while the only admin's store was damaged is told the settings by her.
    void newcomersAreToldAfterAFreshStart() {
        Company company(98);
        auto& [world, anna, bob, carla, dora, emil] = company;
        SettingsForm form;
        form.lifetime = 24h;
        QVERIFY(anna.changeSettings(company.of(anna), form).ok());
        QVERIFY(world.settle().empty());
        const Seq known = teamOf(company, anna).settingsSeq;
        QVERIFY(known != Seq(0));
        const auto backup = anna.keyBackup();
        anna.crash();
        bob.add(company.of(bob), {dora.user()}, "add");
        QVERIFY(world.succeeds(bob, "add"));
        world.run(30s);
        QCOMPARE(recordOf(dora, *dora.groupNamed("Team")).settingsSeq, Seq(0));
        anna.startAfresh(backup);
        QVERIFY(world.runUntil([&] { return isBack(company, anna); }));
        QVERIFY(anna.profile().acceptStrangers(company.of(anna)).ok());
        QVERIFY(world.settle().empty());
        QCOMPARE(recordOf(dora, *dora.groupNamed("Team")).settingsSeq, known);
    }

    /// Two admins tell newcomers; who was away and knows the settings of before is told as well,
    /// whichever of them speaks first.
    void whoKnowsNoBetterPaysNobodysDebt() {
        for (std::uint64_t seed = 500; seed < 512; ++seed) {
            Company company(seed);
            auto& [world, anna, bob, carla, dora, emil] = company;
            anna.setRole(company.of(anna), bob.user(), MemberInfo::Role::Admin, "role");
            QVERIFY(world.succeeds(anna, "role"));
            SettingsForm form;
            form.description = "Alt";
            QVERIFY(anna.changeSettings(company.of(anna), form).ok());
            QVERIFY(world.settle().empty());
            const auto backup = bob.keyBackup();
            bob.crash();
            form.description = "Neu";
            QVERIFY(anna.changeSettings(company.of(anna), form).ok());
            world.run(20s);
            bob.startAfresh(backup);
            QVERIFY(world.settle().empty());
            for (SimClient* who : {&anna, &bob, &carla})
                QCOMPARE(teamOf(company, *who).description, std::string("Neu"));
        }
    }

    /// Who came in since the backup was made is named, as for everybody who lost her place.
    void whoIsNotInTheBackupIsAStranger() {
        Company company(97);
        auto& [world, anna, bob, carla, dora, emil] = company;
        const auto backup = carla.keyBackup();
        carla.crash();
        anna.add(company.of(anna), {dora.user()}, "add");
        QVERIFY(world.succeeds(anna, "add"));
        carla.startAfresh(backup);
        QVERIFY(world.runUntil([&] { return isBack(company, carla); }));
        QCOMPARE(linesOf(company, carla, Notice::Kind::Strangers), 1);
        (void)unwrap(carla.send(company.of(carla), "unter uns"));
        world.run(20s);
        QVERIFY(textsOf(dora, company.of(dora)).empty());
        QVERIFY(carla.profile().acceptStrangers(company.of(carla)).ok());
        QVERIFY(world.settle().empty());
        QCOMPARE(textsOf(dora, company.of(dora)), Texts{"unter uns"});
    }

    /// Somebody has begun a conversation by a key package whose private half was in the old store.
    void aWelcomeThatTheNewStoreCannotOpen() {
        Company company(96);
        auto& [world, anna, bob, carla, dora, emil] = company;
        const auto backup = carla.keyBackup();
        carla.crash();
        dora.startDirect(carla, "chat");
        QVERIFY(world.succeeds(dora, "chat"));
        (void)unwrap(dora.send(*dora.directWith(carla), "Bist du da?"));
        world.run(10s);
        carla.startAfresh(backup);
        QVERIFY(world.runUntil([&] { return carla.directWith(dora).has_value(); }));
        QVERIFY(world.settle().empty());
        const auto chat = *carla.directWith(dora);
        QCOMPARE(recordOf(carla, chat).state, State::Live);
        (void)unwrap(carla.send(chat, "Wieder"));
        (void)unwrap(dora.send(*dora.directWith(carla), "Gut"));
        QVERIFY(world.settle().empty());
        QCOMPARE(textsOf(carla, chat), (Texts{"Wieder", "Gut"}));
        QCOMPARE(textsOf(dora, *dora.directWith(carla)), (Texts{"Bist du da?", "Wieder", "Gut"}));
    }

    /// The same, and both begin at once: hers loses to a conversation whose Welcome nothing opened.
    void bothBeginAfterAFreshStart() {
        for (std::uint64_t seed = 655; seed < 665; ++seed) {
            Company company(seed);
            auto& [world, anna, bob, carla, dora, emil] = company;
            const auto backup = carla.keyBackup();
            world.link.quality.least = 24ms;
            world.link.quality.greatest = 113ms;
            carla.crash();
            carla.startAfresh(backup);
            world.run(Milliseconds(seed % 100));
            dora.startDirect(carla, "chat");
            QVERIFY(world.runUntil([&] { return carla.isOnline(); }));
            carla.startDirect(dora, "too");
            QVERIFY(world.succeeds(dora, "chat"));
            const std::string left = world.settle();
            QVERIFY2(left.empty(), (std::to_string(seed) + ": " + left).c_str());
            const auto chat = carla.directWith(dora);
            QVERIFY(chat.has_value());
            (void)unwrap(carla.send(*chat, "Wieder"));
            (void)unwrap(dora.send(*dora.directWith(carla), "Gut"));
            QVERIFY(world.settle().empty());
            for (SimClient* who : {&carla, &dora}) {
                auto texts = textsOf(*who, *who->directWith(who == &carla ? dora : carla));
                std::ranges::sort(texts);
                QCOMPARE(texts, (Texts{"Gut", "Wieder"}));
            }
            for (const auto& record : unwrap(carla.stores().conversations.all()))
                QVERIFY(record.state == State::Live); // nothing is left of the Welcome
        }
    }

    /// A key that was known is known still: nobody can put another in its place meanwhile.
    void whomOneKnowsIsInTheBackup() {
        Company company(95);
        auto& [world, anna, bob, carla, dora, emil] = company;
        QVERIFY(carla.trust(bob, Trust::Verified).ok());
        const auto known = *unwrap(carla.stores().contacts.find(bob.user()));
        const auto backup = carla.keyBackup();
        carla.startAfresh(backup);
        const auto again = *unwrap(carla.stores().contacts.find(bob.user()));
        QVERIFY(again.identityKey == known.identityKey);
        QVERIFY(again.trust == storage::KeyTrust::Verified);
        QVERIFY(world.runUntil([&] { return isBack(company, carla); }));
        SimClient& newBob = world.newComputer("bob");
        QVERIFY(world.runUntil([&] {
            return unwrap(carla.stores().contacts.find(newBob.user()))->changedKey.has_value();
        }));
    }
};

QTEST_GUILESS_MAIN(TestRejoinStories)
#include "tst_rejoin_stories.moc"
