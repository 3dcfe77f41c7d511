#include "core/sync/log_reader.h"

#include <QTest>

using namespace kontor;
using Missing = LogReader::Step::Missing;

namespace {

LogEntry entry(std::uint64_t seq) {
    return {Seq(seq), Bytes{static_cast<std::uint8_t>(seq)}, Milliseconds(0)};
}

FetchedEntries answer(std::uint64_t after, std::initializer_list<std::uint64_t> seqs,
                      std::uint64_t head) {
    FetchedEntries fetched;
    fetched.after = Seq(after);
    fetched.head = Seq(head);
    for (const std::uint64_t seq : seqs)
        fetched.entries.push_back(entry(seq));
    return fetched;
}

/// Takes what is there, in order.
std::vector<std::uint64_t> readAll(LogReader& reader) {
    std::vector<std::uint64_t> seqs;
    while (const auto step = reader.next()) {
        if (step->entry != nullptr)
            seqs.push_back(step->entry->seq.value);
        reader.advance(step->upTo);
    }
    return seqs;
}

using Seqs = std::vector<std::uint64_t>;

} // namespace

class TestLogReader : public QObject {
    Q_OBJECT
private slots:
    void readsPushesInOrder() {
        LogReader reader(Seq(4));
        QVERIFY(reader.caughtUp());
        reader.pushed(entry(5));
        reader.pushed(entry(6));
        QVERIFY(!reader.caughtUp());
        QCOMPARE(readAll(reader), (Seqs{5, 6}));
        QVERIFY(reader.caughtUp());
    }
    void waitsForWhatIsMissing() {
        LogReader reader(Seq(0));
        reader.pushed(entry(2));
        reader.pushed(entry(3));
        QVERIFY(!reader.next());
        QVERIFY(reader.needsFetch());
        QVERIFY(reader.fetched(answer(0, {1, 2}, 3)).ok());
        QCOMPARE(readAll(reader), (Seqs{1, 2, 3}));
    }
    void takesEachEntryOnce() {
        LogReader reader(Seq(0));
        reader.pushed(entry(1));
        QCOMPARE(readAll(reader), (Seqs{1}));
        reader.pushed(entry(1));
        QVERIFY(reader.fetched(answer(0, {1, 2}, 2)).ok());
        QCOMPARE(readAll(reader), (Seqs{2}));
    }
    void knowsOfAHeadWithoutItsEntry() {
        LogReader reader(Seq(7));
        reader.learnHead(Seq(9));
        QVERIFY(!reader.caughtUp());
        QVERIFY(reader.needsFetch());
        reader.learnHead(Seq(8)); // older news
        QCOMPARE(reader.head(), Seq(9));
    }
    void passesWhatRetentionDropped() {
        LogReader reader(Seq(2));
        auto fetched = answer(2, {6, 7}, 7);
        fetched.newestDropped = Seq(5);
        QVERIFY(reader.fetched(std::move(fetched)).ok());
        const auto step = reader.next();
        QVERIFY(step);
        QCOMPARE(step->missing, Missing::Messages);
        QCOMPARE(step->missingFrom, Seq(3));
        QCOMPARE(step->entry->seq, Seq(6));
        QCOMPARE(readAll(reader), (Seqs{6, 7}));
    }
    void passesALogOfWhichNothingIsLeft() {
        LogReader reader(Seq(2));
        auto fetched = answer(2, {}, 9);
        fetched.newestDropped = Seq(9);
        QVERIFY(reader.fetched(std::move(fetched)).ok());
        const auto step = reader.next();
        QVERIFY(step && step->entry == nullptr);
        QCOMPARE(step->upTo, Seq(9));
        reader.advance(step->upTo);
        QVERIFY(reader.caughtUp());
    }
    void saysWhenAHandshakeIsMissing() {
        LogReader reader(Seq(2));
        auto fetched = answer(2, {6}, 6);
        fetched.newestDropped = Seq(5);
        fetched.newestDroppedHandshake = Seq(4);
        QVERIFY(reader.fetched(std::move(fetched)).ok());
        QCOMPARE(reader.next()->missing, Missing::Handshake);
    }
    void refusesAHoleThatTheServerDoesNotOwnUpTo() {
        LogReader reader(Seq(2));
        QVERIFY(!reader.fetched(answer(2, {4}, 4)).ok());
        QVERIFY(!reader.fetched(answer(2, {3, 5}, 5)).ok());
        QVERIFY(!reader.fetched(answer(2, {4, 3}, 4)).ok());
        QVERIFY(!reader.fetched(answer(2, {}, 3)).ok());
        QVERIFY(!reader.next());
    }
    void holdsNoMoreThanItsShare() {
        LogReader reader(Seq(0));
        for (std::uint64_t seq = 2; seq < 2 * LogReader::kHeld; ++seq)
            reader.pushed(entry(seq));
        QVERIFY(reader.fetched(answer(0, {1}, 2 * LogReader::kHeld)).ok());
        QCOMPARE(readAll(reader).size(), LogReader::kHeld + 1);
        QVERIFY(reader.needsFetch());
    }
    void endsWhereTheOldStateEnds() {
        LogReader reader(Seq(5));
        reader.endAt(Seq(7));
        reader.pushed(entry(9));
        QVERIFY(reader.fetched(answer(5, {6, 7, 9, 10}, 10)).ok());
        QCOMPARE(readAll(reader), (Seqs{6, 7}));
        QVERIFY(reader.caughtUp());
    }
};

QTEST_APPLESS_MAIN(TestLogReader)
#include "tst_log_reader.moc"
