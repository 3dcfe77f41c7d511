#include "core/polls/poll_tally.h"
#include "crypto/random.h"

#include <QTest>

#include <rapidcheck.h>
#include <set>

using namespace kontor;
using namespace kontor::polls;
using content::Answer;
using content::OptionId;
using content::Poll;
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

/// `yes` by place.
CastVote vote(std::uint8_t who, std::int64_t place, std::initializer_list<int> yes) {
    CastVote cast{user(who), Place(place), {}};
    const Poll poll = lunch();
    for (std::size_t i = 0; i < poll.options.size(); ++i)
        cast.choices.push_back(
            {poll.options[i].id,
             std::ranges::count(yes, static_cast<int>(i)) != 0 ? Answer::Yes : Answer::No});
    return cast;
}

CastVote withdrawal(std::uint8_t who, std::int64_t place) {
    return {user(who), Place(place), {}};
}

std::vector<std::size_t> counts(const Outcome& outcome) {
    std::vector<std::size_t> all;
    for (const auto& option : outcome.options)
        all.push_back(option.voters.size());
    return all;
}
using Counts = std::vector<std::size_t>;

} // namespace

class TestPollTally : public QObject {
    Q_OBJECT
private slots:
    void theLastVoteOfAUserCounts() {
        const std::vector votes{vote(1, 3, {0}), vote(2, 4, {1}), vote(1, 9, {1})};
        const auto outcome = tally(lunch(), votes, {});
        QCOMPARE(counts(outcome), (Counts{0, 2, 0}));
        QVERIFY(outcome.options[1].voters == (std::vector{user(2), user(1)}));
        QVERIFY(outcome.winners == std::vector{OptionId(2)});
    }
    void aVoteCanBeTakenBack() {
        const std::vector votes{vote(1, 3, {0}), vote(2, 4, {1}), withdrawal(1, 5)};
        const auto outcome = tally(lunch(), votes, {});
        QCOMPARE(counts(outcome), (Counts{0, 1, 0}));
        QVERIFY(outcome.voters == std::vector{user(2)});
    }
    void answeringWithNothingIsAnAnswer() {
        const std::vector votes{vote(1, 3, {})};
        const auto outcome = tally(lunch(), votes, {});
        QVERIFY(outcome.voters == std::vector{user(1)});
        QVERIFY(outcome.winners.empty());
    }
    void whatComesAfterTheClosingIsLate() {
        const std::vector votes{vote(1, 3, {0}), vote(2, 11, {1}), vote(1, 12, {2})};
        const auto outcome = tally(lunch(), votes, Place(10));
        QCOMPARE(counts(outcome), (Counts{1, 0, 0}));
        QVERIFY(outcome.late == (std::vector{user(2), user(1)}));
    }
    void tiesAllWin() {
        const std::vector votes{vote(1, 3, {0, 2}), vote(2, 4, {2, 0})};
        const auto outcome = tally(lunch(Poll::Choices::Several), votes, {});
        QVERIFY(outcome.winners == (std::vector{OptionId(1), OptionId(5)}));
    }
    void whatDoesNotFitThePollIsPassedOver() {
        auto tooMany = vote(1, 4, {0, 1});
        auto unknown = vote(1, 5, {1});
        unknown.choices[1].option = OptionId(3);
        auto part = vote(1, 6, {1});
        part.choices.pop_back();
        auto unsure = vote(1, 7, {});
        unsure.choices[0].answer = Answer::IfNeedBe;
        const std::vector votes{vote(1, 3, {0}), tooMany, unknown, part, unsure};
        QCOMPARE(counts(tally(lunch(), votes, {})), (Counts{1, 0, 0}));
        QVERIFY(fits(lunch(Poll::Choices::Several), tooMany.choices));
    }
    void theOutcomeIsThatOfTheLogHoweverItIsCut() {
        QVERIFY(rc::check("only the newest votes matter, and only those before the closing", [] {
            const auto closing = *rc::gen::inRange<std::int64_t>(1, 40);
            std::vector<CastVote> votes;
            const auto length = *rc::gen::inRange<std::size_t>(0, 30);
            for (std::size_t i = 0; i < length; ++i) {
                const auto who = *rc::gen::inRange<std::uint8_t>(1, 6);
                const auto what = *rc::gen::inRange(-1, 3);
                const auto place = static_cast<std::int64_t>(i) + 2;
                votes.push_back(what < 0 ? withdrawal(who, place) : vote(who, place, {what}));
            }
            const auto whole = tally(lunch(), votes, Place(closing));
            // What a store keeps: of each user the newest before the closing, and the newest after.
            std::vector<CastVote> kept;
            std::set<std::pair<UserId, bool>> seen;
            for (auto cast = votes.rbegin(); cast != votes.rend(); ++cast)
                if (seen.insert({cast->user, cast->place > Place(closing)}).second)
                    kept.insert(kept.begin(), *cast);
            auto compacted = tally(lunch(), kept, Place(closing));
            std::ranges::sort(compacted.late);
            auto late = whole.late;
            std::ranges::sort(late);
            RC_ASSERT(compacted.late == late);
            compacted.late = whole.late;
            RC_ASSERT(compacted == whole);
            std::size_t sum = 0;
            for (const auto count : counts(whole))
                sum += count;
            RC_ASSERT(sum == whole.voters.size());
        }));
    }
};

QTEST_GUILESS_MAIN(TestPollTally)
#include "tst_poll_tally.moc"
