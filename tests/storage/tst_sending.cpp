#include "storage/commit_store.h"
#include "storage/outbox_store.h"
#include "storage/rows.h"
#include "tests/storage/company_store.h"

#include <QtTest>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::storage::test;

namespace {

const PayloadHash kFirstHash = idOf<PayloadHash>(1);
const PayloadHash kSecondHash = idOf<PayloadHash>(2);
const Bytes kBytes{9, 9, 9};

/// A conversation with an outbox, as delivery.md 5 moves it.
struct Sending {
    CompanyStore store;
    ConversationId conversation = store.conversation(1);
    OutboxStore outbox{store.writer()};
    MessageStore messages{store.writer()};
    std::uint32_t keys = 0;

    OutboxRow queue(const std::string& text) {
        return store.write([&](Transaction& transaction) {
            NewOutgoing outgoing;
            outgoing.conversation = conversation;
            outgoing.key = idOf<IdempotencyKey>(++keys);
            outgoing.message =
                must(messages.add(transaction, CompanyStore::textOfAnna(conversation, text)));
            outgoing.content = toBytes(viewOf(text));
            outgoing.queuedAt = Milliseconds(3);
            return must(outbox.enqueue(transaction, outgoing));
        });
    }
    void seal(OutboxRow row, const PayloadHash& hash = kFirstHash) {
        store.write([&](Transaction& transaction) {
            must(outbox.seal(transaction, row, kBytes, hash, Epoch(4)));
        });
    }
    OutgoingRecord at(OutboxRow row) { return *must(outbox.find(row)); }
    MessageRecord shown(OutboxRow row) { return *must(messages.find(*at(row).message)); }
};

} // namespace

class TestSending : public QObject {
    Q_OBJECT

private slots:
    void aMessageGoesQueuedSealedAcceptedGone() {
        Sending sending;
        const OutboxRow row = sending.queue("hello");
        QVERIFY(sending.at(row).state == OutboxState::Queued);
        QCOMPARE(textOf(sending.at(row).content), std::string_view("hello"));
        QVERIFY(sending.at(row).queuedAt == Milliseconds(3));
        QVERIFY(must(sending.outbox.firstQueued(sending.conversation))->row == row);
        QVERIFY(must(sending.outbox.waiting()) == std::vector{sending.conversation});

        sending.seal(row);
        QVERIFY(sending.at(row).state == OutboxState::Sealed);
        QVERIFY(sending.at(row).sealed == kBytes && sending.at(row).hash == kFirstHash);
        QVERIFY(sending.at(row).epoch == Epoch(4));
        QVERIFY(sending.shown(row).state == MessageState::Sealed);
        QVERIFY(must(sending.outbox.sealed(sending.conversation))->row == row);
        QVERIFY(!must(sending.outbox.firstQueued(sending.conversation)).has_value());

        sending.store.write([&](Transaction& transaction) {
            must(sending.outbox.accept(transaction, row, Seq(12)));
        });
        QVERIFY(sending.at(row).state == OutboxState::Accepted);
        QVERIFY(sending.shown(row).state == MessageState::Accepted);
        QVERIFY(sending.shown(row).seq == Seq(12));
        QVERIFY(must(sending.outbox.acceptedUpTo(sending.conversation, Seq(11))).empty());
        QCOMPARE(must(sending.outbox.acceptedUpTo(sending.conversation, Seq(12))).size(),
                 std::size_t{1});
        QVERIFY(must(sending.outbox.waiting()).empty());

        sending.store.write(
            [&](Transaction& transaction) { must(sending.outbox.remove(transaction, row)); });
        QVERIFY(!must(sending.outbox.find(row)).has_value());
        QVERIFY(!must(sending.outbox.findByHash(sending.conversation, kFirstHash)).has_value());
    }

    void staleKeepsKeyContentPlaceAndHash() {
        Sending sending;
        const OutboxRow first = sending.queue("first");
        const OutboxRow second = sending.queue("second");
        sending.seal(first);
        sending.store.write(
            [&](Transaction& transaction) { must(sending.outbox.unseal(transaction, first)); });
        const OutgoingRecord again = sending.at(first);
        QVERIFY(again.state == OutboxState::Queued && again.sealed.empty());
        QVERIFY(!again.hash.has_value());
        QVERIFY(again.key == idOf<IdempotencyKey>(1));
        QCOMPARE(textOf(again.content), std::string_view("first"));
        QVERIFY(must(sending.outbox.firstQueued(sending.conversation))->row == first);
        QVERIFY(sending.shown(first).state == MessageState::Queued);
        sending.seal(first, kSecondHash);
        // Own entry = any bytes ever sealed (delivery.md, rule 4).
        for (const PayloadHash& hash : {kFirstHash, kSecondHash})
            QVERIFY(must(sending.outbox.findByHash(sending.conversation, hash))->row == first);
        QVERIFY(!must(sending.outbox.findByHash(ConversationId(99), kFirstHash)).has_value());
        QVERIFY(sending.at(second).state == OutboxState::Queued);
    }

    /// delivery.md, rule 6: at most one SEALED message a group; and no transition from elsewhere.
    void wrongTransitionsAreRefusedAndWriteNothing() {
        Sending sending;
        const OutboxRow first = sending.queue("first");
        const OutboxRow second = sending.queue("second");
        sending.seal(first);
        Transaction transaction = sending.store.begin();
        const auto refused = [](const Result<void>& result) {
            return !result.ok() && result.error().code == ErrorCode::Internal;
        };
        OutboxStore& outbox = sending.outbox;
        QVERIFY(refused(outbox.seal(transaction, second, kBytes, kSecondHash, Epoch(4))));
        QVERIFY(refused(outbox.seal(transaction, first, kBytes, kSecondHash, Epoch(4))));
        QVERIFY(refused(outbox.accept(transaction, second, Seq(1))));
        QVERIFY(refused(outbox.unseal(transaction, second)));
        QVERIFY(refused(outbox.again(transaction, second)));
        QVERIFY(refused(outbox.accept(transaction, OutboxRow(99), Seq(1))));
        QVERIFY(sending.at(second).state == OutboxState::Queued);
        QVERIFY(sending.at(first).hash == kFirstHash);
    }

    void aFailedMessageIsSentAgainAtTheEnd() {
        Sending sending;
        const OutboxRow first = sending.queue("first");
        const OutboxRow second = sending.queue("second");
        sending.seal(first);
        sending.store.write([&](Transaction& transaction) {
            must(sending.outbox.fail(transaction, first, ErrorCode::NotMember));
        });
        QVERIFY(sending.at(first).state == OutboxState::Failed);
        QVERIFY(sending.at(first).failure == ErrorCode::NotMember);
        QVERIFY(sending.at(first).sealed.empty());
        QVERIFY(sending.shown(first).state == MessageState::Failed);
        QVERIFY(sending.shown(first).failure == ErrorCode::NotMember);
        QVERIFY(must(sending.outbox.firstQueued(sending.conversation))->row == second);
        QVERIFY(must(sending.outbox.findByMessage(*sending.at(first).message))->row == first);
        sending.store.write(
            [&](Transaction& transaction) { must(sending.outbox.again(transaction, first)); });
        QVERIFY(must(sending.outbox.firstQueued(sending.conversation))->row == second);
        QVERIFY(sending.at(first).state == OutboxState::Queued);
        QVERIFY(sending.at(first).key == idOf<IdempotencyKey>(1));
        QVERIFY(sending.shown(first).place > sending.shown(second).place);
    }

    /// delivery.md, rules 10, 12, 13: everything that is not certain goes back, in its order.
    void requeueingKeepsTheOrder() {
        Sending sending;
        const OutboxRow accepted = sending.queue("accepted");
        const OutboxRow sealedRow = sending.queue("sealed");
        const OutboxRow queued = sending.queue("queued");
        sending.seal(accepted);
        sending.store.write([&](Transaction& transaction) {
            must(sending.outbox.accept(transaction, accepted, Seq(3)));
        });
        sending.seal(sealedRow, kSecondHash);
        sending.store.write([&](Transaction& transaction) {
            std::ignore = must(sending.outbox.requeueAll(transaction, sending.conversation));
        });
        for (const OutboxRow row : {accepted, sealedRow, queued}) {
            QVERIFY(sending.at(row).state == OutboxState::Queued);
            QVERIFY(sending.at(row).sealed.empty());
            QVERIFY(!sending.shown(row).seq.has_value());
        }
        QVERIFY(must(sending.outbox.firstQueued(sending.conversation))->row == accepted);
        QVERIFY(must(sending.outbox.findByHash(sending.conversation, kSecondHash))->row ==
                sealedRow);
        const MessagePage page = must(sending.messages.newest(sending.conversation, 5));
        QCOMPARE(page.messages[0].text, std::string("queued"));
        QCOMPARE(page.messages[2].text, std::string("accepted"));
    }

    void requeueingMovesNobodyWithoutNeed() {
        Sending sending;
        const OutboxRow first = sending.queue("first");
        const OutboxRow second = sending.queue("second");
        sending.seal(first);
        const auto before = sending.shown(first).place;
        const auto behind = sending.shown(second).place;
        const auto changed = sending.store.write([&](Transaction& transaction) {
            return must(sending.outbox.requeueAll(transaction, sending.conversation));
        });
        QCOMPARE(changed.size(), std::size_t{1});
        QVERIFY(changed.front() == *sending.at(first).message);
        QVERIFY(sending.at(first).state == OutboxState::Queued);
        QVERIFY(sending.shown(first).place == before);
        QVERIFY(sending.shown(second).place == behind);
    }

    void whatShowsNoRowIsSentAlike() {
        Sending sending;
        const OutboxRow row = sending.store.write([&](Transaction& transaction) {
            NewOutgoing outgoing;
            outgoing.conversation = sending.conversation;
            outgoing.key = idOf<IdempotencyKey>(7);
            outgoing.content = {1};
            return must(sending.outbox.enqueue(transaction, outgoing));
        });
        sending.seal(row);
        sending.store.write([&](Transaction& transaction) {
            must(sending.outbox.accept(transaction, row, Seq(1)));
        });
        QVERIFY(!sending.at(row).message.has_value());
    }

    /// A crash between two steps: after reopening the row stands where the last commit left it.
    void aCrashLeavesTheStateOfTheLastCommit() {
        Sending sending;
        const OutboxRow row = sending.queue("hello");
        {
            Transaction transaction = sending.store.begin();
            must(sending.outbox.seal(transaction, row, kBytes, kFirstHash, Epoch(4)));
        }
        sending.store.close();
        sending.store.open();
        OutboxStore outbox(sending.store.writer());
        const auto kept = must(outbox.find(row));
        QVERIFY(kept->state == OutboxState::Queued && kept->sealed.empty());
        QVERIFY(!must(outbox.findByHash(sending.conversation, kFirstHash)).has_value());
    }

    void intentsOutliveTheCommitThatTriesThem() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        CommitStore commits(store.writer());
        IntentRecord add;
        add.conversation = conversation;
        add.kind = 3;
        add.argument = {1, 2};
        add.createdAt = Milliseconds(8);
        StagedCommitRecord commit;
        commit.conversation = conversation;
        commit.epoch = Epoch(6);
        commit.key = idOf<IdempotencyKey>(4);
        commit.hash = kFirstHash;
        commit.message = {1};
        commit.groupInfo = {2};
        commit.encryptedGroupInfo = {3};
        commit.welcomeParts = {{kBobsDevice, {4}, {5}}, {kAnnasDevice, {6}, {7}}};
        commit.staged = SecretBytes::copyOf(Bytes(5'000, 8));
        commit.creation = StagedCommitRecord::Creation{{9}, {10}};
        store.write([&](Transaction& transaction) {
            const IntentRow intent = must(commits.addIntent(transaction, add));
            must(commits.setKeyPackage(transaction, intent, Bytes{7, 7}));
            commit.intents = {intent};
            must(commits.stage(transaction, commit));
            QCOMPARE(commits.stage(transaction, commit).error().code, ErrorCode::Internal);
            must(commits.setAcceptedAt(transaction, conversation, Seq(31)));
        });
        auto kept = must(commits.staged(conversation));
        QVERIFY(kept.has_value());
        QVERIFY(kept->epoch == commit.epoch && kept->key == commit.key);
        QVERIFY(kept->hash == commit.hash && kept->message == commit.message);
        QVERIFY(kept->groupInfo == commit.groupInfo);
        QVERIFY(kept->encryptedGroupInfo == commit.encryptedGroupInfo);
        QCOMPARE(kept->welcomeParts.size(), std::size_t{2});
        QVERIFY(kept->welcomeParts[0].device == kBobsDevice);
        QVERIFY(kept->welcomeParts[1].encryptedGroupSecrets == Bytes{7});
        QVERIFY(equalInConstantTime(kept->staged.view(), commit.staged.view()));
        QVERIFY(kept->creation && kept->creation->tree == Bytes{10});
        QVERIFY(kept->acceptedAt == Seq(31) && kept->intents == commit.intents);
        QVERIFY(must(commits.stagedHash(conversation)) == kFirstHash);
        QVERIFY(must(commits.withStaged()) == std::vector{conversation});

        store.write(
            [&](Transaction& transaction) { must(commits.unstage(transaction, conversation)); });
        QVERIFY(!must(commits.staged(conversation)).has_value());
        auto intents = must(commits.intents(conversation));
        QCOMPARE(intents.size(), std::size_t{1});
        QVERIFY(intents[0].keyPackage == (Bytes{7, 7}) && intents[0].argument == add.argument);
        QCOMPARE(int(intents[0].kind), 3);
        QVERIFY(must(commits.withOpenIntents()) == std::vector{conversation});
        store.write([&](Transaction& transaction) {
            must(commits.failIntent(transaction, intents[0].row, ErrorCode::GroupFull));
        });
        intents = must(commits.intents(conversation));
        QVERIFY(intents[0].state == IntentState::Failed);
        QVERIFY(intents[0].failure == ErrorCode::GroupFull);
        QVERIFY(must(commits.withOpenIntents()).empty());
        store.write([&](Transaction& transaction) {
            must(commits.removeIntent(transaction, intents[0].row));
        });
        QVERIFY(must(commits.intents(conversation)).empty());
    }
};

QTEST_GUILESS_MAIN(TestSending)
#include "tst_sending.moc"
