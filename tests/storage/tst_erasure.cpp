#include "storage/content_places.h"
#include "storage/erasure.h"
#include "storage/group_store_sql.h"
#include "storage/outbox_store.h"
#include "storage/rows.h"
#include "storage/search_index.h"
#include "storage/settings_store.h"
#include "storage/timer_store.h"
#include "tests/storage/company_store.h"
#include "tests/storage/page_reader.h"

#include <QtTest>

#include <algorithm>
#include <random>
#include <sqlite3.h>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::storage::test;

// "Erased means gone" (design.md, 9): every page of the store is decrypted by the test itself, free
// pages and the WAL included. Markers: a word, and letters that no other text has (prefix
// compression in the index can hide parts of a word, but not these).
namespace {

constexpr std::string_view kWord = "zwiebelkuchenrezept";
constexpr std::string_view kMarked =
    "zwiebelkuchenrezept \U0001E922\U0001E925\U0001E929\U0001E931\U0001E93A";
/// The first three bytes of each of those letters.
constexpr std::string_view kLetterBytes = "\xF0\x9E\xA4";

std::string ordinaryText(int number) {
    static constexpr auto kWords = std::to_array<std::string_view>(
        {"der", "Vertrag", "kommt", "morgen", "meeting", "at", "noon", "Rechnung", "Frühstück",
         "bitte", "review", "the", "Entwurf", "release", "Zwiebel", "Kuchen"});
    std::string text = "Nr. " + std::to_string(number);
    for (int i = 0; i < 8; ++i) {
        text += ' ';
        text += kWords[static_cast<std::size_t>((number * 7 + i * i * 3 + number / 5) % 16)];
    }
    return text;
}

struct Filled {
    ConversationId conversation;
    std::vector<MessageRow> marked;
};

/// Ordinary messages with marked ones between.
Filled fill(CompanyStore& store, int count, Milliseconds lifetime) {
    Filled filled;
    filled.conversation = store.conversation(static_cast<std::uint32_t>(count));
    for (int first = 1; first <= count; first += 50) {
        store.write([&](Transaction& transaction) {
            MessageStore messages(store.writer());
            for (int seq = first; seq < first + 50 && seq <= count; ++seq) {
                const bool marked = seq % 100 == 50;
                NewMessage message = CompanyStore::textOfBob(
                    filled.conversation, static_cast<std::uint64_t>(seq), ordinaryText(seq));
                if (marked) {
                    message.text += ' ';
                    message.text += kMarked;
                    message.detail = toBytes(viewOf(kWord));
                }
                message.lifetime = lifetime;
                const auto row = must(messages.add(transaction, message));
                if (marked)
                    filled.marked.push_back(*row);
            }
        });
    }
    return filled;
}

std::size_t traces(const DecryptedStore& pages) {
    return pages.pagesWith(kWord) + pages.pagesWith(kLetterBytes);
}

DecryptedStore pagesOf(CompanyStore& store) {
    return readEveryPage(store.file(), store.key);
}

/// Before: the markers are in the main file, and in the WAL when it is not empty. Afterwards:
/// nowhere.
template <typename Erase>
void expectGone(CompanyStore& store, Erase erase) {
    // A passive checkpoint copies what the WAL has into the main file and leaves the WAL as it is.
    QCOMPARE(sqlite3_wal_checkpoint_v2(store.writer().handle(), "main", SQLITE_CHECKPOINT_PASSIVE,
                                       nullptr, nullptr),
             SQLITE_OK);
    const DecryptedStore before = pagesOf(store);
    QCOMPARE(before.badPages, std::size_t{0});
    const auto in = [&](DecryptedPage::Where where) {
        return std::ranges::count_if(before.pages, [&](const DecryptedPage& page) {
            return page.where == where &&
                   textOf(page.plain).find(kLetterBytes) != std::string_view::npos;
        });
    };
    QVERIFY(in(DecryptedPage::Where::Main) > 0);
    const bool hasLog = before.pages.back().where == DecryptedPage::Where::Log;
    QVERIFY(in(DecryptedPage::Where::Log) > 0 || !hasLog);
    erase();
    QCOMPARE(must(store.database().truncateLog()), Database::Checkpoint::Done);
    const DecryptedStore after = pagesOf(store);
    QCOMPARE(after.badPages, std::size_t{0});
    QCOMPARE(traces(after), std::size_t{0});
}

} // namespace

class TestErasure : public QObject {
    Q_OBJECT

private slots:
    void erasedMessagesAreInNoPage() {
        CompanyStore store;
        const Filled filled = fill(store, 2'000, Milliseconds(0));
        expectGone(store, [&] {
            const auto gone = store.write([&](Transaction& transaction) {
                return must(eraseMessages(transaction, filled.marked));
            });
            QVERIFY(gone == filled.marked);
        });
    }

    void expiredMessagesAreInNoPage() {
        CompanyStore store;
        const Filled filled = fill(store, 2'000, Milliseconds(60'000));
        store.write([&](Transaction& transaction) {
            TimerStore timers(store.writer());
            for (const MessageRow row : filled.marked)
                must(timers.start(transaction, row, Milliseconds(5'000)));
        });
        expectGone(store, [&] {
            const auto gone = store.write([&](Transaction& transaction) {
                return must(TimerStore(store.writer()).sweep(transaction, Milliseconds(5'000)));
            });
            QCOMPARE(gone.size(), filled.marked.size());
        });
    }

    /// Few of many are taken out of the small index by themselves.
    void fewExpiredMessagesOfManyAreInNoPage() {
        CompanyStore store;
        const Filled filled = fill(store, 6'000, Milliseconds(60'000));
        expectGone(store, [&] {
            for (std::size_t i = 0; i < filled.marked.size(); i += 3)
                store.write([&](Transaction& transaction) {
                    const auto end = std::min(i + 3, filled.marked.size());
                    must(eraseMessages(transaction, std::span(filled.marked).subspan(i, end - i)));
                });
        });
    }

    /// Many at once go in one sweep of the small index.
    void manyExpiredMessagesAreInNoPage() {
        CompanyStore store;
        const Filled filled = fill(store, 6'000, Milliseconds(60'000));
        QVERIFY(filled.marked.size() >= 60);
        expectGone(store, [&] {
            store.write(
                [&](Transaction& transaction) { must(eraseMessages(transaction, filled.marked)); });
        });
        Statement option =
            store.writer().prepare("SELECT v FROM search_timed_config WHERE k = 'secure-delete'");
        QCOMPARE(must(readInteger(option)), 1);
    }

    void anOwnMessageThatWaitsIsErasedInTheOutboxToo() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        const MessageRow row =
            store.add(CompanyStore::textOfAnna(conversation, std::string(kMarked)));
        OutboxStore outbox(store.writer());
        const OutboxRow waiting = store.write([&](Transaction& transaction) {
            NewOutgoing outgoing;
            outgoing.conversation = conversation;
            outgoing.message = row;
            outgoing.content = toBytes(viewOf(kMarked));
            const OutboxRow queued = must(outbox.enqueue(transaction, outgoing));
            must(outbox.seal(transaction, queued, viewOf(kMarked), idOf<PayloadHash>(5), Epoch(3)));
            return queued;
        });
        expectGone(store, [&] {
            store.write([&](Transaction& transaction) {
                must(eraseMessages(transaction, std::span(&row, 1)));
            });
        });
        // The row still recognises its own entry in the log, but is never sent again.
        QVERIFY(must(outbox.findByHash(conversation, idOf<PayloadHash>(5))).has_value());
        store.write([&](Transaction& transaction) {
            std::ignore = must(outbox.requeueAll(transaction, conversation));
        });
        QVERIFY(!must(outbox.find(waiting)).has_value());
    }

    void aSentMessageLeavesNothingInTheOutbox() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        OutboxStore outbox(store.writer());
        std::vector<OutboxRow> rows;
        store.write([&](Transaction& transaction) {
            for (int i = 0; i < 200; ++i) {
                NewOutgoing outgoing;
                outgoing.conversation = conversation;
                const std::string text = i % 10 == 0 ? std::string(kMarked) : ordinaryText(i);
                outgoing.content = toBytes(viewOf(text));
                rows.push_back(must(outbox.enqueue(transaction, outgoing)));
            }
        });
        expectGone(store, [&] {
            store.write([&](Transaction& transaction) {
                for (std::size_t i = 0; i < rows.size(); i += 10)
                    must(outbox.remove(transaction, rows[i]));
            });
        });
    }

    /// Neighbours first, the marked ones last: when pages are joined because their rows have
    /// shrunk, no copy of what is still there may stay behind.
    void erasingInRoundsLeavesNoCopyOfWhatIsErasedLater_data() {
        QTest::addColumn<int>("lifetime");
        QTest::newRow("for ever") << 0;
        QTest::newRow("with a lifetime") << 60'000;
    }
    void erasingInRoundsLeavesNoCopyOfWhatIsErasedLater() {
        QFETCH(int, lifetime);
        CompanyStore store;
        const Filled filled = fill(store, 1'200, Milliseconds(lifetime));
        for (int round = 0; round < 4; ++round) {
            std::vector<MessageRow> others;
            for (std::int64_t row = 1; row <= 1'200; ++row) {
                const bool marked =
                    std::ranges::find(filled.marked, MessageRow(row)) != filled.marked.end();
                if (!marked && (row / 7) % 4 == round)
                    others.emplace_back(row);
            }
            store.write(
                [&](Transaction& transaction) { must(eraseMessages(transaction, others)); });
            must(store.database().truncateLog());
        }
        expectGone(store, [&] {
            store.write(
                [&](Transaction& transaction) { must(eraseMessages(transaction, filled.marked)); });
        });
    }

    /// Each text lies on disk exactly as often as it lives, after every round of erasing: no page
    /// that was split or joined keeps a copy.
    void noContentLiesOnDiskTwice() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        std::mt19937 dice(1);
        std::vector<MessageRow> rows;
        store.write([&](Transaction& transaction) {
            for (std::uint64_t seq = 1; seq <= 1'500; ++seq) {
                NewMessage message = CompanyStore::textOfBob(conversation, seq, "");
                message.kind = MessageKind::Unknown; // its content is in no index
                message.text = std::string(kWord) + std::string(dice() % 900, 'x');
                message.detail = Bytes(dice() % 3 == 0 ? dice() % 300 : 0, 7);
                rows.push_back(*must(MessageStore(store.writer()).add(transaction, message)));
            }
        });
        std::ranges::shuffle(rows, dice);
        constexpr std::size_t kRound = 150;
        while (!rows.empty()) {
            must(store.database().truncateLog());
            QCOMPARE(pagesOf(store).occurrencesOf(kWord), rows.size());
            store.write([&](Transaction& transaction) {
                must(eraseMessages(transaction, std::span(rows).last(kRound)));
            });
            rows.resize(rows.size() - kRound);
        }
        must(store.database().truncateLog());
        QCOMPARE(pagesOf(store).occurrencesOf(kWord), std::size_t{0});
    }

    /// Idle time empties the WAL by itself.
    void tidyingLeavesNoReplacedValueInTheLog() {
        CompanyStore store;
        for (const std::string_view value : {kMarked, std::string_view("other")}) {
            store.write([&](Transaction& transaction) {
                must(SettingsStore(store.writer()).putText(transaction, "draft", value));
            });
        }
        QVERIFY(traces(pagesOf(store)) > 0);
        int steps = 0;
        while (must(store.database().tidyStep()) != Database::Tidied::Done)
            QVERIFY(++steps < 1'000);
        QCOMPARE(traces(pagesOf(store)), std::size_t{0});
    }

    void aTombstoneKeepsThePlaceAndNothingElse() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        store.add(CompanyStore::textOfBob(conversation, 1, "first"));
        const MessageRow row = store.add(CompanyStore::textOfBob(conversation, 2, "second"));
        store.add(CompanyStore::textOfBob(conversation, 3, "third"));
        store.write([&](Transaction& transaction) {
            QCOMPARE(must(eraseMessages(transaction, std::span(&row, 1))).size(), std::size_t{1});
            QCOMPARE(must(eraseMessages(transaction, std::span(&row, 1))).size(), std::size_t{0});
        });
        const MessagePage page = must(MessageStore(store.reader()).newest(conversation, 10));
        QCOMPARE(page.messages.size(), std::size_t{3});
        QVERIFY(page.messages[1].row == row);
        QVERIFY(page.messages[1].content == MessageRecord::Content::Erased);
        QVERIFY(page.messages[1].text.empty());
        QVERIFY(page.messages[1].detail.empty());
        SearchIndex search(store.reader());
        QVERIFY(must(search.search({.words = "second"})).rows.empty());
        QCOMPARE(must(search.search({.words = "third"})).rows.size(), std::size_t{1});
        QCOMPARE(must(ConversationStore(store.reader()).find(conversation))->unread, 2);
    }

    void aClockSetBackProlongsNoLife() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        const MessageRow row = store.add(CompanyStore::textOfBob(conversation, 1, "short"));
        TimerStore timers(store.writer());
        store.write([&](Transaction& transaction) {
            must(timers.start(transaction, row, Milliseconds(10'000)));
            must(timers.start(transaction, row, Milliseconds(30'000))); // never later
            QVERIFY(must(timers.sweep(transaction, Milliseconds(9'999))).empty());
            QVERIFY(must(timers.advance(transaction, Milliseconds(10'500))) ==
                    Milliseconds(10'500));
        });
        QVERIFY(must(timers.earliest()) == Milliseconds(10'000));
        store.write([&](Transaction& transaction) {
            const auto gone = must(timers.sweep(transaction, Milliseconds(2'000)));
            QCOMPARE(gone.size(), std::size_t{1});
        });
        QVERIFY(must(timers.effective(Milliseconds(2'000))) == Milliseconds(10'500));
        QVERIFY(!must(timers.earliest()).has_value());
    }

    void whatHasExpiredLeavesTheTimelineAndTheList() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        const MessageRow first = store.add(CompanyStore::textOfBob(conversation, 1, "first"));
        const MessageRow second = store.add(CompanyStore::textOfBob(conversation, 2, "second"));
        const MessageRow third = store.add(CompanyStore::textOfBob(conversation, 3, "third"));
        store.write([&](Transaction& transaction) {
            TimerStore timers(store.writer());
            must(timers.start(transaction, second, Milliseconds(1'000)));
            must(timers.start(transaction, third, Milliseconds(1'000)));
            QVERIFY(must(timers.sweep(transaction, Milliseconds(1'000), 1)) == std::vector{second});
            QVERIFY(must(timers.sweep(transaction, Milliseconds(1'000))) == std::vector{third});
            QVERIFY(!must(timers.deadlineOf(second)).has_value());
        });
        MessageStore messages(store.reader());
        const MessagePage page = must(messages.newest(conversation, 10));
        QCOMPARE(page.messages.size(), std::size_t{1});
        QVERIFY(page.messages[0].row == first);
        QVERIFY(page.reachesOldest);
        QVERIFY(must(messages.find(third))->content == MessageRecord::Content::Expired);
        QVERIFY(must(ConversationStore(store.reader()).find(conversation))->lastMessage == first);
        // A window that still shows the row asks for what lies beyond it.
        QVERIFY(must(messages.olderThan(third, 10)).messages.at(0).row == first);
        QVERIFY(must(messages.newerThan(second, 10)).messages.empty());
        QCOMPARE(must(messages.around(second, 10)).messages.size(), std::size_t{1});
        // Its entry is met in the log later: nothing comes back.
        store.write([&](Transaction& transaction) {
            must(MessageStore(store.writer()).setAccepted(transaction, third, Seq(3)));
        });
        QCOMPARE(must(messages.newest(conversation, 10)).messages.size(), std::size_t{1});
    }

    void whatWaitsAgainHasNoClock() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        const MessageRow row = store.add(CompanyStore::textOfAnna(conversation, "mine"));
        MessageStore messages(store.writer());
        TimerStore timers(store.writer());
        store.write([&](Transaction& transaction) {
            must(messages.setAccepted(transaction, row, Seq(1)));
            must(timers.start(transaction, row, Milliseconds(10'000)));
        });
        QVERIFY(must(messages.find(row))->deadline == Milliseconds(10'000));
        store.write([&](Transaction& transaction) {
            must(messages.setState(transaction, row, MessageState::Queued));
        });
        QVERIFY(!must(messages.find(row))->deadline.has_value());
    }

    void placesOutsideTheStoreAreTold() {
        ContentPlaces places;
        std::vector<MessageRow> dropped;
        places.add({.kind = PlaceKind::Cache,
                    .name = "pictures in memory",
                    .erasing = Erasing::Forgotten,
                    .forget = [&](std::span<const MessageRow> rows) {
                        dropped.assign(rows.begin(), rows.end());
                    }});
        const std::vector<MessageRow> rows{MessageRow(3), MessageRow(4)};
        places.forget(rows);
        QVERIFY(dropped == rows);
    }

    /// Old ratchet secrets could open messages that the server still has.
    void replacedSecretsOfAGroupAreInNoPage() {
        CompanyStore store;
        const GroupId group = idOf<GroupId>(1);
        const auto rewrite = [&](std::string_view what) {
            for (std::uint64_t leaf = 0; leaf < 300; ++leaf) {
                store.write([&](Transaction& transaction) {
                    GroupStoreSql rows(transaction, group);
                    const std::string value =
                        std::string(what) + std::to_string(10'000 + leaf) + std::string(30, 'x');
                    must(rows.put(mls::StatePart::Ratchet, leaf * 2 + 1, viewOf(value)));
                });
            }
        };
        rewrite("old-secret");
        must(store.database().truncateLog());
        QVERIFY(pagesOf(store).pagesWith("old-secret") > 0);
        rewrite("new-secret");
        must(store.database().truncateLog());
        const DecryptedStore after = pagesOf(store);
        QVERIFY(after.pagesWith("new-secret") > 0);
        QCOMPARE(after.pagesWith("old-secret"), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(TestErasure)
#include "tst_erasure.moc"
