// What one says of oneself: name, picture, status, and how the window shows what others say.
#include "app/pictures/picture_decoder.h"
#include "app/texts/error_text.h"
#include "app/texts/status_text.h"
#include "app/view_models/conversation_list_model.h"
#include "app/view_models/conversation_view_model.h"
#include "app/view_models/profile_view_model.h"
#include "base/limits.h"
#include "tests/app/desk.h"
#include "tests/app/pictures/hand_background.h"
#include "tests/app/pictures/made_pictures.h"
#include "tests/support/fake_file_chooser.h"

#include <QDateTime>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace std::chrono_literals;
using Availability = ProfileViewModel::Availability;
using End = ProfileViewModel::End;

namespace {

struct ProfileStory : Desk {
    test::FakeFileChooser files;
    test::HandBackground work;
    AvatarPicker picker{files, work.background()};
    ProfileViewModel profile{client, picker, clock, moments()};
    QTemporaryDir folder;

    ProfileStory() {
        onEvent = [this](const Event& event) {
            if (const auto* status = std::get_if<StatusChanged>(&event))
                profile.apply(*status);
            if (const auto* avatar = std::get_if<AvatarChanged>(&event))
                profile.apply(*avatar);
            if (const auto* account = std::get_if<AccountChanged>(&event))
                profile.set(account->account.self);
        };
        profile.set(client.self());
        settle();
    }
    [[nodiscard]] QByteArray picture() {
        QByteArray found;
        client.avatar(client.self().id,
                      [&found](const Result<QByteArray>& answer) { found = answer.value(); });
        settle();
        return found;
    }
    void choose(const QByteArray& bytes) {
        const auto path = folder.filePath(QStringLiteral("chosen"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        profile.choosePicture();
        files.choose({path});
        work.finish();
        settle();
    }
};

Milliseconds at(const QDate& day, const QTime& time) {
    return Milliseconds(QDateTime(day, time).toMSecsSinceEpoch());
}

} // namespace

class TestProfile : public QObject {
    Q_OBJECT

private slots:
    // Name
    void aNameIsSavedWithoutSpacesAround() {
        ProfileStory story;
        QCOMPARE(story.profile.name(), story.client.self().name);
        QVERIFY(!story.profile.canSaveName());
        story.profile.setName(QStringLiteral("  Anna   Schwarz "));
        QVERIFY(story.profile.canSaveName());
        story.profile.saveName();
        QVERIFY(story.profile.busy());
        story.settle();
        QCOMPARE(story.client.self().name, QStringLiteral("Anna Schwarz"));
        QCOMPARE(story.profile.name(), QStringLiteral("Anna Schwarz"));
        QVERIFY(!story.profile.canSaveName() && !story.profile.busy());
    }

    void aNameThatIsTooLongStaysAndIsNotSent() {
        ProfileStory story;
        const QString name(static_cast<qsizetype>(limits::kNameLetters) + 1, QLatin1Char('x'));
        story.profile.setName(name);
        QVERIFY(!story.profile.canSaveName());
        QVERIFY(!story.profile.nameFailure().isEmpty());
        QCOMPARE(story.profile.name(), name);
        story.profile.forgetName();
        QCOMPARE(story.profile.name(), story.client.self().name);
        QVERIFY(story.profile.nameFailure().isEmpty());
    }

    /// Something else of her changes meanwhile.
    void whatIsBeingTypedStays() {
        ProfileStory story;
        story.profile.setName(QStringLiteral("Ann"));
        story.profile.set(story.client.self());
        QCOMPARE(story.profile.name(), QStringLiteral("Ann"));
    }

    // Status
    void aStatusIsSaidAndTakenBack() {
        ProfileStory story;
        QVERIFY(!story.profile.says() && !story.profile.canSaveStatus());
        story.profile.setAvailability(Availability::Busy);
        story.profile.setLine(QStringLiteral("Im Termin"));
        story.profile.setEnd(End::OneHour);
        QSignalSpy saved(&story.profile, &ProfileViewModel::statusSaved);
        const auto before = story.clock.sinceEpoch();
        story.profile.saveStatus();
        story.settle();
        QCOMPARE(saved.count(), 1);
        const Status& said = story.client.self().status;
        QCOMPARE(said.availability, Status::Availability::Busy);
        QCOMPARE(said.line, QStringLiteral("Im Termin"));
        QVERIFY(said.until == before + 1h);
        QVERIFY(story.profile.says());
        QVERIFY(story.profile.standing().startsWith(QStringLiteral("Im Termin until ")));
        story.profile.clearStatus();
        story.settle();
        QVERIFY(story.client.self().status == Status());
        QVERIFY(!story.profile.says());
        QVERIFY(story.profile.line().isEmpty());
        QCOMPARE(story.profile.availability(), Availability::Unsaid);
    }

    void whatCannotBeSavedStays() {
        ProfileStory story;
        story.profile.setLine(QStringLiteral("Mittag"));
        story.profile.setEnd(End::AtTime);
        story.profile.setTime(QStringLiteral("halb zwei"));
        story.profile.saveStatus();
        story.settle();
        QVERIFY(!story.profile.statusFailure().isEmpty());
        QVERIFY(story.client.self().status == Status());
        QCOMPARE(story.profile.line(), QStringLiteral("Mittag"));
        QCOMPARE(story.profile.time(), QStringLiteral("halb zwei"));
        const QString line(static_cast<qsizetype>(limits::kStatusLetters) + 1, QLatin1Char('x'));
        story.profile.setLine(line);
        QVERIFY(!story.profile.canSaveStatus());
        QVERIFY(!story.profile.statusFailure().isEmpty());
        QCOMPARE(story.profile.line(), line);
    }

    void endsOfTheDayAndTheWeek() {
        const QDate wednesday(2026, 11, 25);
        const auto now = at(wednesday, QTime(14, 32));
        const auto end = [now](StatusEnd which, const char* time = "") {
            return statusEnd(which, QLatin1String(time), now);
        };
        QVERIFY(end(StatusEnd::Never) == 0ms);
        QVERIFY(end(StatusEnd::HalfHour) == now + 30min);
        QVERIFY(end(StatusEnd::FourHours) == now + 4h);
        QVERIFY(end(StatusEnd::Today) == at(wednesday.addDays(1), QTime(0, 0)));
        QVERIFY(end(StatusEnd::Week) == at(QDate(2026, 11, 30), QTime(0, 0)));
        QVERIFY(end(StatusEnd::AtTime, "15:00") == at(wednesday, QTime(15, 0)));
        QVERIFY(end(StatusEnd::AtTime, " 15.30 ") == at(wednesday, QTime(15, 30)));
        QVERIFY(end(StatusEnd::AtTime, "9") == at(wednesday.addDays(1), QTime(9, 0)));
        QVERIFY(!end(StatusEnd::AtTime, "25:00"));
        QVERIFY(!end(StatusEnd::AtTime, ""));
        const QDate sunday(2026, 11, 29);
        QVERIFY(statusEnd(StatusEnd::Week, {}, at(sunday, QTime(8, 0))) ==
                at(sunday.addDays(1), QTime(0, 0)));
    }

    // Picture
    void aPictureIsMadeSmallAndSquare() {
        ProfileStory story;
        QVERIFY(!story.profile.pictured());
        story.choose(test::encoded(test::quarters(900, 500), "PNG"));
        QVERIFY(story.profile.pictured());
        QVERIFY(story.profile.pictureFailure().isEmpty());
        const auto made = pictures::examine(story.picture());
        QVERIFY(made.ok());
        QCOMPARE(made.value().size, QSize(256, 256));
        story.profile.removePicture();
        story.settle();
        QVERIFY(!story.profile.pictured());
        QVERIFY(story.picture().isEmpty());
    }

    void whatIsNoPictureIsSaid() {
        ProfileStory story;
        story.choose("Ein Text, kein Bild");
        QVERIFY(!story.profile.pictureFailure().isEmpty());
        QVERIFY(!story.profile.pictured());
        story.choose(test::encoded(test::plain(20, 20, Qt::red), "PNG"));
        QVERIFY(story.profile.pictureFailure().isEmpty() && story.profile.pictured());
    }

    // Of others
    void theListAndTheHeaderShowWhatSomebodySays() {
        Desk desk;
        const auto direct = desk.client.addDirect(desk.bob);
        ConversationListModel list(desk.client, desk.moments());
        ConversationViewModel open(desk.client, desk.moments());
        desk.onEvent = [&](const Event& event) {
            if (const auto* change = std::get_if<ConversationsChanged>(&event)) {
                list.apply(change->changed);
                open.apply(change->changed);
            }
            if (const auto* typing = std::get_if<TypingChanged>(&event))
                open.apply(*typing);
        };
        list.load();
        desk.settle();
        open.open(*list.find(direct));
        desk.settle();
        using Role = ConversationListModel::Role;
        const auto row = 0;
        QCOMPARE(roleOf(list, row, Role::Availability).toInt(), 0);
        QCOMPARE(open.subtitle(), QStringLiteral("@bob"));
        Status status;
        status.availability = Status::Availability::Away;
        status.line = QStringLiteral("Im Urlaub");
        desk.client.changeStatus(desk.bob.id, status);
        desk.settle();
        QCOMPARE(roleOf(list, row, Role::Availability).toInt(),
                 static_cast<int>(Availability::Away));
        QVERIFY(roleOf(list, row, Role::Spoken).toString().contains(QStringLiteral("away")));
        QCOMPARE(open.availability(), static_cast<int>(Availability::Away));
        QCOMPARE(open.subtitle(), QStringLiteral("Im Urlaub"));
        open.apply(TypingChanged{direct, {desk.bob}});
        QVERIFY(open.subtitle() != QStringLiteral("Im Urlaub"));
        open.apply(TypingChanged{direct, {}});
        QCOMPARE(open.subtitle(), QStringLiteral("Im Urlaub"));
        desk.client.changeStatus(desk.bob.id, {});
        desk.settle();
        QCOMPARE(open.subtitle(), QStringLiteral("@bob"));
    }

    void aGroupsPictureIsChangedByItsEditor() {
        Desk desk;
        test::FakeFileChooser files;
        test::HandBackground work;
        AvatarPicker picker(files, work.background());
        const auto group = desk.client.addGroup(QStringLiteral("Vertrieb"), {desk.bob});
        GroupEditorViewModel editor(desk.client);
        desk.onEvent = [&editor](const Event& event) {
            if (const auto* change = std::get_if<AvatarChanged>(&event))
                editor.apply(*change);
        };
        ConversationDetails details;
        details.summary.id = group;
        details.summary.title = QStringLiteral("Vertrieb");
        editor.begin(details);
        QVERIFY(!editor.canPicture()); // nobody could choose one
        editor.setPicker(&picker);
        QVERIFY(editor.canPicture());
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("group.png"));
        QVERIFY(test::plain(300, 200, Qt::blue).save(path));
        editor.choosePicture();
        files.choose({path});
        work.finish();
        desk.settle();
        QVERIFY(editor.pictured() && editor.failure().isEmpty());
        QCOMPARE(desk.client.settingsForms().size(), std::size_t{1});
        QVERIFY(desk.client.settingsForms().back().avatar);
        editor.removePicture();
        desk.settle();
        QVERIFY(!editor.pictured());
    }
};

QTEST_MAIN(TestProfile)
#include "tst_profile.moc"
