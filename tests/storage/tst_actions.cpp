#include "base/limits.h"
#include "storage/erasure.h"
#include "storage/reaction_store.h"
#include "storage/revision_store.h"
#include "storage/rows.h"
#include "storage/search_index.h"
#include "tests/storage/company_store.h"
#include "tests/storage/page_reader.h"

#include <QtTest>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::storage::test;

namespace {

struct Said {
    explicit Said(CompanyStore& store, const std::string& text = "The offre is ready")
        : conversation(store.conversation(1)) {
        NewMessage message = CompanyStore::textOfBob(conversation, 5, text);
        message.messageId = idOf<MessageId>(77);
        row = store.add(message);
    }
    ConversationId conversation;
    MessageRow row;
};

void edit(CompanyStore& store, MessageRow row, std::string_view text, Milliseconds at) {
    store.write([&](Transaction& transaction) {
        must(RevisionStore(store.writer()).edit(transaction, row, {std::string(text), {}}, at));
    });
}

bool put(CompanyStore& store, MessageRow row, const UserId& user, std::uint32_t id,
         std::optional<std::uint64_t> seq, const std::string& emoji) {
    NewReaction reaction;
    reaction.message = row;
    reaction.user = user;
    reaction.id = idOf<MessageId>(id);
    if (seq)
        reaction.seq = Seq(*seq);
    reaction.emoji = emoji;
    return store.write([&](Transaction& transaction) {
        return must(ReactionStore(store.writer()).put(transaction, reaction));
    });
}

/// "user:emoji" in log order.
std::string reactions(CompanyStore& store, MessageRow row) {
    std::string text;
    for (const auto& reaction : must(ReactionStore(store.reader()).of(row)))
        text += (reaction.user == kAnna ? "anna:" : "bob:") + reaction.emoji + " ";
    return text;
}

std::size_t found(CompanyStore& store, const std::string& words) {
    SearchRequest request;
    request.words = words;
    return must(SearchIndex(store.reader()).search(request)).rows.size();
}

} // namespace

class TestActions : public QObject {
    Q_OBJECT

private slots:
    void anEditedMessageSaysItsNewestText() {
        CompanyStore store;
        const Said said(store);
        QVERIFY(!must(MessageStore(store.reader()).find(said.row))->editedAt);
        QVERIFY(must(RevisionStore(store.reader()).earlier(said.row)).empty());
        edit(store, said.row, "The offer is ready", Milliseconds(9'000));
        edit(store, said.row, "The offer is ready, finally", Milliseconds(9'500));
        const auto message = *must(MessageStore(store.reader()).find(said.row));
        QCOMPARE(message.text, "The offer is ready, finally");
        QVERIFY(message.editedAt == Milliseconds(9'500));
        const MessageStore messages(store.reader());
        const auto page = must(messages.newest(said.conversation, 10));
        QCOMPARE(page.messages.size(), std::size_t{1});
        QCOMPARE(page.messages.front().text, message.text);
        const auto earlier = must(RevisionStore(store.reader()).earlier(said.row));
        QCOMPARE(earlier.size(), std::size_t{2});
        QCOMPARE(earlier[0].text, "The offre is ready");
        QVERIFY(earlier[0].since == Milliseconds(5'000));
        QCOMPARE(earlier[1].text, "The offer is ready");
    }

    void theSearchFindsWhatAMessageSaysNow() {
        CompanyStore store;
        const Said said(store);
        QCOMPARE(found(store, "offre"), std::size_t{1});
        edit(store, said.row, "The offer is ready", Milliseconds(9'000));
        QCOMPARE(found(store, "offre"), std::size_t{0});
        QCOMPARE(found(store, "offer"), std::size_t{1});
        QCOMPARE(found(store, "of"),
                 std::size_t{1}); // by the beginning of a word, without trigrams
    }

    void anEndlessEditorLeavesTheFirstAndTheNewest() {
        CompanyStore store;
        const Said said(store);
        for (std::size_t i = 1; i <= limits::kRevisions + 20; ++i)
            edit(store, said.row, "text " + std::to_string(i),
                 Milliseconds(9'000 + static_cast<std::int64_t>(i)));
        const auto earlier = must(RevisionStore(store.reader()).earlier(said.row));
        QCOMPARE(earlier.size(), limits::kRevisions + 1);
        QCOMPARE(earlier.front().text, "The offre is ready");
        QCOMPARE(earlier[1].text, "text 20");
        QCOMPARE(earlier.back().text, "text " + std::to_string(limits::kRevisions + 19));
    }

    void whatIsErasedIsNotEdited() {
        CompanyStore store;
        const Said said(store);
        store.write([&](Transaction& transaction) {
            (void)must(eraseMessages(transaction, std::span(&said.row, 1)));
            QCOMPARE(RevisionStore(store.writer())
                         .edit(transaction, said.row, {"back", {}}, Milliseconds(1))
                         .error()
                         .code,
                     ErrorCode::ConversationUnknown);
        });
    }

    void eachPersonPutsAnEmojiOnce() {
        CompanyStore store;
        const Said said(store);
        QVERIFY(put(store, said.row, kAnna, 1, {}, "👍"));
        QVERIFY(put(store, said.row, kBob, 2, 7, "🎉"));
        QVERIFY(put(store, said.row, kBob, 3, 8, "👍"));
        QVERIFY(put(store, said.row, kBob, 4, 9, "👍")); // again: the newer id
        QCOMPARE(reactions(store, said.row), "bob:🎉 bob:👍 anna:👍 ");
        const auto taken = [&](const UserId& user, std::uint32_t id) {
            return store.write([&](Transaction& transaction) {
                return must(ReactionStore(store.writer())
                                .remove(transaction, said.conversation, user, idOf<MessageId>(id)));
            });
        };
        QVERIFY(!taken(kBob, 3));
        QVERIFY(!taken(kAnna, 4)); // somebody else's
        QVERIFY(taken(kBob, 4) == said.row);
        store.write([&](Transaction& transaction) {
            QVERIFY(must(ReactionStore(store.writer())
                             .accept(transaction, idOf<MessageId>(1), Seq(6))) == said.row);
        });
        QCOMPARE(reactions(store, said.row), "anna:👍 bob:🎉 ");
    }

    void aFloodOfReactionsEnds() {
        CompanyStore store;
        const Said said(store);
        for (std::uint32_t i = 0; i < limits::kReactionsOfUser; ++i)
            QVERIFY(put(store, said.row, kBob, 100 + i, 10 + i, "👍" + std::to_string(i)));
        QVERIFY(!put(store, said.row, kBob, 900, 900, "🎉"));
        QVERIFY(put(store, said.row, kAnna, 901, 901, "🎉"));
    }

    void allOfItGoesWithTheMessage() {
        constexpr std::string_view kMarker = "zwiebelkuchenrezept";
        CompanyStore store;
        const Said said(store, "first " + std::string(kMarker));
        edit(store, said.row, "second " + std::string(kMarker) + " and longer than before",
             Milliseconds(9'000));
        edit(store, said.row, std::string(kMarker), Milliseconds(9'500));
        QVERIFY(put(store, said.row, kBob, 1, 7, "\U0001E922"));
        const auto traces = [&] {
            (void)must(store.database().truncateLog());
            const auto pages = readEveryPage(store.file(), store.key);
            return pages.pagesWith(kMarker) + pages.pagesWith("\U0001E922");
        };
        QVERIFY(traces() > 0);
        store.write([&](Transaction& transaction) {
            (void)must(eraseMessages(transaction, std::span(&said.row, 1)));
        });
        QCOMPARE(traces(), std::size_t{0});
        QVERIFY(must(RevisionStore(store.reader()).earlier(said.row)).empty());
        QVERIFY(reactions(store, said.row).empty());
        QCOMPARE(found(store, "zwiebel"), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(TestActions)
#include "tst_actions.moc"
