#include "tests/simulation/poll_story.h"

#include <rapidcheck.h>

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

struct Act {
    enum class What : std::uint8_t { Vote, Withdraw, Close, Reopen, Cut, Crash, Pass, Count };
    What what = What::Pass;
    std::size_t who = 0;
    std::uint32_t option = 1;
    int milliseconds = 0;
};

std::ostream& operator<<(std::ostream& out, const Act& act) {
    static constexpr std::array kNames{"votes",  "withdraws", "closes", "reopens",
                                       "is cut", "crashes",   "waits"};
    return out << act.who << ' ' << kNames.at(static_cast<std::size_t>(act.what)) << ' '
               << act.option << ' ' << act.milliseconds;
}

rc::Gen<Act> anyAct() {
    return rc::gen::build<Act>(
        rc::gen::set(&Act::what,
                     rc::gen::map(rc::gen::inRange(0, static_cast<int>(Act::What::Count)),
                                  [](int number) { return static_cast<Act::What>(number); })),
        rc::gen::set(&Act::who, rc::gen::inRange<std::size_t>(0, 3)),
        rc::gen::set(&Act::option, rc::gen::inRange<std::uint32_t>(1, 4)),
        rc::gen::set(&Act::milliseconds, rc::gen::inRange(0, 200)));
}

/// Refusals have their reasons (closed meanwhile); they are no matter here.
void take(PollStory& story, const Act& act) {
    SimClient& client = *story.all().at(act.who);
    auto& desk = client.profile().polls();
    switch (act.what) {
    case Act::What::Vote:
        (void)story.vote(client, {act.option}, {act.option % 3 + 1}, "weil").ok();
        break;
    case Act::What::Withdraw:
        (void)story.vote(client, {}).ok();
        break;
    case Act::What::Close:
        (void)desk.close(story.row(client)).ok();
        break;
    case Act::What::Reopen:
        (void)desk.reopen(story.row(client)).ok();
        break;
    case Act::What::Cut:
        story.world.link.cutAll();
        break;
    case Act::What::Crash:
        client.crash();
        client.open();
        break;
    case Act::What::Pass:
    case Act::What::Count:
        break;
    }
    story.world.run(Milliseconds(act.milliseconds));
}

PollForm anyForm() {
    PollForm form = lunchForm(PollView::Choices::Several);
    form.third = PollView::Third::Offered;
    if (*rc::gen::arbitrary<bool>())
        form.results = PollView::Results::AfterClosing;
    if (*rc::gen::arbitrary<bool>())
        form.names = PollView::Names::Counted;
    return form;
}

/// What everybody must see alike.
std::string seen(PollStory& story, SimClient& client) {
    std::string text = story.numbers(client) + "\n";
    for (const auto& line : story.table(client).lines) {
        text += line.person.handle.toStdString() + ":";
        for (const auto answer : line.answers)
            text += " " + std::to_string(static_cast<int>(answer));
        text += " " + line.comment.toStdString() + "\n";
    }
    const auto team = story.team(client);
    return text + std::to_string(noticesOf(client, team, Notice::Kind::PollClosed)) + "/" +
           std::to_string(noticesOf(client, team, Notice::Kind::PollReopened));
}

} // namespace

/// Whatever happens in whatever order: the log alone decides.
class TestPollRuns : public QObject {
    Q_OBJECT
private slots:
    void everybodySeesTheSame() {
        QVERIFY(rc::check("polls come out the same everywhere", [] {
            const auto seed = *rc::gen::inRange<std::uint64_t>(1, 1'000'000);
            const PollForm form = anyForm();
            const auto acts =
                *rc::gen::container<std::vector<Act>>(*rc::gen::inRange(0, 25), anyAct());
            PollStory story(seed, form);
            story.world.link.quality = {5ms, 60ms};
            for (const Act& act : acts)
                take(story, act);
            const auto wrong = story.world.agree();
            if (!wrong.empty())
                RC_FAIL(wrong);
            // Sealed ones are known to all once they are closed.
            const bool open = story.view(story.anna).state == PollView::State::Open;
            if (open && form.results == PollView::Results::AfterClosing) {
                RC_ASSERT(story.anna.profile().polls().close(story.row(story.anna)).ok());
                RC_ASSERT(story.world.agree().empty());
            }
            const auto hers = seen(story, story.anna);
            RC_ASSERT(seen(story, story.bob) == hers);
            RC_ASSERT(seen(story, story.carla) == hers);
            RC_ASSERT(hers.find("hidden") == std::string::npos);
        }));
    }
};

QTEST_GUILESS_MAIN(TestPollRuns)
#include "tst_poll_runs.moc"
