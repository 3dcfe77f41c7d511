#include "core/send/owed_receipts.h"

#include <QTest>

using namespace kontor;
using content::SeqRange;

class TestOwedReceipts : public QObject {
    Q_OBJECT
private slots:
    void joinsWhatFollows() {
        OwedReceipts owed;
        for (const std::uint64_t seq : {3U, 4U, 7U}) // 5 and 6 are commits: nobody's messages
            owed.add(Seq(seq));
        QCOMPARE(owed.delivered, (std::vector<SeqRange>{{Seq(3), Seq(7)}}));
    }
    void neverCoversWhatCouldNotBeRead() {
        OwedReceipts owed;
        owed.add(Seq(3));
        owed.passOver(Seq(4));
        owed.add(Seq(5));
        owed.add(Seq(6));
        QCOMPARE(owed.delivered, (std::vector<SeqRange>{{Seq(3), Seq(3)}, {Seq(5), Seq(6)}}));
    }
    void oneMessageIsOwedOnce() {
        OwedReceipts owed;
        owed.add(Seq(3));
        owed.add(Seq(3));
        QCOMPARE(owed.delivered, (std::vector<SeqRange>{{Seq(3), Seq(3)}}));
    }
    void whatWasReadStandsInOrderWhateverWasReadFirst() {
        OwedReceipts owed;
        owed.addRead({Seq(8), Seq(9)});
        owed.addRead({Seq(1), Seq(3)});
        owed.addRead({Seq(2), Seq(5)});
        QCOMPARE(owed.read, (std::vector<SeqRange>{{Seq(1), Seq(5)}, {Seq(8), Seq(9)}}));
    }
    void survivesTheStore() {
        OwedReceipts owed;
        owed.add(Seq(3));
        owed.passOver(Seq(0x1234567890));
        owed.add(Seq(0x1234567891));
        const auto again = OwedReceipts::parse(owed.encode());
        QVERIFY(again.ok());
        QCOMPARE(again.value().delivered, owed.delivered);
        QCOMPARE(again.value().seenUpTo, owed.seenUpTo);
        owed.read = {{Seq(1), Seq(2)}, {Seq(5), Seq(9)}};
        const auto both = OwedReceipts::parse(owed.encode());
        QVERIFY(both.ok());
        QCOMPARE(both.value().delivered, owed.delivered);
        QCOMPARE(both.value().read, owed.read);
        const auto older = OwedReceipts::parse( // of the version that told no reading
            Bytes{1, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 3});
        QVERIFY(older.ok() && older.value().read.empty());
        QCOMPARE(older.value().delivered, (std::vector<SeqRange>{{Seq(2), Seq(3)}}));
        Bytes damaged = owed.encode();
        damaged.pop_back();
        QVERIFY(!OwedReceipts::parse(damaged).ok());
        QVERIFY(!OwedReceipts::parse({}).ok());
    }
};

QTEST_APPLESS_MAIN(TestOwedReceipts)
#include "tst_owed_receipts.moc"
