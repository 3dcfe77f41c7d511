// Looks, account, and how things stand with the server.
#include "app/texts/translation.h"
#include "app/view_models/account_view_model.h"
#include "app/view_models/appearance.h"
#include "app/view_models/connection_view_model.h"
#include "app/view_models/privacy_choices.h"
#include "tests/app/desk.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace std::chrono_literals;
using Kind = ConnectionViewModel::Kind;
using Language = Appearance::Language;
using Scheme = Appearance::Scheme;

namespace {

const QLocale kGerman(QLocale::German, QLocale::Germany);
const QLocale kEnglish(QLocale::English, QLocale::UnitedKingdom);

struct ConnectionStory : Desk {
    ConnectionViewModel model{client, clock, clock};

    void become(ConnectionState state, std::optional<Error> reason = {},
                Milliseconds nextTryIn = 0ms) {
        model.apply({state, std::move(reason), nextTryIn});
    }
};

} // namespace

class TestSettings : public QObject {
    Q_OBJECT

private slots:
    // Privacy
    void whoDoesNotSayWhatSheReadsIsRemembered() {
        Desk desk;
        PrivacyChoices first(desk.client);
        first.load();
        desk.settle();
        QVERIFY(first.readReceipts());
        QSignalSpy changed(&first, &PrivacyChoices::changed);
        first.setReadReceipts(false);
        QCOMPARE(changed.count(), 1);
        PrivacyChoices again(desk.client);
        again.load();
        desk.settle();
        QVERIFY(!again.readReceipts());
        again.setReadReceipts(true);
        QCOMPARE(desk.client.remembered(QStringLiteral("receipts.read")), QString());
    }

    void whoDoesNotSayThatSheWritesIsRemembered() {
        Desk desk;
        PrivacyChoices first(desk.client);
        QVERIFY(first.typing());
        first.setTyping(false);
        PrivacyChoices again(desk.client);
        again.load();
        desk.settle();
        QVERIFY(!again.typing() && again.readReceipts());
        again.setTyping(true);
        QCOMPARE(desk.client.remembered(QStringLiteral("typing")), QString());
    }

    // Appearance
    void choicesSurviveARestart() {
        const QTemporaryDir folder;
        const auto file = folder.filePath(QStringLiteral("settings.ini"));
        {
            Appearance first(file);
            QCOMPARE(first.language(), Language::System);
            QCOMPARE(first.scheme(), Scheme::System);
            QCOMPARE(first.textPercent(), 100);
            QVERIFY(first.detailsShown());
            first.setLanguage(Language::German);
            first.setScheme(Scheme::Dark);
            first.grow();
            first.grow();
            first.setChosenCalm(true);
            first.setDetailsShown(false);
            first.setMaximized(true);
        }
        const Appearance second(file);
        QCOMPARE(second.language(), Language::German);
        QVERIFY(second.speaksGerman());
        QCOMPARE(second.scheme(), Scheme::Dark);
        QVERIFY(second.dark());
        QCOMPARE(second.textPercent(), 120);
        QVERIFY(second.calm());
        QVERIFY(!second.detailsShown());
        QVERIFY(second.maximized());
    }

    void aDamagedFileIsNoReasonNotToStart() {
        const QTemporaryDir folder;
        const auto name = folder.filePath(QStringLiteral("settings.ini"));
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "[General]\nlanguage=Klingon\nscheme=7\ntext_percent=9000\nwindow\\geometry=x\n");
        file.close();
        const Appearance appearance(name);
        QCOMPARE(appearance.language(), Language::System);
        QCOMPARE(appearance.scheme(), Scheme::System);
        QCOMPARE(appearance.textPercent(), 200);
        QVERIFY(appearance.geometry().isEmpty());
    }

    void textGrowsFrom80To200() {
        Appearance appearance({});
        const QSignalSpy changed(&appearance, &Appearance::textPercentChanged);
        for (int i = 0; i < 20; ++i)
            appearance.shrink();
        QCOMPARE(appearance.textPercent(), 80);
        QVERIFY(!appearance.canShrink());
        QCOMPARE(changed.count(), 2);
        for (int i = 0; i < 20; ++i)
            appearance.grow();
        QCOMPARE(appearance.textPercent(), 200);
        QVERIFY(!appearance.canGrow());
    }

    void theSystemDecidesWhereNobodyChose() {
        Appearance appearance({});
        const QSignalSpy changed(&appearance, &Appearance::schemeChanged);
        QVERIFY(!appearance.dark());
        appearance.setSystemDark(true);
        QVERIFY(appearance.dark());
        appearance.setScheme(Scheme::Light);
        QVERIFY(!appearance.dark());
        QCOMPARE(changed.count(), 2);
        appearance.setSystemCalm(true);
        QVERIFY(appearance.calm());
        QVERIFY(!appearance.chosenCalm());
    }

    void languagesChooseDates() {
        Appearance appearance({});
        appearance.setLanguage(Language::German);
        QCOMPARE(appearance.locale(), kGerman);
        appearance.setLanguage(Language::English);
        QCOMPARE(appearance.locale(), kEnglish);
        QVERIFY(!appearance.speaksGerman());
    }

    // Account
    void whoOneIs() {
        Desk desk;
        AccountViewModel account;
        account.set({.self = desk.client.self(),
                     .organisation = QStringLiteral("Hansen & Partner"),
                     .server = QStringLiteral("chat.example:8443"),
                     .keyPlace = KeyPlace::Keychain});
        QCOMPARE(account.name(), QStringLiteral("Anna Krüger"));
        QCOMPARE(account.handle(), QStringLiteral("@anna"));
        QCOMPARE(account.initials(), QStringLiteral("AK"));
    }

    void theKeysPlaceIsSaidPlainly() {
        AccountViewModel account;
        account.set({.self = {}, .organisation = {}, .server = {}, .keyPlace = KeyPlace::Keychain});
        const auto keychain = account.keyPlace();
        account.set({.self = {}, .organisation = {}, .server = {}, .keyPlace = KeyPlace::KeyFile});
        const auto file = account.keyPlace();
        QVERIFY(keychain.contains(QStringLiteral("keychain")));
        QVERIFY(file.contains(QStringLiteral("Whoever copies your whole profile")));
        Translation german;
        german.apply(kGerman);
        QVERIFY(account.keyPlace().contains(QStringLiteral("Wer dein ganzes Profil kopiert")));
    }

    // Connection
    void aStartThatWorksIsNotWorthAWord() {
        ConnectionStory story;
        QCOMPARE(story.model.kind(), Kind::Quiet);
        story.become(ConnectionState::Connecting);
        story.clock.advance(900ms);
        story.become(ConnectionState::CatchingUp);
        story.clock.advance(900ms);
        QCOMPARE(story.model.kind(), Kind::Quiet);
        story.become(ConnectionState::Online);
        QCOMPARE(story.model.kind(), Kind::Quiet);
        QVERIFY(story.model.sentence().isEmpty());
        QVERIFY(story.model.online());
        QCOMPARE(story.clock.waiting(), 0U); // no timer while all is well
    }

    void aSlowStartIsSaid() {
        ConnectionStory story;
        story.become(ConnectionState::Connecting);
        story.clock.advance(1s);
        QCOMPARE(story.model.kind(), Kind::Busy);
        QVERIFY(!story.model.sentence().isEmpty());
        QVERIFY(!story.model.online());
    }

    void aLostConnectionIsSaidAtOnceAndCountsDown() {
        ConnectionStory story;
        story.become(ConnectionState::Online);
        const QSignalSpy changed(&story.model, &ConnectionViewModel::changed);
        story.become(ConnectionState::Offline, Error(ErrorCode::NotReachable), 8s);
        QCOMPARE(story.model.kind(), Kind::Trouble);
        QCOMPARE(changed.count(), 1);
        const auto first = story.model.sentence();
        QVERIFY(first.contains(QStringLiteral("8")));
        story.clock.advance(1s);
        QVERIFY(story.model.sentence().contains(QStringLiteral("7")));
        story.clock.advance(7s);
        QCOMPARE(story.model.sentence(), QStringLiteral("No connection."));
        QCOMPARE(story.clock.waiting(), 0U);
        QVERIFY(story.model.canTryNow());
        story.model.tryNow();
        QCOMPARE(story.client.connectTries(), 1);
    }

    void afterATroubleEachStepIsSaidUntilAllIsWell() {
        ConnectionStory story;
        story.become(ConnectionState::Offline, {}, 2s);
        story.become(ConnectionState::Connecting);
        QCOMPARE(story.model.kind(), Kind::Busy);
        QVERIFY(!story.model.canTryNow());
        story.become(ConnectionState::CatchingUp);
        QCOMPARE(story.model.kind(), Kind::Busy);
        QVERIFY(story.model.online());
        story.become(ConnectionState::Online);
        QCOMPARE(story.model.kind(), Kind::Quiet);
    }

    void aServerThatRefusesUsSaysWhy() {
        ConnectionStory story;
        story.become(ConnectionState::Offline, Error(ErrorCode::StatementWrong), 4s);
        QVERIFY(story.model.sentence().contains(QStringLiteral("prove")));
        story.become(ConnectionState::Ended, Error(ErrorCode::DeviceRevoked));
        QCOMPARE(story.model.kind(), Kind::Trouble);
        QVERIFY(story.model.sentence().contains(QStringLiteral("Another computer")));
        QVERIFY(!story.model.canTryNow()); // it would not help
        QCOMPARE(story.clock.waiting(), 0U);
    }

    void everyStateHasWordsInBothLanguages_data() {
        QTest::addColumn<int>("state");
        for (const auto state : {ConnectionState::Offline, ConnectionState::Connecting,
                                 ConnectionState::CatchingUp, ConnectionState::Ended})
            QTest::addRow("%d", static_cast<int>(state)) << static_cast<int>(state);
    }
    void everyStateHasWordsInBothLanguages() {
        QFETCH(int, state);
        ConnectionStory story;
        story.become(static_cast<ConnectionState>(state), {}, 5s);
        Translation translation;
        translation.apply(kEnglish);
        const auto english = story.model.sentence();
        translation.apply(kGerman);
        const auto german = story.model.sentence();
        QVERIFY(!english.isEmpty());
        QVERIFY(english != german);
        for (const auto& sentence : {english, german})
            QVERIFY2(!sentence.contains(QLatin1Char('%')), qPrintable(sentence));
    }
};

QTEST_MAIN(TestSettings)
#include "tst_settings.moc"
