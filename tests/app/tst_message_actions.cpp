// What people do to messages, as the timeline shows it and offers it.
#include "app/pictures/picture_library.h"
#include "app/view_models/message_actions_view_model.h"
#include "app/view_models/timeline_model.h"
#include "tests/app/desk.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace kontor;
using namespace std::chrono_literals;
using Role = TimelineModel::Role;
using Chip = ReactionsModel::Role;

namespace {

const QString kLike = QString::fromUtf8(MessageActionsViewModel::kLike);
const QString kHeart = QStringLiteral("❤️");

struct Story : Desk {
    ConversationId team = client.addGroup(QStringLiteral("Team"), {bob, cora});
    MessageRow bobs = client.say(team, bob, QStringLiteral("Wer bringt Kuchen?"), ago(5min));
    MessageRow own = client.say(team, client.self(), QStringLiteral("Ich, Freitag"), ago(1min));
    PictureLibrary pictures{workHere(), clock, clock};
    TimelineModel model{client, pictures, moments(), clock, clock};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    MessageActionsViewModel actions{client, model, moments()};

    Story() {
        onEvent = [this](const Event& event) {
            if (const auto* change = std::get_if<TimelineChanged>(&event))
                model.apply(*change);
            else if (const auto* erased = std::get_if<ContentErased>(&event))
                actions.forget(erased->rows);
        };
        actions.setMayWrite(true);
        model.open(team, ConversationKind::Group);
        settle();
    }
    [[nodiscard]] static double id(MessageRow row) { return static_cast<double>(row.value); }
    [[nodiscard]] QVariant of(MessageRow row, Role role) const {
        return roleOf(model, model.rowOf(id(row)), role);
    }
    [[nodiscard]] QuoteCard* quote(MessageRow row) const {
        return of(row, Role::Quote).value<QuoteCard*>();
    }
    [[nodiscard]] ReactionsModel* chips(MessageRow row) const {
        return of(row, Role::Reactions).value<ReactionsModel*>();
    }
    void aim(MessageRow row) { actions.aim(id(row)); }
};

} // namespace

class TestMessageActions : public QObject {
    Q_OBJECT

private slots:
    void anAnswerShowsWhatItAnswers() {
        Story story;
        QCOMPARE(story.quote(story.bobs), nullptr);
        const auto answer =
            story.client.receiveReply(story.team, story.cora, QStringLiteral("Ich"), story.bobs);
        story.settle();
        const auto* quote = story.quote(answer);
        QVERIFY(quote != nullptr);
        QCOMPARE(quote->who(), QStringLiteral("Bob Lindner"));
        QCOMPARE(quote->words(), QStringLiteral("Wer bringt Kuchen?"));
        QCOMPARE(quote->target(), Story::id(story.bobs));
        QVERIFY(story.of(answer, Role::Spoken)
                    .toString()
                    .contains(QStringLiteral("answers Bob Lindner")));
    }

    void aQuoteFollowsItsOrigin() {
        Story story;
        const auto answer =
            story.client.receiveReply(story.team, story.cora, QStringLiteral("Ich"), story.bobs);
        story.settle();
        const QPointer<QuoteCard> quote = story.quote(answer);
        story.client.changeText(story.bobs, QStringLiteral("Wer bringt Torte?"));
        story.settle();
        QCOMPARE(story.quote(answer), quote.data()); // the same card: the view keeps its place
        QCOMPARE(quote->words(), QStringLiteral("Wer bringt Torte?"));
        story.client.deleteEverywhere(story.bobs);
        story.settle();
        QVERIFY(!story.quote(answer)->here());
        QVERIFY(quote->who().isEmpty());
        QCOMPARE(quote->words(), QStringLiteral("The message was deleted."));
    }

    void aQuoteFromBeforeOnesTimeSaysSo() {
        QObject owner;
        const QuoteCard quote(QuoteView(), &owner);
        QVERIFY(!quote.here());
        QCOMPARE(quote.words(), QStringLiteral("A message from before you were here."));
    }

    void whatIsQuotedHasWords_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, EntryKind kind, const char* text, const char* words) {
            QTest::newRow(name) << static_cast<int>(kind) << QString::fromUtf8(text)
                                << QString::fromUtf8(words);
        };
        row("text", EntryKind::Text, "Moin", "Moin");
        row("poll", EntryKind::Poll, "Wohin?", "Poll: Wohin?");
        row("picture", EntryKind::Picture, "", "Picture");
        row("picture with words", EntryKind::Picture, "Kiel", "Picture: Kiel");
        row("file", EntryKind::File, "", "File");
    }
    void whatIsQuotedHasWords() {
        QFETCH(int, kind);
        QFETCH(QString, text);
        QFETCH(QString, words);
        QCOMPARE(QuoteCard::wordsOf(static_cast<EntryKind>(kind), text), words);
    }

    void aJumpLeadsToTheOriginAndMarksIt() {
        Story story;
        story.client.fill(story.team, 400);
        story.model.reload();
        story.settle();
        QCOMPARE(story.model.rowOf(Story::id(story.bobs)), -1);
        story.model.showEntry(Story::id(story.bobs));
        story.settle();
        QVERIFY(story.model.markedRow() >= 0);
        QVERIFY(story.of(story.bobs, Role::Marked).toBool());
        QVERIFY(!story.model.atNewest()); // so the way back is offered
    }

    void reactionsAreCountedAndNamed() {
        Story story;
        QCOMPARE(story.chips(story.own), nullptr);
        story.client.putReaction(story.own, story.bob, kLike);
        story.client.putReaction(story.own, story.cora, kLike);
        story.client.putReaction(story.own, story.cora, kHeart);
        story.settle();
        const auto* chips = story.chips(story.own);
        QVERIFY(chips != nullptr);
        QCOMPARE(columnOf(*chips, Chip::Emoji), QStringList({kLike, kHeart}));
        QCOMPARE(roleOf(*chips, 0, Chip::Count).toInt(), 2);
        QCOMPARE(roleOf(*chips, 0, Chip::People).toString(),
                 QStringLiteral("Bob Lindner, Cora Mikkelsen"));
        QVERIFY(!roleOf(*chips, 0, Chip::Mine).toBool());
    }

    void reactionsChangeInPlace() {
        Story story;
        story.client.putReaction(story.bobs, story.cora, kLike);
        story.settle();
        auto* const chips = story.chips(story.bobs);
        const QAbstractItemModelTester tester(chips);
        const QSignalSpy resets(chips, &QAbstractItemModel::modelReset);
        const QSignalSpy changes(chips, &QAbstractItemModel::dataChanged);
        story.actions.like(Story::id(story.bobs));
        story.settle();
        QCOMPARE(story.chips(story.bobs), chips);
        QCOMPARE(roleOf(*chips, 0, Chip::Count).toInt(), 2);
        QVERIFY(roleOf(*chips, 0, Chip::Mine).toBool());
        story.actions.toggle(Story::id(story.bobs), kHeart);
        story.settle();
        QCOMPARE(story.chips(story.bobs)->rowCount(), 2);
        QCOMPARE(resets.count(), 0);
        const auto before = changes.count();
        QCOMPARE(story.chips(story.bobs), chips); // read once more: nothing has changed
        QCOMPARE(changes.count(), before);
    }

    void aSecondPressTakesItBack() {
        Story story;
        story.actions.like(Story::id(story.bobs));
        story.settle();
        QVERIFY(story.chips(story.bobs) != nullptr);
        story.actions.like(Story::id(story.bobs));
        story.settle();
        QCOMPARE(story.chips(story.bobs), nullptr);
    }

    void anEditedTextSaysSoAndWhatItSaidBefore() {
        Story story;
        QVERIFY(story.of(story.own, Role::Edited).toString().isEmpty());
        story.client.changeText(story.own, QStringLiteral("Ich, Montag"));
        story.settle();
        QCOMPARE(story.of(story.own, Role::Edited).toString(), QStringLiteral("edited"));
        QVERIFY(story.of(story.own, Role::Spoken).toString().contains(QStringLiteral("edited")));
        story.aim(story.own);
        QVERIFY(story.actions.edited());
        story.actions.readEarlier();
        story.settle();
        QCOMPARE(story.actions.earlier(), QStringList({QStringLiteral("Ich, Freitag")}));
        QCOMPARE(story.actions.earlierTimes().size(), 1);
    }

    void whatIsErasedIsNotKept() {
        Story story;
        story.client.changeText(story.own, QStringLiteral("Ich, Montag"));
        story.settle();
        story.aim(story.own);
        story.actions.readEarlier();
        story.settle();
        story.actions.deleteForAll();
        story.settle();
        QVERIFY(story.actions.earlier().isEmpty());
        QVERIFY(story.actions.words().isEmpty());
        QVERIFY(!story.actions.mayDeleteForAll());
        QCOMPARE(story.of(story.own, Role::Kind).toString(), QStringLiteral("notice"));
        QVERIFY(!story.of(story.own, Role::Acts).toBool());
    }

    void deletedHereTheRowIsGone() {
        Story story;
        story.aim(story.bobs);
        QVERIFY(!story.actions.mayDeleteForAll()); // somebody else's
        QVERIFY(story.actions.mayDeleteHere());
        story.actions.deleteHere();
        story.settle();
        QCOMPARE(story.model.rowOf(Story::id(story.bobs)), -1);
        QCOMPARE(story.model.rowCount(), 1);
    }

    void onlyOnesOwnTextsMayBeChanged() {
        Story story;
        const QSignalSpy wanted(&story.actions, &MessageActionsViewModel::editWanted);
        story.aim(story.bobs);
        QVERIFY(!story.actions.mayEdit());
        story.actions.edit();
        QCOMPARE(wanted.count(), 0);
        story.actions.editLast(); // one's own, though it is the newest of all
        QCOMPARE(wanted.count(), 1);
    }

    void whereOneMayNotWriteNothingIsOffered() {
        Story story;
        story.actions.setMayWrite(false);
        const QSignalSpy answers(&story.actions, &MessageActionsViewModel::answerWanted);
        const QSignalSpy edits(&story.actions, &MessageActionsViewModel::editWanted);
        story.aim(story.own);
        QVERIFY(!story.actions.mayAnswer());
        QVERIFY(!story.actions.mayEdit());
        QVERIFY(!story.actions.mayDeleteForAll());
        QVERIFY(story.actions.mayDeleteHere()); // one's own copy
        story.actions.answer(Story::id(story.bobs));
        story.actions.like(Story::id(story.bobs));
        story.actions.editLast();
        story.settle();
        QCOMPARE(answers.count() + edits.count(), 0);
        QCOMPARE(story.chips(story.bobs), nullptr);
    }

    void aRefusalIsSaid() {
        Story story;
        const QSignalSpy failed(&story.actions, &MessageActionsViewModel::failed);
        story.client.failWith(Error(ErrorCode::NotAllowed));
        story.actions.like(Story::id(story.bobs));
        story.settle();
        QCOMPARE(failed.count(), 1);
        QCOMPARE(failed.front().front().toString(), QStringLiteral("You may not do this here."));
    }
};

QTEST_GUILESS_MAIN(TestMessageActions)
#include "tst_message_actions.moc"
