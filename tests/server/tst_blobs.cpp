// Who may store, load and drop which blob: the server's decisions, without sockets.

#include "base/limits.h"
#include "server/blobs/blob_desk.h"
#include "server/blobs/blob_folder.h"
#include "server/server_limits.h"
#include "tests/server/office.h"

#include <QDir>
#include <QFile>
#include <QtTest>

using namespace kontor;
using namespace kontor::server;
using namespace kontor::test;

namespace {

constexpr std::uint64_t kSize = 100'000;

wire::Answer askToStore(TestDevice& device, const BlobId& blob, std::uint64_t size = kSize) {
    wire::Frame frame;
    frame.mutable_store_blob()->set_blob(str(blob.view()));
    frame.mutable_store_blob()->set_size(size);
    return device.line().ask(frame);
}

wire::Answer askToLoad(TestDevice& device, const BlobId& blob) {
    wire::Frame frame;
    frame.mutable_load_blob()->set_blob(str(blob.view()));
    return device.line().ask(frame);
}

wire::Answer askToDrop(TestDevice& device, const BlobId& blob) {
    wire::Frame frame;
    frame.mutable_drop_blob()->set_blob(str(blob.view()));
    return device.line().ask(frame);
}

BlobDesk::Token tokenOf(const wire::Answer& answer) {
    BlobDesk::Token token{};
    const std::string& field = answer.blob_ticket().token();
    if (field.size() != token.size())
        qFatal("no token");
    std::ranges::copy(viewOf(field), token.begin());
    return token;
}

/// Anna and Bob, and the moment between a ticket and a blob.
struct BlobOffice : Office {
    BlobOffice()
        : anna(hire("anna"))
        , bob(hire("bob")) {}

    [[nodiscard]] BlobDesk& blobs() { return desk.backend().blobs(); }
    [[nodiscard]] BlobId fresh() { return desk.random().id<BlobId>(); }
    /// The transfer itself.
    void transfer(const wire::Answer& ticket, const BlobId& blob) {
        const auto grant = blobs().take(tokenOf(ticket), blob, BlobUse::Store);
        if (!grant)
            qFatal("no grant");
        blobs().stored(*grant);
        blobs().ended(*grant);
        desk.commit();
    }
    BlobId stored(TestDevice& device, std::uint64_t size = kSize) {
        const BlobId blob = fresh();
        transfer(askToStore(device, blob, size), blob);
        return blob;
    }

    TestDevice& anna;
    TestDevice& bob;
};

} // namespace

class TestBlobs : public QObject {
    Q_OBJECT

private slots:
    void whoKnowsTheIdMayLoad() {
        BlobOffice office;
        const BlobId blob = office.stored(office.anna);
        const auto ticket = askToLoad(office.bob, blob);
        QCOMPARE(said(ticket), std::string("OK"));
        QCOMPARE(ticket.blob_ticket().size(), kSize);
        const auto grant = office.blobs().take(tokenOf(ticket), blob, BlobUse::Load);
        QVERIFY(grant && grant->size == kSize);
        QCOMPARE(said(askToLoad(office.bob, office.fresh())), std::string("NOT_FOUND"));
        QCOMPARE(said(askToLoad(office.bob, BlobId())), std::string("NOT_FOUND"));
    }

    void aTokenOpensOnce() {
        BlobOffice office;
        const BlobId blob = office.stored(office.anna);
        const auto token = tokenOf(askToLoad(office.anna, blob));
        QVERIFY(office.blobs().take(token, blob, BlobUse::Load));
        QVERIFY(!office.blobs().take(token, blob, BlobUse::Load));
        // For something else than it was given for: it is spent.
        const auto other = tokenOf(askToLoad(office.anna, blob));
        QVERIFY(!office.blobs().take(other, office.fresh(), BlobUse::Load));
        QVERIFY(!office.blobs().take(other, blob, BlobUse::Load));
        const auto third = tokenOf(askToLoad(office.anna, blob));
        QVERIFY(!office.blobs().take(third, blob, BlobUse::Store));
        // Too late.
        const auto late = tokenOf(askToLoad(office.anna, blob));
        office.desk.clock().advance(server::limits::kBlobTicketLife);
        QVERIFY(!office.blobs().take(late, blob, BlobUse::Load));
        QVERIFY(!office.blobs().take(BlobDesk::Token(), blob, BlobUse::Load));
    }

    void aBlobExistsOnceItIsDurable() {
        BlobOffice office;
        const BlobId blob = office.fresh();
        const auto ticket = askToStore(office.anna, blob);
        QCOMPARE(said(askToLoad(office.bob, blob)), std::string("NOT_FOUND"));
        const auto grant = office.blobs().take(tokenOf(ticket), blob, BlobUse::Store);
        QVERIFY(grant);
        QCOMPARE(said(askToLoad(office.bob, blob)), std::string("NOT_FOUND"));
        office.blobs().stored(*grant);
        office.desk.crash(); // before the commit
        office.reconnect(office.anna);
        office.reconnect(office.bob);
        QCOMPARE(said(askToLoad(office.bob, blob)), std::string("NOT_FOUND"));
        office.transfer(askToStore(office.anna, blob), blob);
        office.desk.restart();
        office.reconnect(office.anna);
        office.reconnect(office.bob);
        QCOMPARE(said(askToLoad(office.bob, blob)), std::string("OK"));
        // The answer was lost: it is there already.
        const auto again = askToStore(office.anna, blob);
        QCOMPARE(said(again), std::string("OK"));
        QVERIFY(again.blob_ticket().token().empty());
    }

    void anIdIsTakenOnce() {
        BlobOffice office;
        const BlobId blob = office.stored(office.anna);
        QCOMPARE(said(askToStore(office.bob, blob)), std::string("BAD_REQUEST blob-taken"));
        QCOMPARE(said(askToStore(office.anna, blob, kSize + 1)),
                 std::string("BAD_REQUEST blob-taken"));
        // Two at the same time: the second has to wait, and its older ticket is worth nothing.
        const BlobId other = office.fresh();
        const auto first = askToStore(office.anna, other);
        const auto second = askToStore(office.bob, other);
        const auto grant = office.blobs().take(tokenOf(first), other, BlobUse::Store);
        QVERIFY(grant);
        QVERIFY(!office.blobs().take(tokenOf(second), other, BlobUse::Store));
        QCOMPARE(said(askToStore(office.bob, other)), std::string("RETRY_LATER"));
        office.blobs().ended(*grant);
        QCOMPARE(said(askToStore(office.bob, other)), std::string("OK"));
    }

    void onlyItsUploaderDropsABlob() {
        BlobOffice office;
        const BlobId blob = office.stored(office.anna);
        QCOMPARE(said(askToDrop(office.bob, blob)), std::string("NOT_FOUND"));
        QCOMPARE(said(askToLoad(office.bob, blob)), std::string("OK"));
        QCOMPARE(said(askToDrop(office.anna, blob)), std::string("OK"));
        QVERIFY(office.desk.gone == std::vector<BlobId>{blob});
        QCOMPARE(said(askToLoad(office.bob, blob)), std::string("NOT_FOUND"));
        QCOMPARE(said(askToDrop(office.anna, blob)), std::string("NOT_FOUND"));
    }

    void aMonthIsTheirLife() {
        BlobOffice office;
        const BlobId old = office.stored(office.anna);
        office.desk.clock().advance(std::chrono::hours(1));
        const BlobId young = office.stored(office.anna);
        office.desk.clock().advance(kontor::limits::kBlobLife - std::chrono::minutes(30));
        office.desk.keepHouse();
        QVERIFY(office.desk.gone == std::vector<BlobId>{old});
        office.reconnect(office.anna);
        QCOMPARE(said(askToLoad(office.anna, old)), std::string("NOT_FOUND"));
        QCOMPARE(said(askToLoad(office.anna, young)), std::string("OK"));
    }

    void thereAreLimits() {
        BlobOffice office;
        QCOMPARE(said(askToStore(office.anna, office.fresh(), 0)), std::string("BAD_REQUEST blob"));
        const auto large = askToStore(office.anna, office.fresh(), kontor::limits::kBlobBytes + 1);
        QVERIFY(large.code() == wire::TOO_LARGE && large.args().limit() > 0);
        // What one device may have open at once.
        for (std::size_t i = 0; i < server::limits::kBlobTicketsOfDevice; ++i)
            QCOMPARE(said(askToStore(office.anna, office.fresh())), std::string("OK"));
        QCOMPARE(said(askToStore(office.anna, office.fresh())), std::string("RETRY_LATER"));
        QCOMPARE(said(askToStore(office.bob, office.fresh())), std::string("OK"));
        office.desk.clock().advance(server::limits::kBlobTicketLife);
        QCOMPARE(said(askToStore(office.anna, office.fresh())), std::string("OK"));
    }

    void aDeviceHasItsQuota() {
        BlobOffice office;
        const std::uint64_t size = kontor::limits::kBlobBytes;
        const std::uint64_t fit = server::limits::kBlobQuota / size;
        std::vector<BlobId> blobs;
        for (std::uint64_t i = 0; i < fit; ++i) {
            office.desk.clock().advance(std::chrono::seconds(1));
            blobs.push_back(office.stored(office.anna, size));
        }
        office.reconnect(office.anna);
        office.reconnect(office.bob);
        const auto full = askToStore(office.anna, office.fresh(), size);
        QVERIFY(full.code() == wire::QUOTA_FULL && full.args().limit() > 0);
        QCOMPARE(said(askToStore(office.bob, office.fresh(), size)), std::string("OK"));
        QCOMPARE(said(askToDrop(office.anna, blobs.front())), std::string("OK"));
        // What is promised counts, too.
        QCOMPARE(said(askToStore(office.anna, office.fresh(), size)), std::string("OK"));
        QVERIFY(askToStore(office.anna, office.fresh(), size).code() == wire::QUOTA_FULL);
    }

    void strangersGetNothing() {
        BlobOffice office;
        const BlobId blob = office.stored(office.anna);
        auto line = office.desk.call();
        TestDevice eve(9, "eve");
        eve.use(line.get());
        QVERIFY(eve.sayHello().code() == wire::OK);
        QCOMPARE(said(askToLoad(eve, blob)), std::string("NOT_LOGGED_IN"));
        QCOMPARE(said(askToStore(eve, office.fresh())), std::string("NOT_LOGGED_IN"));
        QCOMPARE(said(askToDrop(eve, blob)), std::string("NOT_LOGGED_IN"));
    }

    void filesAreThereWholeOrNotAtAll() {
        QTemporaryDir temporary;
        const std::string path = temporary.filePath("blobs").toStdString();
        RepeatableRandom random(1);
        const auto kept = random.id<BlobId>(), lost = random.id<BlobId>(),
                   orphan = random.id<BlobId>();
        {
            auto folder = must(BlobFolder::open(path));
            for (const BlobId& blob : {kept, orphan}) {
                auto incoming = must(folder.begin(blob));
                QVERIFY(incoming.write(Bytes{1, 2}).ok());
                QVERIFY(!folder.read(blob));
                QVERIFY(incoming.write(Bytes{3}).ok());
                QVERIFY(incoming.keep().ok());
            }
            {
                auto incoming = must(folder.begin(lost));
                QVERIFY(incoming.write(Bytes{1, 2}).ok());
            }
            QVERIFY(!folder.read(lost));
            QFile left(temporary.filePath("blobs/incoming/left"));
            QVERIFY(left.open(QFile::WriteOnly));
        }
        auto folder = must(BlobFolder::open(path)); // as after a crash
        QVERIFY(QDir(temporary.filePath("blobs/incoming")).isEmpty());
        folder.sweep([&](const BlobId& blob) { return blob == kept; });
        QVERIFY(!folder.read(orphan));
        const auto file = folder.read(kept);
        QVERIFY(file);
        Bytes bytes(10);
        QCOMPARE(must(readPart(*file, bytes)), std::size_t{3});
        QVERIFY((Bytes{bytes[0], bytes[1], bytes[2]} == Bytes{1, 2, 3}));
        QCOMPARE(must(readPart(*file, bytes)), std::size_t{0});
        folder.remove(kept);
        QVERIFY(!folder.read(kept));
    }
};

QTEST_GUILESS_MAIN(TestBlobs)
#include "tst_blobs.moc"
