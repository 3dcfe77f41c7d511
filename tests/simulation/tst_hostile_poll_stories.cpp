#include "core/polls/sealed_ballot.h"
#include "tests/simulation/hostile.h"
#include "tests/simulation/poll_story.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

PollForm sealedForm() {
    PollForm form = lunchForm();
    form.results = PollView::Results::AfterClosing;
    return form;
}

content::Vote voteOf(const MessageId& poll, std::initializer_list<content::Answer> answers) {
    content::Vote vote;
    vote.poll = poll;
    std::uint32_t number = 0;
    for (const auto answer : answers)
        vote.choices.push_back({content::OptionId(++number), answer});
    return vote;
}

/// Queued behind the back of her program's verbs, and sent with a text after it.
void send(PollStory& story, SimClient& client, const content::Body& body,
          const content::Envelope& envelope = {}) {
    static int number = 0;
    const auto team = PollStory::team(client);
    queueBehind(story.world, client, team, body, envelope);
    story.world.say(client, team, "danach " + std::to_string(++number));
}

using enum content::Answer;

} // namespace

/// Programs that keep no rules: whatever they send changes the same everywhere, or nothing.
class TestHostilePollStories : public QObject {
    Q_OBJECT
private slots:
    void votesThatDoNotFitAreNobodys() {
        PollStory story(501);
        const auto bobSends = [&](const content::Vote& vote) { send(story, story.bob, vote); };
        bobSends(voteOf(story.id, {No, Yes, No}));
        bobSends(voteOf(story.id, {Yes, Yes, No}));
        bobSends(voteOf(story.id, {Yes, No}));
        bobSends(voteOf(story.id, {Yes, No, No, No}));
        bobSends(voteOf(story.id, {IfNeedBe, No, No}));
        auto unknown = voteOf(story.id, {Yes, No, No});
        unknown.choices[2].option = content::OptionId(9);
        bobSends(unknown);
        content::Vote sealed;
        sealed.poll = story.id;
        sealed.sealed = Bytes(304, 7);
        bobSends(sealed);
        SystemRandom random;
        bobSends(voteOf(random.id<MessageId>(), {Yes, No, No}));
        AGREE(story.world);
        SAME_OUTCOME(story, "open Soup:; Rice: bob; Bread:; ");
    }

    void sealedPollsTakeNoOpenVotes() {
        PollStory story(502, sealedForm());
        QVERIFY(story.vote(story.bob, {1}).ok());
        AGREE(story.world);
        send(story, story.bob, voteOf(story.id, {No, Yes, No}));
        AGREE(story.world);
        QCOMPARE(story.numbers(story.anna), std::string("open 1/0 0/0 0/0 +1, 1 answered"));
        QCOMPARE(story.numbers(story.carla), std::string("open hidden, 1 answered"));
        // What does not open is somebody's last vote all the same, and counts for nothing.
        content::Vote noise;
        noise.poll = story.id;
        noise.sealed = Bytes(304, 7);
        send(story, story.bob, noise);
        AGREE(story.world);
        QCOMPARE(story.numbers(story.anna), std::string("open 0/0 0/0 0/0, 0 answered"));
        QCOMPARE(story.numbers(story.carla), std::string("open hidden, 1 answered"));
        // Carla sends what Bob has sealed: it is not hers.
        QVERIFY(story.vote(story.bob, {2}).ok());
        AGREE(story.world);
        const auto votes = unwrap(story.carla.stores().polls.votes(story.row(story.carla)));
        send(story, story.carla, unwrap(content::parseVote(votes.front().choices)));
        QVERIFY(story.anna.profile().polls().close(story.row(story.anna)).ok());
        AGREE(story.world);
        SAME_NUMBERS(story, "closed 0/0 1/0 0/0 +2, 1 answered");
    }

    void onlyItsAuthorEndsBeginsAndTells() {
        PollStory story(503, sealedForm());
        QVERIFY(story.vote(story.bob, {1}).ok());
        AGREE(story.world);
        const content::PollResult lie{{0, 0, 2}, {0, 0, 0}, 2, {}};
        send(story, story.bob, content::PollClosing{story.id, lie});
        AGREE(story.world);
        QCOMPARE(story.numbers(story.carla), std::string("open hidden, 1 answered"));
        QVERIFY(story.anna.profile().polls().close(story.row(story.anna)).ok());
        AGREE(story.world);
        send(story, story.bob, content::PollReopening{story.id});
        send(story, story.bob, content::PollClosing{story.id, lie});
        AGREE(story.world);
        SAME_NUMBERS(story, "closed 1/0 0/0 0/0 +1, 1 answered");
        // What she has told once she does not change.
        send(story, story.anna, content::PollClosing{story.id, lie});
        AGREE(story.world);
        QCOMPARE(story.numbers(story.carla), std::string("closed 1/0 0/0 0/0 +1, 1 answered"));
        for (SimClient* who : story.all())
            QCOMPARE(noticesOf(*who, story.team(*who), Notice::Kind::PollClosed), 1);
    }

    void aResultThatContradictsItselfIsPassedOver() {
        PollStory open(504);
        QVERIFY(open.vote(open.bob, {1}).ok());
        AGREE(open.world);
        // Of a poll whose votes all can read.
        const content::PollResult needless{{0, 5, 0}, {0, 0, 0}, 5, {}};
        send(open, open.anna, content::PollClosing{open.id, needless});
        AGREE(open.world);
        SAME_NUMBERS(open, "closed 1/0 0/0 0/0 +1, 1 answered");
        PollStory story(505, sealedForm());
        QVERIFY(story.vote(story.bob, {1}).ok());
        AGREE(story.world);
        const content::PollResult lie{{0, 5, 0}, {0, 0, 0}, 1, {}};
        send(story, story.anna, content::PollClosing{story.id, lie});
        AGREE(story.world);
        // It is closed; what came of it her true program has told.
        SAME_NUMBERS(story, "closed 1/0 0/0 0/0 +1, 1 answered");
    }

    void aResultOfMorePeopleThanThereAreIsPassedOver() {
        PollForm form = sealedForm();
        form.choices = PollView::Choices::Several;
        form.third = PollView::Third::Offered;
        PollStory story(508, form);
        QVERIFY(story.vote(story.bob, {1}).ok());
        AGREE(story.world);
        constexpr std::uint32_t kMost = std::numeric_limits<std::int32_t>::max();
        const content::PollResult lie{
            {kMost, 0, 0}, {kMost, 0, 0}, std::numeric_limits<std::uint32_t>::max(), {}};
        send(story, story.anna, content::PollClosing{story.id, lie});
        AGREE(story.world);
        SAME_NUMBERS(story, "closed 1/0 0/0 0/0 +1, 1 answered");
    }

    void aPollIsNeitherChangedNorItsOwnAnswer() {
        PollStory story(506);
        content::Poll other;
        other.title = "Dinner?";
        other.options = {{content::OptionId(1), "Fish"}, {content::OptionId(2), "Cake"}};
        content::Envelope replacing;
        replacing.replaces = story.id;
        send(story, story.anna, other, replacing);
        content::Envelope answering;
        answering.inReplyTo = story.id;
        send(story, story.anna, other, answering);
        QVERIFY(story.vote(story.bob, {1}).ok());
        // Her own program shows no row of what went behind its back.
        QVERIFY(story.world.settle().empty());
        SAME_OUTCOME(story, "open Soup: bob; Rice:; Bread:; ");
        for (SimClient* who : story.all())
            QCOMPARE(story.view(*who).title, QString("Lunch?"));
    }

    void aFloodOfVotesKeepsOneOfEach() {
        PollStory story(507);
        for (int i = 0; i < 200; ++i)
            send(story, story.bob,
                 i % 2 == 0 ? voteOf(story.id, {Yes, No, No}) : voteOf(story.id, {No, Yes, No}));
        AGREE(story.world);
        SAME_OUTCOME(story, "open Soup:; Rice: bob; Bread:; ");
        for (SimClient* who : story.all())
            QCOMPARE(unwrap(who->stores().polls.votes(story.row(*who))).size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestHostilePollStories)
#include "tst_hostile_poll_stories.moc"
