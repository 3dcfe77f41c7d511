#include "storage/erasure.h"
#include "storage/poll_store.h"
#include "storage/rows.h"
#include "storage/search_index.h"
#include "storage/settings_store.h"
#include "storage/silent_actions.h"
#include "tests/storage/company_store.h"
#include "tests/storage/page_reader.h"

#include <QtTest>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::storage::test;

namespace {

struct AskedPoll {
    explicit AskedPoll(CompanyStore& store)
        : conversation(store.conversation(1)) {
        NewMessage message = CompanyStore::textOfBob(conversation, 5, "Lunch?\nSoup\nRice");
        message.kind = MessageKind::Poll;
        message.messageId = idOf<MessageId>(77);
        row = store.add(message);
    }
    ConversationId conversation;
    MessageRow row;
};

void vote(CompanyStore& store, MessageRow poll, const UserId& user, std::uint64_t seq,
          std::string_view choices) {
    store.write([&](Transaction& transaction) {
        must(PollStore(store.writer()).putVote(transaction, poll, user, Seq(seq), viewOf(choices)));
    });
}

/// "user:choices" in log order.
std::string votes(CompanyStore& store, MessageRow poll) {
    std::string text;
    for (const auto& vote : must(PollStore(store.reader()).votes(poll)))
        text += (vote.user == kAnna ? "anna:" : "bob:") + std::string(textOf(vote.choices)) + " ";
    return text;
}

std::int64_t countOf(CompanyStore& store, std::string_view sql) {
    Statement statement = store.writer().prepare(sql);
    return must(readInteger(statement));
}

} // namespace

class TestPolls : public QObject {
    Q_OBJECT

private slots:
    void aLaterVoteTakesThePlaceOfAnEarlierOne() {
        CompanyStore store;
        const AskedPoll poll(store);
        vote(store, poll.row, kAnna, 6, "soup");
        vote(store, poll.row, kBob, 7, "rice");
        vote(store, poll.row, kAnna, 9, "rice instead");
        QCOMPARE(votes(store, poll.row), std::string("bob:rice anna:rice instead "));
    }

    void theVoteBeforeTheClosingIsKeptBesideALateOne() {
        CompanyStore store;
        const AskedPoll poll(store);
        vote(store, poll.row, kAnna, 6, "soup");
        store.write([&](Transaction& transaction) {
            PollStore polls(store.writer());
            QCOMPARE(must(polls.open(poll.conversation)).size(), std::size_t{1});
            must(polls.close(transaction, poll.row, Seq(8)));
            must(polls.close(transaction, poll.row, Seq(9))); // the first one counts
            QVERIFY(must(polls.open(poll.conversation)).empty());
        });
        vote(store, poll.row, kAnna, 10, "late");
        vote(store, poll.row, kAnna, 11, "later");
        QCOMPARE(votes(store, poll.row), std::string("anna:soup anna:later "));
        const auto record = must(PollStore(store.reader()).find(poll.row));
        QVERIFY(record && record->closedAt && (record->closedAt->value & 0xff) == 8);
    }

    void openPollsForgetWhoIsGone() {
        CompanyStore store;
        const AskedPoll poll(store);
        vote(store, poll.row, kAnna, 6, "soup");
        vote(store, poll.row, kBob, 7, "rice");
        const auto drop = [&](const UserId& user) {
            return store.write([&](Transaction& transaction) {
                return must(
                    PollStore(store.writer()).dropVotes(transaction, poll.conversation, user));
            });
        };
        QCOMPARE(drop(kAnna), std::vector{poll.row});
        QCOMPARE(votes(store, poll.row), std::string("bob:rice "));
        store.write([&](Transaction& transaction) {
            must(PollStore(store.writer()).close(transaction, poll.row, Seq(8)));
        });
        QVERIFY(drop(kBob).empty());
        QCOMPARE(votes(store, poll.row), std::string("bob:rice "));
    }

    void aVoteOnItsWayIsKnownUntilItsRowGoes() {
        CompanyStore store;
        const AskedPoll poll(store);
        const auto queue = [&](std::string_view content) {
            return store.write([&](Transaction& transaction) {
                NewOutgoing outgoing;
                outgoing.conversation = poll.conversation;
                outgoing.key = store.random.id<IdempotencyKey>();
                outgoing.content = toBytes(viewOf(content));
                const auto row = must(OutboxStore(store.writer()).enqueue(transaction, outgoing));
                must(PollStore(store.writer()).notePending(transaction, poll.row, row));
                return row;
            });
        };
        QVERIFY(!must(PollStore(store.reader()).pending(poll.row)));
        (void)queue("first");
        const auto second = queue("second");
        QCOMPARE(textOf(*must(PollStore(store.reader()).pending(poll.row))), "second");
        store.write([&](Transaction& transaction) {
            must(OutboxStore(store.writer()).remove(transaction, second));
        });
        QCOMPARE(textOf(*must(PollStore(store.reader()).pending(poll.row))), "first");
    }

    /// Every page, free ones and the WAL included, is decrypted and looked at.
    void votesGoWithThePoll() {
        CompanyStore store;
        const AskedPoll poll(store);
        vote(store, poll.row, kAnna, 6, "marker-of-annas-vote");
        store.write([&](Transaction& transaction) {
            NewOutgoing outgoing;
            outgoing.conversation = poll.conversation;
            outgoing.key = store.random.id<IdempotencyKey>();
            outgoing.content = toBytes(viewOf("marker-of-a-waiting-vote"));
            const auto row = must(OutboxStore(store.writer()).enqueue(transaction, outgoing));
            must(PollStore(store.writer()).notePending(transaction, poll.row, row));
            outgoing.key = store.random.id<IdempotencyKey>();
            outgoing.content = toBytes(viewOf("marker-of-a-waiting-closing"));
            const auto closing = must(OutboxStore(store.writer()).enqueue(transaction, outgoing));
            must(noteSilentAction(transaction, closing, poll.row));
        });
        QVERIFY(!must(OutboxStore(store.reader()).hasActions(poll.row)));
        QCOMPARE(must(store.database().truncateLog()), Database::Checkpoint::Done);
        const auto pagesWith = [&](std::string_view what) {
            return readEveryPage(store.file(), store.key).pagesWith(what);
        };
        QVERIFY(pagesWith("marker-of-annas-vote") > 0);
        QVERIFY(pagesWith("marker-of-a-waiting-vote") > 0);
        QVERIFY(pagesWith("marker-of-a-waiting-closing") > 0);
        store.write([&](Transaction& transaction) {
            const std::array rows{poll.row};
            QCOMPARE(must(eraseMessages(transaction, rows)), std::vector{poll.row});
        });
        QCOMPARE(must(store.database().truncateLog()), Database::Checkpoint::Done);
        QCOMPARE(pagesWith("marker-of-"), std::size_t{0});
        QCOMPARE(countOf(store, "SELECT count(*) FROM votes"), 0);
        QCOMPARE(countOf(store, "SELECT count(*) FROM outbox"), 0);
        QVERIFY(!must(PollStore(store.reader()).find(poll.row)));
        QVERIFY(!must(PollStore(store.reader()).findById(idOf<MessageId>(77))));
    }

    /// It may stand in the log: the row stays until the server has answered, and is sealed never
    /// again.
    void whatIsSealedStaysWithoutItsWords() {
        CompanyStore store;
        const AskedPoll poll(store);
        OutboxStore outbox(store.writer());
        const auto queue = [&](std::string_view content, std::uint8_t hash) {
            return store.write([&](Transaction& transaction) {
                NewOutgoing outgoing;
                outgoing.conversation = poll.conversation;
                outgoing.key = store.random.id<IdempotencyKey>();
                outgoing.content = toBytes(viewOf(content));
                const auto row = must(outbox.enqueue(transaction, outgoing));
                must(outbox.seal(transaction, row, viewOf("ciphertext"), idOf<PayloadHash>(hash),
                                 Epoch(3)));
                return row;
            });
        };
        const auto accepted = queue("marker-of-an-edit", 1);
        store.write([&](Transaction& transaction) {
            must(outbox.noteAction(transaction, accepted, poll.row));
            must(outbox.accept(transaction, accepted, Seq(9)));
        });
        const auto sealed = queue("marker-of-a-vote", 2);
        store.write([&](Transaction& transaction) {
            must(PollStore(store.writer()).notePending(transaction, poll.row, sealed));
            must(eraseMessages(transaction, std::array{poll.row}));
        });
        QCOMPARE(must(store.database().truncateLog()), Database::Checkpoint::Done);
        QCOMPARE(readEveryPage(store.file(), store.key).pagesWith("marker-of-"), std::size_t{0});
        for (const auto row : {accepted, sealed}) {
            const auto kept = must(outbox.find(row));
            QVERIFY(kept && kept->content.empty());
            QCOMPARE(textOf(kept->sealed), std::string_view("ciphertext"));
        }
        store.write([&](Transaction& transaction) { must(outbox.unseal(transaction, sealed)); });
        QVERIFY(!must(outbox.find(sealed)) && !must(outbox.firstQueued(poll.conversation)));
        QVERIFY(must(outbox.findByHash(poll.conversation, idOf<PayloadHash>(1))).has_value());
    }

    void aPollIsFoundByItsId() {
        CompanyStore store;
        const AskedPoll poll(store);
        QVERIFY(must(PollStore(store.reader()).findById(idOf<MessageId>(77))) == poll.row);
        QVERIFY(!must(PollStore(store.reader()).findById(idOf<MessageId>(78))));
    }

    void aConversationThatNeverCameToBeTakesItsPollsAlong() {
        CompanyStore store;
        const AskedPoll poll(store);
        vote(store, poll.row, kAnna, 6, "soup");
        store.write([&](Transaction& transaction) {
            must(ConversationStore(store.writer()).remove(transaction, poll.conversation));
        });
        QCOMPARE(countOf(store, "SELECT count(*) FROM polls"), 0);
    }
};

QTEST_GUILESS_MAIN(TestPolls)
#include "tst_polls.moc"
