#include "storage/erasure.h"
#include "storage/rows.h"
#include "storage/unread.h"
#include "tests/storage/company_store.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::storage::test;

namespace {

std::string textsOf(const std::vector<MessageRecord>& messages) {
    std::string texts;
    for (const MessageRecord& message : messages)
        texts += (texts.empty() ? "" : " ") + message.text;
    return texts;
}

std::string textsOf(const MessagePage& page) {
    return textsOf(page.messages);
}

} // namespace

class TestMessages : public QObject {
    Q_OBJECT

private slots:
    void aMessageComesBackAsItWent() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        NewMessage sent = CompanyStore::textOfBob(conversation, 7, "Hallo \U0001F44B");
        sent.messageId = idOf<MessageId>(9);
        sent.detail = {1, 2, 3};
        sent.kind = MessageKind::Unknown;
        sent.lifetime = Milliseconds(60'000);
        const MessageRow row = store.add(sent);
        const auto kept = must(MessageStore(store.reader()).find(row));
        QVERIFY(kept.has_value());
        QVERIFY(kept->conversation == conversation);
        QVERIFY(kept->seq == Seq(7));
        QVERIFY(kept->sender == kBob);
        QVERIFY(kept->device == kBobsDevice);
        QVERIFY(kept->sentAt == sent.sentAt && kept->receivedAt == sent.receivedAt);
        QVERIFY(kept->kind == MessageKind::Unknown && kept->state == MessageState::Received);
        QVERIFY(kept->messageId == sent.messageId);
        QVERIFY(kept->text == sent.text && kept->detail == sent.detail);
        QVERIFY(kept->lifetime == sent.lifetime);
        QVERIFY(kept->content == MessageRecord::Content::Whole);
        QVERIFY(!must(MessageStore(store.reader()).find(MessageRow(99))).has_value());
    }

    void theTimelineIsLogOrderAndThenWhatWaits() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        store.add(CompanyStore::textOfBob(conversation, 2, "two"));
        const MessageRow early = store.add(CompanyStore::textOfAnna(conversation, "early"));
        const MessageRow late = store.add(CompanyStore::textOfAnna(conversation, "late"));
        store.add(CompanyStore::textOfBob(conversation, 1, "one")); // out of order, still in order
        store.add(CompanyStore::textOfBob(conversation, 4, "four"));
        MessageStore messages(store.writer());
        QCOMPARE(textsOf(must(messages.newest(conversation, 10))),
                 std::string("late early four two one"));
        store.write([&](Transaction& transaction) {
            must(messages.setAccepted(transaction, early, Seq(3)));
        });
        QCOMPARE(textsOf(must(messages.newest(conversation, 10))),
                 std::string("late four early two one"));
        QVERIFY(must(messages.newerNeighbour(early)) ==
                must(messages.findBySeq(conversation, Seq(4))));
        QVERIFY(!must(messages.newerNeighbour(late)).has_value());
        const auto accepted = must(messages.find(early));
        QVERIFY(accepted->state == MessageState::Accepted && accepted->seq == Seq(3));
    }

    void sentAgainGoesToTheEndOfWhatWaits() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        const MessageRow first = store.add(CompanyStore::textOfAnna(conversation, "first"));
        store.add(CompanyStore::textOfAnna(conversation, "second"));
        MessageStore messages(store.writer());
        store.write([&](Transaction& transaction) {
            must(messages.setState(transaction, first, MessageState::Failed, ErrorCode::Refused));
        });
        QCOMPARE(textsOf(must(messages.newest(conversation, 10))), std::string("second first"));
        QVERIFY(must(messages.find(first))->failure == ErrorCode::Refused);
        store.write([&](Transaction& transaction) {
            must(messages.setState(transaction, first, MessageState::Queued));
            must(messages.moveToEnd(transaction, first));
        });
        QCOMPARE(textsOf(must(messages.newest(conversation, 10))), std::string("first second"));
        QVERIFY(!must(messages.find(first))->failure.has_value());
    }

    void pagesMeetWithoutGapOrOverlap() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        store.add(CompanyStore::textOfBob(store.conversation(2), 1, "elsewhere"));
        std::vector<MessageRow> rows;
        for (std::uint64_t seq = 1; seq <= 30; ++seq)
            rows.push_back(
                store.add(CompanyStore::textOfBob(conversation, seq, std::to_string(seq))));
        for (int i = 0; i < 3; ++i)
            store.add(CompanyStore::textOfAnna(conversation, "w" + std::to_string(i)));
        MessageStore messages(store.reader());
        const MessagePage newest = must(messages.newest(conversation, 7));
        QCOMPARE(textsOf(newest), std::string("w2 w1 w0 30 29 28 27"));
        QVERIFY(newest.reachesNewest && !newest.reachesOldest);
        std::vector<MessageRecord> all = newest.messages;
        MessagePage page = newest;
        while (!page.reachesOldest) {
            page = must(messages.olderThan(all.back().row, 7));
            QVERIFY(!page.reachesNewest);
            all.insert(all.end(), page.messages.begin(), page.messages.end());
        }
        QCOMPARE(all.size(), std::size_t{33});
        QCOMPARE(all.back().text, std::string("1"));
        QVERIFY(std::ranges::is_sorted(all, std::ranges::greater(), [](const MessageRecord& one) {
            return std::pair(one.place.value, one.row.value);
        }));
        QCOMPARE(textsOf(must(messages.newerThan(rows[27], 2))), std::string("30 29"));
        const MessagePage end = must(messages.newerThan(rows[28], 10));
        QCOMPARE(textsOf(end), std::string("w2 w1 w0 30"));
        QVERIFY(end.reachesNewest && !end.reachesOldest);
        const MessagePage middle = must(messages.around(rows[14], 4));
        QCOMPARE(textsOf(middle), std::string("17 16 15 14 13"));
        QVERIFY(!middle.reachesNewest && !middle.reachesOldest);
        const MessagePage oldest = must(messages.around(rows[0], 4));
        QCOMPARE(textsOf(oldest), std::string("3 2 1"));
        QVERIFY(oldest.reachesOldest);
        QCOMPARE(must(messages.count(conversation)), 33);
        QCOMPARE(messages.around(MessageRow(9'999), 4).error().code,
                 ErrorCode::ConversationUnknown);
        QVERIFY(must(messages.newest(ConversationId(9), 5)).reachesOldest);
    }

    void theFirstOfADayIsFound() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        store.add(CompanyStore::textOfBob(store.conversation(2), 1, "elsewhere"));
        std::vector<MessageRow> rows;
        for (std::uint64_t seq = 1; seq <= 30; ++seq) // said at 1,000 ms, 2,000 ms ...
            rows.push_back(
                store.add(CompanyStore::textOfBob(conversation, seq, std::to_string(seq))));
        MessageStore messages(store.reader());
        const auto since = [&](std::int64_t moment) {
            return must(messages.firstSince(conversation, Milliseconds(moment)));
        };
        QVERIFY(since(0) == rows.front());
        for (std::int64_t seq = 1; seq <= 30; ++seq) {
            QVERIFY(since(seq * 1'000) == rows[static_cast<std::size_t>(seq) - 1]);
            QVERIFY(since(seq * 1'000 - 1) == rows[static_cast<std::size_t>(seq) - 1]);
        }
        QVERIFY(!since(30'001));
        QVERIFY(!must(messages.firstSince(ConversationId(9), Milliseconds(0))));
    }

    void aPageCarriesTheRevisionItWasReadAt() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        store.add(CompanyStore::textOfBob(conversation, 1, "one"));
        Transaction transaction = store.begin();
        must(MessageStore(store.writer())
                 .add(transaction, CompanyStore::textOfBob(conversation, 2, "two")));
        const MessagePage before = must(MessageStore(store.reader()).newest(conversation, 5));
        QCOMPARE(textsOf(before), std::string("one"));
        const Revision written = must(transaction.commit());
        QVERIFY(before.revision.next() == written);
        const MessagePage after = must(MessageStore(store.reader()).newest(conversation, 5));
        QCOMPARE(textsOf(after), std::string("two one"));
        QVERIFY(after.revision == written);
    }

    /// delivery.md, rule 6.
    void aMessageOfOneSenderIsTakenOnce() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        NewMessage message = CompanyStore::textOfBob(conversation, 1, "once");
        message.messageId = idOf<MessageId>(5);
        const MessageRow row = store.add(message);
        MessageStore messages(store.writer());
        store.write([&](Transaction& transaction) {
            message.seq = Seq(2);
            QVERIFY(!must(messages.add(transaction, message)).has_value());
            message.sender = kAnna; // another sender, or another id with the same beginning
            QVERIFY(must(messages.add(transaction, message)).has_value());
            message.sender = kBob;
            message.messageId->bytes.back() ^= 1U;
            QVERIFY(must(messages.add(transaction, message)).has_value());
        });
        QVERIFY(must(messages.findById(conversation, kBob, idOf<MessageId>(5))) == row);
        QCOMPARE(must(messages.count(conversation)), 3);
        QCOMPARE(must(ConversationStore(store.reader()).find(conversation))->unread, 3);
    }

    void receiptsAreCountedOnceAUser() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        MessageStore messages(store.writer());
        std::vector<MessageRow> rows;
        for (std::uint64_t seq = 1; seq <= 3; ++seq) {
            NewMessage message = CompanyStore::textOfAnna(conversation, "m");
            message.recipients = 2;
            const MessageRow row = store.add(message);
            store.write([&](Transaction& transaction) {
                must(messages.setAccepted(transaction, row, Seq(seq)));
            });
            rows.push_back(row);
        }
        const auto apply = [&](const UserId& user, ReceiptKind kind, std::uint64_t last) {
            return store.write([&](Transaction& transaction) {
                return must(messages.applyReceipt(transaction, conversation,
                                                  {.user = user,
                                                   .kind = kind,
                                                   .first = Seq(1),
                                                   .last = Seq(last),
                                                   .at = Milliseconds(5)}));
            });
        };
        const auto shown = [&](std::size_t index) { return *must(messages.find(rows[index])); };
        const UserId carla = idOf<UserId>(3);
        QVERIFY(apply(kBob, ReceiptKind::Delivered, 2) == (std::vector{rows[0], rows[1]}));
        QVERIFY(apply(kBob, ReceiptKind::Delivered, 2).empty());
        QCOMPARE(shown(0).deliveredTo, 1);
        QVERIFY(shown(0).state == MessageState::Accepted);
        QVERIFY(apply(carla, ReceiptKind::Read, 1) == std::vector{rows[0]}); // read: delivered too
        QCOMPARE(shown(0).deliveredTo, 2);
        QCOMPARE(shown(0).readBy, 1);
        QVERIFY(shown(0).state == MessageState::Delivered);
        QVERIFY(apply(carla, ReceiptKind::Delivered, 1).empty());
        QVERIFY(apply(kBob, ReceiptKind::Read, 3) == rows);
        QCOMPARE(shown(0).readBy, 2);
        QCOMPARE(shown(2).deliveredTo, 1);
        QVERIFY(shown(2).state == MessageState::Accepted);
    }

    void messagesOfOthersAreUnreadUntilSeen() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        ConversationStore conversations(store.writer());
        MessageStore messages(store.writer());
        const auto unread = [&] { return must(conversations.find(conversation))->unread; };
        store.add(CompanyStore::textOfBob(conversation, 1, "one"));
        NewMessage notice = CompanyStore::textOfBob(conversation, 2, "");
        notice.kind = MessageKind::Notice;
        store.add(notice);
        const MessageRow third = store.add(CompanyStore::textOfBob(conversation, 3, "three"));
        store.add(CompanyStore::textOfAnna(conversation, "own"));
        QCOMPARE(unread(), 2);
        QCOMPARE(must(conversations.totalUnread()), 2);
        store.write([&](Transaction& transaction) {
            must(conversations.setReadUpTo(transaction, conversation, Seq(2)));
        });
        QCOMPARE(unread(), 1);
        QVERIFY(must(messages.firstUnread(conversation)) == third);
        store.write([&](Transaction& transaction) {
            must(conversations.setReadUpTo(transaction, conversation, Seq(1))); // never backwards
        });
        QCOMPARE(unread(), 1);
        QVERIFY(must(conversations.find(conversation))->readUpTo == Seq(2));
        store.write([&](Transaction& transaction) {
            must(conversations.setReadUpTo(transaction, conversation, Seq(3)));
        });
        QCOMPARE(unread(), 0);
        QVERIFY(!must(messages.firstUnread(conversation)).has_value());
    }

    void stretchesBehindSomethingUnreadAreKeptAndJoined() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        ConversationStore conversations(store.writer());
        MessageStore messages(store.writer());
        for (std::uint64_t seq = 1; seq <= 9; ++seq)
            store.add(CompanyStore::textOfBob(conversation, seq, std::to_string(seq)));
        const auto see = [&](std::uint64_t first, std::uint64_t last) {
            store.write([&](Transaction& transaction) {
                must(conversations.addRead(transaction, conversation, must(placeOf(1, Seq(first))),
                                           must(placeOf(1, Seq(last)))));
            });
        };
        const auto unread = [&] { return must(conversations.find(conversation))->unread; };
        const auto stretches = [&] {
            Statement count = store.writer().prepare("SELECT count(*) FROM read_ranges");
            return must(readInteger(count));
        };
        see(8, 8);
        see(4, 5);
        QCOMPARE(unread(), 6);
        QCOMPARE(stretches(), 2);
        see(5, 7); // overlaps one, and reaches the other
        QCOMPARE(unread(), 4);
        QCOMPARE(stretches(), 1);
        const auto fresh = must(
            messages.newlyRead(conversation, must(placeOf(1, Seq(1))), must(placeOf(1, Seq(9)))));
        QCOMPARE(fresh.size(), std::size_t{2});
        QVERIFY(fresh[0].first == Seq(1) && fresh[0].last == Seq(3) && fresh[1].first == Seq(9));
        see(1, 3);
        QCOMPARE(unread(), 1);
        QCOMPARE(stretches(), 0);
        QVERIFY(must(conversations.find(conversation))->readUpTo == Seq(8));
        see(9, 9);
        QCOMPARE(unread(), 0);
        see(2, 2); // known already: nothing moves back
        QCOMPARE(stretches(), 0);
        QVERIFY(must(conversations.find(conversation))->readUpTo == Seq(9));
    }

    void theListHasFavouritesFirstAndNoArchive() {
        CompanyStore store;
        const ConversationId quiet = store.conversation(1, "Quiet");
        const ConversationId busy = store.conversation(2, "Busy");
        const ConversationId away = store.conversation(3, "Away");
        ConversationStore conversations(store.writer());
        store.add(CompanyStore::textOfBob(busy, 5, "newest"));
        store.write([&](Transaction& transaction) {
            must(conversations.setShelf(transaction, quiet, Shelf::Favourites));
            must(conversations.setShelf(transaction, away, Shelf::Archive));
            must(conversations.setMark(transaction, quiet, UnreadMark::Set));
        });
        const auto list = must(conversations.list(0, 10));
        QCOMPARE(list.size(), std::size_t{2});
        QVERIFY(list[0].id == quiet && list[1].id == busy);
        QVERIFY(list[0].mark == UnreadMark::Set && list[0].shelf == Shelf::Favourites);
        QVERIFY(must(conversations.archive(0, 10)).front().id == away);
        QCOMPARE(must(conversations.countArchived()), 1);
        QCOMPARE(must(conversations.totalUnread()), 2);
        store.write([&](Transaction& transaction) {
            must(conversations.setMutedUntil(transaction, away, Milliseconds(9)));
        });
        store.add(CompanyStore::textOfBob(away, 5, "muted: stays there"));
        QCOMPARE(must(conversations.countArchived()), 1);
        QCOMPARE(must(conversations.totalUnread()), 2);
        store.add(CompanyStore::textOfAnna(away, "an own one brings it back"));
        QCOMPARE(must(conversations.countArchived()), 0);
    }

    void theListShowsTheNewestEntryAndActivity() {
        CompanyStore store;
        const ConversationId quiet = store.conversation(1, "Quiet");
        const ConversationId busy = store.conversation(2, "Busy");
        ConversationStore conversations(store.writer());
        store.add(CompanyStore::textOfBob(quiet, 1, "hello"));
        const MessageRow newest = store.add(CompanyStore::textOfBob(busy, 5, "newest"));
        store.add(CompanyStore::textOfBob(busy, 4, "older, but later here"));
        const auto list = must(conversations.list(0, 10));
        QCOMPARE(list.size(), std::size_t{2});
        QVERIFY(list[0].id == busy && list[1].id == quiet);
        QVERIFY(list[0].lastMessage == newest);
        QVERIFY(must(conversations.list(1, 10)).front().id == quiet);
        // A sender's clock that runs ahead does not keep a conversation on top.
        NewMessage ahead = CompanyStore::textOfBob(quiet, 2, "from the future");
        ahead.sentAt = Milliseconds(999'999'999);
        ahead.receivedAt = Milliseconds(4'500);
        store.add(ahead);
        QVERIFY(must(conversations.find(quiet))->lastActivity == Milliseconds(4'500));
    }

    void aNewEraSortsAfterTheOldOne() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        store.add(CompanyStore::textOfBob(conversation, 100, "old"));
        store.add(CompanyStore::textOfAnna(conversation, "waits"));
        ConversationStore conversations(store.writer());
        store.write([&](Transaction& transaction) {
            must(conversations.setReadUpTo(transaction, conversation, Seq(50)));
            must(conversations.addGap(transaction, conversation, {Seq(3), Seq(5)}));
            must(conversations.moveToGroup(transaction, conversation, idOf<GroupId>(2), Seq(1)));
        });
        store.add(CompanyStore::textOfBob(conversation, 2, "new"));
        QCOMPARE(textsOf(must(MessageStore(store.reader()).newest(conversation, 5))),
                 std::string("waits new old"));
        const auto moved = must(conversations.find(conversation));
        QVERIFY(moved->group == idOf<GroupId>(2));
        QVERIFY(moved->cursor == Seq(1) && moved->readUpTo == Seq(0));
        QCOMPARE(moved->unread, 2);
        QVERIFY(!must(conversations.inGap(conversation, Seq(4))));
        QVERIFY(!must(conversations.findByGroup(idOf<GroupId>(1))).has_value());
    }

    void aSeqThatWouldReachTheNextEraIsRefused() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        Transaction transaction = store.begin();
        MessageStore messages(store.writer());
        const auto added = messages.add(
            transaction, CompanyStore::textOfBob(conversation, std::uint64_t{1} << 40U, "far"));
        QCOMPARE(added.error().code, ErrorCode::TooLarge);
    }

    void aConversationKeepsItsPlaceAndPeople() {
        CompanyStore store;
        ConversationStore conversations(store.writer());
        const ConversationId direct = store.write([&](Transaction& transaction) {
            NewConversation fresh;
            fresh.group = idOf<GroupId>(8);
            fresh.kind = ConversationKind::Direct;
            fresh.peer = kBob;
            fresh.cursor = Seq(12);
            fresh.createdAt = Milliseconds(77);
            const auto id = must(conversations.create(transaction, fresh));
            must(conversations.setMembers(transaction, id,
                                          {{kAnna, kAnnasDevice, 0}, {kBob, kBobsDevice, 2}}));
            must(conversations.setCursor(transaction, id, Seq(15)));
            must(conversations.addGap(transaction, id, {Seq(13), Seq(14)}));
            must(conversations.setState(transaction, id, ConversationState::Lost,
                                        ErrorCode::GroupLost));
            must(conversations.setSettings(
                transaction, id,
                {.name = "n", .description = "d", .lifetime = Milliseconds(5), .seq = Seq(14)}));
            return id;
        });
        {
            Transaction transaction = store.begin();
            NewConversation again;
            again.group = idOf<GroupId>(8);
            QCOMPARE(conversations.create(transaction, again).error().code, ErrorCode::GroupExists);
        }
        const auto kept = must(ConversationStore(store.reader()).findDirect(kBob));
        QVERIFY(kept && kept->id == direct && kept->peer == kBob);
        QVERIFY(kept->state == ConversationState::Lost && kept->reason == ErrorCode::GroupLost);
        QVERIFY(kept->cursor == Seq(15) && kept->readUpTo == Seq(12));
        QVERIFY(kept->name == "n" && kept->description == "d" && kept->settingsSeq == Seq(14));
        QVERIFY(kept->lifetime == Milliseconds(5) && kept->createdAt == Milliseconds(77));
        const auto members = must(conversations.members(direct));
        QCOMPARE(members.size(), std::size_t{2});
        QVERIFY(members[1].user == kBob && members[1].device == kBobsDevice);
        QCOMPARE(members[1].leaf, 2U);
        QVERIFY(must(conversations.withMember(kBob)) == std::vector{direct});
        QVERIFY(must(conversations.inGap(direct, Seq(14))));
        QVERIFY(!must(conversations.inGap(direct, Seq(15))));
        QVERIFY(!must(conversations.findSelf()).has_value());
        QCOMPARE(must(conversations.all()).size(), std::size_t{1});
    }

    void aConversationThatNeverCameToBeIsGone() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        const MessageRow row = store.add(CompanyStore::textOfAnna(conversation, "waits"));
        ConversationStore conversations(store.writer());
        store.write([&](Transaction& transaction) {
            must(conversations.setMembers(transaction, conversation, {{kAnna, kAnnasDevice, 0}}));
            QVERIFY(must(conversations.remove(transaction, conversation)) == std::vector{row});
            QVERIFY(must(conversations.remove(transaction, conversation)).empty());
        });
        QVERIFY(!must(conversations.find(conversation)).has_value());
        QCOMPARE(must(MessageStore(store.reader()).count(conversation)), 0);
        store.conversation(1); // its group may be used again
    }

    /// Whatever comes in whatever order, the timeline is sorted and pages cover it.
    void anyOrderOfArrivalGivesOneTimeline() {
        for (std::uint32_t seed = 1; seed <= 5; ++seed) {
            CompanyStore store;
            const ConversationId conversation = store.conversation(1);
            std::vector<std::uint64_t> seqs(60);
            for (std::size_t i = 0; i < seqs.size(); ++i)
                seqs[i] = i + 1;
            std::mt19937 dice(seed);
            std::ranges::shuffle(seqs, dice);
            store.write([&](Transaction& transaction) {
                for (const std::uint64_t seq : seqs)
                    must(MessageStore(store.writer())
                             .add(transaction,
                                  CompanyStore::textOfBob(conversation, seq, std::to_string(seq))));
            });
            const MessagePage page = must(MessageStore(store.reader()).newest(conversation, 100));
            for (std::size_t i = 0; i < 60; ++i)
                QVERIFY(page.messages[i].seq == Seq(60 - i));
        }
    }
};

QTEST_GUILESS_MAIN(TestMessages)
#include "tst_messages.moc"
