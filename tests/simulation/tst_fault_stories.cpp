#include "protocol/frame_codec.h"
#include "tests/simulation/company.h"
#include "tests/simulation/hostile.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

using Conversation = storage::ConversationRecord;

Conversation teamOf(const Company& company, SimClient& client) {
    return recordOf(client, company.of(client));
}

int unreadableOf(SimClient& client, ConversationId conversation) {
    int count = 0;
    for (const auto& message :
         unwrap(client.stores().messages.newest(conversation, 10'000)).messages)
        count += message.kind == storage::MessageKind::Undecryptable ? 1 : 0;
    return count;
}

/// The client's program still runs: what is not about that group works as ever.
bool stillWorks(SimWorld& world, SimClient& client, SimClient& other) {
    const auto chat = world.chat(client, other);
    const std::string text = client.name() + " an " + other.name();
    world.say(client, chat, text);
    const auto hers = *other.directWith(client);
    return world.runUntil([&] { return std::ranges::count(textsOf(other, hers), text) == 1; });
}

/// Why the client is not connected, as it last told.
std::optional<ErrorCode> reasonOffline(const SimClient& client) {
    std::optional<ErrorCode> reason;
    for (const Event& event : client.events)
        if (const auto* changed = std::get_if<ConnectionChanged>(&event))
            if (changed->reason)
                reason = changed->reason->code;
    return reason;
}

/// The server keeps nothing of what the client appends, and says that it stands at `seq`.
void acknowledgeOnly(SimWorld& world, const std::string& client, Seq seq) {
    world.link.alter = [client, seq, request = std::uint64_t{0}](
                           const std::string& who, Direction way, std::string& message) mutable {
        auto batch = protocol::decodeBatch(viewOf(message));
        if (who != client || !batch.ok())
            return;
        for (wire::Frame& frame : *batch.value().mutable_frames()) {
            if (way == Direction::ToServer && frame.has_append()) {
                request = frame.request_id();
                frame.mutable_ping(); // in its place
            } else if (way == Direction::ToClient && request != 0 &&
                       frame.request_id() == request) {
                frame.mutable_answer()->mutable_appended()->set_seq(seq.value);
            }
        }
        message = batch.value().SerializeAsString();
    };
}

/// Whose leaf is next to Anna's, and the other one: the second node of the first's path is for her
/// alone.
struct TwoLeaves {
    SimClient& second;
    SimClient& third;

    static TwoLeaves of(const Company& company) {
        const auto leaf = unwrap(company.bob.profile().groupOf(company.of(company.bob)))->ownLeaf();
        if (leaf == mls::LeafIndex(1))
            return {company.bob, company.carla};
        return {company.carla, company.bob};
    }
};

mls::Proposal without(mls::LeafIndex leaf) {
    return {mls::Remove{leaf}};
}

void flip(std::string& bytes) {
    bytes.back() = static_cast<char>(bytes.back() ^ 1);
}

} // namespace

/// Faults and bad input: a server that lies, members that forge, stores that are older than they
/// should be. Each ends in a sentence and a program that keeps running.
class TestFaultStories : public QObject {
    Q_OBJECT
private slots:
    // ---- Messages that are not what they seem

    /// A member sends the same ciphertext once more: the server cannot know, everybody else does.
    void replayedCiphertext() {
        Company company(60);
        auto& [world, anna, bob, carla, dora, emil] = company;
        Bytes sealed;
        world.link.filter = [&](const std::string& who, Direction way, const wire::Frame& frame) {
            if (who == "bob" && way == Direction::ToServer && frame.has_append() && sealed.empty())
                sealed = toBytes(viewOf(frame.append().payload()));
            return true;
        };
        world.say(bob, company.of(bob), "nur einmal");
        world.run(1s);
        QVERIFY(world.settle().empty());
        appendBehind(world, bob, teamOf(company, bob).group, sealed);
        world.say(anna, company.of(anna), "danach");
        world.unreadableExpected = true;
        AGREE(world);
        for (SimClient* client : {&anna, &bob, &carla}) {
            QCOMPARE(textsOf(*client, company.of(*client)), (Texts{"nur einmal", "danach"}));
            QCOMPARE(unreadableOf(*client, company.of(*client)), 1);
        }
    }

    void alteredCiphertext() {
        Company company(61);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.change("carla", Direction::ToClient, [first = true](wire::Frame& frame) mutable {
            if (frame.has_entry_push() && std::exchange(first, false))
                flip(*frame.mutable_entry_push()->mutable_entry()->mutable_payload());
        });
        world.say(bob, company.of(bob), "verfälscht");
        world.run(2s);
        QVERIFY(world.settle().empty());
        QCOMPARE(textsOf(carla, company.of(carla)), Texts{});
        QCOMPARE(unreadableOf(carla, company.of(carla)), 1);
        QCOMPARE(textsOf(anna, company.of(anna)), Texts{"verfälscht"});
        // She did not say that she has it, and reads what follows.
        QCOMPARE(stateOf(bob, company.of(bob), "verfälscht"), storage::MessageState::Accepted);
        world.say(bob, company.of(bob), "unverfälscht");
        QVERIFY(world.settle().empty());
        QCOMPARE(textsOf(carla, company.of(carla)), Texts{"unverfälscht"});
    }

    /// Bob knows everybody's ratchets. What he seals as Carla's next message nobody believes, and
    /// it uses up no key of hers.
    void sealedUnderSomebodyElsesLeaf() {
        Company company(62);
        auto& [world, anna, bob, carla, dora, emil] = company;
        const Bytes forged =
            sealedUnderLeafOf(carla, company.of(carla), bob, world.random, "ich bin Carla");
        appendBehind(world, bob, teamOf(company, bob).group, forged);
        world.run(1s);
        world.say(carla, company.of(carla), "wirklich Carla");
        world.unreadableExpected = true;
        AGREE(world);
        for (SimClient* client : {&anna, &bob, &carla}) {
            QCOMPARE(textsOf(*client, company.of(*client)), Texts{"wirklich Carla"});
            QCOMPARE(unreadableOf(*client, company.of(*client)), 1);
        }
    }

    // ---- Handshakes

    /// The server passes on what it should have refused: the group stops before it, with a
    /// sentence, and the program goes on.
    void handshakeThatBreaksARule() {
        Company company(63);
        auto& [world, anna, bob, carla, dora, emil] = company;
        const auto annasLeaf = unwrap(anna.profile().groupOf(company.of(anna)))->ownLeaf();
        const Bytes forged = commitAgainstTheRules(bob, company.of(bob), without(annasLeaf),
                                                   world.random, world.clock.sinceEpoch());
        world.change("carla", Direction::ToClient, [&](wire::Frame& frame) {
            if (frame.has_entry_push())
                frame.mutable_entry_push()->mutable_entry()->set_payload(
                    std::string(textOf(forged)));
        });
        bob.add(company.of(bob), {dora.user()}, "add");
        QVERIFY(world.succeeds(bob, "add"));
        world.run(2s);
        QCOMPARE(teamOf(company, carla).state, storage::ConversationState::Stopped);
        QCOMPARE(teamOf(company, carla).reason, std::optional(ErrorCode::GroupInvalid));
        QVERIFY(!carla.send(company.of(carla), "geht nicht").ok());
        world.link.alter = {};
        QVERIFY(stillWorks(world, carla, anna));
        world.say(anna, company.of(anna), "ohne Carla weiter");
        world.mayBeStuck = {"carla"};
        AGREE(world);
        QCOMPARE(textsOf(dora, company.of(dora)), Texts{"ohne Carla weiter"});
    }

    /// The same from the true server's side: it does not take it.
    void serverRefusesWhatBreaksARule() {
        Company company(64);
        auto& [world, anna, bob, carla, dora, emil] = company;
        const auto annasLeaf = unwrap(anna.profile().groupOf(company.of(anna)))->ownLeaf();
        HostileCommit commit;
        commit.message = commitAgainstTheRules(bob, company.of(bob), without(annasLeaf),
                                               world.random, world.clock.sinceEpoch());
        commit.groupInfo = Bytes(100, 1);
        const Seq before = teamOf(company, anna).cursor;
        appendBehind(world, bob, teamOf(company, bob).group, commit.message, &commit);
        AGREE(world);
        QCOMPARE(teamOf(company, anna).cursor, before);
    }

    /// A hostile member locks one other out: she is lost and comes back, the rest goes on.
    void commitThatOneMemberCannotOpen() {
        Company company(65);
        auto& [world, anna, bob, carla, dora, emil] = company;
        auto [hostile, victim] = TwoLeaves::of(company);
        world.say(victim, company.of(victim), "vorher");
        QVERIFY(world.settle().empty());
        const auto commit = commitThatSomeCannotOpen(hostile, company.of(hostile), 1, world.random,
                                                     world.clock.sinceEpoch());
        appendBehind(world, hostile, teamOf(company, hostile).group, commit.message, &commit);
        QVERIFY(world.runUntil(
            [&] { return teamOf(company, victim).state == storage::ConversationState::Lost; }));
        QCOMPARE(teamOf(company, victim).reason, std::optional(ErrorCode::GroupLost));
        QVERIFY(!victim.send(company.of(victim), "geht nicht").ok());
        QVERIFY(stillWorks(world, victim, anna));
        QCOMPARE(teamOf(company, anna).state, storage::ConversationState::Live);
        // Her own program did not know of that commit: it was lost, too.
        QVERIFY(noticesOf(hostile, company.of(hostile), Notice::Kind::Rejoined) > 0);
        anna.add(company.of(anna), {dora.user()}, "add");
        QVERIFY(world.succeeds(anna, "add"));
        world.run(1s);
        world.say(dora, company.of(dora), "es geht weiter");
        AGREE(world);
        QCOMPARE(textsOf(anna, company.of(anna)), (Texts{"vorher", "es geht weiter"}));
        // Who comes in anew is well again.
        anna.remove(company.of(anna), victim.user(), "remove");
        QVERIFY(world.succeeds(anna, "remove"));
        anna.add(company.of(anna), {victim.user()}, "again");
        QVERIFY(world.succeeds(anna, "again"));
        QVERIFY(world.runUntil(
            [&] { return teamOf(company, victim).state == storage::ConversationState::Live; }));
        world.say(victim, company.of(victim), "wieder da");
        AGREE(world);
    }

    /// She wrote while she was being locked out, and the others have it. In the group again she
    /// sends it once more under its old key, and hears where it stands: before she came.
    void lostWhileAMessageWasAccepted() {
        Company company(78);
        auto& [world, anna, bob, carla, dora, emil] = company;
        auto [hostile, victim] = TwoLeaves::of(company);
        const auto commit = commitThatSomeCannotOpen(hostile, company.of(hostile), 1, world.random,
                                                     world.clock.sinceEpoch());
        world.link.quality = {10ms, 10ms};
        world.say(victim, company.of(victim), "über Kreuz"); // of the epoch before, and taken
        world.run(5ms);
        appendBehind(world, hostile, teamOf(company, hostile).group, commit.message, &commit);
        QVERIFY(world.runUntil(
            [&] { return teamOf(company, victim).state == storage::ConversationState::Lost; }));
        world.run(5s);
        QCOMPARE(textsOf(anna, company.of(anna)), Texts{"über Kreuz"});
        anna.remove(company.of(anna), victim.user(), "remove");
        QVERIFY(world.succeeds(anna, "remove"));
        anna.add(company.of(anna), {victim.user()}, "again");
        QVERIFY(world.succeeds(anna, "again"));
        world.run(5s);
        QCOMPARE(stateOf(victim, company.of(victim), "über Kreuz"),
                 storage::MessageState::Accepted);
        world.say(anna, company.of(anna), "wieder da");
        AGREE(world);
        QCOMPARE(textsOf(victim, company.of(victim)), (Texts{"über Kreuz", "wieder da"}));
    }

    // ---- A server that lies

    /// OK for a message that the log never gets.
    void ackOfAMessageThatTheLogLacks() {
        Company company(66);
        auto& [world, anna, bob, carla, dora, emil] = company;
        const Seq next = teamOf(company, bob).cursor.next();
        acknowledgeOnly(world, "bob", next);
        (void)unwrap(bob.send(company.of(bob), "kommt nicht an"));
        QVERIFY(world.runUntil([&] {
            return stateOf(bob, company.of(bob), "kommt nicht an") ==
                   storage::MessageState::Accepted;
        }));
        world.link.alter = {};
        world.say(anna, company.of(anna), "steht dort");
        world.run(5s);
        QCOMPARE(teamOf(company, bob).state, storage::ConversationState::Stopped);
        QCOMPARE(teamOf(company, bob).reason, std::optional(ErrorCode::GroupInvalid));
        QVERIFY(stillWorks(world, bob, anna));
    }

    /// OK for a commit that the log never gets.
    void ackOfACommitThatTheLogLacks() {
        Company company(67);
        auto& [world, anna, bob, carla, dora, emil] = company;
        const Seq next = teamOf(company, bob).cursor.next();
        acknowledgeOnly(world, "bob", next);
        bob.add(company.of(bob), {dora.user()}, "add");
        world.run(2s);
        QVERIFY(!bob.outcome("add").answered);
        world.link.alter = {};
        world.say(anna, company.of(anna), "steht dort");
        world.run(5s);
        QCOMPARE(teamOf(company, bob).state, storage::ConversationState::Stopped);
        QVERIFY(bob.outcome("add").error);
        QVERIFY(stillWorks(world, bob, anna));
    }

    /// An entry is left out of a fetch: nothing is read past the hole, and when the server has come
    /// to its senses everything is there.
    void holeInTheEntries() {
        Company company(68);
        auto& [world, anna, bob, carla, dora, emil] = company;
        carla.crash();
        for (const char* text : {"eins", "zwei", "drei"})
            world.say(anna, company.of(anna), text);
        world.run(5s);
        carla.open();
        world.change("carla", Direction::ToClient, [](wire::Frame& frame) {
            if (frame.answer().has_entries() && frame.answer().entries().entries_size() > 1)
                frame.mutable_answer()->mutable_entries()->mutable_entries()->DeleteSubrange(1, 1);
        });
        world.run(20s);
        QVERIFY(!carla.isOnline()); // still catching up
        QCOMPARE(textsOf(carla, company.of(carla)), Texts{});
        AGREE(world);
        QCOMPARE(textsOf(carla, company.of(carla)), (Texts{"eins", "zwei", "drei"}));
    }

    /// A log that is shorter than what was read of it is another log.
    void headBelowWhatWasRead() {
        Company company(69);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.say(anna, company.of(anna), "eins");
        QVERIFY(world.settle().empty());
        world.change("carla", Direction::ToClient, [](wire::Frame& frame) {
            if (frame.answer().has_groups())
                for (auto& group : *frame.mutable_answer()->mutable_groups()->mutable_groups())
                    group.set_head_seq(1);
        });
        world.link.cut("carla");
        QVERIFY(world.runUntil(
            [&] { return teamOf(company, carla).state == storage::ConversationState::Lost; }));
        QCOMPARE(teamOf(company, carla).reason, std::optional(ErrorCode::GroupLost));
        world.link.alter = {};
        QVERIFY(stillWorks(world, carla, anna));
    }

    // ---- Nonsense

    /// Whatever comes, the client begins anew and keeps what it has.
    void garbageFromTheServer() {
        Company company(70);
        auto& [world, anna, bob, carla, dora, emil] = company;
        SeededRandom dice(70);
        int spoilt = 0;
        world.link.alter = [&](const std::string& who, Direction way, std::string& message) {
            if (who != "carla" || way != Direction::ToClient || dice.below(3) != 0)
                return;
            ++spoilt;
            message.resize(1 + dice.below(2 * message.size()));
            for (char& byte : message)
                byte = static_cast<char>(dice.next());
        };
        for (int i = 0; i < 40; ++i) {
            world.say(anna, company.of(anna), "Nummer " + std::to_string(i));
            world.run(2s);
        }
        QVERIFY(spoilt > 4); // it waits longer and longer
        AGREE(world);
        QCOMPARE(textsOf(carla, company.of(carla)).size(), 40U);
    }

    /// Bits that flip inside: no frame is what it was, and yet nothing falls over.
    void flippedBitsFromTheServer() {
        for (std::uint64_t seed = 0; seed < 6; ++seed) {
            Company company(700 + seed);
            auto& [world, anna, bob, carla, dora, emil] = company;
            SeededRandom dice(seed);
            world.link.alter = [&](const std::string& who, Direction way, std::string& message) {
                if (who == "carla" && way == Direction::ToClient && dice.below(2) == 0)
                    message.at(dice.below(message.size())) ^=
                        static_cast<char>(1U << dice.below(8));
            };
            for (int i = 0; i < 20; ++i) {
                (void)anna.send(company.of(anna), "Nummer " + std::to_string(i));
                if (i % 5 == 0)
                    bob.add(company.of(bob), {(i % 2 == 0 ? dora : emil).user()}, "add");
                world.run(3s);
            }
            world.link.alter = {};
            world.mayBeStuck = {"carla"};
            carla.crash(); // she may have been told that her device is not wanted any more
            const auto wrong = world.settle();
            QVERIFY2(wrong.empty(), wrong.c_str());
            QVERIFY(stillWorks(world, carla, anna));
        }
    }

    // ---- Who is it?

    void protocolOfAnotherVersion() {
        Company company(71);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.change("carla", Direction::ToClient, [](wire::Frame& frame) {
            if (frame.has_server_hello()) {
                frame.mutable_server_hello()->set_least_version(98);
                frame.mutable_server_hello()->set_greatest_version(99);
            }
        });
        world.link.cut("carla");
        world.run(10s);
        QVERIFY(!carla.isOnline());
        QCOMPARE(reasonOffline(carla), std::optional(ErrorCode::VersionUnknown));
        (void)unwrap(carla.send(company.of(carla), "später"));
        world.noteSent(carla, "später");
        AGREE(world);
    }

    void statementOfSomebodyElse() {
        Company company(72);
        auto& [world, anna, bob, carla, dora, emil] = company;
        // Signed, sound, and for this TLS key: by another organisation.
        const auto other = SignatureKeyPair::generate(world.random);
        identity::ServerStatement statement;
        statement.name = "Example";
        statement.tlsKeyHashes = {world.server.tlsKey()};
        statement.removalKey = other.publicKey();
        statement.number = 2;
        const Bytes foreign = statement.sign(other);
        // Of the right one, for another TLS key.
        identity::TlsKeyHash otherKey;
        world.random.fill(otherKey.bytes);
        statement.tlsKeyHashes = {otherKey};
        const Bytes elsewhere = statement.sign(world.server.organisation());
        for (const auto& [said, reason] : {std::pair(foreign, ErrorCode::FingerprintWrong),
                                           std::pair(elsewhere, ErrorCode::StatementWrong)}) {
            world.change("carla", Direction::ToClient, [said = said](wire::Frame& frame) {
                if (frame.has_server_hello())
                    frame.mutable_server_hello()->set_statement(std::string(textOf(said)));
            });
            carla.events.clear();
            world.link.cut("carla");
            world.run(10s);
            QVERIFY(!carla.isOnline());
            QCOMPARE(reasonOffline(carla), std::optional(reason));
        }
        AGREE(world);
    }

    // ---- Stores that are too old

    /// The server does not know how far she had read: her own message in the log tells it.
    void clientRestoredWhoHadAcknowledgedNothing() {
        Company company(74);
        auto& [world, anna, bob, carla, dora, emil] = company;
        carla.keepCopy("last week");
        world.loseNext("carla", Direction::ToClient, isAppended);
        world.say(carla, company.of(carla), "nach der Kopie");
        world.run(5ms);
        carla.restoreCopy("last week");
        (void)world.runUntil([&] { return false; }, 5s);
        carla.open();
        (void)unwrap(carla.send(company.of(carla), "mit dem alten Schlüssel"));
        QVERIFY(world.runUntil(
            [&] { return teamOf(company, carla).state == storage::ConversationState::Lost; }));
        QCOMPARE(textsOf(anna, company.of(anna)), Texts{"nach der Kopie"});
        QVERIFY(stillWorks(world, carla, anna));
        QCOMPARE(textsOf(anna, company.of(anna)),
                 (Texts{"nach der Kopie", "mit dem alten Schlüssel"}));
    }

    /// A week of the server's log is gone: nobody goes on as if it were not.
    void serverRestoredFromLastWeek() {
        Company company(75);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.say(anna, company.of(anna), "vor der Kopie");
        QVERIFY(world.settle().empty());
        const auto early = world.chat(dora, emil);
        QVERIFY(world.settle().empty());
        world.server.keepCopy("last week");
        carla.crash();
        world.say(anna, company.of(anna), "nach der Kopie");
        bob.add(company.of(bob), {dora.user()}, "add");
        QVERIFY(world.succeeds(bob, "add"));
        world.run(1s);
        world.say(dora, company.of(dora), "Dora nach der Kopie");
        world.run(20s);
        world.server.restoreCopy("last week");
        world.run(10s);
        for (SimClient* client : {&anna, &bob})
            QCOMPARE(noticesOf(*client, company.of(*client), Notice::Kind::MessagesMissing), 1);
        QCOMPARE(teamOf(company, dora).state, storage::ConversationState::Left); // as it is now
        // What was read to the same entry before and after goes on.
        world.say(dora, early, "unter uns");
        QVERIFY(world.runUntil(
            [&] { return textsOf(emil, *emil.directWith(dora)) == Texts{"unter uns"}; }));
        QVERIFY(stillWorks(world, anna, bob));
    }

    /// By the time she is back others have written, and the log is as long as the one she has read.
    /// It is another one.
    void serverRestoredAndOvertaken() {
        Company company(76);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.say(anna, company.of(anna), "vor der Kopie");
        QVERIFY(world.settle().empty());
        world.server.keepCopy("last week");
        bob.crash();
        world.say(anna, company.of(anna), "verschwindet");
        QVERIFY(world.runUntil([&] { return textsOf(carla, company.of(carla)).size() == 2; }));
        const Seq read = teamOf(company, carla).cursor;
        anna.crash();
        carla.crash();
        world.server.restoreCopy("last week");
        bob.open();
        for (const char* text : {"eins", "zwei", "drei"})
            world.say(bob, company.of(bob), text);
        world.run(10s);
        QCOMPARE(teamOf(company, bob).state, storage::ConversationState::Live);
        QVERIFY(teamOf(company, bob).cursor > read);
        carla.open();
        anna.open();
        world.run(10s);
        for (SimClient* client : {&anna, &carla})
            QCOMPARE(noticesOf(*client, company.of(*client), Notice::Kind::MessagesMissing), 1);
        world.forget("verschwindet");
        QVERIFY(world.settle().empty());
        QVERIFY(stillWorks(world, carla, bob));
    }

    /// What the lost week had accepted and nobody has read is sent once more.
    void serverRestoredWhileSomethingWasAccepted() {
        Company company(77);
        auto& [world, anna, bob, carla, dora, emil] = company;
        world.say(anna, company.of(anna), "vor der Kopie");
        QVERIFY(world.settle().empty());
        world.run(5s); // what everybody has read is written, too
        world.server.keepCopy("last week");
        bob.crash();
        carla.crash();
        // Anna hears that it was accepted, and nothing of the log.
        world.link.alter = [](const std::string& who, Direction /*way*/, std::string& message) {
            auto batch = protocol::decodeBatch(viewOf(message));
            if (who != "anna" || !batch.ok())
                return;
            for (wire::Frame& frame : *batch.value().mutable_frames())
                if (frame.has_entry_push() || frame.has_fetch())
                    frame.Clear();
            message = batch.value().SerializeAsString();
        };
        world.say(anna, company.of(anna), "zweimal unterwegs");
        QVERIFY(world.runUntil([&] {
            return stateOf(anna, company.of(anna), "zweimal unterwegs") ==
                   storage::MessageState::Accepted;
        }));
        world.server.restoreCopy("last week");
        AGREE(world);
        QCOMPARE(textsOf(bob, company.of(bob)), (Texts{"vor der Kopie", "zweimal unterwegs"}));
    }
};

QTEST_GUILESS_MAIN(TestFaultStories)
#include "tst_fault_stories.moc"
