#include "storage/attachment_store.h"
#include "storage/erasure.h"
#include "storage/outbox_store.h"
#include "storage/search_index.h"
#include "tests/storage/company_store.h"
#include "tests/storage/page_reader.h"

#include <QtTest>

#include <array>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::storage::test;

namespace {

using Whose = ErasedFile::Whose;

/// Bob's picture, or Anna's on its way.
MessageRow picture(CompanyStore& store, ConversationId conversation, std::uint64_t seq,
                   const BlobId& blob, Whose whose = Whose::Other) {
    const std::string text = "on the beach\nbeach.jpg";
    NewMessage message = whose == Whose::Own ? CompanyStore::textOfAnna(conversation, text)
                                             : CompanyStore::textOfBob(conversation, seq, text);
    message.kind = MessageKind::Attachment;
    message.messageId = idOf<MessageId>(static_cast<std::uint32_t>(seq));
    message.detail = toBytes(viewOf("its key"));
    const MessageRow row = store.add(message);
    store.write([&](Transaction& transaction) {
        must(AttachmentStore(store.writer()).add(transaction, row, blob, whose));
    });
    return row;
}

const BlobId kBlob = idOf<BlobId>(7);

} // namespace

class TestAttachments : public QObject {
    Q_OBJECT

private slots:
    void whereAFileIsIsKept() {
        CompanyStore store;
        const auto conversation = store.conversation(1);
        const auto row = picture(store, conversation, 5, kBlob);
        AttachmentStore files(store.writer());
        QCOMPARE(must(files.find(row))->state, AttachmentState::Wanted);
        QCOMPARE(must(files.in(AttachmentState::Wanted)).size(), std::size_t{1});
        store.write([&](Transaction& transaction) {
            must(files.setState(transaction, row, AttachmentState::Here));
        });
        QCOMPARE(must(files.find(row))->state, AttachmentState::Here);
        QVERIFY(must(files.find(row))->blob == kBlob);
        QVERIFY(must(files.in(AttachmentState::Wanted)).empty());
        QVERIFY(must(files.knows(kBlob)) && !must(files.knows(idOf<BlobId>(8))));
        QVERIFY(must(files.findById(idOf<MessageId>(5))) == row);
        QVERIFY(!must(files.findById(idOf<MessageId>(6))));
    }

    void aMessageWaitsForItsFileAndLetsOthersPass() {
        CompanyStore store;
        const auto conversation = store.conversation(1);
        const auto row = picture(store, conversation, 5, kBlob, Whose::Own);
        const auto text = store.add(CompanyStore::textOfAnna(conversation, "later"));
        OutboxStore outbox(store.writer());
        const auto queue = [&](MessageRow message, std::uint32_t key) {
            store.write([&](Transaction& transaction) {
                NewOutgoing outgoing;
                outgoing.conversation = conversation;
                outgoing.key = idOf<IdempotencyKey>(key);
                outgoing.message = message;
                outgoing.content = toBytes(viewOf("content"));
                (void)must(outbox.enqueue(transaction, outgoing));
            });
        };
        queue(row, 1);
        queue(text, 2);
        QVERIFY(must(outbox.firstQueued(conversation))->message == text);
        store.write([&](Transaction& transaction) {
            must(AttachmentStore(store.writer()).setState(transaction, row, AttachmentState::Here));
        });
        QVERIFY(must(outbox.firstQueued(conversation))->message == row);
    }

    void erasingLeavesTheBlobToDelete() {
        CompanyStore store;
        const auto conversation = store.conversation(1);
        const auto theirs = picture(store, conversation, 5, kBlob);
        const auto own = picture(store, conversation, 6, idOf<BlobId>(9), Whose::Own);
        AttachmentStore files(store.writer());
        store.write([&](Transaction& transaction) {
            const std::array rows{theirs, own};
            (void)must(eraseMessages(transaction, rows));
        });
        QVERIFY(!must(files.find(theirs)) && !must(files.find(own)));
        const auto left = must(files.erasedFiles());
        QCOMPARE(left.size(), std::size_t{2});
        QVERIFY(left[0].blob == kBlob && left[0].whose == Whose::Other);
        QVERIFY(left[1].whose == Whose::Own);
        store.write(
            [&](Transaction& transaction) { must(files.forgetErased(transaction, kBlob)); });
        QCOMPARE(must(files.erasedFiles()).size(), std::size_t{1});
    }

    /// Caption, name and key, on every page of the disk.
    void nothingOfAnErasedFileStays() {
        CompanyStore store;
        const auto conversation = store.conversation(1);
        const auto row = picture(store, conversation, 5, kBlob);
        const auto before = readEveryPage(store.file(), store.key);
        QVERIFY(before.pagesWith("beach.jpg") > 0 && before.pagesWith("its key") > 0);
        store.write([&](Transaction& transaction) {
            const std::array rows{row};
            (void)must(eraseMessages(transaction, rows));
        });
        (void)must(store.database().truncateLog());
        const auto disk = readEveryPage(store.file(), store.key);
        QCOMPARE(disk.badPages, std::size_t{0});
        for (const std::string_view marker : {"on the beach", "beach.jpg", "its key"})
            QCOMPARE(disk.pagesWith(marker), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(TestAttachments)
#include "tst_attachments.moc"
