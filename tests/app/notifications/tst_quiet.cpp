// Choices about noise: for how long a conversation is muted, what is kept, and the window's close.
#include "app/view_models/background_view_model.h"
#include "app/view_models/conversation_list_model.h"
#include "app/view_models/mute_view_model.h"
#include "tests/app/desk.h"

#include <QDateTime>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace std::chrono_literals;
using Closing = NotificationChoices::Closing;
using Content = NotificationChoices::Content;
using Length = MuteViewModel::Length;
using Role = ConversationListModel::Role;

namespace {

Milliseconds moment(const QDateTime& when) {
    return Milliseconds(when.toMSecsSinceEpoch());
}

class FakeTray final : public Tray {
public:
    void begin() override { become(true); }
    [[nodiscard]] bool available() const override { return m_available; }
    void set(const Words& words, Mark mark) override {
        shownWords = words;
        shownMark = mark;
    }
    void become(bool available) {
        m_available = available;
        emit availableChanged();
    }

    Words shownWords;
    Mark shownMark = Mark::None;

private:
    bool m_available = false;
};

struct MuteStory : Desk {
    MuteViewModel model{client, clock, moments()};
    ConversationListModel list{client, moments()};
    ConversationId withBob = client.addDirect(bob);

    MuteStory() {
        onEvent = [this](const Event& event) {
            if (const auto* lists = std::get_if<ConversationsChanged>(&event)) {
                model.apply(lists->changed);
                list.apply(lists->changed);
            }
        };
        list.load();
        settle();
        model.open(*list.find(withBob));
    }
    void mute(Length length) {
        model.mute(length);
        settle();
    }
};

} // namespace

class TestQuiet : public QObject {
    Q_OBJECT

private slots:
    void hoursAreCountedAndTomorrowBeginsAtEight() {
        const auto now = QDateTime(QDate(2026, 11, 28), QTime(14, 32));
        QCOMPARE(muteEnd(MuteFor::OneHour, moment(now)), moment(now.addSecs(3600)));
        QCOMPARE(muteEnd(MuteFor::EightHours, moment(now)), moment(now.addSecs(8 * 3600)));
        QCOMPARE(muteEnd(MuteFor::UntilTomorrow, moment(now)),
                 moment(QDateTime(QDate(2026, 11, 29), QTime(8, 0))));
        const auto beforeMidnight = QDateTime(QDate(2026, 12, 31), QTime(23, 59));
        QCOMPARE(muteEnd(MuteFor::UntilTomorrow, moment(beforeMidnight)),
                 moment(QDateTime(QDate(2027, 1, 1), QTime(8, 0))));
        QCOMPARE(muteEnd(MuteFor::Always, moment(now)), kAlways);
    }

    void theNightInWhichClocksChangeIsAnHourLonger() {
        const auto zone = qgetenv("TZ");
        qputenv("TZ", "Europe/Berlin");
        tzset();
        const auto evening = QDateTime(QDate(2026, 10, 24), QTime(20, 0)); // summer time ends
        const auto night = muteEnd(MuteFor::UntilTomorrow, moment(evening)) - moment(evening);
        zone.isEmpty() ? void(qunsetenv("TZ")) : void(qputenv("TZ", zone));
        tzset();
        QCOMPARE(night, Milliseconds(13h));
    }

    void mutedAndNotAnyMore() {
        MuteStory story;
        QCOMPARE(story.model.standing(), QStringLiteral("On"));
        QVERIFY(!roleOf(story.list, 0, Role::Muted).toBool());
        story.mute(Length::OneHour);
        QVERIFY(story.model.muted());
        const auto until = story.moments().timeOfDay(story.clock.sinceEpoch() + 1h);
        QCOMPARE(story.model.standing(), QStringLiteral("Muted until ") + until);
        QVERIFY(roleOf(story.list, 0, Role::Muted).toBool());
        QVERIFY(roleOf(story.list, 0, Role::Spoken).toString().contains(QStringLiteral("muted")));
        story.mute(Length::UntilTomorrow);
        QCOMPARE(story.model.standing(), QStringLiteral("Muted until tomorrow, 08:00"));
        story.mute(Length::Always);
        QCOMPARE(story.model.standing(), QStringLiteral("Muted"));
        story.model.unmute();
        story.settle();
        QVERIFY(!story.model.muted());
        QVERIFY(!roleOf(story.list, 0, Role::Muted).toBool());
    }

    void choicesSurviveARestart() {
        const QTemporaryDir folder;
        const auto file = folder.filePath(QStringLiteral("settings.ini"));
        {
            NotificationChoices first(file);
            QVERIFY(first.enabled());
            QVERIFY(first.sounds());
            QCOMPARE(first.content(), Content::NameAndText);
            QCOMPARE(first.closing(), Closing::Ask);
            first.setEnabled(false);
            first.setSounds(false);
            first.setContent(Content::Nothing);
            first.setClosing(Closing::Stay);
        }
        const NotificationChoices second(file);
        QVERIFY(!second.enabled());
        QVERIFY(!second.sounds());
        QCOMPARE(second.content(), Content::Nothing);
        QCOMPARE(second.closing(), Closing::Stay);
    }

    void aWindowWithoutATrayClosesForGood() {
        NotificationChoices choices{{}};
        choices.setClosing(Closing::Stay);
        const BackgroundViewModel nowhere(choices, nullptr);
        QCOMPARE(nowhere.whenClosed(), Closing::Quit);
        FakeTray tray;
        BackgroundViewModel somewhere(choices, &tray);
        QCOMPARE(somewhere.whenClosed(), Closing::Quit); // not there yet
        somewhere.begin();
        QCOMPARE(somewhere.whenClosed(), Closing::Stay);
        tray.become(false);
        QCOMPARE(somewhere.whenClosed(), Closing::Quit);
    }

    void theFirstCloseAsksAndTheAnswerIsKept() {
        NotificationChoices choices{{}};
        FakeTray tray;
        BackgroundViewModel background(choices, &tray);
        background.begin();
        QCOMPARE(background.whenClosed(), Closing::Ask);
        background.choose(Closing::Stay);
        QCOMPARE(background.whenClosed(), Closing::Stay);
        QCOMPARE(choices.closing(), Closing::Stay);
        background.leave();
        QCOMPARE(background.whenClosed(), Closing::Quit);
    }

    void theTrayIsMarkedAndSaysNoMore() {
        NotificationChoices choices{{}};
        FakeTray tray;
        BackgroundViewModel background(choices, &tray);
        background.begin();
        background.retranslate();
        QCOMPARE(tray.shownWords.tip, QStringLiteral("Kontor"));
        background.setUnread(Tray::Mark::Unread);
        QVERIFY(tray.shownMark == Tray::Mark::Unread);
        QCOMPARE(tray.shownWords.tip, QStringLiteral("Kontor: new messages"));
        background.setUnread(Tray::Mark::None);
        QVERIFY(tray.shownMark == Tray::Mark::None);
    }
};

QTEST_GUILESS_MAIN(TestQuiet)
#include "tst_quiet.moc"
