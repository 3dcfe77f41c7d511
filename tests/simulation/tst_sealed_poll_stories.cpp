#include "core/polls/sealed_ballot.h"
#include "storage/erasure.h"
#include "storage/poll_secrets.h"
#include "tests/simulation/poll_story.h"
#include "tests/storage/page_reader.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

PollForm sealedForm(PollView::Names names = PollView::Names::Shown) {
    PollForm form = lunchForm();
    form.results = PollView::Results::AfterClosing;
    form.names = names;
    return form;
}

constexpr const char* kBobsWords = "zwiebelkuchen-bob";
constexpr const char* kCarlasWords = "zwiebelkuchen-carla";

std::size_t pagesWith(SimClient& client, std::string_view what) {
    (void)unwrap(client.database().truncateLog());
    return storage::test::readEveryPage(client.storeFile(), client.key()).pagesWith(what);
}

void closeIt(PollStory& story) {
    if (!story.anna.profile().polls().close(story.row(story.anna)).ok())
        qFatal("the poll cannot be closed");
}

} // namespace

/// Polls whose outcome only their author knows until they are closed.
class TestSealedPollStories : public QObject {
    Q_OBJECT
private slots:
    void nobodyElseKnowsBeforeTheClosing() {
        PollStory story(301, sealedForm());
        QVERIFY(story.vote(story.bob, {1}, {}, kBobsWords).ok());
        QVERIFY(story.vote(story.carla, {2}, {}, kCarlasWords).ok());
        AGREE(story.world);
        QCOMPARE(story.numbers(story.bob), std::string("open hidden, 2 answered"));
        QCOMPARE(story.numbers(story.carla), std::string("open hidden, 2 answered"));
        QCOMPARE(story.numbers(story.anna), std::string("open 1/0 1/0 0/0 +1 +2, 2 answered"));
        QVERIFY(story.table(story.carla).lines.empty());
        QCOMPARE(story.table(story.anna).lines.size(), std::size_t{2});
        // Everybody knows who is silent, and what one has said oneself.
        QCOMPARE(story.view(story.carla).silent, 1);
        QVERIFY(story.view(story.bob).vote->yes == Numbers{1});
        QCOMPARE(story.view(story.bob).vote->comment, QString(kBobsWords));
        // No page of any other store has it.
        QVERIFY(pagesWith(story.bob, kBobsWords) > 0);
        QVERIFY(pagesWith(story.anna, kBobsWords) > 0);
        QCOMPARE(pagesWith(story.carla, kBobsWords), std::size_t{0});
        QCOMPARE(pagesWith(story.bob, kCarlasWords), std::size_t{0});
        closeIt(story);
        AGREE(story.world);
        SAME_NUMBERS(story, "closed 1/0 1/0 0/0 +1 +2, 2 answered");
        SAME_OUTCOME(story, "closed Soup: bob; Rice: carla; Bread:; ");
        for (SimClient* who : story.all()) {
            QCOMPARE(story.table(*who).lines[0].comment, QString(kBobsWords));
            QCOMPARE(noticesOf(*who, story.team(*who), Notice::Kind::PollClosed), 1);
        }
    }

    void onesOwnAnswerIsSeenWhileItWaits() {
        PollStory story(302, sealedForm());
        story.world.link.cutAll();
        QVERIFY(story.vote(story.bob, {1}, {}, "erst so").ok());
        QVERIFY(story.vote(story.bob, {3}, {}, "dann so").ok());
        story.bob.crash();
        story.bob.open();
        QVERIFY(story.view(story.bob).pending->yes == Numbers{3});
        QCOMPARE(story.view(story.bob).pending->comment, QString("dann so"));
        AGREE(story.world);
        QVERIFY(!story.view(story.bob).pending);
        QVERIFY(story.view(story.bob).vote->yes == Numbers{3});
        QCOMPARE(story.numbers(story.anna), std::string("open 0/0 0/0 1/0 +3, 1 answered"));
        // Nothing of the first one is left.
        QCOMPARE(pagesWith(story.bob, "erst so"), std::size_t{0});
        QVERIFY(story.vote(story.bob, {}).ok());
        AGREE(story.world);
        QVERIFY(!story.view(story.bob).vote);
        QCOMPARE(story.numbers(story.anna), std::string("open 0/0 0/0 0/0, 0 answered"));
    }

    /// The result has what the log has before the closing, not what its author knew as she closed.
    void votesThatTheClosingDidNotKnowAreInTheResult() {
        PollStory story(303, sealedForm());
        story.anna.crash();
        QVERIFY(story.vote(story.bob, {1}).ok());
        QVERIFY(story.world.runUntil([&] { return story.view(story.bob).vote.has_value(); }));
        story.anna.open();
        closeIt(story); // before she is online
        AGREE(story.world);
        SAME_NUMBERS(story, "closed 1/0 0/0 0/0 +1, 1 answered");
    }

    void aCrashBetweenTheClosingAndTheResultLosesNothing() {
        for (int events = 1; events <= 6; ++events) {
            PollStory story(310 + static_cast<std::uint64_t>(events), sealedForm());
            QVERIFY(story.vote(story.bob, {2}).ok());
            AGREE(story.world);
            closeIt(story);
            story.anna.crashInside(events, [] {});
            story.world.run(10s);
            if (!story.anna.isOpen())
                story.anna.crash();
            if (!story.anna.isRunning())
                story.anna.open();
            AGREE(story.world);
            SAME_NUMBERS(story, "closed 0/0 1/0 0/0 +2, 1 answered");
        }
    }

    void countedOnesTellOnlyNumbers() {
        PollStory story(304, sealedForm(PollView::Names::Counted));
        QVERIFY(story.vote(story.bob, {1}).ok());
        AGREE(story.world);
        closeIt(story);
        AGREE(story.world);
        SAME_NUMBERS(story, "closed 1/0 0/0 0/0 +1, 1 answered");
        for (SimClient* who : story.all()) {
            QVERIFY(story.view(*who).options[0].voters.empty());
            QVERIFY(story.table(*who).lines.empty());
        }
    }

    void whatIsReopenedIsHiddenAgain() {
        PollStory story(305, sealedForm());
        QVERIFY(story.vote(story.bob, {1}, {}, kBobsWords).ok());
        AGREE(story.world);
        closeIt(story);
        AGREE(story.world);
        QVERIFY(pagesWith(story.carla, kBobsWords) > 0);
        QVERIFY(story.anna.profile().polls().reopen(story.row(story.anna)).ok());
        AGREE(story.world);
        QCOMPARE(story.numbers(story.carla), std::string("open hidden, 1 answered"));
        QCOMPARE(story.numbers(story.anna), std::string("open 1/0 0/0 0/0 +1, 1 answered"));
        QCOMPARE(pagesWith(story.carla, kBobsWords), std::size_t{0});
        QVERIFY(story.vote(story.carla, {1}).ok());
        AGREE(story.world);
        closeIt(story);
        AGREE(story.world);
        SAME_NUMBERS(story, "closed 2/0 0/0 0/0 +1, 2 answered");
    }

    void withoutTheKeyNobodyKnows() {
        PollStory story(306, sealedForm());
        QVERIFY(story.vote(story.bob, {1}).ok());
        AGREE(story.world);
        {
            auto transaction = unwrap(storage::Transaction::begin(story.anna.database()));
            auto forget = story.anna.database().writer().prepare("UPDATE polls SET secret = NULL");
            QVERIFY(forget.run().ok());
            auto votes = story.anna.database().writer().prepare("UPDATE votes SET ballot = NULL");
            QVERIFY(votes.run().ok());
            (void)unwrap(transaction.commit());
        }
        QCOMPARE(story.numbers(story.anna), std::string("open hidden, 1 answered"));
        QVERIFY(story.view(story.anna).mayClose);
        closeIt(story);
        AGREE(story.world);
        SAME_NUMBERS(story, "closed hidden, 1 answered");
    }

    void allOfItGoesWithThePoll() {
        PollStory story(307, sealedForm());
        QVERIFY(story.vote(story.bob, {1}, {}, kBobsWords).ok());
        AGREE(story.world);
        closeIt(story);
        AGREE(story.world);
        QVERIFY(pagesWith(story.carla, kBobsWords) > 0);
        QVERIFY(story.anna.profile().actions().deleteForAll(story.row(story.anna)).ok());
        AGREE(story.world);
        for (SimClient* who : story.all()) {
            QVERIFY(!unwrap(who->stores().polls.findById(story.id)));
            QCOMPARE(pagesWith(*who, kBobsWords), std::size_t{0});
        }
    }
};

QTEST_GUILESS_MAIN(TestSealedPollStories)
#include "tst_sealed_poll_stories.moc"
