// What the desktop is told, when, and when it is taken away again.
#include "app/notifications/notification_desk.h"
#include "app/texts/translation.h"
#include "tests/app/desk.h"
#include "tests/support/fake_notifier.h"

#include <QTest>

using namespace kontor;
using namespace std::chrono_literals;
using About = NotificationKey::About;
using Content = NotificationChoices::Content;

namespace {

struct Story : Desk {
    Story() {
        onEvent = [this](const Event& event) { hear(event); };
        translation.apply(QLocale(QLocale::English, QLocale::UnitedKingdom));
        notifier.setListener({.pressed = [this](const auto& key) { desk->forget(key); },
                              .dismissed = [this](const auto& key) { desk->forget(key); }});
    }

    void hear(const Event& event) {
        if (const auto* lists = std::get_if<ConversationsChanged>(&event))
            desk->apply(*lists);
        else if (const auto* message = std::get_if<MessageArrived>(&event))
            desk->apply(*message);
        else if (const auto* change = std::get_if<ConnectionChanged>(&event))
            desk->apply(*change);
        else if (const auto* reaction = std::get_if<ReactionArrived>(&event))
            desk->apply(*reaction);
        else if (const auto* erased = std::get_if<ContentErased>(&event))
            desk->apply(*erased);
    }
    MessageRow receive(ConversationId conversation, const Person& who, const QString& text) {
        const auto row = client.receive(conversation, who, text);
        settle();
        return row;
    }
    void mute(ConversationId conversation, Milliseconds until) {
        client.mute(conversation, until, [](const Result<void>&) {});
        settle();
    }
    void read(ConversationId conversation) {
        client.setUnread(conversation, 0);
        client.mute(conversation, 0ms, [](const Result<void>&) {}); // tells its summary
        settle();
    }
    void become(ConnectionState state) {
        client.setConnection(state);
        settle();
    }
    void arrive(const TimelineEntry& entry) {
        client.tell(MessageArrived{withBob, entry});
        settle();
    }
    /// An own message of the team; nothing is told of it.
    MessageRow own(const char* text) {
        return client.say(team, client.self(), QString::fromUtf8(text), clock.sinceEpoch());
    }
    void put(MessageRow row, const Person& who, const char* emoji) {
        client.putReaction(row, who, QString::fromUtf8(emoji));
        settle();
    }
    [[nodiscard]] const NotificationFace& of(ConversationId conversation) const {
        return notifier.shown.at({About::Messages, conversation});
    }
    [[nodiscard]] std::size_t count() const { return notifier.shown.size(); }

    Translation translation;
    FakeNotifier notifier;
    NotificationChoices choices{{}};
    int chimes = 0;
    std::unique_ptr<NotificationDesk> desk =
        std::make_unique<NotificationDesk>(notifier, choices, clock, [this] { ++chimes; });
    ConversationId withBob = client.addDirect(bob);
    ConversationId team = client.addGroup(QStringLiteral("Team"), {bob, cora});
};

} // namespace

class TestNotificationDesk : public QObject {
    Q_OBJECT

private slots:
    void aMessageIsToldWithNameAndText() {
        Story story;
        story.receive(story.withBob, story.bob, QStringLiteral("Guten Morgen"));
        QCOMPARE(story.of(story.withBob).title, QStringLiteral("Bob Lindner"));
        QCOMPARE(story.of(story.withBob).text, QStringLiteral("Guten Morgen"));
        QCOMPARE(story.chimes, 1);
        story.receive(story.team, story.cora, QStringLiteral("Alle da?"));
        QCOMPARE(story.of(story.team).title, QStringLiteral("Team"));
        QCOMPARE(story.of(story.team).text, QStringLiteral("Cora Mikkelsen: Alle da?"));
        QCOMPARE(story.count(), std::size_t{2});
    }

    void theNewerTakesThePlaceOfTheOlder() {
        Story story;
        story.receive(story.withBob, story.bob, QStringLiteral("eins"));
        story.receive(story.withBob, story.bob, QStringLiteral("zwei"));
        QCOMPARE(story.count(), std::size_t{1});
        QCOMPARE(story.of(story.withBob).title, QStringLiteral("Bob Lindner (2)"));
        QCOMPARE(story.of(story.withBob).text, QStringLiteral("zwei"));
    }

    void nothingBeyondWhatWasChosen() {
        Story story;
        story.choices.setContent(Content::NameOnly);
        story.receive(story.withBob, story.bob, QStringLiteral("Geheim"));
        QCOMPARE(story.of(story.withBob).title, QStringLiteral("Bob Lindner"));
        QCOMPARE(story.of(story.withBob).text, QStringLiteral("1 new message"));
        story.choices.setContent(Content::Nothing);
        story.desk->choicesChanged();
        QCOMPARE(story.count(), std::size_t{0}); // what said more is gone
        story.receive(story.team, story.bob, QStringLiteral("Geheim"));
        QCOMPARE(story.of(story.team).title, QStringLiteral("Kontor"));
        QCOMPARE(story.of(story.team).text, QStringLiteral("1 new message"));
        for (const auto& face : story.notifier.ever)
            QVERIFY(!(face.title + face.text + face.action).contains(QStringLiteral("Geheim")));
    }

    void turnedOffNothingIsToldAndNothingSounds() {
        Story story;
        story.choices.setEnabled(false);
        story.receive(story.withBob, story.bob, QStringLiteral("eins"));
        QVERIFY(story.notifier.ever.empty());
        QCOMPARE(story.chimes, 0);
    }

    void whoLooksAtItIsNotTold() {
        Story story;
        story.desk->setAttended(story.withBob);
        story.receive(story.withBob, story.bob, QStringLiteral("eins"));
        QCOMPARE(story.count(), std::size_t{0});
        QCOMPARE(story.chimes, 0);
        story.receive(story.team, story.bob, QStringLiteral("zwei"));
        QCOMPARE(story.count(), std::size_t{1});
        story.desk->setAttended(story.team); // opened: that is enough
        QCOMPARE(story.count(), std::size_t{0});
        story.desk->setAttended(std::nullopt);
        story.receive(story.withBob, story.bob, QStringLiteral("drei"));
        QCOMPARE(story.count(), std::size_t{1});
    }

    void whoIsNamedHearsOfItThoughMuted() {
        Story story;
        story.mute(story.team, kAlways);
        const auto name = [&story](const QString& handle) {
            (void)story.client.receive(story.team, story.cora,
                                       Draft::typed("Kommst du, @" + handle + "?"));
            story.settle();
        };
        name(QStringLiteral("bob"));
        QCOMPARE(story.count(), std::size_t{0});
        name(story.client.self().handle);
        QCOMPARE(story.of(story.team).text,
                 "Cora Mikkelsen: Kommst du, @" + story.client.self().name + "?");
        // What happens afterwards in the list leaves it there.
        story.mute(story.team, kAlways);
        QCOMPARE(story.count(), std::size_t{1});
        story.read(story.team);
        story.mute(story.team, kAlways);
        story.choices.setMentions(false);
        name(story.client.self().handle);
        QCOMPARE(story.count(), std::size_t{0});
    }

    void mutedIsSilentAndEndsByTheClock() {
        Story story;
        story.receive(story.withBob, story.bob, QStringLiteral("eins"));
        story.mute(story.withBob, story.clock.sinceEpoch() + 1h);
        QCOMPARE(story.count(), std::size_t{0});
        story.receive(story.withBob, story.bob, QStringLiteral("zwei"));
        QCOMPARE(story.count(), std::size_t{0});
        QCOMPARE(story.chimes, 1);
        story.clock.advance(61min);
        story.receive(story.withBob, story.bob, QStringLiteral("drei"));
        QCOMPARE(story.count(), std::size_t{1});
        story.mute(story.withBob, kAlways);
        story.clock.advance(24h * 365);
        story.receive(story.withBob, story.bob, QStringLiteral("vier"));
        QCOMPARE(story.count(), std::size_t{0});
    }

    void readOrErasedItIsTakenAway() {
        Story story;
        const auto row = story.receive(story.withBob, story.bob, QStringLiteral("eins"));
        story.receive(story.team, story.bob, QStringLiteral("zwei"));
        story.client.tell(ContentErased{{row}});
        story.settle();
        QVERIFY(!story.notifier.shown.contains({About::Messages, story.withBob}));
        QCOMPARE(story.count(), std::size_t{1});
        story.read(story.team);
        QCOMPARE(story.count(), std::size_t{0});
    }

    void anOlderMessageThatIsErasedLeavesTheNewer() {
        Story story;
        const auto row = story.receive(story.withBob, story.bob, QStringLiteral("eins"));
        story.receive(story.withBob, story.bob, QStringLiteral("zwei"));
        story.client.tell(ContentErased{{row}});
        story.settle();
        QCOMPARE(story.of(story.withBob).text, QStringLiteral("zwei"));
    }

    void aBacklogOfSeveralConversationsIsOneNotification() {
        Story story;
        story.become(ConnectionState::CatchingUp);
        for (int n = 0; n < 5; ++n)
            story.receive(story.withBob, story.bob, QStringLiteral("eins"));
        story.receive(story.team, story.cora, QStringLiteral("zwei"));
        QCOMPARE(story.count(), std::size_t{0});
        story.become(ConnectionState::Online);
        QCOMPARE(story.count(), std::size_t{1});
        const auto& face = story.notifier.shown.at({About::Backlog, {}});
        QCOMPARE(face.title, QStringLiteral("Kontor"));
        QCOMPARE(face.text, QStringLiteral("6 new messages in 2 conversations"));
        QCOMPARE(story.chimes, 1);
        // What comes now is told as ever; the last of them read, it is gone.
        story.receive(story.team, story.bob, QStringLiteral("drei"));
        QCOMPARE(story.count(), std::size_t{2});
        story.read(story.withBob);
        QCOMPARE(story.count(), std::size_t{1});
    }

    void aBacklogOfOneConversationIsItsOwn() {
        Story story;
        story.become(ConnectionState::CatchingUp);
        story.receive(story.withBob, story.bob, QStringLiteral("eins"));
        story.receive(story.withBob, story.bob, QStringLiteral("zwei"));
        story.become(ConnectionState::Offline); // all the same
        QCOMPARE(story.of(story.withBob).text, QStringLiteral("zwei"));
        QCOMPARE(story.of(story.withBob).title, QStringLiteral("Bob Lindner (2)"));
    }

    void whatWasErasedOrReadWhileCatchingUpIsNotTold() {
        Story story;
        story.become(ConnectionState::CatchingUp);
        const auto row = story.receive(story.withBob, story.bob, QStringLiteral("eins"));
        story.receive(story.team, story.bob, QStringLiteral("zwei"));
        story.client.tell(ContentErased{{row}});
        story.read(story.team);
        story.become(ConnectionState::Online);
        QVERIFY(story.notifier.ever.empty());
    }

    void linesAndOwnWordsAreNotTold() {
        Story story;
        story.receive(story.withBob, story.bob, QStringLiteral("eins"));
        const auto before = story.notifier.ever.size();
        for (const auto kind :
             {EntryKind::GroupCreated, EntryKind::MembersAdded, EntryKind::AdminsChanged,
              EntryKind::PollClosed, EntryKind::PollReopened, EntryKind::Undecryptable,
              EntryKind::Deleted}) {
            TimelineEntry entry;
            entry.kind = kind;
            entry.sender = story.bob;
            story.arrive(entry);
        }
        TimelineEntry own;
        own.side = TimelineEntry::Side::Own;
        story.arrive(own);
        TimelineEntry call;
        call.kind = EntryKind::Call;
        call.call = CallView{};
        story.arrive(call);
        QCOMPARE(story.notifier.ever.size(), before);
        call.call->missed = CallView::Missed::Yes;
        story.arrive(call);
        QCOMPARE(story.of(story.withBob).text, QStringLiteral("Missed call"));
    }

    void whatDisappearsIsKeptInNoList() {
        Story story;
        story.receive(story.withBob, story.bob, QStringLiteral("eins"));
        QVERIFY(story.of(story.withBob).stay == NotificationFace::Stay::Kept);
        TimelineEntry entry;
        entry.text = QStringLiteral("zwei");
        entry.lifetime = 30s;
        story.arrive(entry);
        QVERIFY(story.of(story.withBob).stay == NotificationFace::Stay::Fleeting);
    }

    void soundsHaveASwitchAndAPause() {
        Story story;
        story.receive(story.withBob, story.bob, QStringLiteral("eins"));
        story.receive(story.withBob, story.bob, QStringLiteral("zwei"));
        QCOMPARE(story.chimes, 1);
        story.clock.advance(NotificationDesk::kPause);
        story.receive(story.withBob, story.bob, QStringLiteral("drei"));
        QCOMPARE(story.chimes, 2);
        story.clock.advance(NotificationDesk::kPause);
        story.choices.setSounds(false);
        story.receive(story.withBob, story.bob, QStringLiteral("vier"));
        QCOMPARE(story.chimes, 2);
        QCOMPARE(story.of(story.withBob).text, QStringLiteral("vier"));
    }

    void dismissedItComesBackWithTheNext() {
        Story story;
        story.receive(story.withBob, story.bob, QStringLiteral("eins"));
        story.notifier.dismiss({About::Messages, story.withBob});
        story.receive(story.withBob, story.bob, QStringLiteral("zwei"));
        QCOMPARE(story.count(), std::size_t{1});
        story.notifier.press({About::Messages, story.withBob});
        QCOMPARE(story.count(), std::size_t{0});
    }

    void atTheEndNothingStays() {
        Story story;
        story.receive(story.withBob, story.bob, QStringLiteral("eins"));
        story.desk->ring(story.team, QStringLiteral("Bob Lindner"));
        QCOMPARE(story.count(), std::size_t{2});
        story.desk.reset();
        QCOMPARE(story.count(), std::size_t{0});
    }

    void longTextsAreCutBetweenLetters() {
        Story story;
        const auto letters = QStringLiteral("😀").repeated(NotificationText::kLetters);
        story.receive(story.withBob, story.bob, QStringLiteral("x") + letters);
        const auto text = story.of(story.withBob).text;
        QVERIFY(text.size() <= NotificationText::kLetters + 1);
        QVERIFY(text.endsWith(QStringLiteral("😀…")));
    }

    // Reactions
    void theAuthorHearsOfAReaction() {
        Story story;
        const auto row = story.own("Geheim");
        story.put(row, story.bob, "👍");
        QCOMPARE(story.of(story.team).title, QStringLiteral("Bob Lindner"));
        QCOMPARE(story.of(story.team).text,
                 QStringLiteral("Bob Lindner reacted to your message with 👍"));
        QCOMPARE(story.chimes, 0);
        story.put(row, story.cora, "🎉"); // in the place of the one before
        QCOMPARE(story.count(), std::size_t{1});
        QCOMPARE(story.of(story.team).title, QStringLiteral("Cora Mikkelsen"));
    }

    void nobodyElseDoes() {
        Story story;
        const auto bobs = story.client.say(story.team, story.bob, QStringLiteral("Moin"), 0ms);
        story.put(bobs, story.cora, "👍");
        story.put(story.own("Moin"), story.client.self(), "👍");
        QVERIFY(story.notifier.ever.empty());
    }

    void aReactionStaysThoughNothingIsUnread() {
        Story story;
        story.put(story.own("Moin"), story.bob, "👍");
        story.read(story.team); // its summary is told, with nothing unread
        QCOMPARE(story.count(), std::size_t{1});
        story.desk->setAttended(story.team);
        QCOMPARE(story.count(), std::size_t{0});
    }

    void aReactionGoesWithItsMessageOrAMute() {
        Story story;
        const auto row = story.own("Moin");
        story.put(row, story.bob, "👍");
        story.client.deleteEverywhere(row);
        story.settle();
        QCOMPARE(story.count(), std::size_t{0});
        story.put(story.own("Moin"), story.bob, "👍");
        QCOMPARE(story.count(), std::size_t{1});
        story.mute(story.team, kAlways);
        QCOMPARE(story.count(), std::size_t{0});
        story.put(story.own("Moin"), story.bob, "👍");
        QCOMPARE(story.count(), std::size_t{0});
    }

    void aMessageIsMoreThanAReaction() {
        Story story;
        const auto row = story.own("Moin");
        story.put(row, story.bob, "👍");
        story.receive(story.team, story.cora, QStringLiteral("Alle da?"));
        QCOMPARE(story.of(story.team).text, QStringLiteral("Cora Mikkelsen: Alle da?"));
        story.put(row, story.bob, "🎉");
        QCOMPARE(story.of(story.team).text, QStringLiteral("Cora Mikkelsen: Alle da?"));
        story.read(story.team);
        QCOMPARE(story.count(), std::size_t{0});
    }

    void ofAReactionNothingBeyondWhatWasChosen() {
        Story story;
        story.choices.setContent(Content::NameOnly);
        story.put(story.own("Geheim"), story.bob, "👍");
        QCOMPARE(story.of(story.team).title, QStringLiteral("Bob Lindner"));
        QCOMPARE(story.of(story.team).text, QStringLiteral("New reaction"));
        story.choices.setContent(Content::Nothing);
        story.put(story.own("Geheim"), story.bob, "👍");
        QCOMPARE(story.of(story.team).title, QStringLiteral("Kontor"));
        QCOMPARE(story.of(story.team).text, QStringLiteral("New reaction"));
        for (const auto& face : story.notifier.ever)
            QVERIFY(!face.text.contains(QStringLiteral("Geheim")));
    }

    void aCallRingsUntilItDoesNot() {
        Story story;
        story.desk->ring(story.withBob, QStringLiteral("Bob Lindner"));
        const NotificationKey key{About::Call, story.withBob};
        QCOMPARE(story.notifier.shown.at(key).title, QStringLiteral("Bob Lindner"));
        QVERIFY(story.notifier.shown.at(key).urgency == NotificationFace::Urgency::Urgent);
        story.desk->stopRinging();
        QCOMPARE(story.count(), std::size_t{0});
        story.choices.setContent(Content::Nothing);
        story.desk->ring(story.withBob, QStringLiteral("Bob Lindner"));
        story.notifier.dismiss(key);
        story.desk->ring(story.withBob, QStringLiteral("Bob Lindner")); // once is enough
        QCOMPARE(story.count(), std::size_t{0});
        story.desk->stopRinging();
        story.desk->ring(story.withBob, QStringLiteral("Bob Lindner"));
        QCOMPARE(story.notifier.shown.at(key).title, QStringLiteral("Kontor"));
    }
};

QTEST_GUILESS_MAIN(TestNotificationDesk)
#include "tst_notification_desk.moc"
