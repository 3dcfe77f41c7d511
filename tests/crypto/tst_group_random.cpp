#include "crypto/mls/ratchet_tree.h"
#include "tests/crypto/group_story.h"

#include <QtTest>

#include <cstdio>

using namespace kontor;
using namespace kontor::test;

/// A group of up to 30 lives a random life; whatever happens, all members and the server agree, a
/// newcomer finds the tree valid, and everybody hears everybody. KONTOR_SEED repeats one life.
class TestGroupRandom : public QObject {
    Q_OBJECT

private slots:
    void randomLives_data();
    void randomLives();
};

namespace {

constexpr int kSteps = 60;
constexpr std::size_t kMost = 30;

class Life {
public:
    explicit Life(std::uint64_t seed)
        : m_dice(seed) {
        m_story.found(newPerson());
        m_story.commit(*m_story.members().front(), {});
    }

    void step() {
        switch (below(12)) {
        case 0:
        case 1:
        case 2:
            return add(1 + below(6));
        case 3:
            return add(1);
        case 4:
        case 5:
            return remove(1 + below(2));
        case 6:
            return leave();
        case 7:
            return removeByServer();
        case 8:
            return replace();
        case 9:
        case 10:
            return comeBack();
        default:
            return m_story.commit(someone(), {});
        }
    }

    void check() {
        QVERIFY(m_story.agrees());
        Person& speaker = someone();
        QVERIFY(m_story.allHear(speaker, "still here"));
        const auto info = must(speaker.in().groupInfo(speaker.device()));
        const auto tree = m_story.server().ratchetTree();
        QCOMPARE(outcome(mls::PublicGroup::fromGroupInfo(info, tree)), std::string("ok"));
        look(must(mls::RatchetTree::parse(tree)));
    }

    [[nodiscard]] std::size_t greatest() const { return m_greatest; }
    [[nodiscard]] int unmerged() const { return m_unmerged; }
    [[nodiscard]] int skipping() const { return m_skipping; }
    [[nodiscard]] int rejoins() const { return m_rejoins; }

private:
    std::size_t below(std::size_t bound) { return m_dice.array<1>()[0] % bound; }
    Person& newPerson() {
        const std::uint64_t number = m_people.size() + 1;
        Person& person = m_people.emplace_back("person", number);
        person.reloads = below(4) == 0;
        return person;
    }
    Person& someone() { return *m_story.members()[below(m_story.members().size())]; }
    Person& somebodyElse(const Person& person) {
        for (;;)
            if (Person& other = someone(); &other != &person)
                return other;
    }
    Person& admin() {
        const auto user = m_story.server().rules().admins.front();
        for (Person* member : m_story.members())
            if (member->user() == user)
                return *member;
        stop("no admin");
    }

    void add(std::size_t count) {
        if (m_story.members().size() + count > kMost)
            return remove(5);
        std::vector<Person*> people;
        for (std::size_t i = 0; i < count; ++i)
            people.push_back(&newPerson());
        m_story.commit(someone(), GroupStory::adding(people), people);
        m_greatest = std::max(m_greatest, m_story.members().size());
    }
    void remove(std::size_t count) {
        Person& committer = admin();
        mls::CommitRequest request;
        for (std::size_t i = 0; i < count && m_story.members().size() > 1; ++i)
            request.removes.push_back(m_story.leafOf(somebodyElse(committer)));
        m_story.commit(committer, request);
    }
    void leave() {
        if (m_story.members().size() == 1)
            return;
        Person& leaver = someone();
        m_story.propose(must(leaver.in().proposeSelfRemove(leaver.device())));
        m_story.commit(somebodyElse(leaver), {});
    }
    void removeByServer() {
        if (m_story.members().size() == 1)
            return;
        Person& disabled = someone();
        m_story.propose(
            must(m_story.server().proposeRemoval(m_story.leafOf(disabled), m_story.removalKey())));
        Person& newcomer = newPerson();
        m_story.commit(somebodyElse(disabled), GroupStory::adding({&newcomer}), {&newcomer});
    }
    /// Some lose their way and come in by external commits, perhaps while somebody leaves. Whoever
    /// has not come back yet follows nobody.
    void comeBack() {
        std::set<Person*> lost;
        for (std::size_t i = 0; i < 1 + below(3); ++i)
            lost.insert(&someone());
        if (Person& leaver = someone(); !lost.contains(&leaver) && below(2) == 0)
            m_story.propose(must(leaver.in().proposeSelfRemove(leaver.device())));
        for (Person* person : lost)
            person->group.reset();
        while (!lost.empty()) {
            Person& next = **lost.begin();
            lost.erase(&next);
            m_story.rejoin(next, lost);
            ++m_rejoins;
        }
    }
    /// One commit that removes and adds, and hands the administration over.
    void replace() {
        if (m_story.members().size() == 1)
            return;
        Person& committer = admin();
        Person& newcomer = newPerson();
        auto request = m_story.removing(somebodyElse(committer));
        request.addKeyPackages.push_back(newcomer.keyPackage());
        request.newRules = m_story.server().rules();
        request.newRules->admins = {newcomer.user()};
        m_story.commit(committer, request, {&newcomer});
    }

    /// Counts what makes trees interesting, so that the test knows that it met them.
    void look(const mls::RatchetTree& tree) {
        for (std::uint32_t i = 1; i < mls::nodeCount(tree.leafCount()); i += 2) {
            const auto* node = tree.parentNode(mls::NodeIndex(i));
            if (node != nullptr && !node->unmerged_leaves.empty())
                ++m_unmerged;
        }
        for (const auto leaf : mls::occupiedLeaves(tree))
            if (mls::filteredDirectPath(tree, leaf).size() <
                mls::directPath(leaf, tree.leafCount()).size())
                ++m_skipping;
    }

    RepeatableRandom m_dice;
    std::list<Person> m_people;
    GroupStory m_story;
    std::size_t m_greatest = 1;
    int m_unmerged = 0;
    int m_skipping = 0;
    int m_rejoins = 0;
};

} // namespace

void TestGroupRandom::randomLives_data() {
    QTest::addColumn<quint64>("seed");
    const QByteArray given = qgetenv("KONTOR_SEED");
    if (!given.isEmpty()) {
        QTest::newRow(given.constData()) << given.toULongLong();
        return;
    }
    for (const quint64 seed : {11U, 12U, 13U})
        QTest::newRow(std::to_string(seed).c_str()) << seed;
}

void TestGroupRandom::randomLives() {
    QFETCH(const quint64, seed);
    Life life(seed);
    for (int step = 0; step < kSteps; ++step) {
        life.step();
        life.check();
        if (QTest::currentTestFailed()) {
            std::fprintf(stderr, "KONTOR_SEED=%llu, step %d\n",
                         static_cast<unsigned long long>(seed), step);
            return;
        }
    }
    QVERIFY(life.greatest() > 15);
    QVERIFY(life.unmerged() > 0);
    QVERIFY(life.skipping() > 0);
    QVERIFY(life.rejoins() > 3);
}

QTEST_GUILESS_MAIN(TestGroupRandom)
#include "tst_group_random.moc"
