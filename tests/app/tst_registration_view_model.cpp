#include "app/texts/translation.h"
#include "app/view_models/registration_view_model.h"
#include "tests/app/desk.h"

#include <QSignalSpy>
#include <QTest>

using namespace kontor;
using namespace std::chrono_literals;
using LinkState = RegistrationViewModel::LinkState;

namespace {

const QString kLink = QStringLiteral("kontor://chat.example:8443/invite/7Q2M#q83v");
const QString kEighty(80, QLatin1Char('a'));

/// Nobody has registered; the server knows the link.
struct Story : Desk {
    RegistrationViewModel model{client, clock, clock};

    Story() {
        client.setRegistered(false);
        client.setOffer({.organisation = QStringLiteral("Hansen & Partner"),
                         .suggestedName = {},
                         .handle = {}});
    }
    void paste(const QString& link) {
        model.setLink(link);
        pause();
    }
    /// Nobody types for a moment.
    void pause() {
        clock.advance(1s);
        settle();
    }
    void tryIt(const QString& name, const QString& handle) {
        model.setName(name);
        model.setHandle(handle);
        model.registerAccount();
        settle();
    }
};

} // namespace

class TestRegistrationViewModel : public QObject {
    Q_OBJECT

private slots:
    void aWholeLinkIsCheckedByItself() {
        Story story;
        story.model.setLink(kLink);
        QCOMPARE(story.model.linkState(), LinkState::Empty);
        story.clock.advance(399ms);
        QVERIFY(story.client.checkedLinks().isEmpty());
        story.clock.advance(1ms);
        QCOMPARE(story.model.linkState(), LinkState::Checking);
        story.settle();
        QCOMPARE(story.model.linkState(), LinkState::Good);
        QCOMPARE(story.model.organisation(), QStringLiteral("Hansen & Partner"));
        QCOMPARE(story.client.checkedLinks(), QStringList({kLink}));
    }

    void aLinkThatIsBeingTypedIsNotAskedAbout() {
        Story story;
        for (qsizetype length = 1; length < kLink.indexOf(QLatin1Char('#')); ++length) {
            story.model.setLink(kLink.left(length));
            story.pause();
        }
        QVERIFY(story.client.checkedLinks().isEmpty());
        QVERIFY(story.model.linkError().isEmpty());
    }

    void theLinkStaysAsTypedUntilItIsChecked() {
        Story story;
        const auto typed = QStringLiteral("Dein Link: < kontor://chat.example:8443/inv");
        story.model.setLink(typed);
        story.pause();
        QCOMPARE(story.model.link(), typed);
        const auto pasted = QStringLiteral(" <kontor://chat.example:8443/\r\n invite/7Q2M#q83v>\n");
        story.model.setLink(pasted);
        QCOMPARE(story.model.link(), pasted);
        story.pause();
        QCOMPARE(story.client.checkedLinks(), QStringList({kLink}));
        QCOMPARE(story.model.link(), kLink);
        QCOMPARE(story.model.linkState(), LinkState::Good);
    }

    void whatIsNoLinkStaysToBeCorrected() {
        Story story;
        const auto typed = QStringLiteral("chat.example invite");
        story.model.setLink(typed);
        story.model.checkLink();
        QCOMPARE(story.model.link(), typed);
        QCOMPARE(story.model.linkState(), LinkState::Bad);
        QVERIFY(story.model.linkError().contains(QStringLiteral("kontor://")));
        QVERIFY(story.client.checkedLinks().isEmpty());
    }

    void aLinkThatTheServerRefuses_data() {
        QTest::addColumn<int>("code");
        for (const auto code :
             {ErrorCode::FingerprintWrong, ErrorCode::StatementWrong, ErrorCode::InviteUnknown,
              ErrorCode::InviteUsed, ErrorCode::InviteExpired, ErrorCode::NotReachable,
              ErrorCode::TimedOut, ErrorCode::VersionUnknown})
            QTest::newRow(std::string(nameOf(code)).c_str()) << static_cast<int>(code);
    }
    void aLinkThatTheServerRefuses() {
        QFETCH(int, code);
        Story story;
        story.client.failWith(Error(static_cast<ErrorCode>(code)));
        story.paste(kLink);
        QCOMPARE(story.model.linkState(), LinkState::Bad);
        QVERIFY(!story.model.linkError().isEmpty());
        QVERIFY(story.model.failure().isEmpty()); // at the field, not elsewhere
        QCOMPARE(story.model.link(), kLink);
        // The server is back: the same link is asked about again.
        story.client.failWith({});
        story.model.registerAccount();
        story.settle();
        QCOMPARE(story.model.linkState(), LinkState::Good);
        QVERIFY(story.model.linkError().isEmpty());
    }

    void anAnswerToAnOlderLinkIsDropped() {
        Story story;
        story.client.hold();
        story.paste(kLink);
        story.model.setLink(kLink + QLatin1Char('x'));
        story.client.release();
        story.settle();
        QCOMPARE(story.model.linkState(), LinkState::Empty);
        QVERIFY(story.model.organisation().isEmpty());
    }

    void theHandleFollowsTheNameUntilItIsTyped() {
        Story story;
        story.paste(kLink);
        story.model.setName(QStringLiteral("Jörg Weiß"));
        QCOMPARE(story.model.handle(), QStringLiteral("joerg"));
        story.model.setHandle(QStringLiteral("JW"));
        QCOMPARE(story.model.handle(), QStringLiteral("jw"));
        story.model.setName(QStringLiteral("Jörg Schwarz"));
        QCOMPARE(story.model.handle(), QStringLiteral("jw"));
    }

    void theInviteMaySuggestANameAndFixTheHandle() {
        Story story;
        story.client.setOffer({.organisation = QStringLiteral("Hansen"),
                               .suggestedName = QStringLiteral("Anna Krüger"),
                               .handle = QStringLiteral("anna")});
        story.paste(kLink);
        QCOMPARE(story.model.name(), QStringLiteral("Anna Krüger"));
        QCOMPARE(story.model.handle(), QStringLiteral("anna"));
        QVERIFY(story.model.handleFixed());
        story.model.setName(QStringLiteral("Anna Hansen"));
        QCOMPARE(story.model.handle(), QStringLiteral("anna"));
    }

    void aNameThatWasTypedWinsOverTheSuggestion() {
        Story story;
        story.client.setOffer({.organisation = QStringLiteral("Hansen"),
                               .suggestedName = QStringLiteral("Anna Krüger"),
                               .handle = {}});
        story.model.setName(QStringLiteral("Eda"));
        story.paste(kLink);
        QCOMPARE(story.model.name(), QStringLiteral("Eda"));
    }

    void wrongFieldsAreSaidAtTheFieldAndInputIsKept_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("handle");
        QTest::addColumn<bool>("nameWrong");
        QTest::addColumn<bool>("handleWrong");
        const auto good = QStringLiteral("Anna");
        const auto handle = QStringLiteral("anna");
        QTest::newRow("no name") << QString() << handle << true << false;
        QTest::newRow("blanks as a name") << QStringLiteral("   ") << handle << true << false;
        QTest::newRow("80 letters of name") << kEighty << handle << true << false;
        QTest::newRow("no handle") << good << QString() << false << true;
        QTest::newRow("80 letters of handle") << good << kEighty << false << true;
        QTest::newRow("umlaut") << good << QStringLiteral("jörg") << false << true;
        QTest::newRow("blank") << good << QStringLiteral("anna k") << false << true;
        QTest::newRow("at") << good << QStringLiteral("@anna") << false << true;
        QTest::newRow("both") << kEighty << kEighty << true << true;
    }
    void wrongFieldsAreSaidAtTheFieldAndInputIsKept() {
        QFETCH(QString, name);
        QFETCH(QString, handle);
        QFETCH(bool, nameWrong);
        QFETCH(bool, handleWrong);
        Story story;
        story.paste(kLink);
        story.model.setName(name);
        // An empty handle is one that was emptied: it does not follow the name.
        story.model.setHandle(QStringLiteral("x"));
        story.model.setHandle(handle);
        story.model.registerAccount();
        story.settle();
        QVERIFY(story.client.forms().empty());
        QCOMPARE(!story.model.nameError().isEmpty(), nameWrong);
        QCOMPARE(!story.model.handleError().isEmpty(), handleWrong);
        QCOMPARE(story.model.name(), name);
        QCOMPARE(story.model.handle(), handle);
        QVERIFY(!story.model.busy());
    }

    void anErrorGoesWhenItsFieldIsChanged() {
        Story story;
        story.paste(kLink);
        story.tryIt(kEighty, kEighty);
        story.model.setName(QStringLiteral("Anna"));
        QVERIFY(story.model.nameError().isEmpty());
        QVERIFY(!story.model.handleError().isEmpty());
        story.model.setHandle(QStringLiteral("anna"));
        QVERIFY(story.model.handleError().isEmpty());
    }

    void aTakenHandleIsSaidAtItsFieldAndInputIsKept() {
        Story story;
        story.paste(kLink);
        story.tryIt(QStringLiteral("Bob Zwei"), QStringLiteral("bob"));
        QVERIFY(story.model.handleError().contains(QStringLiteral("“bob”")));
        QVERIFY(story.model.nameError().isEmpty());
        QCOMPARE(story.model.name(), QStringLiteral("Bob Zwei"));
        QCOMPARE(story.model.handle(), QStringLiteral("bob"));
        QCOMPARE(story.model.linkState(), LinkState::Good);
        const QSignalSpy registered(&story.model, &RegistrationViewModel::registered);
        story.model.setHandle(QStringLiteral("bob2"));
        story.model.registerAccount();
        story.settle();
        QCOMPARE(registered.count(), 1);
        QCOMPARE(story.client.forms().back().handle, QStringLiteral("bob2"));
        QCOMPARE(story.client.forms().back().link, kLink);
    }

    void pressedTwiceRegistersOnce() {
        Story story;
        story.paste(kLink);
        story.model.setName(QStringLiteral(" Anna Krüger "));
        story.model.registerAccount();
        story.model.registerAccount();
        QVERIFY(story.model.busy());
        story.settle();
        QVERIFY(!story.model.busy());
        QCOMPARE(story.client.forms().size(), 1U);
        QCOMPARE(story.client.forms().front().name, QStringLiteral("Anna Krüger"));
    }

    /// A line to type into takes line breaks that are pasted.
    void aPastedNameIsOneLine() {
        Story story;
        story.paste(kLink);
        story.tryIt(QStringLiteral("Anna\n  Krüger\r\n"), QStringLiteral("anna"));
        QCOMPARE(story.client.forms().back().name, QStringLiteral("Anna Krüger"));
    }

    void aLinkThatExpiredMeanwhileIsSaidAtTheLink() {
        Story story;
        story.paste(kLink);
        story.client.failWith(Error(ErrorCode::InviteExpired));
        story.tryIt(QStringLiteral("Anna"), QStringLiteral("anna"));
        QCOMPARE(story.model.linkState(), LinkState::Bad);
        QVERIFY(!story.model.linkError().isEmpty());
        QCOMPARE(story.model.name(), QStringLiteral("Anna"));
    }

    void withoutAConnectionNoFieldIsBlamed() {
        Story story;
        story.paste(kLink);
        story.client.failWith(Error(ErrorCode::NotReachable));
        story.tryIt(QStringLiteral("Anna"), QStringLiteral("anna"));
        QVERIFY(!story.model.failure().isEmpty());
        QVERIFY(story.model.linkError().isEmpty());
        QVERIFY(story.model.nameError().isEmpty());
        QVERIFY(story.model.handleError().isEmpty());
        QCOMPARE(story.model.linkState(), LinkState::Good);
    }

    void whatWasCorrectedIsNotBlamedAgainInTheOtherLanguage() {
        Story story;
        story.paste(kLink);
        story.tryIt(QStringLiteral("Bob Zwei"), QStringLiteral("bob"));
        story.model.setHandle(QStringLiteral("bob2"));
        story.model.retranslate();
        QVERIFY(story.model.handleError().isEmpty());
    }

    void errorsAreSaidAgainInTheOtherLanguage() {
        Story story;
        story.paste(kLink);
        story.tryIt(kEighty, QStringLiteral("bob"));
        const auto english = story.model.nameError();
        Translation german;
        german.apply(QLocale(QLocale::German, QLocale::Germany));
        story.model.retranslate();
        QVERIFY(!story.model.nameError().isEmpty());
        QVERIFY(story.model.nameError() != english);
        story.tryIt(QStringLiteral("Bob"), QStringLiteral("bob"));
        QVERIFY(story.model.handleError().contains(QStringLiteral("„bob“ ist vergeben")));
        german.apply(QLocale(QLocale::English, QLocale::UnitedKingdom));
        story.model.retranslate();
        QVERIFY(story.model.handleError().contains(QStringLiteral("is taken")));
    }
};

QTEST_GUILESS_MAIN(TestRegistrationViewModel)
#include "tst_registration_view_model.moc"
