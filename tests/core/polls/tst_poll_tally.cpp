#include "core/polls/poll_tally.h"
#include "crypto/random.h"

#include <QTest>

#include <rapidcheck.h>
#include <set>

using namespace kontor;
using namespace kontor::polls;
using content::Answer;
using content::Ballot;
using content::OptionId;
using content::Poll;
using content::PollResult;
using storage::Place;

namespace {

UserId user(std::uint8_t number) {
    UserId id;
    id.bytes.fill(number);
    return id;
}

Poll lunch(Poll::Choices choices = Poll::Choices::One) {
    return {
        "Lunch?", {{OptionId(1), "Soup"}, {OptionId(2), "Rice"}, {OptionId(5), "Bread"}}, choices};
}
Poll datesOf(Poll poll) {
    poll.choices = Poll::Choices::Several;
    poll.third = Poll::Third::Offered;
    return poll;
}
Poll sealedOf(Poll poll) {
    SystemRandom random;
    poll.sealedTo = HpkeKeyPair::generate(random).publicKey;
    return poll;
}

/// `answers` as one letter an option: n, y, i.
CastVote says(std::uint8_t who, std::int64_t place, const char* answers) {
    CastVote cast{user(who), Place(place), Ballot()};
    const Poll poll = lunch();
    for (std::size_t i = 0; answers[i] != '\0'; ++i) {
        const Answer answer = answers[i] == 'y'   ? Answer::Yes
                              : answers[i] == 'i' ? Answer::IfNeedBe
                                                  : Answer::No;
        cast.ballot->choices.push_back({poll.options[i].id, answer});
    }
    return cast;
}
CastVote withdrawal(std::uint8_t who, std::int64_t place) {
    return {user(who), Place(place), Ballot()};
}
CastVote unopened(std::uint8_t who, std::int64_t place) {
    return {user(who), Place(place), std::nullopt};
}

using Counts = std::vector<std::uint32_t>;
using Users = std::vector<UserId>;
using Options = std::vector<OptionId>;

} // namespace

class TestPollTally : public QObject {
    Q_OBJECT
private slots:
    void theLastVoteOfAUserCounts() {
        const std::vector votes{says(1, 3, "ynn"), says(2, 4, "nyn"), says(1, 9, "nyn")};
        const auto outcome = tally(lunch(), votes, {});
        QVERIFY(outcome.yes == (Counts{0, 2, 0}));
        QVERIFY(outcome.voters == (Users{user(2), user(1)}));
        QVERIFY(outcome.winners == Options{OptionId(2)});
        QVERIFY(outcome.lines[0] == (Line{user(2), {Answer::No, Answer::Yes, Answer::No}, {}}));
    }
    void aVoteCanBeTakenBack() {
        const std::vector votes{says(1, 3, "ynn"), says(2, 4, "nyn"), withdrawal(1, 5)};
        const auto outcome = tally(lunch(), votes, {});
        QVERIFY(outcome.yes == (Counts{0, 1, 0}));
        QVERIFY(outcome.voters == Users{user(2)});
    }
    void answeringWithNothingIsAnAnswer() {
        const auto outcome = tally(lunch(), std::vector{says(1, 3, "nnn")}, {});
        QVERIFY(outcome.voters == Users{user(1)});
        QCOMPARE(outcome.answered, 1U);
        QVERIFY(outcome.winners.empty());
    }
    void whatComesAfterTheClosingIsLate() {
        const std::vector votes{says(1, 3, "ynn"), says(2, 11, "nyn"), says(1, 12, "nny")};
        const auto outcome = tally(lunch(), votes, Place(10));
        QVERIFY(outcome.yes == (Counts{1, 0, 0}));
        QVERIFY(outcome.late == (Users{user(2), user(1)}));
    }
    void tiesAllWin() {
        const std::vector votes{says(1, 3, "yny"), says(2, 4, "yny")};
        const auto outcome = tally(lunch(Poll::Choices::Several), votes, {});
        QVERIFY(outcome.winners == (Options{OptionId(1), OptionId(5)}));
    }
    void ifNeedBeDecidesAmongEquals() {
        const Poll poll = datesOf(lunch());
        const std::vector votes{says(1, 3, "yyi"), says(2, 4, "yyi"), says(3, 5, "nii")};
        const auto outcome = tally(poll, votes, {});
        QVERIFY(outcome.yes == (Counts{2, 2, 0}));
        QVERIFY(outcome.ifNeedBe == (Counts{0, 1, 3}));
        QVERIFY(outcome.winners == Options{OptionId(2)});
        // Without any yes the maybes decide alone.
        const auto maybes = tally(poll, std::vector{says(1, 3, "nii"), says(2, 4, "nin")}, {});
        QVERIFY(maybes.winners == Options{OptionId(2)});
    }
    void whatDoesNotFitThePollIsPassedOver() {
        auto unknown = says(1, 5, "nyn");
        unknown.ballot->choices[1].option = OptionId(3);
        const std::vector votes{says(1, 3, "ynn"), says(1, 4, "yyn"), unknown, says(1, 6, "ny"),
                                says(1, 7, "inn")};
        const auto outcome = tally(lunch(), votes, {});
        QVERIFY(outcome.yes == (Counts{1, 0, 0}));
        QVERIFY(outcome.ifNeedBe == (Counts{0, 0, 0}));
        QVERIFY(fits(lunch(Poll::Choices::Several), says(1, 4, "yyn").ballot->choices));
        // One choice is one option that is not answered with no.
        Poll one = lunch();
        one.third = Poll::Third::Offered;
        QVERIFY(fits(one, says(1, 4, "nin").ballot->choices));
        QVERIFY(!fits(one, says(1, 4, "yin").ballot->choices));
        QVERIFY(!fits(one, says(1, 4, "iin").ballot->choices));
    }
    void sealedVotesTellOnlyThatThereAreSome() {
        const Poll poll = sealedOf(lunch());
        const std::vector votes{unopened(1, 3), unopened(2, 4), unopened(1, 5), unopened(3, 12)};
        const auto outcome = tallyUnopened(poll, votes, Place(10), {});
        QVERIFY(outcome.numbers == Outcome::Numbers::Hidden);
        QVERIFY(outcome.yes.empty());
        QVERIFY(outcome.winners.empty());
        QCOMPARE(outcome.answered, 2U);
        QVERIFY(outcome.voters == (Users{user(2), user(1)}));
        QVERIFY(outcome.late == Users{user(3)});
    }
    void whoOpensSealedVotesTakesTheLastOfEach() {
        const Poll poll = sealedOf(lunch());
        // The newest one of user 1 could not be opened: nobody else could know that.
        const std::vector votes{says(1, 3, "ynn"), unopened(1, 4), says(2, 5, "nyn"),
                                says(3, 6, "yyn")};
        const auto outcome = tally(poll, votes, {});
        QVERIFY(outcome.yes == (Counts{0, 1, 0}));
        QVERIFY(outcome.voters == Users{user(2)});
    }
    void whatTheClosingTellsHolds() {
        const Poll poll = sealedOf(datesOf(lunch()));
        const std::vector votes{says(1, 3, "yin"), says(2, 5, "ynn")};
        const auto known = tally(poll, votes, {});
        const auto told = resultOf(poll, known, 60'000);
        QVERIFY(fits(poll, told));
        const std::vector seen{unopened(1, 3), unopened(2, 5)};
        auto outcome = tallyUnopened(poll, seen, Place(10), told);
        QVERIFY(outcome == tally(poll, votes, Place(10)));
        // Open again: it is not known any more.
        outcome = tallyUnopened(poll, seen, {}, told);
        QVERIFY(outcome.numbers == Outcome::Numbers::Hidden);
    }
    void aResultOfNoSenseTellsNothing();
    void aResultTellsNoMoreThanFits() {
        const Poll poll = sealedOf(lunch());
        std::vector<CastVote> votes;
        for (std::uint8_t who = 1; who <= 100; ++who) {
            votes.push_back(says(who, who, "nyn"));
            votes.back().ballot->comment = std::string(200, 'x');
        }
        const auto outcome = tally(poll, votes, {});
        QCOMPARE(resultOf(poll, outcome, 60'000).lines->front().comment.size(), 200U);
        const auto shorter = resultOf(poll, outcome, 10'000);
        QVERIFY(shorter.lines->front().comment.empty());
        const auto least = resultOf(poll, outcome, 1'000);
        QVERIFY(!least.lines);
        for (const auto& result : {shorter, least})
            QVERIFY(fits(poll, result));
        Poll counted = poll;
        counted.names = Poll::Names::Counted;
        QVERIFY(!resultOf(counted, outcome, 60'000).lines);
        const auto without = tallyUnopened(poll, votes, Place(200), least);
        QVERIFY(without.yes == outcome.yes);
        QCOMPARE(without.voters.size(), 100U);
        QVERIFY(without.lines.empty());
    }
    void aThousandVotersOfFiftyOptionsAreCountedAtOnce() {
        Poll poll{"Which?", {}, Poll::Choices::Several};
        for (std::uint32_t number = 1; number <= Poll::kGreatestOptions; ++number)
            poll.options.push_back({OptionId(number), std::to_string(number)});
        std::vector<CastVote> votes;
        for (int who = 0; who < 1'000; ++who) {
            UserId id;
            id.bytes[0] = static_cast<std::uint8_t>(who);
            id.bytes[1] = static_cast<std::uint8_t>(who / 256);
            Ballot ballot;
            for (const auto& option : poll.options)
                ballot.choices.push_back({option.id, Answer::Yes});
            votes.push_back({id, Place(who + 1), std::move(ballot)});
        }
        const auto outcome = tally(poll, votes, {});
        QCOMPARE(outcome.answered, 1'000U);
        QCOMPARE(outcome.winners.size(), poll.options.size());
        QBENCHMARK {
            (void)tally(poll, votes, {});
        }
    }
    void theOutcomeIsThatOfTheLogHoweverItIsCut();
};

void TestPollTally::aResultOfNoSenseTellsNothing() {
    const Poll poll = sealedOf(lunch());
    const PollResult sound{
        {1, 0, 0}, {0, 0, 0}, 1, {{{user(1), {Answer::Yes, Answer::No, Answer::No}}}}};
    QVERIFY(fits(poll, sound));
    const auto refused = [&](const auto& spoil) {
        PollResult result = sound;
        spoil(result);
        const auto outcome =
            tallyUnopened(poll, std::vector{unopened(1, 3)}, Place(10), std::optional(result));
        return !fits(poll, result) && outcome.numbers == Outcome::Numbers::Hidden;
    };
    QVERIFY(refused([](PollResult& result) { result.yes.pop_back(); }));
    QVERIFY(refused([](PollResult& result) { result.ifNeedBe.push_back(0); }));
    QVERIFY(refused([](PollResult& result) { result.yes[1] = 1; }));
    QVERIFY(refused([](PollResult& result) { result.voters = 2; }));
    QVERIFY(refused([](PollResult& result) { result.lines->clear(); }));
    QVERIFY(refused([](PollResult& result) { result.lines->front().answers.pop_back(); }));
    QVERIFY(refused([](PollResult& result) { result.lines->front().answers[1] = Answer::Yes; }));
    QVERIFY(refused([](PollResult& result) {
        result.voters = 2;
        result.yes[0] = 2;
        result.lines->push_back(result.lines->front());
    }));
    QVERIFY(refused([](PollResult& result) {
        result.lines.reset();
        result.yes[0] = 2;
    }));
    QVERIFY(refused([](PollResult& result) {
        result.lines.reset();
        result.yes[0] = 0;
        result.ifNeedBe[0] = 1;
    }));
    const auto without = [](std::uint32_t voters, std::uint32_t yes, std::uint32_t ifNeedBe) {
        return PollResult{{yes, 0, 0}, {ifNeedBe, 0, 0}, voters, std::nullopt};
    };
    const Poll dates = sealedOf(datesOf(lunch()));
    const std::uint32_t most = PollResult::kGreatestVoters;
    QVERIFY(fits(dates, without(most, most, 0)));
    QVERIFY(!fits(dates, without(most, most + 1, 0)));
    QVERIFY(!fits(dates, without(most, 0, most + 1)));
    QVERIFY(!fits(dates, without(most + 1, 1, 0)));
    QVERIFY(!fits(dates, without(0xFFFFFFFF, 0x7FFFFFFF, 0x7FFFFFFF)));
    Poll counted = poll;
    counted.names = Poll::Names::Counted;
    QVERIFY(!fits(counted, sound));
    QVERIFY(!fits(lunch(), sound));
}

void TestPollTally::theOutcomeIsThatOfTheLogHoweverItIsCut() {
    QVERIFY(rc::check("only the newest votes matter, and only those before the closing", [] {
        const auto closing = *rc::gen::inRange<std::int64_t>(1, 40);
        const Poll poll = datesOf(lunch());
        std::vector<CastVote> votes;
        const auto length = *rc::gen::inRange<std::size_t>(0, 30);
        for (std::size_t i = 0; i < length; ++i) {
            const auto who = *rc::gen::inRange<std::uint8_t>(1, 6);
            const auto what = *rc::gen::element("", "ynn", "nyi", "iii", "nnn");
            votes.push_back(says(who, static_cast<std::int64_t>(i) + 2, what));
        }
        const auto whole = tally(poll, votes, Place(closing));
        // What a store keeps: of each user the newest before the closing, and the newest after.
        std::vector<CastVote> kept;
        std::set<std::pair<UserId, bool>> seen;
        for (auto cast = votes.rbegin(); cast != votes.rend(); ++cast)
            if (seen.insert({cast->user, cast->place > Place(closing)}).second)
                kept.insert(kept.begin(), *cast);
        auto compacted = tally(poll, kept, Place(closing));
        std::ranges::sort(compacted.late);
        auto late = whole.late;
        std::ranges::sort(late);
        RC_ASSERT(compacted.late == late);
        compacted.late = whole.late;
        RC_ASSERT(compacted == whole);
        RC_ASSERT(whole.answered == whole.voters.size());
        // What the author tells of it is what she sees.
        const Poll sealed = sealedOf(poll);
        const auto told = resultOf(sealed, tally(sealed, votes, Place(closing)), 60'000);
        RC_ASSERT(fits(sealed, told));
        auto heard = tallyUnopened(sealed, votes, Place(closing), told);
        RC_ASSERT(heard == whole);
    }));
}

QTEST_GUILESS_MAIN(TestPollTally)
#include "tst_poll_tally.moc"
