#include "core/conversations/timeline.h"
#include "storage/erasure.h"
#include "tests/simulation/stories.h"

#include <array>
#include <fstream>

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

QByteArray noise(qsizetype size) {
    SeededRandom random(5);
    Bytes bytes(static_cast<std::size_t>(size));
    random.fill(bytes);
    return {reinterpret_cast<const char*>(bytes.data()), size};
}

/// Anna and Bob in a conversation, and files between them.
struct FileStory {
    explicit FileStory(std::uint64_t seed)
        : world(seed)
        , anna(world.join("anna"))
        , bob(world.join("bob")) {
        world.chat(anna, bob);
        if (const auto wrong = world.settle(); !wrong.empty())
            qFatal("%s", wrong.c_str());
    }

    [[nodiscard]] ConversationId chat(SimClient& client) {
        return *client.directWith(&client == &anna ? bob : anna);
    }
    MessageRow send(SimClient& client, const QByteArray& bytes, const QString& caption = {}) {
        PictureForm form;
        form.bytes = bytes;
        form.caption = caption;
        form.fileName = QStringLiteral("notes.bin");
        std::optional<Result<MessageRow>> sent;
        client.profile().files().send(chat(client), form,
                                      [&sent](const Result<MessageRow>& row) { sent = row; });
        if (!sent || !sent->ok())
            qFatal("not sent");
        return sent->value();
    }
    /// The newest file of a conversation.
    [[nodiscard]] TimelineEntry newest(SimClient& client) {
        Timeline timeline(client.database().writer(), client.user());
        for (const auto& message :
             unwrap(client.stores().messages.newest(chat(client), 100)).messages)
            if (message.kind == storage::MessageKind::Attachment)
                return unwrap(timeline.entry(message));
        return {};
    }
    [[nodiscard]] Result<QByteArray> open(SimClient& client) {
        std::optional<Result<QByteArray>> opened;
        client.profile().files().open(
            newest(client).row, [&opened](const Result<QByteArray>& bytes) { opened = bytes; });
        return *opened;
    }
    void erase(SimClient& client, MessageRow row) {
        // As an expiry does it.
        auto transaction = unwrap(storage::Transaction::begin(client.database()));
        const std::array rows{row};
        (void)unwrap(storage::eraseMessages(transaction, rows));
        (void)unwrap(transaction.commit());
        client.profile().contentPlaces().forget(rows);
    }
    [[nodiscard]] static int filesOf(const SimClient& client) {
        int count = 0;
        for (const auto& file : std::filesystem::directory_iterator(client.files())) {
            (void)file;
            ++count;
        }
        return count;
    }

    SimWorld world;
    SimClient& anna;
    SimClient& bob;
};

using State = PictureView::State;

} // namespace

/// Files: they arrive as they were sent, whatever breaks on the way, and go with their message.
class TestFileStories : public QObject {
    Q_OBJECT
private slots:
    void aFileArrives() {
        FileStory story(201);
        const QByteArray file = noise(200'000);
        story.send(story.anna, file, QStringLiteral("see page 3"));
        QCOMPARE(story.newest(story.anna).picture->state, State::Sending);
        AGREE(story.world);
        const auto entry = story.newest(story.bob);
        QCOMPARE(entry.kind, EntryKind::File);
        QCOMPARE(entry.text, QStringLiteral("see page 3"));
        QCOMPARE(entry.picture->fileName, QStringLiteral("notes.bin"));
        QCOMPARE(entry.picture->bytes, file.size());
        QVERIFY(story.world.runUntil(
            [&] { return story.newest(story.bob).picture->state == State::Here; }));
        QVERIFY(unwrap(story.open(story.bob)) == file);
        QVERIFY(unwrap(story.open(story.anna)) == file);
        QCOMPARE(story.newest(story.anna).picture->id, entry.picture->id);
        // What lies on the server and in the profiles is sealed.
        QCOMPARE(story.world.server.blobs.size(), std::size_t{1});
        const Bytes& blob = story.world.server.blobs.begin()->second;
        QVERIFY(textOf(blob).find(std::string_view(file.constData(), 32)) == std::string::npos);
    }

    void theMessageLeavesAfterItsFile() {
        FileStory story(202);
        story.send(story.anna, noise(10));
        QVERIFY(story.world.runUntil([&] {
            return !story.world.server.blobs.empty() ||
                   story.newest(story.anna).delivery != DeliveryState::Waiting;
        }));
        QCOMPARE(story.newest(story.anna).delivery, DeliveryState::Waiting);
        AGREE(story.world);
        QVERIFY(story.newest(story.anna).delivery != DeliveryState::Waiting);
    }

    void whatIsSaidMeanwhileDoesNotWait() {
        FileStory story(203);
        story.anna.brokenTransfers = 3;
        story.send(story.anna, noise(10));
        story.world.say(story.anna, story.chat(story.anna), "on its way");
        QVERIFY(story.world.runUntil(
            [&] { return textsOf(story.bob, story.chat(story.bob)) == Texts{"on its way"}; }));
        QCOMPARE(story.newest(story.anna).delivery, DeliveryState::Waiting);
        AGREE(story.world);
        QVERIFY(story.world.runUntil(
            [&] { return story.newest(story.bob).picture->state == State::Here; }));
    }

    void transfersThatBreakBeginAnew() {
        FileStory story(204);
        story.anna.brokenTransfers = 2;
        story.bob.brokenTransfers = 2;
        const QByteArray file = noise(70'000);
        story.send(story.anna, file);
        AGREE(story.world);
        QVERIFY(story.world.runUntil(
            [&] { return story.newest(story.bob).picture->state == State::Here; }));
        QVERIFY(unwrap(story.open(story.bob)) == file);
        QCOMPARE(FileStory::filesOf(story.bob), 1);
    }

    void whatBrokeOffTakesNoRoom() {
        FileStory story(211);
        story.bob.brokenTransfers = 1;
        story.send(story.anna, noise(10));
        QVERIFY(story.world.runUntil(
            [&] { return story.bob.brokenTransfers == 0 && story.filesOf(story.bob) == 0; }));
        QCOMPARE(story.newest(story.bob).picture->state, State::Arriving);
        QVERIFY(story.world.runUntil(
            [&] { return story.newest(story.bob).picture->state == State::Here; }));
    }

    void crashesAndLossesOfPowerLoseNothing() {
        FileStory story(205);
        const QByteArray file = noise(70'000);
        story.send(story.anna, file);
        story.anna.crash();
        story.world.server.stop();
        story.world.server.start();
        story.anna.open();
        story.world.run(10ms); // the file is half-way
        story.world.server.stop();
        story.world.run(1s);
        story.world.server.start();
        AGREE(story.world);
        story.bob.crash();
        story.bob.open();
        QVERIFY(story.world.runUntil(
            [&] { return story.newest(story.bob).picture->state == State::Here; }));
        QVERIFY(unwrap(story.open(story.bob)) == file);
        QCOMPARE(story.world.server.blobs.size(), std::size_t{1});
    }

    void aFileOfACrashBeforeItsMessageGoes() {
        FileStory story(206);
        const auto orphan = story.anna.files() / std::string(32, 'a');
        std::ofstream(orphan) << "x";
        std::ofstream(story.anna.files() / "half.part") << "x";
        story.anna.crash();
        story.anna.open();
        QCOMPARE(FileStory::filesOf(story.anna), 0);
    }

    void withTheMessageGoesTheFileEverywhere() {
        FileStory story(207);
        const auto row = story.send(story.anna, noise(10));
        AGREE(story.world);
        QVERIFY(story.world.runUntil(
            [&] { return story.newest(story.bob).picture->state == State::Here; }));
        const auto bobs = story.newest(story.bob).row;
        // A reader's erasure is a reader's.
        story.erase(story.bob, bobs);
        story.world.run(1s);
        QCOMPARE(FileStory::filesOf(story.bob), 0);
        QCOMPARE(story.world.server.blobs.size(), std::size_t{1});
        // The sender's reaches the server, also later.
        story.world.server.stop();
        story.erase(story.anna, row);
        QCOMPARE(FileStory::filesOf(story.anna), 0);
        story.anna.crash();
        story.world.server.start();
        story.anna.open();
        AGREE(story.world);
        QVERIFY(story.world.runUntil([&] { return story.world.server.blobs.empty(); }));
        QVERIFY(unwrap(story.anna.stores().attachments.erasedFiles()).empty());
        QVERIFY(unwrap(story.bob.stores().attachments.erasedFiles()).empty());
    }

    /// What ends for its sender is still there for whoever was away.
    void whoWasAwayFindsTheFile() {
        FileStory story(212);
        story.bob.crash();
        const auto row = story.send(story.anna, noise(1'000));
        QVERIFY(story.world.runUntil(
            [&] { return story.newest(story.anna).delivery == DeliveryState::Sent; }));
        story.erase(story.anna, row);
        story.world.run(1s);
        QCOMPARE(FileStory::filesOf(story.anna), 0);
        QCOMPARE(story.world.server.blobs.size(), std::size_t{1});
        story.bob.open();
        QVERIFY(story.world.settle().empty()); // the two no longer show the same
        QVERIFY(story.world.runUntil(
            [&] { return story.newest(story.bob).picture->state == State::Here; }));
    }

    void aFileThatIsNotWhatWasSealedIsDamaged() {
        FileStory story(208);
        story.world.run(1s);
        story.bob.crash();
        story.send(story.anna, noise(1'000));
        QVERIFY(story.world.runUntil(
            [&] { return story.newest(story.anna).delivery == DeliveryState::Sent; }));
        story.world.server.blobs.begin()->second[100] ^= 1;
        story.bob.open();
        AGREE(story.world);
        QVERIFY(story.world.runUntil(
            [&] { return story.newest(story.bob).picture->state == State::Damaged; }));
        QCOMPARE(story.open(story.bob).error().code, ErrorCode::FileDamaged);
        QCOMPARE(FileStory::filesOf(story.bob), 0);
    }

    void afterAMonthItIsGone() {
        FileStory story(209);
        story.bob.crash();
        story.send(story.anna, noise(1'000));
        QVERIFY(story.world.runUntil(
            [&] { return story.newest(story.anna).delivery == DeliveryState::Sent; }));
        story.world.server.expireBlobs();
        QVERIFY(story.world.server.blobs.empty());
        story.bob.open();
        AGREE(story.world);
        QVERIFY(story.world.runUntil(
            [&] { return story.newest(story.bob).picture->state == State::Gone; }));
        QCOMPARE(story.open(story.bob).error().code, ErrorCode::FileGone);
    }

    void limitsAreKept() {
        FileStory story(210);
        const auto refused = [&](const PictureForm& form) {
            std::optional<Result<MessageRow>> sent;
            story.anna.profile().files().send(
                story.chat(story.anna), form,
                [&sent](const Result<MessageRow>& row) { sent = row; });
            return sent->ok() ? ErrorCode::Internal : sent->error().code;
        };
        PictureForm large;
        large.bytes = QByteArray(static_cast<qsizetype>(limits::kFileBytes) + 1, 'x');
        QCOMPARE(refused(large), ErrorCode::TooLarge);
        PictureForm wordy;
        wordy.caption = QString(static_cast<qsizetype>(limits::kCaptionBytes) + 1, u'x');
        QCOMPARE(refused(wordy), ErrorCode::TooLarge);
        PictureForm broken;
        broken.bytes = "\x89PNG\r\n\x1a\nnothing of the kind";
        QCOMPARE(refused(broken), ErrorCode::FileDamaged);
        QCOMPARE(FileStory::filesOf(story.anna), 0);
    }
};

QTEST_GUILESS_MAIN(TestFileStories)
#include "tst_file_stories.moc"
