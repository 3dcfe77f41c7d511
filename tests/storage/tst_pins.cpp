#include "base/limits.h"
#include "storage/erasure.h"
#include "storage/pin_store.h"
#include "tests/storage/company_store.h"
#include "tests/storage/page_reader.h"

#include <QtTest>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::storage::test;

namespace {

MessageRow say(CompanyStore& store, ConversationId conversation, std::uint64_t seq,
               const std::string& text) {
    NewMessage message = CompanyStore::textOfBob(conversation, seq, text);
    message.messageId = idOf<MessageId>(static_cast<std::uint32_t>(seq));
    return store.add(message);
}

PinStore::Put pin(CompanyStore& store, MessageRow row, const UserId& user, std::uint64_t seq) {
    NewPin fresh;
    fresh.message = row;
    fresh.user = user;
    fresh.seq = Seq(seq);
    return store.write([&](Transaction& transaction) {
        return must(PinStore(store.writer()).put(transaction, fresh));
    });
}

std::vector<MessageRow> pinned(CompanyStore& store, ConversationId conversation) {
    std::vector<MessageRow> rows;
    for (const auto& record : must(PinStore(store.reader()).of(conversation)))
        rows.push_back(record.message);
    return rows;
}

} // namespace

/// What stands on top of a conversation.
class TestPins : public QObject {
    Q_OBJECT
private slots:
    void theNewestPinComesFirst() {
        CompanyStore store;
        const auto team = store.conversation(1);
        const auto one = say(store, team, 5, "one");
        const auto other = say(store, team, 6, "other");
        QVERIFY(pin(store, other, kAnna, 7).fresh);
        QVERIFY(pin(store, one, kBob, 8).fresh);
        QVERIFY(pinned(store, team) == std::vector({one, other}));
        QVERIFY(must(PinStore(store.reader()).of(team)).front().user == kBob);
        QVERIFY(!pin(store, other, kBob, 9).fresh); // it is pinned, and keeps its place
        QVERIFY(pinned(store, team) == std::vector({one, other}));
        QVERIFY(pinned(store, store.conversation(2)).empty());
    }
    void whatIsTakenOffIsGone() {
        CompanyStore store;
        const auto team = store.conversation(1);
        const auto row = say(store, team, 5, "one");
        (void)pin(store, row, kAnna, 6);
        QVERIFY(must(PinStore(store.reader()).has(row)));
        const auto takeOff = [&] {
            return store.write([&](Transaction& transaction) {
                return must(PinStore(store.writer()).remove(transaction, row));
            });
        };
        QVERIFY(takeOff());
        QVERIFY(!takeOff());
        QVERIFY(pinned(store, team).empty());
    }
    void aFloodPushesTheFirstOut() {
        CompanyStore store;
        const auto team = store.conversation(1);
        std::vector<MessageRow> rows;
        for (std::uint64_t i = 0; i <= limits::kPinsOfConversation; ++i)
            rows.push_back(say(store, team, 10 + i, "text"));
        for (std::uint64_t i = 0; i < limits::kPinsOfConversation; ++i)
            QVERIFY(!pin(store, rows[i], kBob, 1'000 + i).madeRoom);
        QVERIFY(pin(store, rows.back(), kBob, 2'000).madeRoom == rows.front());
        QCOMPARE(pinned(store, team).size(), limits::kPinsOfConversation);
        QVERIFY(!must(PinStore(store.reader()).has(rows.front())));
    }
    void itGoesWithItsMessageAndWithItsConversation() {
        constexpr std::string_view kMarker = "zwiebelkuchenrezept";
        CompanyStore store;
        const auto team = store.conversation(1);
        const auto row = say(store, team, 5, std::string(kMarker));
        (void)pin(store, row, kAnna, 6);
        store.write([&](Transaction& transaction) {
            (void)must(eraseMessages(transaction, std::span(&row, 1)));
        });
        QVERIFY(pinned(store, team).empty());
        (void)must(store.database().truncateLog());
        QCOMPARE(readEveryPage(store.file(), store.key).pagesWith(kMarker), std::size_t{0});

        (void)pin(store, say(store, team, 7, "another"), kAnna, 8);
        store.write([&](Transaction& transaction) {
            (void)must(ConversationStore(store.writer()).remove(transaction, team));
        });
        QVERIFY(pinned(store, team).empty());
    }
    void linesBehindAMessageAreFound() {
        CompanyStore store;
        const auto team = store.conversation(1);
        const auto line = [&](std::uint64_t seq, std::uint8_t mark) {
            NewMessage notice = CompanyStore::textOfBob(team, seq, "");
            notice.kind = MessageKind::Notice;
            notice.detail = {mark};
            store.add(notice);
        };
        line(4, 4);
        const auto row = say(store, team, 5, "one");
        line(6, 6);
        say(store, team, 7, "two");
        line(8, 8);
        QVERIFY(must(MessageStore(store.reader()).linesAfter(row)) ==
                std::vector({Bytes{6}, Bytes{8}}));
    }
    void receiptsAreToldByPerson() {
        CompanyStore store;
        const auto team = store.conversation(1);
        const auto row = store.add(CompanyStore::textOfAnna(team, "who reads this?"));
        store.write([&](Transaction& transaction) {
            must(MessageStore(store.writer()).setAccepted(transaction, row, Seq(9)));
            Receipt receipt;
            receipt.user = kBob;
            receipt.first = receipt.last = Seq(9);
            receipt.at = Milliseconds(100);
            (void)must(MessageStore(store.writer()).applyReceipt(transaction, team, receipt));
            receipt.kind = ReceiptKind::Read;
            receipt.at = Milliseconds(200);
            (void)must(MessageStore(store.writer()).applyReceipt(transaction, team, receipt));
        });
        const auto told = must(MessageStore(store.reader()).receiptsOf(row));
        QCOMPARE(told.size(), std::size_t{1});
        QVERIFY(told.front().user == kBob);
        QVERIFY(told.front().deliveredAt == Milliseconds(100));
        QVERIFY(told.front().readAt == Milliseconds(200));
    }
};

QTEST_GUILESS_MAIN(TestPins)
#include "tst_pins.moc"
