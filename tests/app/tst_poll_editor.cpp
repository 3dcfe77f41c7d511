// The form of a poll: options of text, dates, and what holds for them.
#include "app/texts/error_text.h"
#include "app/view_models/poll_editor_view_model.h"
#include "tests/app/desk.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

using namespace kontor;
using Kind = PollEditorViewModel::Kind;
using End = PollDeadlineForm::End;

namespace {

/// The form that is being filled in.
struct EditorStory : Desk {
    ConversationId group = client.addGroup(QStringLiteral("Team"), {bob, cora});
    DraftLife life{client};
    PollEditorViewModel editor{client, clock, moments(), &life};
    QAbstractItemModelTester tester{editor.dates(),
                                    QAbstractItemModelTester::FailureReportingMode::QtTest};

    EditorStory() {
        client.setDelivering(true);
        editor.open(group);
        life.open(group);
        settle();
    }
    [[nodiscard]] QStringList options() {
        QStringList all;
        for (int row = 0; row < editor.options()->rowCount(); ++row)
            all << editor.options()->index(row, 0).data().toString();
        return all;
    }
    [[nodiscard]] QDate tomorrow() const { return moments().today().addDays(1); }
    void addDate(const QString& starts, const QString& ends) {
        editor.beginDate();
        editor.slotForm()->setStarts(starts);
        editor.slotForm()->setEnds(ends);
        editor.slotForm()->take();
    }
    /// What was asked last.
    [[nodiscard]] PollView asked() {
        PollView poll;
        client.findPoll(QString::number(client.newest().value),
                        [&poll](const Result<PollView>& found) { poll = found.value(); });
        settle();
        return poll;
    }
};

} // namespace

class TestPollEditor : public QObject {
    Q_OBJECT

private slots:
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
        // What is wrong is said, and not that something is too long.
        for (const char* const what : {"deadline", "date"}) {
            const Error wrong(ErrorCode::Malformed, {what});
            story.client.failWith(wrong);
            story.editor.send();
            story.settle();
            QCOMPARE(story.editor.failure(), ErrorText::of(wrong));
        }
        story.client.failWith(Error(ErrorCode::Malformed, {"poll"}));
        story.editor.send();
        story.settle();
        QVERIFY(story.editor.failure().contains(QStringLiteral("256")));
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

    void datesAreKeptInTheirOrderAndSent() {
        EditorStory story;
        auto& editor = story.editor;
        editor.setTitle(QStringLiteral("When?"));
        editor.setKind(Kind::Dates);
        QVERIFY(editor.several() && editor.third()); // every date that suits is of use
        story.addDate(QStringLiteral("15.30"), QStringLiteral("16:30"));
        QVERIFY(!editor.canSend());
        story.addDate(QStringLiteral("10"), QStringLiteral("11"));
        QVERIFY(editor.canSend());
        const auto words = editor.dates()->index(0, 0).data(Qt::UserRole + 1).toString();
        QVERIFY2(words.endsWith(QStringLiteral("10:00 – 11:00")), qPrintable(words));
        editor.send();
        story.settle();
        const auto poll = story.asked();
        QCOMPARE(poll.options.size(), std::size_t{2});
        QVERIFY(poll.options.at(0).slot.has_value());
        QCOMPARE(poll.options.at(0).slot->start, Moments::at(story.tomorrow(), QTime(10, 0)));
        QCOMPARE(poll.options.at(1).slot->end, Moments::at(story.tomorrow(), QTime(16, 30)));
        QCOMPARE(poll.third, PollView::Third::Offered);
        QCOMPARE(editor.dates()->rowCount(), 0);
    }

    void aDateThatCannotBeIsRefusedWithASentence() {
        EditorStory story;
        story.editor.setKind(Kind::Dates);
        auto& form = *story.editor.slotForm();
        story.editor.beginDate();
        form.setStarts(QStringLiteral("11:00"));
        form.setEnds(QStringLiteral("11:00"));
        QCOMPARE(form.trouble(), QStringLiteral("It ends when it starts."));
        QVERIFY(!form.canTake());
        form.setEnds(QStringLiteral("noon"));
        QVERIFY(!form.canTake());
        form.take();
        QCOMPARE(story.editor.dates()->rowCount(), 0);
        form.setEnds(QStringLiteral("12:00"));
        form.take();
        story.addDate(QStringLiteral("11:00"), QStringLiteral("12:00"));
        QCOMPARE(story.editor.failure(), QStringLiteral("Two dates are the same."));
        story.editor.removeDate(1);
        QVERIFY(story.editor.failure().isEmpty());
    }

    void aDateIsChangedInItsPlace() {
        EditorStory story;
        story.addDate(QStringLiteral("9:00"), QStringLiteral("10:00"));
        story.addDate(QStringLiteral("11:00"), QStringLiteral("12:00"));
        auto& form = *story.editor.slotForm();
        story.editor.changeDate(0);
        QCOMPARE(form.starts(), QStringLiteral("09:00"));
        form.stepStart(1);
        QCOMPARE(form.ends(), QStringLiteral("10:15")); // as long as before
        form.take();
        QCOMPARE(story.editor.dates()->rowCount(), 2);
        QVERIFY(story.editor.dates()
                    ->index(0, 0)
                    .data(Qt::UserRole + 1)
                    .toString()
                    .endsWith(QStringLiteral("09:15 – 10:15")));
    }

    void aDateEndsOnTheNextDay() {
        EditorStory story;
        story.editor.setKind(Kind::Dates);
        auto& form = *story.editor.slotForm();
        story.editor.beginDate();
        QVERIFY(form.overnight().isEmpty());
        form.setStarts(QStringLiteral("22:00"));
        form.setEnds(QStringLiteral("01:30"));
        QVERIFY(form.trouble().isEmpty());
        QVERIFY2(form.overnight().startsWith(QStringLiteral("Ends on ")),
                 qPrintable(form.overnight()));
        form.stepStart(1);
        QCOMPARE(form.ends(), QStringLiteral("01:45")); // as long as before
        form.stepStart(-1);
        form.take();
        story.editor.setTitle(QStringLiteral("Night shift?"));
        story.editor.changeDate(0);
        QCOMPARE(form.starts(), QStringLiteral("22:00"));
        QCOMPARE(form.ends(), QStringLiteral("01:30"));
        QVERIFY(!form.overnight().isEmpty());
        form.take();
        story.addDate(QStringLiteral("8:00"), QStringLiteral("9:00"));
        story.editor.send();
        story.settle();
        const auto poll = story.asked();
        QCOMPARE(poll.options.size(), std::size_t{2});
        QVERIFY(std::ranges::any_of(poll.options, [](const PollView::Option& option) {
            return option.slot->end - option.slot->start == std::chrono::minutes(210);
        }));
    }

    static void timesStepToFullQuarters() {
        QCOMPARE(steppedTime(QTime(10, 0), 1), QTime(10, 15));
        QCOMPARE(steppedTime(QTime(10, 7), 1), QTime(10, 15));
        QCOMPARE(steppedTime(QTime(10, 7), -1), QTime(10, 0));
        QCOMPARE(steppedTime(QTime(0, 5), -2), QTime(0, 0));
        QCOMPARE(steppedTime(QTime(23, 45), 4), QTime(23, 45));
    }

    void wholeDaysHaveAFirstAndALastOne() {
        EditorStory story;
        auto& form = *story.editor.slotForm();
        story.editor.beginDate();
        form.setAllDay(true);
        auto& month = *form.month();
        month.show(story.tomorrow());
        month.choose(month.current());
        QVERIFY(form.pickingLast()); // the next day that is pressed ends it
        month.step(2);
        month.choose(month.current());
        QVERIFY(form.canTake());
        form.take();
        story.editor.beginDate();
        QVERIFY(form.allDay()); // the next one is alike
        form.setAllDay(true);
        form.setPickingLast(true);
        month.step(-1);
        month.choose(month.current());
        QCOMPARE(form.trouble(), QStringLiteral("The last day is before the first one."));
    }

    void thePollEndsLaterThanNow() {
        EditorStory story;
        auto& editor = story.editor;
        editor.setTitle(QStringLiteral("Lunch?"));
        editor.setOption(0, QStringLiteral("Soup"));
        editor.setOption(1, QStringLiteral("Rice"));
        auto& end = *editor.deadline();
        end.setEnd(End::Tomorrow);
        QCOMPARE(end.words(), QStringLiteral("tomorrow 18:00"));
        end.setEnd(End::Own);
        end.month()->show(story.moments().today());
        end.month()->choose(end.month()->current());
        end.setTime(QStringLiteral("0:00"));
        QVERIFY(!editor.canSend() && !editor.failure().isEmpty());
        end.setEnd(End::Week);
        QVERIFY(editor.canSend() && editor.failure().isEmpty());
        editor.setHidden(true);
        editor.setNamed(false);
        editor.send();
        story.settle();
        const auto poll = story.asked();
        QCOMPARE(poll.deadline, Moments::at(story.moments().today().addDays(7), QTime(18, 0)));
        QCOMPARE(poll.results, PollView::Results::AfterClosing);
        QCOMPARE(poll.names, PollView::Names::Counted);
        QCOMPARE(end.end(), End::Never); // the next one is another poll
    }

    void whatWasAskedIsAskedAgain() {
        EditorStory story;
        PollView poll;
        poll.title = QStringLiteral("Lunch?");
        poll.third = PollView::Third::Offered;
        poll.options = {{1, QStringLiteral("Soup"), {}}, {2, QStringLiteral("Rice"), {}}};
        story.editor.fill(poll);
        QCOMPARE(story.options(), (QStringList{"Soup", "Rice", ""}));
        QVERIFY(story.editor.third() && !story.editor.several() && story.editor.canSend());
    }

    void theLifeOfTheNextMessageIsThePollsToo() {
        EditorStory story;
        story.life.choose(1);
        QVERIFY(!story.editor.life().isEmpty());
        story.editor.setTitle(QStringLiteral("Lunch?"));
        story.editor.setOption(0, QStringLiteral("Soup"));
        story.editor.setOption(1, QStringLiteral("Rice"));
        story.client.failWith(Error(ErrorCode::NotAllowed));
        story.editor.send();
        story.settle();
        QVERIFY(story.life.timed()); // given back
        story.client.failWith({});
        story.editor.send();
        story.settle();
        QVERIFY(!story.life.timed());
    }
};

QTEST_MAIN(TestPollEditor)
#include "tst_poll_editor.moc"
