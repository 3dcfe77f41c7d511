// Polls in the window: their words, their card, the form, and voting from the timeline.
#include "app/pictures/picture_library.h"
#include "app/texts/entry_text.h"
#include "app/texts/poll_text.h"
#include "app/view_models/poll_editor_view_model.h"
#include "app/view_models/timeline_model.h"
#include "tests/app/desk.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

using namespace kontor;
using CardRole = PollCardModel::Role;
using Numbers = std::vector<PollView::OptionNumber>;

namespace {

PollForm lunch(PollView::Choices choices = PollView::Choices::One) {
    return {QStringLiteral("Lunch?"),
            {QStringLiteral("Soup"), QStringLiteral("Rice"), QStringLiteral("Bread")},
            choices};
}

/// Anna's poll in a group with Bob and Cora, in an open timeline.
struct PollStory : Desk {
    ConversationId group = client.addGroup(QStringLiteral("Team"), {bob, cora});
    PictureLibrary pictures{workHere(), clock, clock};
    TimelineModel timeline{client, pictures, moments(), clock, clock};
    QAbstractItemModelTester tester{&timeline,
                                    QAbstractItemModelTester::FailureReportingMode::QtTest};
    MessageRow row;

    explicit PollStory(const PollForm& form = lunch()) {
        onEvent = [this](const Event& event) {
            if (const auto* change = std::get_if<TimelineChanged>(&event))
                timeline.apply(*change);
        };
        client.askPoll(group, form,
                       [this](const Result<MessageRow>& asked) { row = asked.value(); });
        settle();
        timeline.open(group, ConversationKind::Group);
        settle();
    }
    [[nodiscard]] double id() const { return static_cast<double>(row.value); }
    [[nodiscard]] PollCardModel* card() {
        const auto at = timeline.index(timeline.rowOf(id()));
        return at.data(static_cast<int>(TimelineModel::Role::Poll)).value<PollCardModel*>();
    }
    [[nodiscard]] QVariant of(int option, CardRole role) { return roleOf(*card(), option, role); }
    [[nodiscard]] QString text(TimelineModel::Role role) {
        return roleOf(timeline, timeline.rowOf(id()), role).toString();
    }
    void press(int option) {
        timeline.vote(id(), option);
        settle();
    }
};

/// The form that is being filled in.
struct EditorStory : Desk {
    ConversationId group = client.addGroup(QStringLiteral("Team"), {bob, cora});
    PollEditorViewModel editor{client};

    EditorStory() { editor.open(group); }
    [[nodiscard]] QStringList options() {
        QStringList all;
        for (int row = 0; row < editor.options()->rowCount(); ++row)
            all << editor.options()->index(row, 0).data().toString();
        return all;
    }
};

} // namespace

class TestPollCard : public QObject {
    Q_OBJECT

private slots:
    void pressingVotesAndPressingAgainTakesItBack() {
        PollStory story;
        QCOMPARE(story.text(TimelineModel::Role::Kind), QStringLiteral("poll"));
        QCOMPARE(story.card()->rowCount(), 3);
        QSignalSpy told(story.card(), &PollCardModel::dataChanged);
        PollCardModel* const before = story.card();
        story.press(2);
        QCOMPARE(story.card(), before); // rows change in place: the keyboard stays
        QVERIFY(told.count() > 0);
        QVERIFY(story.of(1, CardRole::Chosen).toBool() && story.of(1, CardRole::Waiting).toBool());
        QCOMPARE(story.of(1, CardRole::Count).toInt(), 0); // counted once the log has it
        story.client.castVote(story.row, story.client.self(), {2});
        story.settle();
        QVERIFY(!story.of(1, CardRole::Waiting).toBool());
        QCOMPARE(story.of(1, CardRole::Count).toInt(), 1);
        story.press(1); // one choice: instead of the other
        QVERIFY(story.of(0, CardRole::Chosen).toBool() && !story.of(1, CardRole::Chosen).toBool());
        story.press(1);
        QVERIFY(!story.of(0, CardRole::Chosen).toBool());
    }

    void severalChoicesAddUp() {
        PollStory story(lunch(PollView::Choices::Several));
        story.press(1);
        story.press(3);
        QVERIFY(story.of(0, CardRole::Chosen).toBool() && story.of(2, CardRole::Chosen).toBool());
        story.press(1);
        QVERIFY(!story.of(0, CardRole::Chosen).toBool() && story.of(2, CardRole::Chosen).toBool());
    }

    void theCardTellsWhoHasAnsweredAndWhoHasNot() {
        PollStory story;
        story.client.castVote(story.row, story.bob, {1});
        story.client.castVote(story.row, story.cora, {1});
        story.client.castVote(story.row, story.client.self(), {2});
        story.settle();
        QCOMPARE(story.of(0, CardRole::Voters).toString(),
                 QStringLiteral("Bob Lindner and Cora Mikkelsen"));
        QCOMPARE(story.of(0, CardRole::Share).toDouble(), 1.0);
        QCOMPARE(story.of(1, CardRole::Share).toDouble(), 0.5);
        QCOMPARE(story.card()->answered(), QStringLiteral("3 of 3"));
        QVERIFY(story.card()->silent().isEmpty());
        QVERIFY(story.of(0, CardRole::Spoken).toString().contains(QStringLiteral("Soup")));
    }

    void aClosedPollHasAWinnerAndNoVotes() {
        PollStory story;
        story.client.castVote(story.row, story.bob, {3});
        story.timeline.closePoll(story.id());
        story.settle();
        QVERIFY(story.of(2, CardRole::Winner).toBool() && !story.of(0, CardRole::Winner).toBool());
        QVERIFY(!story.card()->mayVote() && !story.card()->mayClose());
        QCOMPARE(story.card()->hint(), QStringLiteral("Poll, closed"));
        // The line about it is a notice and names the result.
        const auto line = roleOf(story.timeline, 0, TimelineModel::Role::Text).toString();
        QVERIFY2(line.contains(QStringLiteral("Lunch?")) &&
                     line.contains(QStringLiteral("Bread (1)")),
                 qPrintable(line));
        story.press(1);
        QVERIFY(!story.text(TimelineModel::Role::Failure).isEmpty());
    }

    void whatIsErasedLeavesNoCard() {
        PollStory story;
        QPointer<PollCardModel> card = story.card();
        story.client.setDelivery(story.row, DeliveryState::Failed);
        story.settle();
        story.timeline.discard(story.id());
        story.settle();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(card.isNull());
    }

    void theFormKeepsOneEmptyOption() {
        EditorStory story;
        QCOMPARE(story.options().size(), 2);
        story.editor.setOption(0, QStringLiteral("Soup"));
        story.editor.setOption(1, QStringLiteral("Rice"));
        QCOMPARE(story.options(), (QStringList{"Soup", "Rice", ""}));
        story.editor.removeOption(0);
        QCOMPARE(story.options(), (QStringList{"Rice", ""}));
        story.editor.removeOption(0);
        QCOMPARE(story.options().size(), 2);
    }

    void fiveLinesBecomeFiveOptions() {
        EditorStory story;
        QGuiApplication::clipboard()->setText(QStringLiteral("Mon\r\nTue\n\nWed\nThu\nFri\n"));
        story.editor.paste(0);
        QCOMPARE(story.options(), (QStringList{"Mon", "Tue", "Wed", "Thu", "Fri", ""}));
        QStringList many;
        for (int i = 0; i < 80; ++i)
            many << QString::number(i);
        QGuiApplication::clipboard()->setText(many.join(QLatin1Char('\n')));
        story.editor.clear();
        story.editor.paste(0);
        QCOMPARE(story.options().size(), PollEditorViewModel::kGreatestOptions);
    }

    void onlyAWholePollIsSent() {
        EditorStory story;
        QSignalSpy sent(&story.editor, &PollEditorViewModel::sent);
        QVERIFY(!story.editor.canSend());
        story.editor.setTitle(QStringLiteral("Lunch?"));
        story.editor.setOption(0, QStringLiteral("Soup"));
        QVERIFY(!story.editor.canSend());
        story.editor.setOption(1, QStringLiteral(" Soup "));
        QVERIFY(!story.editor.canSend() && !story.editor.failure().isEmpty());
        story.editor.setOption(1, QStringLiteral("Rice"));
        QVERIFY(story.editor.canSend() && story.editor.failure().isEmpty());
        story.client.failWith(Error(ErrorCode::NotAllowed));
        story.editor.send();
        story.settle();
        QVERIFY(!story.editor.failure().isEmpty());
        QCOMPARE(story.editor.title(), QStringLiteral("Lunch?")); // nothing is lost
        story.client.failWith({});
        story.editor.send();
        story.settle();
        QCOMPARE(sent.count(), 1);
        QCOMPARE(story.client.length(story.group), std::size_t{1});
        QVERIFY(story.editor.title().isEmpty());
    }

    void anotherConversationHasAnotherForm() {
        EditorStory story;
        story.editor.setTitle(QStringLiteral("Only for the team"));
        story.editor.open(story.group);
        QVERIFY(!story.editor.title().isEmpty());
        story.editor.open(story.client.addDirect(story.bob));
        QVERIFY(story.editor.title().isEmpty());
    }
};

QTEST_MAIN(TestPollCard)
#include "tst_poll_card.moc"
