#include "core/conversations/timeline.h"
#include "crypto/identity/policy_statement.h"
#include "tests/simulation/stories.h"
#include "tests/storage/page_reader.h"

#include <algorithm>
#include <rapidcheck.h>

using namespace kontor;
using namespace kontor::test;
using namespace std::chrono_literals;

namespace {

constexpr std::array<Milliseconds, 4> kLives{0s, 10s, 60s, 10min};
constexpr std::array<Milliseconds, 4> kBounds{0s, 30s, 60s, 5min};
constexpr std::array<Milliseconds, 5> kPauses{1s, 9s, 50s, 9min, 40min};
constexpr std::array<Milliseconds, 4> kLeaps{5s, 1h, 24h, 24h * 365};

/// What happens: a kind, and three numbers that say to whom, to which message, and how much.
struct Step {
    enum class Kind : std::uint8_t {
        Say,
        See,
        Edit,
        Answer,
        React,
        Wait,
        Restart,
        Close,
        SetForward,
        SetBack,
        ServerAway,
        Policy,
    } kind = Kind::Say;
    std::uint8_t who = 0;
    std::uint8_t which = 0;
    std::uint8_t much = 0;
};

[[maybe_unused]] std::ostream& operator<<(std::ostream& out, const Step& step) {
    return out << "{kind " << static_cast<int>(step.kind) << ", who " << step.who % 2 << ", which "
               << static_cast<int>(step.which) << ", much " << static_cast<int>(step.much) << "}";
}

/// Between these two the clock began, by the true time; `leaps` is what the device's clock was set
/// forward since, `open` how long it has run since without being killed.
struct Began {
    Milliseconds first{0};
    Milliseconds last{0};
    Milliseconds leaps{0};
    Milliseconds open{0};
};

struct Life {
    Milliseconds length{0};
    std::optional<Began> began{};
};

struct Said {
    std::vector<std::string> markers; ///< what it said, oldest first
    std::size_t author = 0;
    /// With each of the two: none, its own, and what policies have added. The first that ends
    /// counts.
    std::array<std::vector<Life>, 2> lives{};
    std::array<bool, 2> seen{};
};

/// Anna and Bob, whatever happens to them, and beside them what must be true.
class LifeRun {
public:
    LifeRun()
        : m_world(4711)
        , m_people{&m_world.join("anna"), &m_world.join("bob")} {
        m_world.chat(*m_people[0], *m_people[1]);
        settle();
    }

    void take(const Step& step) {
        const std::size_t who = step.who % 2;
        switch (step.kind) {
        case Step::Kind::Say:
            say(who, kLives.at(step.much % kLives.size()), {});
            break;
        case Step::Kind::Answer:
            say(who, kLives.at(step.much % kLives.size()), pick(who, step.which));
            break;
        case Step::Kind::See:
            see(who, pick(who, step.which));
            break;
        case Step::Kind::Edit:
            edit(pick(who, step.which));
            break;
        case Step::Kind::React:
            react(who, pick(who, step.which));
            break;
        case Step::Kind::Wait:
            pass(kPauses.at(step.much % kPauses.size()));
            break;
        case Step::Kind::Restart:
            restart(who, 0s);
            break;
        case Step::Kind::Close:
            restart(who, kPauses.at(step.much % kPauses.size()));
            break;
        case Step::Kind::SetForward:
            set(who, kLeaps.at(step.much % kLeaps.size()));
            break;
        case Step::Kind::SetBack:
            set(who, -kLeaps.at(step.much % kLeaps.size()));
            m_wasSetBack[who] = true;
            break;
        case Step::Kind::ServerAway:
            m_world.server.stop();
            pass(kPauses.at(step.much % kPauses.size()));
            m_world.server.start();
            break;
        case Step::Kind::Policy:
            allow(kBounds.at(step.much % kBounds.size()));
            break;
        }
        pass(100ms);
        settle();
        lookWhatBegan();
    }

    /// Every page of both stores: what is due is on none of them, what is not is still there.
    void check() {
        for (std::size_t who = 0; who < 2; ++who) {
            (void)unwrap(m_people[who]->database().truncateLog());
            const auto pages =
                storage::test::readEveryPage(m_people[who]->storeFile(), m_people[who]->key());
            RC_ASSERT(pages.badPages == 0U);
            for (const Said& said : m_said)
                for (const std::string& marker : said.markers) {
                    const bool there = pages.pagesWith(marker) > 0;
                    if (isDue(who, said) && there)
                        RC_FAIL(m_people[who]->name() + " still holds " + marker);
                    if (isAlive(who, said) && !there)
                        RC_FAIL(m_people[who]->name() + " has lost " + marker);
                }
        }
    }

private:
    [[nodiscard]] SimClient& other(std::size_t who) const { return *m_people[1 - who]; }
    [[nodiscard]] ConversationId at(std::size_t who) const {
        return *m_people[who]->directWith(other(who));
    }
    void settle() {
        if (const auto wrong = m_world.settle(); !wrong.empty())
            RC_FAIL(wrong);
        lookWhatBegan();
    }

    /// Killed: with a clock that was set back it measures from what its store has noted.
    void restart(std::size_t who, Milliseconds away) {
        m_people[who]->crash();
        eachBegan(who, [](Began& began) { began.open = 0s; });
        pass(away);
        m_people[who]->open();
    }
    void pass(Milliseconds time) {
        m_world.run(time);
        for (std::size_t who = 0; who < 2; ++who)
            if (m_people[who]->isOpen())
                eachBegan(who, [time](Began& began) { began.open += time; });
    }
    template <typename Change>
    void eachBegan(std::size_t who, Change change) {
        for (Said& said : m_said)
            for (Life& life : said.lives[who])
                if (life.began)
                    change(*life.began);
    }

    /// What is there with both has that time from when they heard of it, where it was read or sent.
    void allow(Milliseconds longest) {
        identity::PolicyStatement statement;
        statement.number = ++m_policies;
        statement.longestLife = std::chrono::duration_cast<std::chrono::seconds>(longest);
        RC_ASSERT(m_world.server.administration()
                      .setPolicies(statement.sign(m_world.server.organisation()))
                      .ok());
        const Milliseconds before = m_world.clock.steady();
        m_world.server.commitBatch();
        pass(1s);
        settle();
        m_longest = longest;
        if (longest == 0s)
            return;
        for (Said& said : m_said)
            for (std::size_t who = 0; who < 2; ++who)
                shorten(said, who, Began{before, m_world.clock.steady()});
    }
    void shorten(Said& said, std::size_t who, const Began& heard) {
        auto& lives = said.lives[who];
        const bool shorter = std::ranges::any_of(
            lives, [this](const Life& life) { return life.length <= m_longest; });
        if (shorter)
            return;
        const bool runs =
            std::ranges::any_of(lives, [](const Life& life) { return life.began.has_value(); }) ||
            (lives.empty() && (who == said.author || said.seen[who]));
        lives.push_back({m_longest, runs ? std::optional(heard) : std::nullopt});
    }

    void set(std::size_t who, Milliseconds by) {
        m_ahead[who] += by;
        m_people[who]->setClockAhead(m_ahead[who]);
        if (by > 0s)
            eachBegan(who, [by](Began& began) { began.leaps += by; });
    }

    [[nodiscard]] std::optional<MessageRow> rowOf(std::size_t who, const Said& said) const {
        for (const auto& message :
             unwrap(m_people[who]->stores().messages.newest(at(who), 10'000)).messages)
            if (message.text == said.markers.back() &&
                message.content == storage::MessageRecord::Content::Whole)
                return message.row;
        return std::nullopt;
    }
    /// One that `who` still has.
    [[nodiscard]] std::optional<std::size_t> pick(std::size_t who, std::size_t which) const {
        std::vector<std::size_t> all;
        for (std::size_t i = 0; i < m_said.size(); ++i)
            if (rowOf(who, m_said[i]))
                all.push_back(i);
        return all.empty() ? std::nullopt : std::optional(all[which % all.size()]);
    }
    [[nodiscard]] std::string fresh() { return "marker-" + std::to_string(++m_markers) + "-end"; }

    void say(std::size_t who, Milliseconds life, std::optional<std::size_t> to) {
        Draft draft(fresh());
        draft.lifetime = m_longest == 0s ? life : std::min(life, m_longest);
        const Milliseconds holds = draft.lifetime == 0s ? m_longest : draft.lifetime;
        Said said{.markers = {draft.text.toStdString()}, .author = who};
        if (holds != 0s)
            said.lives = {std::vector{Life{holds}}, std::vector{Life{holds}}};
        m_said.push_back(std::move(said));
        std::optional<MessageRow> quoted;
        if (to)
            quoted = rowOf(who, m_said[*to]);
        RC_ASSERT(m_people[who]->profile().sendText(at(who), draft, quoted).ok());
    }
    void see(std::size_t who, std::optional<std::size_t> what) {
        const auto row = what ? rowOf(who, m_said[*what]) : std::nullopt;
        if (!row)
            return;
        RC_ASSERT(m_people[who]->profile().markSeen(at(who), {*row}).ok());
        const Milliseconds now = m_world.clock.steady();
        Said& said = m_said[*what];
        if (who == said.author)
            return;
        said.seen[who] = true;
        for (Life& life : said.lives[who])
            if (!life.began)
                life.began = Began{now, now};
    }
    void edit(std::optional<std::size_t> what) {
        if (!what)
            return;
        Said& said = m_said[*what];
        const auto row = rowOf(said.author, said);
        if (!row)
            return;
        const std::string text = fresh();
        RC_ASSERT(m_people[said.author]->profile().actions().edit(*row, Draft(text)).ok());
        said.markers.push_back(text);
    }
    void react(std::size_t who, std::optional<std::size_t> what) {
        const auto row = what ? rowOf(who, m_said[*what]) : std::nullopt;
        if (row)
            RC_ASSERT(
                m_people[who]->profile().actions().react(*row, "👍", ReactionView::Mine::Yes).ok());
    }

    /// An own message's life begins when the server has it.
    void lookWhatBegan() {
        const Milliseconds now = m_world.clock.steady();
        for (Said& said : m_said)
            for (Life& life : said.lives[said.author]) {
                const std::size_t who = said.author;
                if (life.began || !m_people[who]->isOpen())
                    continue;
                const auto row = rowOf(who, said);
                // Gone before anybody looked: it has begun since the last look.
                if (!row || unwrap(m_people[who]->stores().messages.find(*row))->deadline)
                    life.began = Began{m_lastLook, now};
            }
        m_lastLook = now;
    }

    [[nodiscard]] bool isDue(std::size_t who, const Said& said) const {
        return std::ranges::any_of(said.lives[who], [&](const Life& life) {
            if (!life.began)
                return false;
            const Milliseconds passed =
                m_wasSetBack[who] ? life.began->open : m_world.clock.steady() - life.began->last;
            return passed >= life.length;
        });
    }
    [[nodiscard]] bool isAlive(std::size_t who, const Said& said) const {
        return std::ranges::all_of(said.lives[who], [&](const Life& life) {
            return !life.began ||
                   m_world.clock.steady() - life.began->first + life.began->leaps < life.length;
        });
    }

    SimWorld m_world;
    std::array<SimClient*, 2> m_people;
    std::array<Milliseconds, 2> m_ahead{};
    std::array<bool, 2> m_wasSetBack{};
    std::vector<Said> m_said;
    Milliseconds m_lastLook{0};
    Milliseconds m_longest{0}; ///< what the organisation allows
    std::uint64_t m_policies = 0;
    int m_markers = 0;
};

rc::Gen<Step> steps() {
    return rc::gen::build<Step>(
        rc::gen::set(&Step::kind, rc::gen::map(rc::gen::inRange(0, 12),
                                               [](int kind) { return Step::Kind(kind); })),
        rc::gen::set(&Step::who), rc::gen::set(&Step::which), rc::gen::set(&Step::much));
}

} // namespace

/// Any order of messages with a life, changes of them, answers, restarts, policies and clocks that
/// are set:
/// what is due goes, from every page, and nothing else does.
class TestLifeRuns : public QObject {
    Q_OBJECT
private slots:
    void whatIsDueGoesAndNothingElse() {
        QVERIFY(rc::check("page by page", [] {
            LifeRun run;
            for (const Step& step :
                 *rc::gen::resize(40, rc::gen::container<std::vector<Step>>(steps())))
                run.take(step);
            run.check();
        }));
    }
};

QTEST_GUILESS_MAIN(TestLifeRuns)
#include "tst_life_runs.moc"
