#include "core/conversations/summaries.h"
#include "core/conversations/timeline.h"
#include "core/setting_names.h"
#include "tests/simulation/stories.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

struct UnreadStory {
    explicit UnreadStory(std::uint64_t seed)
        : world(seed)
        , anna(world.join("anna"))
        , bob(world.join("bob"))
        , chat(world.chat(anna, bob)) {}

    void settle() {
        if (const auto wrong = world.settle(); !wrong.empty())
            qFatal("%s", wrong.c_str());
    }
    void bobSays(int from, int to) {
        for (int i = from; i <= to; ++i)
            (void)unwrap(bob.profile().sendText(*bob.directWith(anna), std::to_string(i)));
        settle();
    }
    [[nodiscard]] static std::map<std::string, MessageRow> rowsOf(SimClient& client,
                                                                  ConversationId conversation) {
        std::map<std::string, MessageRow> rows;
        for (const auto& message :
             unwrap(client.stores().messages.newest(conversation, 1'000)).messages)
            rows[message.text] = message.row;
        return rows;
    }
    /// Anna has these two and all between them on screen.
    void see(int first, int last) {
        const auto rows = rowsOf(anna, chat);
        unwrap(anna.profile().markSeen(
            chat, {rows.at(std::to_string(first)), rows.at(std::to_string(last))}));
        settle();
    }
    [[nodiscard]] ConversationSummary summary() {
        return unwrap(Summaries(anna.database().writer(), anna.user()).summary(chat));
    }
    [[nodiscard]] std::string firstUnread() {
        const auto row = unwrap(anna.stores().messages.firstUnread(chat));
        return row ? unwrap(anna.stores().messages.find(*row))->text : std::string();
    }
    [[nodiscard]] std::string readAtBobs() {
        std::string read;
        Timeline timeline(bob.database().writer(), bob.user());
        const auto page = unwrap(bob.stores().messages.newest(*bob.directWith(anna), 1'000));
        for (auto message = page.messages.rbegin(); message != page.messages.rend(); ++message)
            if (unwrap(timeline.entry(*message)).delivery == DeliveryState::Read)
                read += message->text + " ";
        return read;
    }

    SimWorld world;
    SimClient& anna;
    SimClient& bob;
    ConversationId chat;
};

} // namespace

/// What one device knows of its conversations: what was seen, what is kept apart, what is on top.
class TestUnreadStories : public QObject {
    Q_OBJECT
private slots:
    void whatWasJumpedOverStaysUnread() {
        UnreadStory story(401);
        story.bobSays(1, 9);
        story.see(1, 2);
        QCOMPARE(story.summary().unread, 7);
        story.see(7, 8); // she has jumped
        QCOMPARE(story.summary().unread, 5);
        QCOMPARE(story.firstUnread(), std::string("3"));
        QCOMPARE(story.readAtBobs(), std::string("1 2 7 8 "));
        story.anna.crash();
        story.anna.open();
        QCOMPARE(story.summary().unread, 5);
        story.see(5, 5);
        QCOMPARE(story.readAtBobs(), std::string("1 2 5 7 8 "));
        story.see(3, 4);
        QCOMPARE(story.firstUnread(), std::string("6"));
        story.see(6, 9);
        QCOMPARE(story.summary().unread, 0);
        QCOMPARE(story.readAtBobs(), std::string("1 2 3 4 5 6 7 8 9 "));
        // Nothing of the detours is kept.
        storage::Connection& store = story.anna.database().writer();
        storage::Statement rest = store.prepare("SELECT count(*) FROM read_ranges");
        QVERIFY(unwrap(rest.step()));
        QCOMPARE(rest.integer(), 0);
        AGREE(story.world);
    }

    void aPageBeginsAtTheFirstUnread() {
        UnreadStory story(402);
        story.bobSays(1, 60);
        story.see(1, 20);
        Timeline timeline(story.anna.database().writer(), story.anna.user());
        TimelineRequest request;
        request.conversation = story.chat;
        request.anchor = TimelineRequest::Anchor::FirstUnread;
        request.count = 20;
        const auto page = unwrap(timeline.page(request));
        QVERIFY(page.firstUnread.has_value());
        const auto at = std::ranges::find(page.entries, *page.firstUnread, &TimelineEntry::row);
        QVERIFY(at != page.entries.end());
        QCOMPARE(at->text, QStringLiteral("21"));
        QVERIFY(!page.reachesNewest && !page.reachesOldest);
        story.see(21, 60);
        QCOMPARE(unwrap(timeline.page(request)).entries.front().text, QStringLiteral("60"));
    }

    void sheMarksItUnreadAndSeesItAgain() {
        UnreadStory story(403);
        story.bobSays(1, 2);
        story.see(1, 2);
        QVERIFY(story.anna.profile().markUnread(story.chat).ok());
        QVERIFY(story.summary().mark == ConversationSummary::Mark::Unread);
        QCOMPARE(story.summary().unread, 0);
        QCOMPARE(unwrap(story.anna.stores().conversations.totalUnread()), 1);
        story.see(2, 2);
        QVERIFY(story.summary().mark == ConversationSummary::Mark::None);
        story.bobSays(3, 9);
        QVERIFY(story.anna.profile().markRead(story.chat).ok());
        QCOMPARE(story.summary().unread, 0);
        story.settle();
        QCOMPARE(story.readAtBobs(), std::string("1 2 3 4 5 6 7 8 9 "));
        QCOMPARE(story.anna.profile().markRead(ConversationId(99)).error().code,
                 ErrorCode::ConversationUnknown);
    }

    void aMessageBringsItBackFromTheArchive() {
        UnreadStory story(404);
        Summaries lists(story.anna.database().writer(), story.anna.user());
        QVERIFY(story.anna.profile().shelve(story.chat, Shelf::Archive).ok());
        QVERIFY(unwrap(lists.list(0, 10)).empty());
        QCOMPARE(unwrap(lists.archive(0, 10)).front().id, story.chat);
        story.bobSays(1, 1);
        QVERIFY(story.summary().shelf == Shelf::List);
        QVERIFY(unwrap(lists.archive(0, 10)).empty());
        QVERIFY(story.anna.profile().shelve(story.chat, Shelf::Archive).ok());
        QVERIFY(story.anna.profile().mute(story.chat, kAlways).ok());
        story.bobSays(2, 2);
        QVERIFY(story.summary().shelf == Shelf::Archive);
        QCOMPARE(story.summary().unread, 2);
        (void)unwrap(story.anna.profile().sendText(story.chat, "here again"));
        QVERIFY(story.summary().shelf == Shelf::List);
    }

    void favouritesStayOnTop() {
        UnreadStory story(405);
        SimClient& cora = story.world.join("cora");
        const ConversationId other = story.world.chat(story.anna, cora);
        Summaries lists(story.anna.database().writer(), story.anna.user());
        QVERIFY(story.anna.profile().shelve(story.chat, Shelf::Favourites).ok());
        story.world.run(1min);
        (void)unwrap(story.anna.profile().sendText(other, "later"));
        QCOMPARE(unwrap(lists.list(0, 10)).front().id, story.chat);
        story.anna.crash();
        story.anna.open();
        Summaries again(story.anna.database().writer(), story.anna.user());
        QCOMPARE(unwrap(again.list(0, 10)).front().id, story.chat);
        QVERIFY(story.anna.profile().shelve(story.chat, Shelf::List).ok());
        QCOMPARE(unwrap(again.list(0, 10)).front().id, other);
    }

    void aDraftStandsInTheList() {
        UnreadStory story(406);
        const std::string name = settings::ofConversation(settings::kDraft, story.chat);
        auto transaction = unwrap(storage::Transaction::begin(story.anna.database()));
        unwrap(story.anna.stores().settings.putText(transaction, name, "half a\n sentence"));
        (void)unwrap(transaction.commit());
        story.anna.events.clear();
        story.anna.profile().remembered(name);
        QCOMPARE(story.anna.events.size(), std::size_t{1});
        const auto* told = std::get_if<ConversationsChanged>(&story.anna.events.front());
        QVERIFY(told != nullptr);
        QCOMPARE(told->changed.front().draft, QStringLiteral("half a sentence"));
        QCOMPARE(story.summary().draft, QStringLiteral("half a sentence"));
    }
};

QTEST_GUILESS_MAIN(TestUnreadStories)
#include "tst_unread_stories.moc"
