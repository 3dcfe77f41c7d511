#include "crypto/mls/secret_tree.h"
#include "crypto/mls/skipped_keys.h"
#include "crypto/random.h"
#include "tests/crypto/fails_with.h"
#include "tests/support/memory_group_store.h"

#include <QtTest>

#include <limits>
#include <set>

using namespace kontor;
using namespace kontor::mls;
using MemoryStore = test::MemoryGroupStore;

namespace {

constexpr LeafCount kLeaves{8};
constexpr Milliseconds kNow{1'800'000'000'000};
constexpr Milliseconds kLife = limits::kSkippedKeyLife;
constexpr LeafIndex kAnna{0};
constexpr LeafIndex kBob{5};
constexpr auto kApplication = RatchetType::application;

HashSecret rootSecret() {
    HashSecret secret;
    std::ranges::fill(secret.writable(), 0x42);
    return secret;
}

SecretTree freshTree() {
    return {rootSecret(), kLeaves};
}

/// The key of a generation as a tree that never skipped anything sees it.
Bytes keyOf(LeafIndex leaf, RatchetType type, std::uint32_t generation) {
    SecretTree tree = freshTree();
    for (std::uint32_t i = 0; i < generation; ++i)
        (void)tree.seal(leaf, type);
    return toBytes(tree.seal(leaf, type).value().key.key());
}

Bytes opened(const SecretTree::Opening& opening) {
    return toBytes(opening.key().key());
}

ErrorCode codeOf(const Result<SecretTree::Opening>& result) {
    return result.ok() ? ErrorCode::Internal : result.error().code;
}

} // namespace

class TestSecretTree : public QObject {
    Q_OBJECT

private slots:
    void bothSidesFindTheSameKey();
    void ratchetsAreApart();
    void aKeyServesOnce();
    void aForgeryBurnsNothing();
    void lateMessagesFindTheirKeys();
    void theWayAheadIsBounded();
    void acrossAGapOnlyTheLastKeysAreKept();
    void skippedKeysAreBounded();
    void skippedKeysGrowOld();
    void rowsOfSkippedKeysGrowOldByThemselves();
    void aRowWithoutATimeIsReadAndGoesAtOnce();
    void theLastGenerationIsNeverUsed();
    void leavesOutsideAreRefused();
    void oneMessageIsOneRow();
    void whatIsConsumedIsGoneFromTheStore();
    void aParentGoesWhenItsChildrenAreThere();
    void aReloadedTreeGoesOn();
    void damagedRowsAreRefused();
};

void TestSecretTree::bothSidesFindTheSameKey() {
    SecretTree sender = freshTree();
    SecretTree receiver = freshTree();
    for (std::uint32_t generation = 0; generation < 5; ++generation) {
        const auto sealing = sender.seal(kAnna, kApplication);
        QVERIFY(sealing.ok());
        QCOMPARE(sealing.value().generation, generation);
        auto opening = receiver.open(kAnna, kApplication, generation);
        QVERIFY(opening.ok());
        QCOMPARE(opened(opening.value()), toBytes(sealing.value().key.key()));
        receiver.consume(std::move(opening).value(), kNow);
    }
}

void TestSecretTree::ratchetsAreApart() {
    std::set<Bytes> keys;
    for (std::uint32_t leaf = 0; leaf < kLeaves.value; ++leaf)
        for (const auto type : {RatchetType::handshake, RatchetType::application})
            for (std::uint32_t generation = 0; generation < 3; ++generation)
                keys.insert(keyOf(LeafIndex(leaf), type, generation));
    QCOMPARE(keys.size(), std::size_t{8 * 2 * 3});
}

void TestSecretTree::aKeyServesOnce() {
    SecretTree tree = freshTree();
    tree.consume(tree.open(kBob, kApplication, 2).value(), kNow);
    QCOMPARE(codeOf(tree.open(kBob, kApplication, 2)), ErrorCode::GenerationSpent);
    tree.consume(tree.open(kBob, kApplication, 0).value(), kNow); // skipped, therefore still there
    QCOMPARE(codeOf(tree.open(kBob, kApplication, 0)), ErrorCode::GenerationSpent);
    QVERIFY(tree.open(kBob, kApplication, 1).ok());
    // A sealed one is spent for its sender, too.
    QVERIFY(tree.seal(kAnna, kApplication).ok());
    QCOMPARE(codeOf(tree.open(kAnna, kApplication, 0)), ErrorCode::GenerationSpent);
}

void TestSecretTree::aForgeryBurnsNothing() {
    SecretTree tree = freshTree();
    // Forged sender data points ahead; the message then does not decrypt, and nothing is consumed.
    for (const std::uint32_t generation : {0U, 7U, 999U})
        QVERIFY(tree.open(kBob, kApplication, generation).ok());
    for (std::uint32_t generation = 0; generation < 10; ++generation) {
        auto opening = tree.open(kBob, kApplication, generation);
        QVERIFY(opening.ok());
        QCOMPARE(opened(opening.value()), keyOf(kBob, kApplication, generation));
        tree.consume(std::move(opening).value(), kNow);
    }
}

void TestSecretTree::lateMessagesFindTheirKeys() {
    SecretTree tree = freshTree();
    for (const std::uint32_t generation : {4U, 1U, 3U, 6U, 0U, 5U, 2U}) {
        auto opening = tree.open(kBob, kApplication, generation);
        QVERIFY(opening.ok());
        QCOMPARE(opened(opening.value()), keyOf(kBob, kApplication, generation));
        tree.consume(std::move(opening).value(), kNow);
    }
}

void TestSecretTree::theWayAheadIsBounded() {
    SecretTree tree = freshTree();
    const std::uint32_t most = limits::kForwardGenerations;
    QCOMPARE(codeOf(tree.open(kBob, kApplication, most + 1)), ErrorCode::GenerationTooFar);
    QVERIFY(tree.open(kBob, kApplication, most + 1, limits::kForwardGenerationsAcrossGap).ok());
    tree.consume(tree.open(kBob, kApplication, most).value(), kNow);
    QVERIFY(tree.open(kBob, kApplication, 2 * most + 1).ok());
    QCOMPARE(codeOf(tree.open(kBob, kApplication, 2 * most + 2)), ErrorCode::GenerationTooFar);
}

void TestSecretTree::acrossAGapOnlyTheLastKeysAreKept() {
    SecretTree tree = freshTree();
    const std::uint32_t far = 5'000;
    tree.consume(tree.open(kBob, kApplication, far, limits::kForwardGenerationsAcrossGap).value(),
                 kNow);
    const auto kept = static_cast<std::uint32_t>(limits::kSkippedKeysOfSender);
    QCOMPARE(codeOf(tree.open(kBob, kApplication, far - kept - 1)), ErrorCode::GenerationSpent);
    QCOMPARE(opened(tree.open(kBob, kApplication, far - kept).value()),
             keyOf(kBob, kApplication, far - kept));
    QVERIFY(tree.open(kBob, kApplication, far - 1).ok());
}

void TestSecretTree::skippedKeysAreBounded() {
    SecretTree tree(rootSecret(), LeafCount(16));
    MemoryStore store;
    for (std::uint32_t leaf = 0; leaf < 12; ++leaf)
        for (const std::uint32_t generation : {700U, 1400U})
            tree.consume(tree.open(LeafIndex(leaf), kApplication, generation).value(), kNow);
    QVERIFY(tree.writeChanges(store, kPresentTree).ok());
    QVERIFY(store.count(StatePart::SkippedKey) <= limits::kSkippedKeysOfGroup);
    // A sender's oldest went first; the first senders, who were within the limits, lost nothing
    // more.
    QCOMPARE(codeOf(tree.open(LeafIndex(0), kApplication, 398)), ErrorCode::GenerationSpent);
    QVERIFY(tree.open(LeafIndex(0), kApplication, 399).ok());
    QVERIFY(tree.open(LeafIndex(0), kApplication, 1399).ok());
}

void TestSecretTree::skippedKeysGrowOld() {
    MemoryStore store;
    SecretTree tree = freshTree();
    tree.consume(tree.open(kBob, kApplication, 2).value(), kNow);
    tree.consume(tree.open(kAnna, kApplication, 1).value(), kNow + std::chrono::hours(1));
    QVERIFY(tree.writeAll(store, kPresentTree).ok());
    QVERIFY(!tree.dropExpired(kNow + kLife - Milliseconds(1)));
    QVERIFY(tree.open(kBob, kApplication, 0).ok());

    auto reloaded = SecretTree::load(store, kPresentTree, kLeaves);
    for (SecretTree* each : {&tree, &reloaded.value()}) {
        QVERIFY(each->dropExpired(kNow + kLife));
        QVERIFY(!each->dropExpired(kNow + kLife));
        QCOMPARE(codeOf(each->open(kBob, kApplication, 0)), ErrorCode::GenerationSpent);
        QCOMPARE(codeOf(each->open(kBob, kApplication, 1)), ErrorCode::GenerationSpent);
        QVERIFY(each->open(kBob, kApplication, 3).ok());
        QVERIFY(each->open(kAnna, kApplication, 0).ok());
    }
    QVERIFY(store.holds(keyOf(kBob, kApplication, 0)));
    QVERIFY(tree.writeChanges(store, kPresentTree).ok());
    QVERIFY(!store.holds(keyOf(kBob, kApplication, 0)));
    QCOMPARE(store.count(StatePart::SkippedKey), std::size_t{1});
    // A clock that ran far ahead and was corrected keeps none for longer.
    QVERIFY(tree.dropExpired(kNow + std::chrono::hours(1) - kLife));
}

void TestSecretTree::rowsOfSkippedKeysGrowOldByThemselves() {
    MemoryStore store;
    QVERIFY(!firstSkippedKeyExpiry(store, kNow).value());
    SecretTree tree = freshTree();
    tree.consume(tree.open(kBob, kApplication, 1).value(), kNow);
    SecretTree past = freshTree();
    past.consume(past.open(kBob, kApplication, 2).value(), kNow - std::chrono::hours(1));
    QVERIFY(tree.writeAll(store, kPresentTree).ok());
    QVERIFY(past.writeAll(store, kPastTree).ok());
    const Milliseconds first = kNow - std::chrono::hours(1) + kLife;
    QCOMPARE(firstSkippedKeyExpiry(store, kNow).value(), std::optional(first));
    QVERIFY(dropExpiredSkippedKeys(store, first - Milliseconds(1)).ok());
    QCOMPARE(store.count(StatePart::PastSkippedKey), std::size_t{2});
    QVERIFY(dropExpiredSkippedKeys(store, first).ok());
    QCOMPARE(store.count(StatePart::PastSkippedKey), std::size_t{0});
    QCOMPARE(store.count(StatePart::SkippedKey), std::size_t{1});
    QCOMPARE(firstSkippedKeyExpiry(store, first).value(), std::optional(kNow + kLife));
    QCOMPARE(firstSkippedKeyExpiry(store, kNow + 2 * kLife).value(),
             std::optional(kNow + 2 * kLife));
}

void TestSecretTree::theLastGenerationIsNeverUsed() {
    constexpr std::uint32_t kEnd = std::numeric_limits<std::uint32_t>::max();
    MemoryStore store;
    SecretTree tree = freshTree();
    QVERIFY(tree.seal(kAnna, kApplication).ok());
    QVERIFY(tree.writeChanges(store, kPresentTree).ok());
    // The ratchet's row says: one generation before the end.
    Bytes& row = store.rows()[{StatePart::Ratchet, 1}];
    std::fill_n(row.begin(), 4, std::uint8_t{0xFF});
    row[3] = 0xFE;
    auto late = SecretTree::load(store, kPresentTree, kLeaves);
    QVERIFY(late.ok());
    QCOMPARE(codeOf(late.value().open(kAnna, kApplication, kEnd)), ErrorCode::GenerationTooFar);
    QCOMPARE(late.value().seal(kAnna, kApplication).value().generation, kEnd - 1);
    QVERIFY(test::failsWith(late.value().seal(kAnna, kApplication),
                            Error(ErrorCode::GenerationTooFar)));
    QCOMPARE(codeOf(late.value().open(kAnna, kApplication, kEnd)), ErrorCode::GenerationTooFar);
}

void TestSecretTree::leavesOutsideAreRefused() {
    SecretTree tree = freshTree();
    QCOMPARE(codeOf(tree.open(LeafIndex(8), kApplication, 0)), ErrorCode::GroupInvalid);
    QCOMPARE(codeOf(tree.open(LeafIndex(0xFFFFFFFF), kApplication, 0)), ErrorCode::GroupInvalid);
    QVERIFY(!tree.seal(LeafIndex(8), kApplication).ok());
    SecretTree alone(rootSecret(), LeafCount(1));
    QVERIFY(alone.seal(LeafIndex(0), kApplication).ok());
}

void TestSecretTree::oneMessageIsOneRow() {
    MemoryStore store;
    SecretTree tree = freshTree();
    QVERIFY(tree.seal(kAnna, kApplication).ok());
    QVERIFY(tree.open(kBob, kApplication, 0).ok());
    QVERIFY(tree.writeChanges(store, kPresentTree).ok());
    store.begin();
    QVERIFY(tree.seal(kAnna, kApplication).ok());
    QVERIFY(tree.writeChanges(store, kPresentTree).ok());
    QCOMPARE(store.written().size(), std::size_t{1});
    store.begin();
    tree.consume(tree.open(kBob, kApplication, 0).value(), kNow);
    QVERIFY(tree.writeChanges(store, kPresentTree).ok());
    QCOMPARE(store.written().size(), std::size_t{1});
    store.begin();
    QVERIFY(tree.writeChanges(store, kPresentTree).ok());
    QVERIFY(store.written().empty());
}

void TestSecretTree::whatIsConsumedIsGoneFromTheStore() {
    MemoryStore store;
    SecretTree tree = freshTree();
    QVERIFY(tree.writeAll(store, kPresentTree).ok());
    QVERIFY(store.holds(rootSecret().view()));
    tree.consume(tree.open(kBob, kApplication, 1).value(), kNow);
    QVERIFY(tree.writeChanges(store, kPresentTree).ok());
    QVERIFY(!store.holds(rootSecret().view()));
    // The skipped key is there, the used one is not; then neither.
    QVERIFY(store.holds(keyOf(kBob, kApplication, 0)));
    QVERIFY(!store.holds(keyOf(kBob, kApplication, 1)));
    tree.consume(tree.open(kBob, kApplication, 0).value(), kNow);
    QVERIFY(tree.writeChanges(store, kPresentTree).ok());
    QVERIFY(!store.holds(keyOf(kBob, kApplication, 0)));
    // Whoever takes the store now derives none of the messages that were read.
    auto thief = SecretTree::load(store, kPresentTree, kLeaves);
    QCOMPARE(codeOf(thief.value().open(kBob, kApplication, 0)), ErrorCode::GenerationSpent);
    QCOMPARE(codeOf(thief.value().open(kBob, kApplication, 1)), ErrorCode::GenerationSpent);
}

void TestSecretTree::aParentGoesWhenItsChildrenAreThere() {
    MemoryStore store;
    SecretTree tree = freshTree();
    QVERIFY(tree.seal(kAnna, kApplication).ok());
    QVERIFY(tree.writeAll(store, kPresentTree).ok());
    // The way to leaf 0 (nodes 7, 3, 1, 0) is gone; what branches off it stays.
    for (const std::uint32_t node : {7U, 3U, 1U, 0U})
        QVERIFY(!store.rows().contains({StatePart::TreeSecret, node}));
    for (const std::uint32_t node : {2U, 5U, 11U})
        QVERIFY(store.rows().contains({StatePart::TreeSecret, node}));
    QCOMPARE(store.count(StatePart::TreeSecret), std::size_t{3});
    QCOMPARE(store.count(StatePart::Ratchet), std::size_t{2});
}

void TestSecretTree::aReloadedTreeGoesOn() {
    MemoryStore store;
    SecretTree tree = freshTree();
    QVERIFY(tree.writeAll(store, kPresentTree).ok());
    for (std::uint32_t step = 0; step < 6; ++step) {
        auto reloaded = SecretTree::load(store, kPresentTree, kLeaves);
        QVERIFY(reloaded.ok());
        const auto sealing = reloaded.value().seal(kAnna, kApplication);
        QCOMPARE(sealing.value().generation, step);
        QCOMPARE(toBytes(sealing.value().key.key()), keyOf(kAnna, kApplication, step));
        const std::uint32_t received = step * 2 + 1; // every other one is skipped
        auto opening = reloaded.value().open(kBob, kApplication, received);
        QCOMPARE(opened(opening.value()), keyOf(kBob, kApplication, received));
        reloaded.value().consume(std::move(opening).value(), kNow);
        QVERIFY(reloaded.value().writeChanges(store, kPresentTree).ok());
    }
    auto last = SecretTree::load(store, kPresentTree, kLeaves);
    QCOMPARE(opened(last.value().open(kBob, kApplication, 4).value()),
             keyOf(kBob, kApplication, 4));
    // Into the past: the same rows under other parts.
    QVERIFY(SecretTree::eraseAll(store, kPastTree).ok());
    QVERIFY(last.value().writeAll(store, kPastTree).ok());
    QVERIFY(SecretTree::eraseAll(store, kPresentTree).ok());
    auto past = SecretTree::load(store, kPastTree, kLeaves);
    QCOMPARE(opened(past.value().open(kBob, kApplication, 4).value()),
             keyOf(kBob, kApplication, 4));
}

void TestSecretTree::damagedRowsAreRefused() {
    const auto refused = [](StatePart part, std::uint64_t index, std::size_t bytes) {
        MemoryStore store;
        (void)store.put(part, index, Bytes(bytes));
        return !SecretTree::load(store, kPresentTree, kLeaves).ok();
    };
    QVERIFY(refused(StatePart::TreeSecret, 7, 31));
    QVERIFY(refused(StatePart::TreeSecret, 15, 32));
    QVERIFY(refused(StatePart::Ratchet, 0, 35));
    QVERIFY(refused(StatePart::Ratchet, 16, 36));
    QVERIFY(refused(StatePart::SkippedKey, 0, 51));
    // Rows that are missing are found when they are needed.
    const MemoryStore empty;
    auto tree = SecretTree::load(empty, kPresentTree, kLeaves);
    QVERIFY(tree.ok());
    QVERIFY(!tree.value().seal(kAnna, kApplication).ok());
}

/// Stores of the first builds have such rows: their group must open, and the key is not kept.
void TestSecretTree::aRowWithoutATimeIsReadAndGoesAtOnce() {
    MemoryStore store;
    SecretTree tree = freshTree();
    tree.consume(tree.open(kBob, kApplication, 1).value(), kNow);
    QVERIFY(tree.writeAll(store, kPresentTree).ok());
    std::vector<std::uint64_t> rows;
    QVERIFY(store
                .visit(StatePart::SkippedKey,
                       [&](std::uint64_t index, const SecretBytes&) -> Result<void> {
                           rows.push_back(index);
                           return {};
                       })
                .ok());
    QCOMPARE(rows.size(), std::size_t{1});
    QVERIFY(store.put(StatePart::SkippedKey, rows.front(), Bytes(kKeyBytes + kNonceBytes, 7)).ok());
    auto loaded = SecretTree::load(store, kPresentTree, kLeaves);
    QVERIFY(loaded.ok());
    QVERIFY(loaded.value().dropExpired(kNow));
    QVERIFY(loaded.value().writeChanges(store, kPresentTree).ok());
    QCOMPARE(store.count(StatePart::SkippedKey), std::size_t{0});
    QVERIFY(!SkippedKeyRow::parse(Bytes(kKeyBytes + kNonceBytes + 1, 7)).ok());
}

QTEST_GUILESS_MAIN(TestSecretTree)
#include "tst_secret_tree.moc"
