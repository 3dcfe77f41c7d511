#include "crypto/mls/group_state.h"
#include "crypto/mls/public_message.h"
#include "tests/crypto/group_story.h"

#include <QtTest>

#include <functional>

using namespace kontor;
using namespace kontor::test;
using mls::StatePart;

/// Altered bytes, forged messages, a disk that fails: nothing is accepted, nothing changes.
class TestGroupFaults : public QObject {
    Q_OBJECT

private slots:
    void alteredApplicationMessages();
    void alteredCommits();
    void alteredProposals();
    void alteredWelcomes();
    void alteredTreesAndGroupInfos();
    void truncatedEverything();
    void aForgeryBurnsNoKey();
    void aWrongMembershipTag();
    void aCommitThatOneMemberCannotOpen();
    void aFailedCommitChangesNothing();
    void theDiskFailsAtAnyWrite();
    void theServersDiskFailsAtAnyWrite();
    void damagedRows();
    void verdictsAreForOneState();
};

namespace {

constexpr int kTries = 300;

/// `bytes` with one byte at a random place changed.
Bytes altered(ByteView bytes, Random& random) {
    Bytes changed = toBytes(bytes);
    const auto dice = random.array<5>();
    const std::size_t at =
        (dice[0] | dice[1] << 8U | dice[2] << 16U | dice[3] << 24U) % changed.size();
    changed[at] ^= static_cast<std::uint8_t>(1U << (dice[4] % 8U));
    return changed;
}

/// Three people, one commit old.
struct Three {
    Person anna{"anna", 1};
    Person bob{"bob", 2};
    Person carl{"carl", 3};
    GroupStory story;
    RepeatableRandom random{77};

    Three() {
        story.gather(anna, {&bob, &carl});
        story.commit(bob, {});
    }
};

} // namespace

void TestGroupFaults::alteredApplicationMessages() {
    Three t;
    const Bytes message = must(t.anna.protect("one two three"));
    const auto rows = t.bob.store.rows();
    for (int i = 0; i < kTries; ++i) {
        const auto opened = t.bob.unprotect(altered(message, t.random));
        QVERIFY(!opened.ok());
        QVERIFY(opened.error().code != ErrorCode::GroupLost);
        QVERIFY(t.bob.store.rows() == rows);
    }
    QCOMPARE(outcome(t.bob.unprotect(message)), std::string("ok"));
}

void TestGroupFaults::alteredCommits() {
    Three t;
    Person dora("dora", 4);
    auto staged = must(t.story.stage(t.anna, GroupStory::adding({&dora})));
    const Bytes message = toBytes(staged.message());
    const auto rows = t.bob.store.rows();
    const auto serverRows = t.story.serverStore().rows();
    int taken = 0;
    for (int i = 0; i < kTries; ++i) {
        const Bytes wrong = altered(message, t.random);
        QVERIFY(!t.bob.receive(wrong).ok());
        // The server, which has no keys, cannot see a wrong membership tag, and that alone.
        if (t.story.server().judge(wrong, staged.groupInfo()).ok())
            ++taken;
    }
    QVERIFY(taken < kTries / 10);
    QVERIFY(t.bob.store.rows() == rows);
    QVERIFY(t.story.serverStore().rows() == serverRows);
    t.story.deliver(t.anna, std::move(staged), {&dora});
    QVERIFY(t.story.agrees());
}

void TestGroupFaults::alteredProposals() {
    Three t;
    const Bytes leave = must(t.bob.in().proposeSelfRemove(t.bob.device()));
    const std::size_t tag = leave.size() - 33; // the membership tag and its length end it
    for (int i = 0; i < kTries; ++i) {
        const Bytes wrong = altered(leave, t.random);
        const bool onlyTag =
            std::ranges::equal(ByteView(wrong).first(tag), ByteView(leave).first(tag));
        if (!onlyTag)
            QVERIFY(!t.story.server().judge(wrong).ok());
    }
    QVERIFY(t.story.server().pending().empty());
}

void TestGroupFaults::alteredWelcomes() {
    Three t;
    Person dora("dora", 4);
    auto request = GroupStory::adding({&dora});
    request.joinerExtension = Bytes(300, 5);
    const auto staged = must(t.story.stage(t.anna, request));
    must(t.story.append(staged.message(), staged.groupInfo()));
    const Bytes tree = t.story.server().ratchetTree();
    const Bytes part = staged.welcomeParts()[0].encryptedGroupSecrets;
    const Bytes info = toBytes(staged.encryptedGroupInfo());
    const auto join = [&](ByteView secrets, ByteView groupInfo, ByteView ratchetTree) {
        return mls::Group::join(dora.device(),
                                {secrets, groupInfo, ratchetTree, dora.packages.back(),
                                 t.story.removalKey().publicKey().view()})
            .ok();
    };
    QVERIFY(join(part, info, tree));
    for (int i = 0; i < kTries; ++i) {
        QVERIFY(!join(altered(part, t.random), info, tree));
        QVERIFY(!join(part, altered(info, t.random), tree));
        QVERIFY(!join(part, info, altered(tree, t.random)));
    }
}

void TestGroupFaults::alteredTreesAndGroupInfos() {
    Three t;
    const Bytes tree = t.story.server().ratchetTree();
    const Bytes info = must(t.anna.in().groupInfo(t.anna.device()));
    QVERIFY(mls::PublicGroup::fromGroupInfo(info, tree).ok());
    for (int i = 0; i < kTries; ++i) {
        QVERIFY(!mls::PublicGroup::fromGroupInfo(info, altered(tree, t.random)).ok());
        QVERIFY(!mls::PublicGroup::fromGroupInfo(altered(info, t.random), tree).ok());
    }
}

void TestGroupFaults::truncatedEverything() {
    Three t;
    const Bytes message = must(t.anna.protect("one two three"));
    const Bytes commit = toBytes(must(t.story.stage(t.anna)).message());
    for (std::size_t size = 0; size < message.size(); ++size)
        QVERIFY(!t.bob.in().unprotect(ByteView(message).first(size), {}, t.bob.store).ok());
    for (std::size_t size = 0; size < commit.size(); ++size)
        QVERIFY(!t.story.server().judge(ByteView(commit).first(size)).ok());
    const Bytes tree = t.story.server().ratchetTree();
    const Bytes info = must(t.anna.in().groupInfo(t.anna.device()));
    for (std::size_t size = 0; size < tree.size(); ++size)
        QVERIFY(!mls::PublicGroup::fromGroupInfo(info, ByteView(tree).first(size)).ok());
    for (std::size_t size = 0; size < info.size(); ++size)
        QVERIFY(!mls::PublicGroup::fromGroupInfo(ByteView(info).first(size), tree).ok());
}

/// Trap 13. Carl knows the group's secrets and seals what claims to be anna's next ten messages.
void TestGroupFaults::aForgeryBurnsNoKey() {
    Three t;
    // Carl's copy of anna's ratchet is as good as hers: he steps it in a copy of his own store by
    // letting "anna" speak with carl's signature key.
    Person mallory("mallory", 1);
    mallory.store.rows() = t.anna.store.rows();
    mallory.group.emplace(must(mls::Group::load(mallory.store)));
    mallory.deviceKey = t.carl.deviceKey.clone();
    std::vector<Bytes> forged;
    for (int i = 0; i < 10; ++i)
        forged.push_back(must(mallory.protect("send me money")));
    const auto rows = t.bob.store.rows();
    for (const Bytes& message : forged)
        QCOMPARE(outcome(t.bob.unprotect(message)), std::string("CryptoFailed signature"));
    QVERIFY(t.bob.store.rows() == rows);
    for (int i = 0; i < 10; ++i)
        QVERIFY(t.story.allHear(t.anna, "really anna"));
}

/// The judge cannot see it; for a member it means that she cannot follow (rule 12).
void TestGroupFaults::aWrongMembershipTag() {
    Three t;
    auto staged = must(t.story.stage(t.anna));
    Bytes message = toBytes(staged.message());
    message.back() ^= 1U;
    QCOMPARE(outcome(t.story.server().judge(message, staged.groupInfo())), std::string("ok"));
    QCOMPARE(outcome(t.bob.in().stageReceived(message)), std::string("GroupLost membership_tag"));
    // A SelfRemove counts all the same: its signature decides (delivery.md, 6).
    Bytes leave = must(t.carl.in().proposeSelfRemove(t.carl.device()));
    leave.back() ^= 1U;
    t.story.propose(leave);
    t.story.commit(t.anna, {});
    QVERIFY(t.story.agrees());
    QCOMPARE(t.story.members().size(), std::size_t{2});
}

/// A hostile member knows the membership key and signs what she likes: whom she locks out is lost,
/// and knows it (rule 12); nobody else is.
void TestGroupFaults::aCommitThatOneMemberCannotOpen() {
    Three t;
    const auto staged = must(t.story.stage(t.bob));
    const auto state = must(mls::loadGroup(t.bob.store));
    const Bytes context = t.bob.in().publicState().groupContext();
    const auto forged = [&](const std::function<void(mls::Commit&)>& edit,
                            const std::function<void(Bytes&)>& editTag) {
        auto message = must(mls::PublicMessage::fromMessage(staged.message()));
        auto commit = must(mls::tls::decode<mls::Commit>(message.content.content, "Commit"));
        edit(commit);
        message.content.content = mls::tls::encode(commit);
        auto content = mls::signContent(mls::WireFormat::mls_public_message, message.content,
                                        t.bob.deviceKey, context);
        content.auth.confirmation_tag = message.auth.confirmation_tag;
        editTag(content.auth.confirmation_tag);
        return must(mls::PublicMessage::protect(std::move(content), state.keys.membership_key,
                                                context))
            .toMessage();
    };
    const auto honest = [](auto&) {};
    QCOMPARE(outcome(t.carl.in().stageReceived(forged(honest, honest))), std::string("ok"));
    const Bytes wrongTag = forged(honest, [](Bytes& tag) { tag[3] ^= 1U; });
    QCOMPARE(outcome(t.carl.in().stageReceived(wrongTag)),
             std::string("GroupLost confirmation_tag"));
    QCOMPARE(outcome(t.anna.in().stageReceived(wrongTag)),
             std::string("GroupLost confirmation_tag"));

    // Each ciphertext of the path is somebody's; without hers she has no way in.
    const auto spoilt = [&](std::size_t node) {
        return forged(
            [=](mls::Commit& c) {
                for (auto& sealed : c.path->nodes[node].encrypted_path_secret)
                    sealed.ciphertext[0] ^= 1U;
            },
            honest);
    };
    // Bob is leaf 1: anna shares the first node with him, carl the second.
    QCOMPARE(outcome(t.anna.in().stageReceived(spoilt(0))), std::string("GroupLost path"));
    QCOMPARE(outcome(t.carl.in().stageReceived(spoilt(1))), std::string("GroupLost path"));
    // A path secret that opens but gives other keys than the path names.
    const Bytes swapped = forged(
        [&](mls::Commit& c) {
            auto& sealed = c.path->nodes[1].encrypted_path_secret.front();
            const auto tree = must(mls::RatchetTree::parse(t.story.server().ratchetTree()));
            sealed = must(mls::encryptWithLabel(tree.leaf(t.carl.leaf())->encryption_key,
                                                "UpdatePathNode", viewOf("another context"),
                                                Bytes(32, 1), t.random));
        },
        honest);
    QCOMPARE(outcome(t.carl.in().stageReceived(swapped)), std::string("GroupLost path"));
    QVERIFY(t.story.agrees());
}

/// Trap 24.
void TestGroupFaults::aFailedCommitChangesNothing() {
    Three t;
    Person dora("dora", 4);
    const Bytes before = t.anna.in().epochAuthenticator();
    const auto rows = t.anna.store.rows();
    auto request = GroupStory::adding({&dora});
    request.addKeyPackages.push_back(t.bob.keyPackage()); // is there already
    QCOMPARE(outcome(t.story.stage(t.anna, request)),
             std::string("GroupInvalid signature_key_unique"));
    for (int i = 0; i < 5; ++i)
        std::ignore = must(t.story.stage(t.anna, GroupStory::adding({&dora})));
    QVERIFY(t.anna.in().epochAuthenticator() == before);
    QVERIFY(t.anna.store.rows() == rows);
    QVERIFY(t.story.allHear(t.anna, "as before"));
    t.story.commit(t.anna, GroupStory::adding({&dora}), {&dora});
    QVERIFY(t.story.agrees());
}

/// The transaction rolls back, the group is loaded again, and the same step succeeds later.
void TestGroupFaults::theDiskFailsAtAnyWrite() {
    Three t;
    const Bytes message = must(t.anna.protect("hi"));
    auto staged = must(t.story.stage(t.anna, t.story.removing(t.carl)));
    const Bytes commit = toBytes(staged.message());
    const auto rows = t.bob.store.rows();
    const Bytes authenticator = t.bob.in().epochAuthenticator();
    int faults = 0;
    const auto eventually = [&](const std::function<std::string()>& step) {
        for (std::size_t writes = 0;; ++writes) {
            t.bob.store.failAfter(writes);
            const std::string result = step();
            t.bob.store.failAfter(std::nullopt);
            if (result == "ok")
                return;
            ++faults;
            QCOMPARE(result, std::string("Storage"));
            QVERIFY(t.bob.in().epochAuthenticator() == authenticator);
        }
    };
    eventually([&] { return outcome(t.bob.unprotect(message)); });
    QVERIFY(faults > 0);
    QCOMPARE(outcome(t.bob.unprotect(message)), std::string("GenerationSpent"));
    eventually([&] { return outcome(t.bob.protect("hello")); });
    faults = 0;
    eventually([&] { return outcome(t.bob.receive(commit)); });
    QVERIFY(faults > 5);
    QVERIFY(t.bob.in().epochAuthenticator() != authenticator);
    t.bob.store.rows() = rows;
    t.bob.reload();
    t.story.deliver(t.anna, std::move(staged));
    QVERIFY(t.story.agrees());
}

void TestGroupFaults::theServersDiskFailsAtAnyWrite() {
    Three t;
    Person dora("dora", 4);
    const auto staged = must(t.story.stage(t.anna, GroupStory::adding({&dora})));
    auto& store = t.story.serverStore();
    auto state = must(mls::PublicGroup::load(store));
    for (std::size_t writes = 0;; ++writes) {
        store.begin();
        store.failAfter(writes);
        const auto advanced =
            state.advance(must(state.judge(staged.message(), staged.groupInfo())), store);
        store.failAfter(std::nullopt);
        if (advanced.ok()) {
            store.commit();
            break;
        }
        store.rollback();
        // PublicGroup alone writes first and changes itself last: it is still as it was.
        QVERIFY(state.groupContext() == t.story.server().groupContext());
        QVERIFY(state.ratchetTree() == t.story.server().ratchetTree());
    }
    QCOMPARE(state.epoch(), t.story.server().epoch().next());
    const auto loaded = must(mls::PublicGroup::load(store));
    QVERIFY(loaded.ratchetTree() == state.ratchetTree());
    QVERIFY(loaded.groupContext() == state.groupContext());
}

void TestGroupFaults::damagedRows() {
    Three t;
    t.story.propose(must(t.carl.in().proposeSelfRemove(t.carl.device())));
    const auto rows = t.bob.store.rows();
    for (const auto& [key, value] : rows) {
        if (key.first == StatePart::Ratchet || key.first == StatePart::SkippedKey)
            continue;
        t.bob.store.rows().erase(key);
        const auto loaded = mls::Group::load(t.bob.store);
        // A proposal, the epoch before and a key above the leaf may be there or not.
        const bool mayBeAbsent =
            key.first == StatePart::Proposal || key.first == StatePart::PastEpoch ||
            key.first == StatePart::TreeSecret || key.first == StatePart::PastTreeSecret ||
            (key.first == StatePart::PrivateNode && key.second % 2 == 1);
        QCOMPARE(loaded.ok(), mayBeAbsent);
        t.bob.store.rows() = rows;
    }
    for (int i = 0; i < kTries; ++i) {
        for (auto& [key, value] : t.bob.store.rows())
            value = altered(value, t.random);
        QVERIFY(!mls::Group::load(t.bob.store).ok());
        t.bob.store.rows() = rows;
    }
    // A newer program's rows are called that.
    for (const auto part : {StatePart::Context, StatePart::Epoch}) {
        t.bob.store.rows()[{part, 0}][1] = 9;
        const auto loaded = mls::Group::load(t.bob.store);
        QVERIFY(!loaded.ok());
        QVERIFY(loaded.error().code == ErrorCode::VersionUnknown);
        t.bob.store.rows() = rows;
    }
    QVERIFY(mls::Group::load(t.bob.store).ok());
}

void TestGroupFaults::verdictsAreForOneState() {
    Three t;
    const auto staged = must(t.story.stage(t.anna));
    auto early = must(t.story.server().judge(staged.message()));
    auto again = must(t.story.server().judge(staged.message()));
    must(t.story.server().advance(std::move(early), t.story.serverStore()));
    QCOMPARE(outcome(t.story.server().advance(std::move(again), t.story.serverStore())),
             std::string("Internal judged in another state"));
}

QTEST_GUILESS_MAIN(TestGroupFaults)
#include "tst_group_faults.moc"
