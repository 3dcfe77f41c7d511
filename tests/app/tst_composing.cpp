// What is being written: messages and their drafts.
#include "app/view_models/composer_view_model.h"
#include "base/limits.h"
#include "tests/app/desk.h"
#include "tests/support/fake_file_chooser.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

using namespace kontor;
using namespace std::chrono_literals;

namespace {

struct Story : Desk {
    ConversationId bobs = client.addDirect(bob);
    ConversationId coras = client.addDirect(cora);
    test::FakeFileChooser chooser;
    PictureLibrary library{workHere(), clock, clock};
    PictureDraftViewModel pictures{client, library, workHere(), chooser};
    ComposerViewModel composer{client, pictures, clock, clock};

    void open(ConversationId conversation) {
        composer.open(conversation);
        settle();
    }
    void type(const char* text) { composer.setText(QString::fromUtf8(text)); }
    [[nodiscard]] QString draft(ConversationId conversation) const {
        return client.remembered(QStringLiteral("draft/%1").arg(conversation.value));
    }
};

} // namespace

class TestComposing : public QObject {
    Q_OBJECT

private slots:
    void aMessageIsSentAndTheFieldIsEmpty() {
        Story story;
        story.open(story.bobs);
        const QSignalSpy sent(&story.composer, &ComposerViewModel::sent);
        story.type("  Moin \n");
        story.composer.send();
        QCOMPARE(sent.count(), 1);
        QVERIFY(story.composer.text().isEmpty()); // at once, before any answer
        story.settle();
        QCOMPARE(story.client.length(story.bobs), 1U);
        QCOMPARE(story.client.textOf(MessageRow(1)), QStringLiteral("Moin"));
    }

    void nothingIsSentOfNothing_data() {
        QTest::addColumn<QString>("text");
        for (const auto* text : {"", " ", "\n\n", "\t \xC2\xA0"})
            QTest::newRow(qPrintable(QString::fromUtf8(text).toHtmlEscaped() + QLatin1Char('.')))
                << QString::fromUtf8(text);
    }
    void nothingIsSentOfNothing() {
        QFETCH(QString, text);
        Story story;
        story.open(story.bobs);
        story.composer.setText(text);
        QVERIFY(!story.composer.canSend());
        story.composer.send();
        story.settle();
        QCOMPARE(story.client.length(story.bobs), 0U);
    }

    void nothingIsSentToNowhere() {
        Story story;
        story.type("Moin");
        QVERIFY(!story.composer.canSend());
        story.composer.send();
        QCOMPARE(story.composer.text(), QStringLiteral("Moin"));
    }

    void aTextThatIsTooLongIsKept() {
        Story story;
        story.open(story.bobs);
        // Counted in bytes, as they travel: an umlaut has two.
        const QString fits(static_cast<qsizetype>(limits::kTextBytes / 2), QChar(0xE4));
        story.composer.setText(fits + QLatin1Char('a'));
        story.composer.send();
        QVERIFY(!story.composer.failure().isEmpty());
        QCOMPARE(story.composer.text().size(), fits.size() + 1);
        story.composer.setText(fits);
        QVERIFY(story.composer.failure().isEmpty());
        story.composer.send();
        story.settle();
        QCOMPARE(story.client.length(story.bobs), 1U);
    }

    void aRefusedTextComesBack() {
        Story story;
        story.open(story.bobs);
        story.client.failWith(Error(ErrorCode::NotAllowed));
        story.type("Moin");
        story.composer.send();
        story.settle();
        QCOMPARE(story.composer.text(), QStringLiteral("Moin"));
        QCOMPARE(story.composer.failure(), QStringLiteral("You may not do this here."));
    }

    void aRefusedTextDoesNotPushAsideWhatIsBeingTyped() {
        Story story;
        story.open(story.bobs);
        story.client.failWith(Error(ErrorCode::NotAllowed));
        story.type("Moin");
        story.composer.send();
        story.type("Und noch");
        story.settle();
        QCOMPARE(story.composer.text(), QStringLiteral("Und noch"));
        QVERIFY(!story.composer.failure().isEmpty());
    }

    void aRefusalBelongsToItsConversation() {
        Story story;
        story.open(story.bobs);
        story.client.failWith(Error(ErrorCode::NotAllowed));
        story.type("Moin");
        story.composer.send();
        story.composer.open(story.coras);
        story.settle();
        QVERIFY(story.composer.text().isEmpty());
        QVERIFY(story.composer.failure().isEmpty());
    }

    // Drafts
    void eachConversationHasItsDraft() {
        Story story;
        story.open(story.bobs);
        story.type("an Bob");
        story.open(story.coras);
        QVERIFY(story.composer.text().isEmpty());
        story.type("an Cora");
        story.open(story.bobs);
        QCOMPARE(story.composer.text(), QStringLiteral("an Bob"));
        story.open(story.coras);
        QCOMPARE(story.composer.text(), QStringLiteral("an Cora"));
    }

    void aDraftIsStoredInAPauseNotAtEachLetter() {
        Story story;
        story.open(story.bobs);
        story.type("a");
        story.clock.advance(999ms);
        story.type("ab");
        QVERIFY(story.draft(story.bobs).isEmpty());
        story.clock.advance(1ms);
        QCOMPARE(story.draft(story.bobs), QStringLiteral("ab"));
        QCOMPARE(story.clock.waiting(), 0U); // nothing wakes an idle computer
    }

    void aDraftIsStoredWhenTheWindowCloses() {
        Story story;
        story.open(story.bobs);
        story.type("halb");
        story.composer.keepDraft();
        QCOMPARE(story.draft(story.bobs), QStringLiteral("halb"));
    }

    void whatIsSentIsNoDraftAnyMore() {
        Story story;
        story.open(story.bobs);
        story.type("Moin");
        story.composer.keepDraft();
        story.composer.send();
        QVERIFY(story.draft(story.bobs).isEmpty());
        story.open(story.coras);
        story.open(story.bobs);
        QVERIFY(story.composer.text().isEmpty());
    }

    void aDraftThatComesLateDoesNotOverwriteWhatIsTyped() {
        Story story;
        story.client.remember(QStringLiteral("draft/%1").arg(story.bobs.value),
                              QStringLiteral("alt"));
        story.composer.open(story.bobs);
        story.type("neu");
        story.settle();
        QCOMPARE(story.composer.text(), QStringLiteral("neu"));
    }

    void aDraftOfTheConversationBeforeIsNotShownHere() {
        Story story;
        story.client.remember(QStringLiteral("draft/%1").arg(story.bobs.value),
                              QStringLiteral("an Bob"));
        story.composer.open(story.bobs);
        story.composer.open(story.coras);
        story.settle();
        QVERIFY(story.composer.text().isEmpty());
    }

    void pastedTextIsClean() {
        const Story story;
        QGuiApplication::clipboard()->setText(
            QStringLiteral("Ange\u00ADbot:\u00A010\u202F000\u00A0€\r\n\u2028gültig bis Freitag"));
        QCOMPARE(story.composer.clipboardText(),
                 QStringLiteral("Angebot: 10 000 €\n\ngültig bis Freitag"));
    }
};

QTEST_MAIN(TestComposing)
#include "tst_composing.moc"
