// A person's safety number in the window, and a key that has changed.
#include "app/texts/error_text.h"
#include "app/view_models/conversation_view_model.h"
#include "tests/app/desk.h"

#include <QTest>

using namespace kontor;

namespace {

struct TrustStory : Desk {
    ConversationId group = client.addGroup(QStringLiteral("Vertrieb"), {cora, bob});
    ConversationId direct = client.addDirect(bob);
    ConversationViewModel open{client, moments()};

    TrustStory() {
        onEvent = [this](const Event& event) {
            if (const auto* summaries = std::get_if<ConversationsChanged>(&event))
                open.apply(summaries->changed);
            if (const auto* details = std::get_if<DetailsChanged>(&event))
                open.apply(*details);
        };
    }
    void show(ConversationId id) {
        client.conversations(0, 100, [&](const Result<std::vector<ConversationSummary>>& page) {
            for (const auto& one : page.value())
                if (one.id == id)
                    open.open(one);
        });
        settle();
    }
};

} // namespace

class TestContact : public QObject {
    Q_OBJECT

private slots:
    void verifiedAndTakenBack() {
        TrustStory story;
        story.show(story.direct);
        story.open.showPeer();
        story.settle();
        ContactViewModel& contact = *story.open.contact();
        QCOMPARE(contact.name(), QStringLiteral("Bob Lindner"));
        QCOMPARE(contact.number().count(QLatin1Char('\n')), 2);
        QCOMPARE(contact.number().remove(QLatin1Char('\n')).remove(QLatin1Char(' ')).size(), 60);
        QVERIFY(!contact.verified() && !story.open.verified());
        contact.verify();
        QVERIFY(contact.busy());
        contact.verify(); // once is enough
        story.settle();
        QVERIFY(contact.verified() && story.open.verified() && !contact.busy());
        contact.accept();
        story.settle();
        QVERIFY(!contact.verified() && !story.open.verified());
    }

    void aMemberIsShownByHandleAndOneselfIsNot() {
        TrustStory story;
        story.show(story.group);
        story.open.showContact(QStringLiteral("@cora"));
        story.settle();
        QCOMPARE(story.open.contact()->name(), QStringLiteral("Cora Mikkelsen"));
        QVERIFY(story.open.contact()->verified());
        story.open.showContact(QLatin1Char('@') + story.client.self().handle);
        QCOMPARE(story.open.contact()->name(), QStringLiteral("Cora Mikkelsen"));
        story.show(story.direct);
        QVERIFY(!story.open.contact()->id()); // another conversation shows nobody yet
    }

    void aChangedKeyAsksUntilItIsAccepted() {
        TrustStory story;
        story.show(story.group);
        QVERIFY(!story.open.doubtful());
        story.client.changeKey(story.cora.id);
        story.client.changeKey(story.bob.id);
        story.settle();
        QVERIFY(story.open.doubtful());
        ContactViewModel& doubt = *story.open.doubt();
        QCOMPARE(doubt.name(), QStringLiteral("Bob Lindner"));
        doubt.accept();
        story.settle();
        QCOMPARE(doubt.name(), QStringLiteral("Cora Mikkelsen")); // one after the other
        story.open.showDoubted();
        story.settle();
        QCOMPARE(story.open.contact()->name(), QStringLiteral("Cora Mikkelsen"));
        QVERIFY(story.open.contact()->keyChanged());
        story.open.contact()->verify();
        story.settle();
        QVERIFY(!story.open.doubtful() && story.open.contact()->verified());
    }

    void membersWhoWereNotKnownAskToo() {
        TrustStory story;
        story.show(story.group);
        QVERIFY(story.open.strangers().isEmpty());
        story.client.comeBackAmong(story.group, story.cora.id);
        story.settle();
        QCOMPARE(story.open.strangers(), QStringLiteral("Cora Mikkelsen"));
        story.open.acceptStrangers();
        story.settle();
        QVERIFY(story.open.strangers().isEmpty());
    }

    /// What is accepted is the key whose number was shown.
    void aKeyThatCameInMeanwhileIsNotAccepted() {
        TrustStory story;
        story.show(story.direct);
        story.client.changeKey(story.bob.id);
        story.settle();
        story.client.hold();
        story.client.changeKey(story.bob.id);
        story.open.doubt()->accept();
        story.client.release();
        story.settle();
        QVERIFY(story.open.doubtful());
        QCOMPARE(story.open.doubt()->failure(), ErrorText::of(Error(ErrorCode::SafetyNumberWrong)));
        story.open.doubt()->accept();
        story.settle();
        QVERIFY(!story.open.doubtful());
    }

    /// Nobody reads what is written to her: the composer's place says so.
    void aClosedAccountClosesWhatIsBetweenTwo() {
        TrustStory story;
        story.show(story.direct);
        QVERIFY(story.open.closedBecause().isEmpty());
        story.client.closeAccount(story.bob.id);
        story.settle();
        QVERIFY(!story.open.mayWrite());
        QVERIFY(story.open.closedBecause().contains(QStringLiteral("Bob Lindner")));
        story.show(story.group);
        QVERIFY(story.open.mayWrite());
        QVERIFY(story.open.closedBecause().isEmpty());
        QCOMPARE(story.open.memberCount(), 2);
    }
};

QTEST_MAIN(TestContact)
#include "tst_contact.moc"
