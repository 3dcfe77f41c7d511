#include "core/polls/poll_form.h"

#include <QTest>

using namespace kontor;
using namespace kontor::polls;
using content::Answer;
using content::Poll;

namespace {

constexpr Milliseconds kNoon{1'796'040'000'000};
constexpr Milliseconds kHour{3'600'000};

PollForm dates() {
    PollForm form;
    form.title = " When? ";
    PollSlot times;
    times.start = kNoon;
    times.end = kNoon + kHour;
    PollSlot days;
    days.kind = PollSlot::Kind::Days;
    days.firstDay = QDate(2026, 12, 24);
    days.lastDay = QDate(2026, 12, 31);
    form.dates = {times, days};
    return form;
}

Poll lunch() {
    PollForm form;
    form.title = "Lunch?";
    form.options = {"Soup", "Rice"};
    return pollFrom(form).value();
}

std::optional<ErrorCode> codeOf(const PollForm& form) {
    const auto poll = pollFrom(form);
    return poll.ok() ? std::optional<ErrorCode>() : poll.error().code;
}

} // namespace

class TestPollForm : public QObject {
    Q_OBJECT
private slots:
    void slotsBecomeOptions() {
        PollForm form = dates();
        form.choices = PollView::Choices::Several;
        form.third = PollView::Third::Offered;
        form.names = PollView::Names::Counted;
        form.deadline = kNoon + Milliseconds(1'500);
        const Poll poll = pollFrom(form).value();
        QCOMPARE(poll.title, std::string("When?"));
        QVERIFY(poll.options[0].slot->kind == content::Slot::Kind::Times);
        QCOMPARE(poll.options[0].slot->first, kNoon.count() / 1'000);
        QCOMPARE(poll.options[1].slot->last, QDate(1970, 1, 1).daysTo(QDate(2026, 12, 31)));
        QVERIFY(poll.choices == Poll::Choices::Several);
        QVERIFY(poll.third == Poll::Third::Offered);
        QVERIFY(poll.names == Poll::Names::Counted);
        QCOMPARE(poll.deadline.count(), kNoon.count() / 1'000 + 1);
    }
    void whatIsNoDateIsRefused() {
        PollForm form = dates();
        form.options = {"a text, too"};
        QCOMPARE(codeOf(form), ErrorCode::Malformed);
        form = dates();
        form.dates[0].end = form.dates[0].start;
        QCOMPARE(codeOf(form), ErrorCode::Malformed);
        form = dates();
        form.dates[0].start += Milliseconds(1);
        QCOMPARE(codeOf(form), ErrorCode::Malformed);
        form = dates();
        form.dates[1].lastDay = QDate();
        QCOMPARE(codeOf(form), ErrorCode::Malformed);
        form = dates();
        form.dates[1].lastDay = QDate(9999, 1, 1);
        QCOMPARE(codeOf(form), ErrorCode::Malformed);
        QCOMPARE(pollFrom(form).error().args, std::vector<std::string>{"date"});
        form = dates();
        form.dates.push_back(form.dates[1]);
        QCOMPARE(codeOf(form), ErrorCode::Malformed);
        form = dates();
        form.dates.pop_back();
        QCOMPARE(codeOf(form), ErrorCode::Malformed);
        form = dates();
        form.deadline = kNoon * 1'000;
        QCOMPARE(codeOf(form), ErrorCode::Malformed);
        QCOMPARE(pollFrom(form).error().args, std::vector<std::string>{"date"});
    }
    void answersBecomeABallot() {
        Poll poll = lunch();
        auto ballot = ballotFrom(poll, {{2}, {}, " gladly "}).value();
        QVERIFY(ballot.choices[0].answer == Answer::No);
        QVERIFY(ballot.choices[1].answer == Answer::Yes);
        QCOMPARE(ballot.comment, std::string("gladly"));
        QVERIFY(ballotFrom(poll, {{}, {}, "nothing"}).value() == content::Ballot());
        QCOMPARE(ballotFrom(poll, {{}, {1}}).error().code, ErrorCode::NotAllowed);
        QCOMPARE(ballotFrom(poll, {{1, 2}, {}}).error().code, ErrorCode::NotAllowed);
        QCOMPARE(ballotFrom(poll, {{3}, {}}).error().code, ErrorCode::OptionUnknown);
        QCOMPARE(ballotFrom(poll, {{1, 1}, {}}).error().code, ErrorCode::OptionUnknown);
        QCOMPARE(ballotFrom(poll, {{1}, {}, QString(257, u'x')}).error().code, ErrorCode::TooLarge);
        poll.third = Poll::Third::Offered;
        QVERIFY(ballotFrom(poll, {{}, {1}}).value().choices[0].answer == Answer::IfNeedBe);
        QCOMPARE(ballotFrom(poll, {{1}, {1}}).error().code, ErrorCode::NotAllowed);
        QCOMPARE(ballotFrom(poll, {{1}, {2}}).error().code, ErrorCode::NotAllowed);
        poll.choices = Poll::Choices::Several;
        QVERIFY(ballotFrom(poll, {{1}, {2}}).ok());
        // Nobody could tell whose it is.
        poll.names = Poll::Names::Counted;
        QVERIFY(ballotFrom(poll, {{1}, {}, "gladly"}).value().comment.empty());
    }
};

QTEST_GUILESS_MAIN(TestPollForm)
#include "tst_poll_form.moc"
