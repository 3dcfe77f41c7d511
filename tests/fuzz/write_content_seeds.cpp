// Writes the seeds of polls and votes for fuzz_content: write_content_seeds tests/fuzz/seeds. Run
// it by hand when a form changes; the files are part of the repository.
#include "core/polls/sealed_ballot.h"
#include "tests/crypto/repeatable_random.h"

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace {

using namespace kontor;
using namespace kontor::content;

constexpr std::int64_t kMorning = 1'795'683'600; ///< 2026-11-26T09:00Z
constexpr std::int64_t kHour = 3'600;
constexpr std::int64_t kDay = 20'783; ///< 2026-11-26

struct Seeds {
    std::filesystem::path folder;
    test::RepeatableRandom random;
    HpkeKeyPair key = HpkeKeyPair::generate(random);
    MessageId id{};

    void write(const char* name, ByteView bytes) const {
        std::ofstream out(folder / "content" / name, std::ios::binary);
        out << textOf(bytes);
    }
    static Poll meeting() {
        Poll poll;
        poll.title = "When?";
        poll.choices = Poll::Choices::Several;
        poll.options = {
            {OptionId(1), "", Slot{Slot::Kind::Times, kMorning, kMorning + kHour}},
            {OptionId(2), "", Slot{Slot::Kind::Times, kMorning + kHour, kMorning + 2 * kHour}},
            {OptionId(9), "", Slot{Slot::Kind::Days, kDay, kDay + 1}}};
        return poll;
    }
    void polls() const {
        Poll poll = meeting();
        write("poll_slots_cbor", encodePoll(poll).content);
        poll.third = Poll::Third::Offered;
        poll.names = Poll::Names::Counted;
        poll.sealedTo = key.publicKey;
        poll.deadline = std::chrono::seconds(kMorning);
        write("poll_sealed_cbor", encodePoll(poll).content);
        write("poll_reopening_cbor", encodePollReopening({id}).content);
    }
    void results() const {
        PollResult told;
        told.yes = {1, 0, 0};
        told.ifNeedBe = {0, 1, 0};
        told.voters = 1;
        PollClosing closing{id, told};
        write("poll_closing_counts_cbor", encodePollClosing(closing).content);
        told.lines = {{UserId(), {Answer::Yes, Answer::IfNeedBe, Answer::No}, "after 11"}};
        closing.result = told;
        write("poll_closing_result_cbor", encodePollClosing(closing).content);
        write("poll_result_cbor", encodePollResult(told));
    }
    void votes() {
        Vote vote;
        vote.poll = id;
        vote.choices = {
            {OptionId(1), Answer::Yes}, {OptionId(2), Answer::IfNeedBe}, {OptionId(9), Answer::No}};
        vote.comment = "after 11";
        write("vote_comment_cbor", encodeVote(vote).content);
        write("ballot_cbor", encodeBallot(vote.ballot()));
        Poll poll = meeting();
        poll.sealedTo = key.publicKey;
        auto sealed = polls::sealBallot(poll, id, UserId(), vote.ballot(), random);
        Vote secret;
        secret.poll = id;
        secret.sealed = std::move(sealed).value();
        write("vote_sealed_cbor", encodeVote(secret).content);
    }
};

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: write_content_seeds tests/fuzz/seeds\n", stderr);
        return 2;
    }
    Seeds seeds{argv[1], test::RepeatableRandom()};
    seeds.polls();
    seeds.results();
    seeds.votes();
    return 0;
}
