#include "base/limits.h"
#include "storage/early_poll_store.h"
#include "storage/rows.h"
#include "tests/storage/company_store.h"
#include "tests/storage/page_reader.h"

#include <QtTest>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::storage::test;
using namespace std::chrono_literals;

namespace {

struct EarlyActs {
    EarlyActs()
        : conversation(store.conversation(1)) {}

    void put(const MessageId& poll, std::uint64_t seq, const std::string& content,
             Milliseconds at = Milliseconds(1'000), const UserId& user = kBob) {
        store.write([&](Transaction& transaction) {
            must(EarlyPollStore(store.writer())
                     .put(transaction, {conversation, poll, user, kBobsDevice, Seq(seq), at,
                                        EarlyPollAct::Kind::Vote, toBytes(viewOf(content))}));
        });
    }
    std::string take(const MessageId& poll) {
        std::string text;
        store.write([&](Transaction& transaction) {
            for (const auto& act :
                 must(EarlyPollStore(store.writer()).take(transaction, conversation, poll)))
                text +=
                    std::to_string(act.seq.value) + ":" + std::string(textOf(act.content)) + " ";
        });
        return text;
    }
    void forgetUntil(Milliseconds received) {
        store.write([&](Transaction& transaction) {
            must(EarlyPollStore(store.writer())
                     .forgetDue(transaction, received + EarlyPollStore::kKept,
                                EarlyPollStore::kKept));
        });
    }
    std::optional<Milliseconds> oldest() {
        auto due = must(EarlyPollStore(store.writer()).nextDue(EarlyPollStore::kKept));
        return due ? std::optional(*due - EarlyPollStore::kKept) : due;
    }
    std::int64_t kept() {
        Statement statement = store.writer().prepare("SELECT count(*) FROM early_poll_acts");
        return must(readInteger(statement));
    }

    CompanyStore store;
    ConversationId conversation;
    MessageId lunch = idOf<MessageId>(77);
    MessageId dinner = idOf<MessageId>(78);
};

} // namespace

class TestEarlyPolls : public QObject {
    Q_OBJECT
private slots:
    void areTakenOnceInTheOrderOfTheLog() {
        EarlyActs acts;
        acts.put(acts.lunch, 9, "second");
        acts.put(acts.lunch, 7, "first");
        acts.put(acts.dinner, 8, "other");
        QCOMPARE(acts.take(acts.lunch), std::string("7:first 9:second "));
        QCOMPARE(acts.take(acts.lunch), std::string());
        QCOMPARE(acts.take(acts.dinner), std::string("8:other "));
    }

    void nothingOfThemStays() {
        EarlyActs acts;
        const auto pagesWith = [&](std::string_view what) {
            if (must(acts.store.database().truncateLog()) != Database::Checkpoint::Done)
                qFatal("the log is in use");
            return readEveryPage(acts.store.file(), acts.store.key).pagesWith(what);
        };
        acts.put(acts.lunch, 9, "marker-that-is-taken");
        acts.put(acts.dinner, 10, "marker-that-grows-old");
        QVERIFY(pagesWith("marker-that-is-taken") > 0);
        QVERIFY(pagesWith("marker-that-grows-old") > 0);
        (void)acts.take(acts.lunch);
        QCOMPARE(pagesWith("marker-that-is-taken"), std::size_t{0});
        acts.put(acts.dinner, 11, "later", 9s);
        QVERIFY(acts.oldest() == 1s);
        acts.forgetUntil(1s);
        QVERIFY(acts.oldest() == 9s);
        QCOMPARE(acts.kept(), 1);
        QCOMPARE(pagesWith("marker-that-grows-old"), std::size_t{0});
        acts.forgetUntil(9s);
        QVERIFY(!acts.oldest());
    }

    void aFloodPushesOutTheOldest() {
        EarlyActs acts;
        const auto people = limits::kEarlyPollActs / limits::kEarlyPollActsOfOne + 1;
        for (std::uint64_t i = 0; i < people * limits::kEarlyPollActsOfOne; ++i)
            acts.put(
                acts.lunch, i + 1, "v", 1s,
                idOf<UserId>(static_cast<std::uint32_t>(100 + i / limits::kEarlyPollActsOfOne)));
        QCOMPARE(acts.kept(), static_cast<std::int64_t>(limits::kEarlyPollActs));
        QVERIFY(acts.take(acts.lunch).starts_with("101:v "));
        acts.put(acts.lunch, 1, std::string(limits::kEarlyPollBytesOfOne - 10, 'x'));
        acts.put(acts.lunch, 2, "twelve bytes");
        QCOMPARE(acts.take(acts.lunch), std::string("2:twelve bytes "));
    }

    void oneAlonePushesOutNobodyElse() {
        EarlyActs acts;
        acts.put(acts.lunch, 1, "carla's", 1s, idOf<UserId>(100));
        for (std::uint64_t i = 0; i < limits::kEarlyPollActs + 5; ++i)
            acts.put(acts.lunch, i + 2, "v");
        QCOMPARE(acts.kept(), static_cast<std::int64_t>(limits::kEarlyPollActsOfOne) + 1);
        QVERIFY(acts.take(acts.lunch).starts_with("1:carla's "));
    }

    void theyEndAsAMessageOfTheirConversationWould() {
        EarlyActs acts;
        acts.put(acts.lunch, 1, "v", 1s);
        QVERIFY(acts.oldest() == 1s);
        acts.store.write([&](Transaction&) {
            Statement life =
                acts.store.writer().prepare("UPDATE conversations SET lifetime_ms = 60000");
            must(life.run());
        });
        QVERIFY(must(EarlyPollStore(acts.store.writer()).nextDue(EarlyPollStore::kKept)) == 61s);
        acts.store.write([&](Transaction& transaction) {
            EarlyPollStore store(acts.store.writer());
            must(store.forgetDue(transaction, 60s, EarlyPollStore::kKept));
            QCOMPARE(acts.kept(), 1);
            must(store.forgetDue(transaction, 61s, EarlyPollStore::kKept));
        });
        QCOMPARE(acts.kept(), 0);
    }
};

QTEST_GUILESS_MAIN(TestEarlyPolls)
#include "tst_early_polls.moc"
