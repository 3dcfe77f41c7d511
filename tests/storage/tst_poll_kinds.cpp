#include "storage/erasure.h"
#include "storage/poll_secrets.h"
#include "storage/poll_store.h"
#include "storage/rows.h"
#include "tests/storage/company_store.h"
#include "tests/storage/page_reader.h"

#include <QtTest>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::storage::test;

namespace {

MessageRow ask(CompanyStore& store, ConversationId conversation, std::uint64_t seq) {
    NewMessage message = CompanyStore::textOfBob(conversation, seq, "When?");
    message.kind = MessageKind::Poll;
    message.messageId = idOf<MessageId>(static_cast<std::uint8_t>(100 + seq));
    return store.add(message);
}

std::int64_t countOf(CompanyStore& store, std::string_view sql) {
    Statement statement = store.writer().prepare(sql);
    return must(readInteger(statement));
}

std::size_t pagesWith(CompanyStore& store, std::string_view what) {
    return readEveryPage(store.file(), store.key).pagesWith(what);
}

using Rows = std::vector<MessageRow>;

} // namespace

/// What polls keep besides their votes.
class TestPollKinds : public QObject {
    Q_OBJECT
private slots:
    void reopeningForgetsWhatCameTooLateAndWhatWasTold() {
        CompanyStore store;
        const auto conversation = store.conversation(1);
        const MessageRow poll = ask(store, conversation, 5);
        PollStore polls(store.writer());
        store.write([&](Transaction& transaction) {
            must(polls.putVote(transaction, poll, kAnna, Seq(6), viewOf("soup")));
            must(polls.close(transaction, poll, Seq(8)));
            must(polls.putVote(transaction, poll, kBob, Seq(9), viewOf("late")));
            must(polls.putResult(transaction, poll, viewOf("told")));
        });
        QCOMPARE(textOf(*must(polls.find(poll))->result), "told");
        store.write([&](Transaction& transaction) { must(polls.reopen(transaction, poll)); });
        const auto record = must(polls.find(poll));
        QVERIFY(!record->closedAt && !record->result);
        const auto votes = must(polls.votes(poll));
        QCOMPARE(votes.size(), std::size_t{1});
        QVERIFY(votes.front().user == kAnna);
        // It can be closed anew, elsewhere.
        store.write(
            [&](Transaction& transaction) { must(polls.close(transaction, poll, Seq(20))); });
        QCOMPARE(must(polls.find(poll))->closedAt->value & 0xff, 20);
    }

    void openPollsAreListedBeforeClosedOnes() {
        CompanyStore store;
        const auto conversation = store.conversation(1);
        Rows asked;
        for (std::uint64_t seq = 1; seq <= 7; ++seq)
            asked.push_back(ask(store, conversation, seq));
        (void)ask(store, store.conversation(2), 50);
        PollStore polls(store.writer());
        store.write([&](Transaction& transaction) {
            for (const std::size_t closed : {1U, 4U, 6U})
                must(polls.close(transaction, asked[closed], Seq(20 + closed)));
            must(eraseMessages(transaction, std::array{asked[2]}));
        });
        const Rows order{asked[5], asked[3], asked[0], asked[6], asked[4], asked[1]};
        QVERIFY(must(polls.list(conversation, {}, 10)) == order);
        // A page at a time, across the border.
        for (const std::uint32_t size : {1U, 2U, 4U}) {
            Rows read;
            std::optional<MessageRow> last;
            for (;;) {
                const auto page = must(polls.list(conversation, last, size));
                if (page.empty())
                    break;
                read.insert(read.end(), page.begin(), page.end());
                last = page.back();
            }
            QVERIFY(read == order);
        }
        QCOMPARE(polls.list(conversation, asked[2], 1).error().code,
                 ErrorCode::ConversationUnknown);
    }

    void deadlinesAreMetOnce() {
        CompanyStore store;
        const auto conversation = store.conversation(1);
        const MessageRow early = ask(store, conversation, 1);
        const MessageRow later = ask(store, conversation, 2);
        const MessageRow closed = ask(store, conversation, 3);
        PollStore polls(store.writer());
        QVERIFY(!must(polls.nextMoment()));
        store.write([&](Transaction& transaction) {
            must(polls.setDeadline(transaction, early, Milliseconds(1'000)));
            must(polls.setDeadline(transaction, later, Milliseconds(2'000)));
            must(polls.setDeadline(transaction, closed, Milliseconds(500)));
            must(polls.close(transaction, closed, Seq(9)));
        });
        QVERIFY(must(polls.nextMoment()) == Milliseconds(1'000));
        QVERIFY(must(polls.due(Milliseconds(999))).empty());
        QVERIFY(must(polls.due(Milliseconds(1'000))) == Rows{early});
        store.write(
            [&](Transaction& transaction) { must(polls.passDeadline(transaction, early)); });
        QVERIFY(must(polls.find(early))->passed);
        QVERIFY(must(polls.due(Milliseconds(5'000))) == Rows{later});
        QVERIFY(must(polls.nextMoment()) == Milliseconds(2'000));
        store.write([&](Transaction& transaction) {
            must(polls.keepQuiet(transaction, early, Milliseconds(1'500)));
        });
        QVERIFY(must(polls.nextMoment()) == Milliseconds(1'500));
        QVERIFY(must(polls.quietNoLonger(Milliseconds(1'500))) == Rows{early});
        store.write([&](Transaction& transaction) {
            must(polls.keepQuiet(transaction, early, Milliseconds(0)));
            must(polls.setDeadline(transaction, later, std::nullopt));
        });
        QVERIFY(!must(polls.nextMoment()));
    }

    /// Every page, free ones and the WAL included, is decrypted and looked at.
    void whatOneKnowsAloneGoesWithThePoll() {
        CompanyStore store;
        const auto conversation = store.conversation(1);
        const MessageRow poll = ask(store, conversation, 5);
        PollStore polls(store.writer());
        PollSecrets secrets(store.writer());
        store.write([&](Transaction& transaction) {
            must(secrets.putKey(transaction, poll, viewOf("marker-of-the-key")));
            must(secrets.putBallot(transaction, poll, viewOf("sealed"), viewOf("marker-of-mine")));
            must(polls.putVote(transaction, poll, kAnna, Seq(6), viewOf("marker-of-sealed"),
                               toBytes(viewOf("marker-of-opened"))));
            must(polls.close(transaction, poll, Seq(7)));
            must(polls.putResult(transaction, poll, viewOf("marker-of-result")));
        });
        QCOMPARE(textOf(must(secrets.key(poll))->view()), "marker-of-the-key");
        QCOMPARE(textOf(*must(secrets.ballot(poll, viewOf("sealed")))), "marker-of-mine");
        QCOMPARE(textOf(*must(polls.votes(poll)).front().ballot), "marker-of-opened");
        QCOMPARE(must(store.database().truncateLog()), Database::Checkpoint::Done);
        for (const char* marker : {"the-key", "mine", "sealed", "opened", "result"})
            QVERIFY2(pagesWith(store, std::string("marker-of-") + marker) > 0, marker);
        store.write([&](Transaction& transaction) {
            QCOMPARE(must(eraseMessages(transaction, std::array{poll})), Rows{poll});
        });
        QCOMPARE(must(store.database().truncateLog()), Database::Checkpoint::Done);
        QCOMPARE(pagesWith(store, "marker-of-"), std::size_t{0});
        QCOMPARE(countOf(store, "SELECT count(*) FROM own_ballots"), 0);
        QCOMPARE(countOf(store, "SELECT count(*) FROM polls WHERE secret IS NOT NULL"), 0);
        QVERIFY(!must(secrets.key(poll)));
    }

    void aBallotIsForgottenOnceTheLogHasItsVote() {
        CompanyStore store;
        const MessageRow poll = ask(store, store.conversation(1), 5);
        PollSecrets secrets(store.writer());
        store.write([&](Transaction& transaction) {
            must(secrets.putBallot(transaction, poll, viewOf("one"), viewOf("marker-one")));
            must(secrets.putBallot(transaction, poll, viewOf("two"), viewOf("marker-two")));
            must(secrets.dropBallot(transaction, poll, viewOf("one")));
        });
        QVERIFY(!must(secrets.ballot(poll, viewOf("one"))));
        QVERIFY(must(secrets.ballot(poll, viewOf("two"))));
        QCOMPARE(must(store.database().truncateLog()), Database::Checkpoint::Done);
        QCOMPARE(pagesWith(store, "marker-one"), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(TestPollKinds)
#include "tst_poll_kinds.moc"
