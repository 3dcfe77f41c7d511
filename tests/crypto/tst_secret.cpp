#include "crypto/random.h"
#include "crypto/secret.h"
#include "crypto/secret_pool.h"

#include <QtTest>

#include <concepts>
#include <iostream>
#include <thread>
#include <type_traits>

using namespace kontor;

// What a secret must not be able to do does not compile.
template <typename T>
concept Streams = requires(std::ostream& out, const T& value) { out << value; };
template <typename T>
constexpr bool kKeepsToItself =
    !std::copy_constructible<T> && !std::is_copy_assignable_v<T> && !std::equality_comparable<T> &&
    !Streams<T> && !std::convertible_to<T, Bytes> && !std::convertible_to<T, ByteView> &&
    std::is_nothrow_move_constructible_v<T> && std::is_nothrow_move_assignable_v<T>;
static_assert(kKeepsToItself<Secret<32>>);
static_assert(kKeepsToItself<SecretBytes>);

namespace {

bool allZero(ByteView bytes) {
    return std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0; });
}

/// A released block keeps the way to the next free one in its first bytes.
constexpr std::size_t kLink = sizeof(void*);

} // namespace

class TestSecret : public QObject {
    Q_OBJECT

private slots:
    void aSecretStaysWhereItIs();
    void aReleasedSecretIsWiped();
    void aLongSecretIsWiped();
    void aCloneIsAnother();
    void truncatingWipesTheRest();
    void blocksAreUsedAgain();
    void blocksDoNotOverlap();
    void threadsShareThePool();
    void comparesInFull();
};

void TestSecret::aSecretStaysWhereItIs() {
    SystemRandom random;
    Secret<32> one = random.secret<32>();
    const auto* place = one.view().data();
    const Bytes content = toBytes(one.view());
    Secret<32> other = std::move(one);
    QCOMPARE(other.view().data(), place);
    std::vector<Secret<32>> grown;
    grown.push_back(std::move(other));
    for (int i = 0; i < 100; ++i)
        grown.emplace_back();
    QCOMPARE(grown.front().view().data(), place);
    QCOMPARE(toBytes(grown.front().view()), content);
    QVERIFY(allZero(grown.back().view()));
}

void TestSecret::aReleasedSecretIsWiped() {
    const std::uint8_t* place = nullptr;
    {
        Secret<32> secret;
        std::ranges::fill(secret.writable(), 0xAA);
        place = secret.view().data();
    }
    QVERIFY(allZero({place + kLink, 32 - kLink}));
    {
        auto secret = SecretBytes::copyOf(Bytes(100, 0xBB));
        place = secret.view().data();
    }
    QVERIFY(allZero({place + kLink, 100 - kLink}));
}

void TestSecret::aLongSecretIsWiped() {
    // Longer than the pool's blocks; its own pages go back to the system.
    auto secret = SecretBytes::copyOf(Bytes(10'000, 0xCC));
    QCOMPARE(secret.size(), std::size_t{10'000});
    QCOMPARE(secret.view()[9'999], std::uint8_t{0xCC});
    secret = SecretBytes(5'000);
    QVERIFY(allZero(secret.view()));
}

void TestSecret::aCloneIsAnother() {
    SystemRandom random;
    Secret<32> one = random.secret<32>();
    const Secret<32> two = one.clone();
    QVERIFY(one.view().data() != two.view().data());
    QVERIFY(equalInConstantTime(one.view(), two.view()));
    one.writable()[0] ^= 1U;
    QVERIFY(!equalInConstantTime(one.view(), two.view()));
    QVERIFY(!Secret<32>::copyOf(Bytes(31)).ok());
    QVERIFY(SecretBytes().clone().empty());
}

void TestSecret::truncatingWipesTheRest() {
    auto secret = SecretBytes::copyOf(Bytes(64, 0xDD));
    const auto* place = secret.view().data();
    secret.truncate(10);
    QCOMPARE(secret.size(), std::size_t{10});
    QVERIFY(allZero({place + 10, 54}));
    QCOMPARE(toBytes(secret.view()), Bytes(10, 0xDD));
}

void TestSecret::blocksAreUsedAgain() {
    const std::uint8_t* first = nullptr;
    {
        const Secret<64> secret;
        first = secret.view().data();
    }
    const Secret<64> again;
    QCOMPARE(again.view().data(), first);
}

void TestSecret::blocksDoNotOverlap() {
    std::vector<SecretBytes> secrets;
    for (std::size_t size = 1; size < 9'000; size = size * 5 / 4 + 1)
        for (std::uint8_t round = 0; round < 8; ++round)
            secrets.push_back(
                SecretBytes::copyOf(Bytes(size, static_cast<std::uint8_t>(secrets.size() % 251))));
    for (std::size_t i = 0; i < secrets.size(); ++i)
        QCOMPARE(toBytes(secrets[i].view()),
                 Bytes(secrets[i].size(), static_cast<std::uint8_t>(i % 251)));
}

void TestSecret::threadsShareThePool() {
    const auto work = [](std::uint8_t mark) {
        bool whole = true;
        for (int i = 0; i < 20'000; ++i) {
            Secret<32> secret;
            std::ranges::fill(secret.writable(), mark);
            const auto copy = secret.clone();
            whole = whole && toBytes(copy.view()) == Bytes(32, mark);
        }
        return whole;
    };
    bool other = false;
    std::thread thread([&] { other = work(1); });
    const bool mine = work(2);
    thread.join();
    QVERIFY(mine && other);
}

void TestSecret::comparesInFull() {
    const Bytes a{1, 2, 3};
    QVERIFY(equalInConstantTime(a, Bytes{1, 2, 3}));
    QVERIFY(!equalInConstantTime(a, Bytes{1, 2, 4}));
    QVERIFY(!equalInConstantTime(a, Bytes{1, 2}));
    QVERIFY(!equalInConstantTime(a, {}));
    QVERIFY(equalInConstantTime({}, {}));
}

QTEST_GUILESS_MAIN(TestSecret)
#include "tst_secret.moc"
