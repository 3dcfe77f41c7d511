// What is being written: messages and their drafts.
#include "app/texts/lifetime_text.h"
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
using About = ComposerViewModel::About;

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
    /// By somebody, in the conversation with Bob.
    TimelineEntry said(const Person& who, const char* text) {
        client.say(bobs, who, QString::fromUtf8(text), clock.sinceEpoch());
        return newest(0);
    }
    /// The newest entry of that conversation, or one of those before it.
    TimelineEntry newest(int before) {
        TimelineEntry found;
        client.timeline({.conversation = bobs, .row = {}},
                        [&found, before](const Result<TimelinePage>& page) {
                            found = page.value().entries.at(static_cast<std::size_t>(before));
                        });
        settle();
        return found;
    }
    [[nodiscard]] QString draft(ConversationId conversation) const {
        return client.remembered(QStringLiteral("draft.%1").arg(conversation.value));
    }
};

} // namespace

class TestComposing : public QObject {
    Q_OBJECT

private slots:
    void writingIsTold() {
        Story story;
        story.open(story.bobs);
        QVERIFY(story.client.typingTold().empty());
        story.type("Ja");
        QVERIFY(story.client.typingTold() == std::vector{TypingState::Writes});
        story.type("");
        QVERIFY(story.client.typingTold().back() == TypingState::Stopped);
        story.type("Nein");
        story.composer.send();
        story.settle();
        QVERIFY(story.client.typingTold().back() == TypingState::Stopped);
        story.type("Doch");
        story.open(story.coras); // looked elsewhere
        QVERIFY(story.client.typingTold().back() == TypingState::Stopped);
        const auto told = story.client.typingTold().size();
        story.open(story.bobs); // the draft comes back: nobody writes
        QVERIFY(story.client.typingTold().back() == TypingState::Stopped);
        QCOMPARE(story.client.typingTold().size(), told + 1);
    }

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

    void oneMessageMayHaveALifeOfItsOwn() {
        Story story;
        story.open(story.bobs);
        LifetimeModel& lives = *story.composer.lifetimes();
        QVERIFY(!lives.timed());
        story.composer.chooseLifetime(2);
        QCOMPARE(lives.lifetime(), Milliseconds(5min));
        story.type("Das Kennwort");
        story.composer.send();
        QVERIFY(!lives.timed()); // for that one alone
        story.settle();
        QVERIFY(story.newest(0).lifetime == Milliseconds(5min));
        story.type("Danke");
        story.composer.send();
        story.settle();
        QVERIFY(!story.newest(0).lifetime);

        story.composer.chooseLifetime(1);
        QVERIFY(story.composer.leave());
        QVERIFY(!lives.timed());
        QVERIFY(!story.composer.leave());
    }

    /// Words that were meant to disappear must not be sent for ever.
    void theLifeStaysWithTheDraft() {
        Story story;
        story.open(story.bobs);
        story.type("Das Kennwort");
        story.composer.chooseLifetime(1);
        story.open(story.coras); // not for somebody else
        QVERIFY(!story.composer.lifetimes()->timed());
        story.open(story.bobs);
        QCOMPARE(story.composer.lifetimes()->lifetime(), Milliseconds(30s));

        ComposerViewModel again(story.client, story.pictures, story.clock, story.clock);
        again.open(story.bobs); // as after a restart
        story.settle();
        QCOMPARE(again.text(), QStringLiteral("Das Kennwort"));
        QCOMPARE(again.lifetimes()->lifetime(), Milliseconds(30s));
        again.send();
        story.settle();
        QVERIFY(story.newest(0).lifetime == Milliseconds(30s));
        again.close();
        again.open(story.bobs);
        story.settle();
        QVERIFY(!again.lifetimes()->timed());
    }

    /// What could not hold cannot be chosen.
    void nothingLongerThanTheConversationSays() {
        Story story;
        story.open(story.bobs);
        LifetimeModel& lives = *story.composer.lifetimes();
        const int all = lives.rowCount();
        story.composer.chooseLifetime(all - 1);
        story.composer.setLongestLife(1h);
        QVERIFY(!lives.timed());
        QCOMPARE(lives.rowCount(), 4); // as the conversation, 30 s, 5 min, 1 h
        QCOMPARE(lives.at(lives.rowCount() - 1), Milliseconds(1h));
        story.composer.chooseLifetime(all - 1);
        QVERIFY(!lives.timed());
        story.composer.setLongestLife(0ms);
        QCOMPARE(lives.rowCount(), all);
    }

    void nothingLongerThanTheOrganisationAllows() {
        Story story;
        story.open(story.bobs);
        LifetimeModel& lives = *story.composer.lifetimes();
        QVERIFY(lives.bound().isEmpty());
        story.composer.chooseLifetime(lives.rowCount() - 1);
        QVERIFY(lives.timed());
        story.composer.apply(Policies{1h});
        QVERIFY(!lives.timed()); // what was chosen cannot hold
        QCOMPARE(lives.rowCount(), 4);
        QCOMPARE(lives.at(0), Milliseconds(0)); // as the conversation has it, which is bounded
        QCOMPARE(lives.at(3), Milliseconds(1h));
        QVERIFY(lives.bound().contains(LifetimeText::length(1h)));
        story.composer.chooseLifetime(3);
        QCOMPARE(lives.lifetime(), Milliseconds(1h));
        // Kept with a draft, and too long when one comes back to it.
        story.type("Das Kennwort");
        story.open(story.coras);
        story.composer.apply(Policies{5min});
        story.open(story.bobs);
        QCOMPARE(story.composer.text(), QStringLiteral("Das Kennwort"));
        QVERIFY(!lives.timed());
        story.composer.setLongestLife(30s);
        QCOMPARE(lives.rowCount(), 2);
        story.composer.setLongestLife(0ms);
        story.composer.apply(Policies{});
        QVERIFY(lives.bound().isEmpty());
        QVERIFY(lives.rowCount() > 4);
    }

    /// Of a conversation: what was set for longer is shown as it holds.
    void aConversationLivesNoLongerThanAllowed() {
        LifetimeModel lives;
        const int all = lives.rowCount();
        lives.set(24h * 7, LifetimeModel::Allowed::Yes);
        const QSignalSpy told(&lives, &LifetimeModel::changed);
        lives.setBound(1h);
        QVERIFY(told.count() > 0);
        QCOMPARE(lives.words(), LifetimeText::length(1h));
        QCOMPARE(lives.rowCount(), 3); // 30 s, 5 min, 1 h; and not "Off"
        QCOMPARE(lives.at(0), Milliseconds(30s));
        QVERIFY(roleOf(lives, 2, LifetimeModel::Role::Chosen).toBool());
        lives.set(0s, LifetimeModel::Allowed::Yes);
        QVERIFY(lives.timed());
        QCOMPARE(lives.words(), LifetimeText::length(1h));
        lives.set(30s, LifetimeModel::Allowed::Yes);
        QCOMPARE(lives.words(), LifetimeText::length(30s));
        // A bound that is none of the usual ones can be chosen.
        lives.setBound(10s);
        QCOMPARE(lives.rowCount(), 1);
        QCOMPARE(lives.at(0), Milliseconds(10s));
        lives.setBound(90min);
        QCOMPARE(lives.rowCount(), 4);
        QCOMPARE(lives.at(3), Milliseconds(90min));
        lives.setBound(0s);
        QCOMPARE(lives.rowCount(), all);
        QCOMPARE(lives.words(), LifetimeText::length(30s));
    }

    void whatWasNotTakenKeepsItsLife() {
        Story story;
        story.open(story.bobs);
        story.composer.chooseLifetime(1);
        story.type("Das Kennwort");
        story.client.failWith(Error(ErrorCode::NotAllowed));
        story.composer.send();
        story.settle();
        QCOMPARE(story.composer.text(), QStringLiteral("Das Kennwort"));
        QCOMPARE(story.composer.lifetimes()->lifetime(), Milliseconds(30s));
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
        story.client.remember(QStringLiteral("draft.%1").arg(story.bobs.value),
                              QStringLiteral("alt"));
        story.composer.open(story.bobs);
        story.type("neu");
        story.settle();
        QCOMPARE(story.composer.text(), QStringLiteral("neu"));
    }

    void aDraftOfTheConversationBeforeIsNotShownHere() {
        Story story;
        story.client.remember(QStringLiteral("draft.%1").arg(story.bobs.value),
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

    // Answers and changes
    void anAnswerGoesAsAnAnswerAndOnlyOne() {
        Story story;
        story.open(story.bobs);
        story.composer.answer(story.said(story.bob, "Wer bringt Kuchen?"));
        QCOMPARE(story.composer.about(), About::Answer);
        QCOMPARE(story.composer.aboutWho(), QStringLiteral("Bob Lindner"));
        QCOMPARE(story.composer.aboutWords(), QStringLiteral("Wer bringt Kuchen?"));
        story.type("Ich");
        story.composer.send();
        QCOMPARE(story.composer.about(), About::Nothing);
        story.type("Freitag");
        story.composer.send();
        story.settle();
        QVERIFY(story.newest(1).quote.has_value());
        QCOMPARE(story.newest(1).text, QStringLiteral("Ich"));
        QVERIFY(!story.newest(0).quote.has_value());
    }

    void leavingAnAnswerKeepsWhatWasWritten() {
        Story story;
        story.open(story.bobs);
        story.composer.answer(story.said(story.bob, "Moin"));
        story.type("Ich");
        story.composer.leaveAbout();
        QCOMPARE(story.composer.text(), QStringLiteral("Ich"));
        story.composer.send();
        story.settle();
        QVERIFY(!story.newest(0).quote.has_value());
    }

    void anAnswerThatIsRefusedComesBackAsOne() {
        Story story;
        story.open(story.bobs);
        story.composer.answer(story.said(story.bob, "Moin"));
        story.client.failWith(Error(ErrorCode::NotAllowed));
        story.type("Ich");
        story.composer.send();
        story.settle();
        QCOMPARE(story.composer.text(), QStringLiteral("Ich"));
        QCOMPARE(story.composer.about(), About::Answer);
        QVERIFY(!story.composer.failure().isEmpty());
    }

    void aTextIsChangedAndTheDraftOfBeforeComesBack() {
        Story story;
        story.open(story.bobs);
        const auto own = story.said(story.client.self(), "Ich, Freitag");
        story.type("halb");
        story.composer.edit(own);
        QCOMPARE(story.composer.about(), About::Edit);
        QCOMPARE(story.composer.text(), QStringLiteral("Ich, Freitag"));
        story.type(" Ich, Montag ");
        story.composer.send();
        QCOMPARE(story.composer.about(), About::Nothing);
        QCOMPARE(story.composer.text(), QStringLiteral("halb"));
        story.settle();
        QCOMPARE(story.client.textOf(own.row), QStringLiteral("Ich, Montag"));
        QCOMPARE(story.client.length(story.bobs), 1U);
    }

    void withoutAChangeItIsLeftQuietly() {
        Story story;
        story.open(story.bobs);
        const auto own = story.said(story.client.self(), "Ich, Freitag");
        story.composer.edit(own);
        story.composer.send();
        story.settle();
        QCOMPARE(story.composer.about(), About::Nothing);
        QVERIFY(story.composer.text().isEmpty());
        QVERIFY(!story.newest(0).editedAt.has_value());
    }

    void emptiedDeletionIsOffered() {
        Story story;
        story.open(story.bobs);
        const auto own = story.said(story.client.self(), "Ich, Freitag");
        const QSignalSpy offered(&story.composer, &ComposerViewModel::deletionOffered);
        story.composer.edit(own);
        story.type("  ");
        story.composer.send();
        QCOMPARE(offered.count(), 1);
        QCOMPARE(offered.front().front().toDouble(), static_cast<double>(own.row.value));
        QCOMPARE(story.composer.about(), About::Edit); // until somebody says so
        story.composer.forget({own.row});
        QCOMPARE(story.composer.about(), About::Nothing);
    }

    void whatIsErasedIsNotAnswered() {
        Story story;
        story.open(story.bobs);
        const auto bobs = story.said(story.bob, "Geheim");
        story.composer.answer(bobs);
        story.type("Ich");
        story.composer.forget({MessageRow(bobs.row.value + 1)});
        QCOMPARE(story.composer.about(), About::Answer);
        story.composer.forget({bobs.row});
        QCOMPARE(story.composer.about(), About::Nothing);
        QVERIFY(story.composer.aboutWords().isEmpty());
        QCOMPARE(story.composer.text(), QStringLiteral("Ich"));
    }

    void aChangeThatIsTooLongIsKept() {
        Story story;
        story.open(story.bobs);
        story.composer.edit(story.said(story.client.self(), "Ich"));
        story.composer.setText(QString(static_cast<qsizetype>(limits::kTextBytes) + 1, u'a'));
        story.composer.send();
        QCOMPARE(story.composer.about(), About::Edit);
        QVERIFY(!story.composer.failure().isEmpty());
    }

    void aChangeThatIsRefusedComesBack() {
        Story story;
        story.open(story.bobs);
        story.composer.edit(story.said(story.client.self(), "Ich"));
        story.client.failWith(Error(ErrorCode::NotAllowed));
        story.type("Ich nicht");
        story.composer.send();
        story.settle();
        QCOMPARE(story.composer.about(), About::Edit);
        QCOMPARE(story.composer.text(), QStringLiteral("Ich nicht"));
        QVERIFY(!story.composer.failure().isEmpty());
    }

    void whatIsBeingChangedIsNoDraft() {
        Story story;
        story.open(story.bobs);
        story.type("halb");
        story.composer.edit(story.said(story.client.self(), "Ich, Freitag"));
        story.type("Ich, Mon");
        story.composer.keepDraft();
        QCOMPARE(story.draft(story.bobs), QStringLiteral("halb"));
        story.open(story.coras);
        story.open(story.bobs);
        QCOMPARE(story.composer.about(), About::Nothing);
        QCOMPARE(story.composer.text(), QStringLiteral("halb"));
    }
};

QTEST_MAIN(TestComposing)
#include "tst_composing.moc"
