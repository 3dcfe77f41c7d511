#include "core/attachments/picture_view.h"
#include "core/search/message_search.h"
#include "storage/attachment_store.h"
#include "storage/contact_store.h"
#include "tests/storage/company_store.h"

#include <QDateTime>
#include <QtTest>

#include <algorithm>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::storage::test;

namespace {

constexpr std::int64_t kHour = 3'600'000;

Milliseconds noonOf(int year, int month, int day) {
    return Milliseconds(QDate(year, month, day).startOfDay().toMSecsSinceEpoch() + 12 * kHour);
}

content::Attachment fileNamed(const std::string& name, std::uint8_t number) {
    content::Attachment file;
    file.mediaType = "application/pdf";
    file.blob.bytes.fill(number);
    SystemRandom random;
    file.key = std::make_shared<const FileKey>(random.secret<FileKey::kSize>());
    file.size = 10;
    file.fileName = name;
    return file;
}

void addFile(CompanyStore& store, NewMessage message, const content::Attachment& file) {
    message.kind = MessageKind::Attachment;
    message.text = attachments::textOf(file);
    message.detail = content::encodeAttachment(file);
    store.write([&](Transaction& transaction) {
        const MessageRow row = *must(MessageStore(store.writer()).add(transaction, message));
        must(AttachmentStore(store.writer())
                 .add(transaction, row, file.blob, ErasedFile::Whose::Other));
    });
}

} // namespace

/// Anna searches a store with three conversations; every message has a name of its own.
class TestMessageSearch : public QObject {
    Q_OBJECT

    CompanyStore m_store;
    ConversationId m_team;
    ConversationId m_withBob;
    ConversationId m_notes;
    std::uint64_t m_seq = 0;

    void person(const UserId& id, const char* handle, const char* name) {
        m_store.write([&](Transaction& transaction) {
            must(ContactStore(m_store.writer())
                     .putUser(transaction, {id, handle, name, DirectoryUser::Standing::Active}));
        });
    }
    ConversationId chat(storage::ConversationKind kind, std::uint32_t number,
                        const std::optional<UserId>& peer, const char* name) {
        return m_store.write([&](Transaction& transaction) {
            NewConversation fresh;
            fresh.group = idOf<GroupId>(number);
            fresh.kind = kind;
            fresh.peer = peer;
            fresh.name = name;
            return must(ConversationStore(m_store.writer()).create(transaction, fresh));
        });
    }
    NewMessage said(ConversationId where, const UserId& who, Milliseconds when,
                    const std::string& text) {
        NewMessage message = CompanyStore::textOfBob(where, ++m_seq, text);
        message.sender = who;
        message.device = who == kAnna ? kAnnasDevice : kBobsDevice;
        message.sentAt = when;
        message.receivedAt = when;
        return message;
    }
    QStringList found(const QString& words, std::optional<ConversationId> within = {}) {
        QStringList texts;
        const auto results = must(search(m_store.reader(), kAnna, {words, within}));
        for (const SearchHit& hit : results.messages)
            texts << hit.excerpt;
        return texts;
    }

private slots:
    void initTestCase() {
        person(kAnna, "anna", "Anna Berg");
        person(kBob, "bob", "Bob Stein");
        m_team = chat(storage::ConversationKind::Group, 1, {}, "Team Umzug");
        m_withBob = chat(storage::ConversationKind::Direct, 2, kBob, "");
        m_notes = chat(storage::ConversationKind::Self, 3, {}, "");
        m_store.add(said(m_team, kBob, noonOf(2026, 3, 1), "plan alt"));
        m_store.add(said(m_team, kAnna, noonOf(2026, 10, 31), "plan neu"));
        m_store.add(said(m_withBob, kBob, noonOf(2026, 11, 1), "plan https://example.org/a"));
        m_store.add(said(m_withBob, kAnna, noonOf(2026, 11, 2), "siehe www.example.org"));
        m_store.add(said(m_notes, kAnna, noonOf(2026, 11, 3), "plan http geht anders"));
        NewMessage poll = said(m_team, kBob, noonOf(2026, 11, 4), "plan welcher");
        poll.kind = MessageKind::Poll;
        m_store.add(poll);
        content::Attachment picture = fileNamed("plan.png", 1);
        picture.mediaType = "image/png";
        picture.picture = content::PictureShape{10, 10, {}};
        addFile(m_store, said(m_team, kBob, noonOf(2026, 11, 5), ""), picture);
        addFile(m_store, said(m_team, kAnna, noonOf(2026, 11, 6), ""), fileNamed("plan.pdf", 2));
    }

    void filtersNarrowWhatTheWordsFind_data() {
        QTest::addColumn<QStringList>("hits");
        const auto row = [](const char* typed, const QStringList& hits) {
            QTest::newRow(typed) << hits;
        };
        const QString old("plan alt");
        const QString fresh("plan neu");
        const QString link("plan https://example.org/a");
        const QString bare("siehe www.example.org");
        const QString note("plan http geht anders");
        const QString poll("plan welcher");
        const QString picture("plan.png");
        const QString file("plan.pdf");
        row("plan", {file, picture, poll, note, link, fresh, old});
        row("plan von:bob", {picture, poll, link, old});
        row("from:bob plan hat:bild", {picture});
        row("von:\"Bob Stein\" plan hat:umfrage", {poll});
        row("plan von:ich", {file, note, fresh});
        row("plan von:bob von:anna", {file, picture, poll, note, link, fresh, old});
        row("plan von:niemand", {});
        row("plan in:team", {file, picture, poll, fresh, old});
        row("plan in:umzug von:anna", {file, fresh});
        row("plan in:bob", {link});
        row("plan in:notizen", {note});
        row("plan in:nirgends", {});
        row("plan vor:2026-11-01", {fresh, old});
        row("plan nach:2026-11-01 vor:5.11.2026", {poll, note, link});
        row("plan has:file", {file});
        row("p von:anna", {file, note, fresh});
        // Filters alone
        row("von:bob", {picture, poll, link, old});
        row("hat:bild", {picture});
        row("has:file", {file});
        row("hat:datei von:bob", {});
        row("hat:umfrage", {poll});
        row("hat:link", {bare, link});
        row("hat:link von:anna", {bare});
        row("hat:bild hat:umfrage", {});
        row("in:bob", {bare, link});
        row("vor:2026-11-01", {fresh, old});
        row("nach:2026-11-05", {file, picture});
        row("nach:2026-11-05 vor:2026-11-05", {});
        // Words after all
        row("plan hat:wurst", {});
        row("\"von:bob\"", {});
    }
    void filtersNarrowWhatTheWordsFind() {
        QFETCH(QStringList, hits);
        QCOMPARE(found(QString::fromUtf8(QTest::currentDataTag())), hits);
    }

    void withinAConversationFiltersNarrowThatOne() {
        QCOMPARE(found("plan von:bob", m_withBob), QStringList{"plan https://example.org/a"});
        QCOMPARE(found("hat:link", m_team), QStringList());
        QCOMPARE(found("plan in:team", m_withBob), QStringList());
        QCOMPARE(found("plan in:bob", m_withBob), QStringList{"plan https://example.org/a"});
    }

    void filtersSpeakOfMessagesAlone() {
        const auto plain = must(search(m_store.reader(), kAnna, {"bob", {}}));
        QCOMPARE(plain.people.size(), std::size_t{1});
        const auto filtered = must(search(m_store.reader(), kAnna, {"von:bob", {}}));
        QVERIFY(filtered.people.empty() && filtered.conversations.empty());
        QCOMPARE(must(search(m_store.reader(), kAnna, {"umzug", {}})).conversations.size(),
                 std::size_t{1});
    }

    /// More files than a page of the store lie in front of the picture.
    void aPictureIsFoundBehindManyFiles() {
        CompanyStore store;
        const ConversationId where = store.conversation(1, "Ablage");
        const auto add = [&](const content::Attachment& file, std::uint64_t seq) {
            addFile(store, CompanyStore::textOfBob(where, seq, ""), file);
        };
        content::Attachment picture = fileNamed("sonne.png", 1);
        picture.picture = content::PictureShape{10, 10, {}};
        add(picture, 1);
        for (std::uint64_t seq = 2; seq <= 130; ++seq)
            add(fileNamed("blatt.pdf", static_cast<std::uint8_t>(seq)), seq);
        const auto pictures = must(search(store.reader(), kAnna, {"hat:bild in:ablage", {}}));
        QCOMPARE(pictures.messages.size(), std::size_t{1});
        const auto files = must(search(store.reader(), kAnna, {"hat:datei in:ablage", {}}));
        QCOMPARE(files.messages.size(), std::size_t{50});
    }
};

QTEST_GUILESS_MAIN(TestMessageSearch)
#include "tst_message_search.moc"
