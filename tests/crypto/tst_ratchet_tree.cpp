#include "base/limits.h"
#include "crypto/mls/parent_hash.h"
#include "crypto/mls/ratchet_tree.h"
#include "crypto/mls/tree_hash.h"
#include "crypto/mls/tree_validation.h"
#include "crypto/mls/treekem.h"
#include "tests/crypto/repeatable_random.h"

#include <QtTest>

#include <functional>
#include <string>

using namespace kontor;
using namespace kontor::mls;

/// The tree apart from any group (mls-design.md, traps 1-7). Leaves here have no certificates.
class TestRatchetTree : public QObject {
    Q_OBJECT

private slots:
    void growsAndShrinks();
    void addsGoToTheLeftmostBlank();
    void unmergedLeavesStaySorted();
    void hashesAreKeptUp();
    void stagingChangesNothing();
    void filteredPaths();
    void pathsReachEverybody();
    void newcomersAreLeftOut();
    void parsingRefuses();
    void unmergedListsAreChecked();
    void parentHashesAreChecked();
    void originalHashWithoutLeaves();
};

namespace {

using test::RepeatableRandom;

constexpr std::string_view kGroup = "group";

/// A tree whose members' private keys the test holds.
struct Grove {
    struct Owner {
        SignatureKeyPair signer;
        PrivatePath path;
    };
    RepeatableRandom random;
    std::map<LeafIndex, Owner> owners;
    std::optional<RatchetTree> tree;

    explicit Grove(std::uint32_t leaves) {
        auto [leaf, owner] = fresh();
        tree.emplace(std::move(leaf));
        settle(LeafIndex(0), std::move(owner));
        for (std::uint32_t i = 1; i < leaves; ++i)
            add();
    }

    std::pair<LeafNode, Owner> fresh() {
        Owner owner{SignatureKeyPair::generate(random), {}};
        auto key = HpkeKeyPair::generate(random);
        LeafNode leaf;
        leaf.encryption_key = key.publicKey.toBytes();
        leaf.signature_key = owner.signer.publicKey().toBytes();
        leaf.capabilities = {{1}, {3}, {}, {}, {1}};
        leaf.sign(owner.signer, {});
        owner.path.keys.emplace(NodeIndex(0), std::move(key)); // moved to its place by settle()
        return {std::move(leaf), std::move(owner)};
    }
    void settle(LeafIndex leaf, Owner owner) {
        auto key = std::move(owner.path.keys.begin()->second);
        owner.path = {leaf, {}};
        owner.path.keys.emplace(toNode(leaf), std::move(key));
        owners.insert_or_assign(leaf, std::move(owner));
    }

    LeafIndex add() {
        auto [leaf, owner] = fresh();
        StagedTree staged(*tree);
        const LeafIndex index = staged.add(std::move(leaf));
        tree->merge(std::move(staged).take());
        settle(index, std::move(owner));
        return index;
    }
    void remove(std::uint32_t leaf) {
        StagedTree staged(*tree);
        staged.remove(LeafIndex(leaf));
        staged.truncate();
        tree->merge(std::move(staged).take());
        owners.erase(LeafIndex(leaf));
        for (auto& [index, owner] : owners)
            owner.path.dropOutdated(*tree);
    }
    /// `leaf` makes a path; true when all others opened it and came to the same secret.
    bool commit(std::uint32_t leaf, const std::set<LeafIndex>& added = {}) {
        const LeafIndex index(leaf);
        Owner& committer = owners.at(index);
        StagedTree mine(*tree);
        auto made =
            makePath(mine, index, *tree->leaf(index), viewOf(kGroup), committer.signer, random);
        const auto path = encryptPath(mine, made, index, viewOf("context"), added, random);
        if (!path.ok())
            return false;
        StagedTree staged(*tree);
        const auto steps = mergePath(staged, index, path.value());
        if (!steps.ok() || staged.rootHash() != mine.rootHash())
            return false;
        bool all = true;
        for (auto& [other, owner] : owners) {
            if (other == index || added.contains(other))
                continue;
            auto opened =
                openPath(staged, path.value(), steps.value(), owner.path, viewOf("context"), added);
            all = all && opened.ok() &&
                  std::ranges::equal(opened.value().commit_secret.view(),
                                     made.secrets.commit_secret.view());
            if (opened.ok())
                for (auto& [node, key] : opened.value().keys)
                    owner.path.keys.insert_or_assign(node, std::move(key));
        }
        committer.path.keys.insert_or_assign(toNode(index), std::move(made.leafKey));
        for (std::size_t i = 0; i < made.steps.size(); ++i)
            committer.path.keys.insert_or_assign(made.steps[i].node,
                                                 std::move(made.secrets.keys[i]));
        tree->merge(std::move(staged).take());
        for (auto& [other, owner] : owners)
            owner.path.dropOutdated(*tree);
        return all;
    }

    [[nodiscard]] std::string verdict() const {
        const auto valid = verifyTree(*tree, viewOf(kGroup), {});
        return valid.ok() ? "ok" : valid.error().args.front();
    }
};

/// The same tree from its bytes, with every hash computed anew.
Digest recomputed(const TreeReader& tree) {
    return RatchetTree::parse(encodeTree(tree)).value().rootHash();
}

/// A tree with one node changed, however wrong that makes it.
RatchetTree edited(const RatchetTree& tree, std::uint32_t node,
                   const std::function<void(ParentNode&)>& edit) {
    std::map<NodeIndex, NodePointer> nodes;
    for (std::uint32_t i = 0; i < nodeCount(tree.leafCount()); ++i)
        if (const Node* present = tree.node(NodeIndex(i)))
            nodes.emplace(i, std::make_unique<const Node>(*present));
    ParentNode changed = *tree.parentNode(NodeIndex(node));
    edit(changed);
    nodes[NodeIndex(node)] = std::make_unique<const Node>(Node{std::move(changed)});
    return RatchetTree::fromNodes(std::move(nodes)).value();
}

std::string name(const Result<void>& result) {
    return result.ok() ? "ok" : result.error().args.front();
}

} // namespace

void TestRatchetTree::growsAndShrinks() {
    Grove grove(1);
    for (const std::uint32_t leaves : {2U, 4U, 4U, 8U, 8U, 8U, 8U, 16U}) {
        grove.add();
        QCOMPARE(grove.tree->leafCount(), LeafCount(leaves));
    }
    grove.remove(3);
    QCOMPARE(grove.tree->leafCount(), LeafCount(16));
    grove.remove(8); // the only one on the right
    QCOMPARE(grove.tree->leafCount(), LeafCount(8));
    for (const std::uint32_t leaf : {5U, 4U, 7U, 6U})
        grove.remove(leaf);
    QCOMPARE(grove.tree->leafCount(), LeafCount(4)); // 3 is blank, 2 is not
    grove.remove(2);
    grove.remove(1);
    QCOMPARE(grove.tree->leafCount(), LeafCount(1));
    QCOMPARE(grove.verdict(), std::string("ok"));
    // Cut only when all proposals are applied (trap 4), and what was cut does not come back.
    Grove full(8);
    QVERIFY(full.commit(0));
    QVERIFY(full.commit(5));
    StagedTree staged(*full.tree);
    for (const std::uint32_t leaf : {4U, 5U, 6U, 7U})
        staged.remove(LeafIndex(leaf));
    QCOMPARE(staged.leafCount(), LeafCount(8));
    staged.truncate();
    QCOMPARE(staged.leafCount(), LeafCount(4));
    QCOMPARE(staged.add(full.fresh().first), LeafIndex(4));
    QVERIFY(staged.node(NodeIndex(11)) == nullptr);
    QCOMPARE(staged.rootHash(), recomputed(staged));
}

void TestRatchetTree::addsGoToTheLeftmostBlank() {
    Grove grove(7);
    grove.remove(4);
    grove.remove(1);
    QCOMPARE(grove.add(), LeafIndex(1));
    QCOMPARE(grove.add(), LeafIndex(4));
    QCOMPARE(grove.add(), LeafIndex(7));
    QCOMPARE(grove.add(), LeafIndex(8));
    // Within one stage, too.
    StagedTree staged(*grove.tree);
    staged.remove(LeafIndex(6));
    staged.remove(LeafIndex(2));
    QCOMPARE(staged.add(grove.fresh().first), LeafIndex(2));
    QCOMPARE(staged.add(grove.fresh().first), LeafIndex(6));
    QCOMPARE(staged.add(grove.fresh().first), LeafIndex(9));
}

void TestRatchetTree::unmergedLeavesStaySorted() {
    Grove grove(8);
    grove.remove(6);
    grove.remove(3);
    QVERIFY(grove.commit(0));
    QCOMPARE(grove.add(), LeafIndex(3));
    QCOMPARE(grove.add(), LeafIndex(6));
    const auto& top = grove.tree->parentNode(NodeIndex(7))->unmerged_leaves;
    QCOMPARE(top, (std::vector{LeafIndex(3), LeafIndex(6)}));
    QCOMPARE(grove.verdict(), std::string("ok"));
    QCOMPARE(resolution(*grove.tree, NodeIndex(7)).size(), std::size_t{3});
    // Both learn the next secret by their own leaf's key (trap 2).
    QVERIFY(grove.commit(0));
    QVERIFY(grove.commit(6));
    QCOMPARE(grove.verdict(), std::string("ok"));
}

/// Trap 7: after any change the hash is the one of a tree built from nothing.
void TestRatchetTree::hashesAreKeptUp() {
    Grove grove(1);
    RepeatableRandom dice(5);
    for (int i = 0; i < 200; ++i) {
        const auto roll = dice.array<2>();
        const auto occupied = occupiedLeaves(*grove.tree);
        const LeafIndex some = occupied[roll[1] % occupied.size()];
        if (roll[0] % 3 == 0 && occupied.size() > 1)
            grove.remove(some.value);
        else if (roll[0] % 3 == 1)
            QVERIFY(grove.commit(some.value));
        else
            grove.add();
        QCOMPARE(grove.tree->rootHash(), recomputed(*grove.tree));
    }
    QCOMPARE(grove.verdict(), std::string("ok"));
}

void TestRatchetTree::stagingChangesNothing() {
    Grove grove(8);
    QVERIFY(grove.commit(2));
    const Bytes before = encodeTree(*grove.tree);
    const Digest hash = grove.tree->rootHash();
    StagedTree staged(*grove.tree);
    staged.remove(LeafIndex(7));
    staged.remove(LeafIndex(2));
    staged.add(grove.fresh().first);
    staged.truncate();
    QVERIFY(staged.rootHash() != hash);
    QVERIFY(encodeTree(staged) != before);
    QVERIFY(encodeTree(*grove.tree) == before);
    QVERIFY(grove.tree->rootHash() == hash);
    // A stage taken apart and put together again is the same stage.
    const Digest after = staged.rootHash();
    auto changes = std::move(staged).take();
    QCOMPARE(StagedTree(*grove.tree, std::move(changes)).rootHash(), after);
}

/// Trap 1.
void TestRatchetTree::filteredPaths() {
    const auto nodes = [](const Grove& grove, std::uint32_t leaf) {
        std::vector<std::uint32_t> list;
        for (const PathStep& step : filteredDirectPath(*grove.tree, LeafIndex(leaf)))
            list.push_back(step.node.value);
        return list;
    };
    using List = std::vector<std::uint32_t>;
    Grove one(1);
    QCOMPARE(nodes(one, 0), List{});
    QVERIFY(one.commit(0));
    QCOMPARE(one.verdict(), std::string("ok"));
    Grove grove(8);
    QCOMPARE(nodes(grove, 0), (List{1, 3, 7}));
    grove.remove(1);
    QCOMPARE(nodes(grove, 0), (List{3, 7}));
    grove.remove(2);
    grove.remove(3);
    QCOMPARE(nodes(grove, 0), List{7});
    QVERIFY(grove.commit(0));
    QVERIFY(grove.commit(5));
    QCOMPARE(grove.verdict(), std::string("ok"));
    // The left half is empty: the path ends below the root.
    grove.remove(0);
    QCOMPARE(grove.tree->leafCount(), LeafCount(8));
    QCOMPARE(nodes(grove, 5), (List{9, 11}));
    QVERIFY(grove.commit(5));
    QVERIFY(grove.tree->node(NodeIndex(7)) == nullptr);
    QVERIFY(grove.tree->parentNode(NodeIndex(11))->parent_hash.empty());
    QCOMPARE(grove.verdict(), std::string("ok"));
    QVERIFY(grove.commit(7));
    QCOMPARE(grove.add(), LeafIndex(0));
    QVERIFY(grove.commit(6));
    QCOMPARE(grove.verdict(), std::string("ok"));
}

void TestRatchetTree::pathsReachEverybody() {
    for (std::uint32_t leaves = 1; leaves <= 17; ++leaves) {
        Grove grove(leaves);
        for (std::uint32_t leaf = 0; leaf < leaves; ++leaf) {
            QVERIFY(grove.commit(leaf));
            QCOMPARE(grove.verdict(), std::string("ok"));
        }
        // A full tree costs one ciphertext a level.
        for (const PathStep& step : filteredDirectPath(*grove.tree, LeafIndex(0)))
            if (std::has_single_bit(leaves))
                QCOMPARE(resolution(*grove.tree, step.copath).size(), std::size_t{1});
    }
}

/// Trap 2: those who come in this commit get no ciphertext, those who came before do.
void TestRatchetTree::newcomersAreLeftOut() {
    Grove grove(7);
    QVERIFY(grove.commit(6));
    const LeafIndex before = grove.add();
    const LeafIndex now = grove.add();
    QCOMPARE(before, LeafIndex(7));
    const auto committer = LeafIndex(0);
    StagedTree mine(*grove.tree);
    const auto made = makePath(mine, committer, *grove.tree->leaf(committer), viewOf(kGroup),
                               grove.owners.at(committer).signer, grove.random);
    const auto all =
        encryptPath(mine, made, committer, viewOf("context"), {}, grove.random).value();
    const auto without =
        encryptPath(mine, made, committer, viewOf("context"), {now}, grove.random).value();
    QCOMPARE(all.nodes.back().encrypted_path_secret.size(), std::size_t{1});
    QCOMPARE(without.nodes.back().encrypted_path_secret.size(), std::size_t{0});
    QVERIFY(verifyCiphertextCounts(mine, without, made.steps, {now}).ok());
    QVERIFY(!verifyCiphertextCounts(mine, all, made.steps, {now}).ok());
    QVERIFY(!verifyCiphertextCounts(mine, without, made.steps, {}).ok());
    // The newcomer finds the keys above by the path secret of the common ancestor alone.
    const auto shared =
        std::ranges::find(made.steps, commonAncestor(now, committer), &PathStep::node);
    const auto index = static_cast<std::size_t>(shared - made.steps.begin());
    const auto keys = keysOfJoiner(mine, now, committer, made.secrets.path_secrets[index].clone());
    QVERIFY(keys.ok());
    QCOMPARE(keys.value().size(), made.steps.size() - index);
    QVERIFY(!keysOfJoiner(mine, now, committer, HashSecret()).ok());
    QVERIFY(grove.commit(0, {now}));
}

/// Trap 5.
void TestRatchetTree::parsingRefuses() {
    Grove grove(3);
    QVERIFY(grove.commit(1));
    const auto vectorOf = [&](const std::vector<const Node*>& nodes) {
        tls::Writer w;
        w.sized([&] {
            for (const Node* node : nodes) {
                w.u8(node == nullptr ? 0 : 1);
                if (node != nullptr)
                    w.value(*node);
            }
        });
        return std::move(w).take();
    };
    const auto at = [&](std::uint32_t index) { return grove.tree->node(NodeIndex(index)); };
    QVERIFY(RatchetTree::parse(vectorOf({at(0), at(1), at(2), at(3), at(4)})).ok());
    QVERIFY(!RatchetTree::parse(vectorOf({at(0), at(1), at(2), at(3), at(4), nullptr})).ok());
    QVERIFY(!RatchetTree::parse(vectorOf({})).ok());
    QVERIFY(!RatchetTree::parse(vectorOf({nullptr})).ok());
    QVERIFY(!RatchetTree::parse(vectorOf({at(1)})).ok());
    QVERIFY(!RatchetTree::parse(vectorOf({at(0), at(2)})).ok());
    QVERIFY(!RatchetTree::parse(vectorOf({at(0), at(1), at(1)})).ok());
    QVERIFY(!RatchetTree::parse({}).ok());
    // More leaves than we hold, of one byte each.
    tls::Writer huge;
    huge.sized([&] {
        for (std::uint32_t i = 0; i < 2 * limits::kTreeLeaves; ++i)
            huge.u8(0);
        huge.u8(1);
        huge.value(*at(0));
    });
    QVERIFY(!RatchetTree::parse(huge.view()).ok());
    // A parent as the last node.
    const auto parentLast = RatchetTree::parse(vectorOf({at(0), at(1)}));
    QVERIFY(parentLast.ok());
    QCOMPARE(parentLast.value().leafCount(), LeafCount(2));
    QVERIFY(!verifyTree(parentLast.value(), viewOf(kGroup), {}).ok());
}

/// Trap 3.
void TestRatchetTree::unmergedListsAreChecked() {
    Grove grove(8);
    QVERIFY(grove.commit(0));
    QVERIFY(grove.commit(7));
    grove.remove(5);
    QVERIFY(grove.commit(0));
    QVERIFY(grove.commit(7));
    QCOMPARE(grove.add(), LeafIndex(5));
    using List = std::vector<LeafIndex>;
    QCOMPARE(grove.tree->parentNode(NodeIndex(11))->unmerged_leaves, List{LeafIndex(5)});
    const auto with = [&](std::uint32_t node, std::initializer_list<std::uint32_t> leaves) {
        List list;
        for (const std::uint32_t leaf : leaves)
            list.push_back(LeafIndex(leaf));
        return name(verifyUnmergedLeaves(edited(*grove.tree, node, [&](ParentNode& parentNode) {
            parentNode.unmerged_leaves = list;
        })));
    };
    QCOMPARE(with(7, {5}), std::string("ok"));
    QCOMPARE(with(7, {5, 4}), std::string("unmerged_leaves_order"));
    QCOMPARE(with(7, {5, 5}), std::string("unmerged_leaves_order"));
    QCOMPARE(with(7, {5, 8}), std::string("unmerged_leaves"));
    QCOMPARE(with(7, {5, 0xFFFFFFFF}), std::string("unmerged_leaves"));
    QCOMPARE(with(11, {1, 5}), std::string("unmerged_leaves"));
    QCOMPARE(with(11, {}), std::string("unmerged_leaves_between"));
    QCOMPARE(with(7, {5, 6}), std::string("unmerged_leaves_between"));
    grove.remove(6);
    QVERIFY(grove.commit(7));
    QCOMPARE(with(7, {6}), std::string("unmerged_leaves")); // blank
}

/// Trap 6.
void TestRatchetTree::parentHashesAreChecked() {
    Grove grove(8);
    for (const std::uint32_t leaf : {0U, 3U, 6U, 5U})
        QVERIFY(grove.commit(leaf));
    grove.remove(2);
    grove.remove(7);
    QVERIFY(grove.commit(4));
    QCOMPARE(grove.add(), LeafIndex(2));
    QCOMPARE(grove.add(), LeafIndex(7));
    QCOMPARE(grove.verdict(), std::string("ok"));
    int checked = 0;
    for (std::uint32_t i = 1; i < nodeCount(grove.tree->leafCount()); i += 2) {
        if (grove.tree->parentNode(NodeIndex(i)) == nullptr)
            continue;
        ++checked;
        const auto verdict = [&](const std::function<void(ParentNode&)>& edit) {
            return name(verifyParentHashes(edited(*grove.tree, i, edit)));
        };
        QCOMPARE(verdict([](ParentNode&) {}), std::string("ok"));
        QCOMPARE(verdict([](ParentNode& p) { p.encryption_key[0] ^= 1U; }),
                 std::string("parent_hash"));
        QCOMPARE(verdict([](ParentNode& p) {
                     if (p.parent_hash.empty())
                         p.parent_hash = Bytes(32, 1);
                     else
                         p.parent_hash.clear();
                 }),
                 std::string("parent_hash"));
        QCOMPARE(verdict([](ParentNode& p) { p.unmerged_leaves.clear(); }),
                 grove.tree->parentNode(NodeIndex(i))->unmerged_leaves.empty()
                     ? std::string("ok")
                     : std::string("parent_hash"));
    }
    QVERIFY(checked >= 3);
    // A parent that nobody's leaf vouches for.
    Grove plain(4);
    StagedTree staged(*plain.tree);
    staged.setParent(NodeIndex(1),
                     {HpkeKeyPair::generate(plain.random).publicKey.toBytes(), {}, {}});
    QCOMPARE(name(verifyParentHashes(staged)), std::string("parent_hash"));
}

void TestRatchetTree::originalHashWithoutLeaves() {
    Grove grove(8);
    QVERIFY(grove.commit(0));
    QVERIFY(grove.commit(4));
    grove.remove(6);
    QVERIFY(grove.commit(4));
    const Digest before = grove.tree->treeHash(NodeIndex(11));
    const LeafIndex added = grove.add();
    QVERIFY(grove.tree->treeHash(NodeIndex(11)) != before);
    const std::vector without{added};
    QCOMPARE(treeHashWithout(*grove.tree, NodeIndex(11), without), before);
    QCOMPARE(treeHashWithout(*grove.tree, NodeIndex(3), without),
             grove.tree->treeHash(NodeIndex(3)));
}

QTEST_GUILESS_MAIN(TestRatchetTree)
#include "tst_ratchet_tree.moc"
