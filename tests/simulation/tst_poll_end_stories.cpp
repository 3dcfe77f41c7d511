#include "storage/outbox_store.h"
#include "tests/simulation/poll_story.h"
#include "tests/storage/page_reader.h"

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

/// Nothing waits any more, and everybody could read everything. Whose poll has ended and whose has
/// not differs: a life begins when somebody sees it.
#define SETTLED(world)                                                                             \
    do {                                                                                           \
        const std::string waits = (world).settle();                                                \
        QVERIFY2(waits.empty(), waits.c_str());                                                    \
        for (const auto& [name, client] : (world).clients())                                       \
            QCOMPARE(unreadable(*client), 0);                                                      \
    } while (false)

namespace {

constexpr const char* kQuestion = "zwiebelkuchen-frage";
constexpr const char* kBobsWords = "zwiebelkuchen-bob";
constexpr const char* kSealedWords = "zwiebelkuchen-unterwegs";
constexpr const char* kQueuedWords = "zwiebelkuchen-wartet";
constexpr std::string_view kMarker = "zwiebelkuchen";

PollForm mortalForm(PollView::Results results = PollView::Results::Always) {
    PollForm form = lunchForm();
    form.title = kQuestion;
    form.results = results;
    form.lifetime = 1h;
    return form;
}

std::size_t pagesWith(SimClient& client, std::string_view what) {
    (void)unwrap(client.database().truncateLog());
    const auto pages = storage::test::readEveryPage(client.storeFile(), client.key());
    return pages.badPages + pages.pagesWith(what);
}

int unreadable(SimClient& client) {
    const auto page = unwrap(client.stores().messages.newest(PollStory::team(client), 1'000));
    return static_cast<int>(std::ranges::count(page.messages, storage::MessageKind::Undecryptable,
                                               &storage::MessageRecord::kind));
}

/// Rows that wait in the conversation, by state.
std::size_t waiting(SimClient& client, storage::OutboxState state) {
    std::size_t count = 0;
    for (const auto& row : unwrap(client.stores().outbox.withoutMessage(PollStory::team(client))))
        count += row.state == state ? 1 : 0;
    return count;
}

std::size_t queued(SimClient& client) {
    return waiting(client, storage::OutboxState::Queued);
}

/// After her first `passing` messages the next that Anna sends is lost, and so is her connection:
/// the server is away from then on. Call before she sends, then isCutOff().
void breakAfter(PollStory& story, int passing, bool& broken) {
    story.world.link.filter = [&broken, left = passing](const std::string& client,
                                                        Direction direction,
                                                        const wire::Frame& frame) mutable {
        if (client != "anna" || direction != Direction::ToServer || !isAppend(frame) ||
            isCommit(frame) || left-- > 0)
            return true;
        broken = true;
        return false;
    };
}

bool isCutOff(PollStory& story, const bool& broken) {
    const bool cut = story.world.runUntil([&] { return broken; });
    story.world.server.stop();
    story.world.link.filter = {};
    story.world.run(10s);
    return cut;
}

/// Of the rows that are queued, how many have those words.
std::size_t queuedWith(SimClient& client, std::string_view words) {
    std::size_t count = 0;
    for (const auto& row : unwrap(client.stores().outbox.withoutMessage(PollStory::team(client))))
        if (row.state == storage::OutboxState::Queued)
            count += textOf(row.content).find(words) != std::string_view::npos ? 1 : 0;
    return count;
}

/// Who came back says something: what waits behind does not stay.
void goOn(PollStory& story) {
    story.world.say(story.anna, PollStory::team(story.anna), "und weiter");
}

} // namespace

/// A poll whose life ends takes along what its people were about to say about it.
class TestPollEndStories : public QObject {
    Q_OBJECT
private slots:
    void whatWaitsGoesWithThePoll() {
        PollStory story(601, mortalForm());
        bool broken = false;
        breakAfter(story, 0, broken);
        QVERIFY(story.vote(story.anna, {1}, {}, kSealedWords).ok());
        QVERIFY(isCutOff(story, broken));
        QCOMPARE(waiting(story.anna, storage::OutboxState::Sealed), std::size_t{1});
        QVERIFY(story.vote(story.anna, {2}, {}, kQueuedWords).ok());
        const auto before = story.view(story.anna);
        QVERIFY(story.anna.profile().polls().close(story.row(story.anna)).ok());
        QCOMPARE(queued(story.anna), std::size_t{2});
        QVERIFY(pagesWith(story.anna, kSealedWords) > 0);
        QVERIFY(pagesWith(story.anna, kQueuedWords) > 0);

        story.world.run(2h);
        QVERIFY(!unwrap(story.anna.stores().polls.findById(story.id)));
        QCOMPARE(pagesWith(story.anna, kMarker), std::size_t{0});
        QCOMPARE(queued(story.anna), std::size_t{0});

        goOn(story);
        SETTLED(story.world);
        QCOMPARE(waiting(story.anna, storage::OutboxState::Sealed), std::size_t{0});
        for (SimClient* who : story.all()) {
            QCOMPARE(textsOf(*who, story.team(*who)), Texts{"und weiter"});
            QCOMPARE(noticesOf(*who, story.team(*who), Notice::Kind::PollClosed), 0);
            QCOMPARE(pagesWith(*who, kQueuedWords), std::size_t{0});
        }
        QVERIFY(story.view(story.bob).state == PollView::State::Open); // he has not seen it yet
    }

    /// The epoch has changed meanwhile: there is nothing left that could be sealed anew.
    void whatWasSealedForAnOlderEpochIsNotSealedAnew() {
        PollStory story(602, mortalForm());
        SimClient& dora = story.world.join("dora");
        bool broken = false;
        breakAfter(story, 0, broken);
        QVERIFY(story.vote(story.anna, {1}, {}, kSealedWords).ok());
        QVERIFY(isCutOff(story, broken));
        story.anna.crash();
        story.world.server.start();
        story.world.run(2h);
        story.bob.add(story.team(story.bob), {dora.user()}, "add");
        QVERIFY(story.world.succeeds(story.bob, "add"));
        bool stale = false;
        story.world.whenNext("anna", Direction::ToClient, isStale, [&] { stale = true; });
        story.anna.open();
        QVERIFY(!unwrap(story.anna.stores().polls.findById(story.id)));
        QCOMPARE(waiting(story.anna, storage::OutboxState::Sealed), std::size_t{1});
        QCOMPARE(pagesWith(story.anna, kMarker), std::size_t{0});
        goOn(story);
        QVERIFY(story.world.runUntil([&] { return stale; }));
        SETTLED(story.world);
        QCOMPARE(textsOf(dora, story.team(dora)), Texts{"und weiter"});
    }

    /// Who said what, in clear: the author's program was about to tell it.
    void aResultThatWaitsGoesWithThePoll() {
        PollStory story(603, mortalForm(PollView::Results::AfterClosing));
        QVERIFY(story.vote(story.bob, {1}, {}, kBobsWords).ok());
        AGREE(story.world);
        bool broken = false;
        breakAfter(story, 1, broken);
        QVERIFY(story.anna.profile().polls().close(story.row(story.anna)).ok());
        QVERIFY(story.vote(story.anna, {2}, {}, kSealedWords).ok());
        QVERIFY(isCutOff(story, broken));
        QVERIFY(story.view(story.anna).state == PollView::State::Closed);
        QCOMPARE(waiting(story.anna, storage::OutboxState::Sealed), std::size_t{1});
        QCOMPARE(queued(story.anna), std::size_t{1}); // the result, behind the vote
        QVERIFY(story.anna.profile().polls().reopen(story.row(story.anna)).ok());
        QVERIFY(pagesWith(story.anna, kBobsWords) > 0);

        story.world.run(2h);
        QVERIFY(!unwrap(story.anna.stores().polls.findById(story.id)));
        QCOMPARE(queued(story.anna), std::size_t{0});
        QCOMPARE(pagesWith(story.anna, kMarker), std::size_t{0});

        goOn(story);
        SETTLED(story.world);
        QCOMPARE(pagesWith(story.carla, kBobsWords), std::size_t{0});
        QCOMPARE(story.numbers(story.carla), std::string("closed hidden, 1 answered"));
        for (SimClient* who : story.all())
            QCOMPARE(noticesOf(*who, story.team(*who), Notice::Kind::PollReopened), 0);
    }

    void aStateForANewcomerGoesWithThePoll() {
        PollStory story(604, mortalForm());
        const auto second = story.ask(story.anna, story.team(story.anna), mortalForm());
        SimClient& dora = story.world.join("dora");
        bool broken = false;
        breakAfter(story, 0, broken);
        story.anna.add(story.team(story.anna), {dora.user()}, "add");
        QVERIFY(isCutOff(story, broken));
        QCOMPARE(waiting(story.anna, storage::OutboxState::Sealed), std::size_t{1});
        QCOMPARE(queuedWith(story.anna, kQuestion), std::size_t{1}); // of the second
        QVERIFY(pagesWith(story.anna, kQuestion) > 0);

        story.world.run(2h);
        QVERIFY(!unwrap(story.anna.stores().polls.findById(second)));
        QCOMPARE(queuedWith(story.anna, kQuestion), std::size_t{0});
        QCOMPARE(pagesWith(story.anna, kMarker), std::size_t{0});

        goOn(story);
        SETTLED(story.world);
        QVERIFY(!unwrap(dora.stores().polls.findById(second)));
        QCOMPARE(textsOf(dora, story.team(dora)), Texts{"und weiter"});
    }

    /// The reminder of a poll is not there for longer than the poll, and has none of its words.
    void aReminderLivesAsLongAsThePoll() {
        PollStory story(606, mortalForm());
        QVERIFY(story.anna.profile().polls().remind(story.row(story.anna), "Bitte antworten").ok());
        AGREE(story.world);
        for (SimClient* who : story.all()) {
            const auto newest =
                unwrap(who->stores().messages.newest(story.team(*who), 1)).messages.front();
            QCOMPARE(newest.text, std::string("Bitte antworten\n@bob @carla"));
            QCOMPARE(newest.lifetime, Milliseconds(1h));
        }
        story.world.run(2h);
        QCOMPARE(pagesWith(story.anna, "Bitte antworten"), std::size_t{0});
    }

    /// Each is told apart: what can be done is another thing each time.
    void whatCannotBeDoneIsToldApart() {
        const auto is = [](const Result<void>& done, ErrorCode code, const std::string& what) {
            return !done.ok() && done.error().code == code &&
                   done.error().args == std::vector<std::string>{what};
        };
        PollStory story(607, mortalForm());
        auto& desk = story.anna.profile().polls();
        const auto row = story.row(story.anna);
        const auto remind = [&] {
            const auto said = desk.remind(row, "Bitte");
            return said.ok() ? Result<void>() : Result<void>(said.error());
        };
        QVERIFY(remind().ok());
        QVERIFY(is(remind(), ErrorCode::NotAllowed, "reminded"));
        QVERIFY(story.vote(story.anna, {1}).ok());
        QVERIFY(desk.close(row).ok());
        SETTLED(story.world);
        QVERIFY(is(desk.close(row), ErrorCode::PollClosed, "closing"));
        story.world.run(2h);
        QVERIFY(is(desk.close(row), ErrorCode::PollClosed, "gone"));
        QVERIFY(is(desk.vote({row, {{1}, {}, {}}}), ErrorCode::PollClosed, "gone"));

        PollForm form = lunchForm();
        const auto ask = [&] {
            const auto asked = desk.ask(story.team(story.anna), form);
            return asked.ok() ? Result<void>() : Result<void>(asked.error());
        };
        form.deadline = story.world.clock.sinceEpoch();
        QVERIFY(is(ask(), ErrorCode::Malformed, "deadline"));
        form.deadline = std::chrono::seconds(content::kMomentsEnd);
        QVERIFY(is(ask(), ErrorCode::Malformed, "date"));
        form.deadline = Milliseconds(0);
        story.id = story.ask(story.anna, story.team(story.anna), form);
        for (SimClient* who : story.all())
            QVERIFY(story.vote(*who, {1}).ok());
        SETTLED(story.world);
        const auto said = desk.remind(story.row(story.anna), "Bitte");
        QVERIFY(!said.ok() && said.error().args == std::vector<std::string>{"silent"});
    }

    /// What waits shows as before: an own vote as pending, a closing as nothing.
    void aClosingThatWaitsDoesNotShow() {
        PollStory story(605, mortalForm());
        story.world.server.stop();
        story.world.run(10s);
        QVERIFY(story.anna.profile().polls().close(story.row(story.anna)).ok());
        QCOMPARE(queued(story.anna), std::size_t{1});
        QVERIFY(!unwrap(story.anna.stores().outbox.hasActions(story.row(story.anna))));
        AGREE(story.world);
        QVERIFY(story.view(story.bob).state == PollView::State::Closed);
    }
};

QTEST_GUILESS_MAIN(TestPollEndStories)
#include "tst_poll_end_stories.moc"
