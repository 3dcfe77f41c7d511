#pragma once

#include "base/clock.h"
#include "base/limits.h"
#include "crypto/cipher_suite.h"
#include "crypto/mls/group_store.h"
#include "crypto/mls/tree_math.h"

#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

/// Message keys (RFC 9420, 9). From encryption_secret grows a tree as wide as the ratchet tree; at
/// each leaf start two ratchets, whose generations each give one key. What is used is deleted: a
/// node's secret as soon as its children have theirs, a ratchet's secret when it steps on, a key
/// when its message is sealed or was read.
///
/// Sealing takes the next key and steps on at once. Opening is in two steps, because sender data is
/// authenticated only to the group: whoever forges it must not burn keys of the real sender. open()
/// finds the key and changes nothing that matters; consume(), called after decryption and signature
/// succeeded, makes it true.
///
/// A key that was passed over is kept for a late message, but neither in any number nor for ever
/// (base/limits.h): dropExpired(), and skipped_keys.h where no tree is in memory.
///
/// Stored as rows (group_store.h): a node, a ratchet, a skipped key each. One message changes one
/// row of a ratchet (the first of a sender also the nodes on its way).
namespace kontor::mls {

enum class RatchetType : std::uint8_t { handshake = 0, application = 1 };

/// Key and nonce of one generation, before the reuse guard.
class MessageKey {
public:
    [[nodiscard]] AeadKeyView key() const { return m_bytes.view().first<kKeyBytes>(); }
    [[nodiscard]] std::span<const std::uint8_t, kNonceBytes> nonce() const {
        return m_bytes.view().last<kNonceBytes>();
    }

private:
    friend class SecretTree;
    Secret<kKeyBytes + kNonceBytes> m_bytes;
};

/// Where a tree's rows lie: the present epoch's, or those of the one before.
struct SecretTreeParts {
    StatePart node;
    StatePart ratchet;
    StatePart skipped;
};
inline constexpr SecretTreeParts kPresentTree{StatePart::TreeSecret, StatePart::Ratchet,
                                              StatePart::SkippedKey};
inline constexpr SecretTreeParts kPastTree{StatePart::PastTreeSecret, StatePart::PastRatchet,
                                           StatePart::PastSkippedKey};

class SecretTree {
public:
    SecretTree(HashSecret encryption_secret, LeafCount leaves);
    /// From rows. Malformed: a damaged store.
    [[nodiscard]] static Result<SecretTree> load(const GroupStoreReader& store,
                                                 const SecretTreeParts& parts, LeafCount leaves);
    SecretTree(SecretTree&&) noexcept = default;
    SecretTree& operator=(SecretTree&&) noexcept = default;

    [[nodiscard]] LeafCount leaves() const { return m_leaves; }

    struct Sealing {
        std::uint32_t generation;
        MessageKey key;
    };
    /// The leaf's next key, for one message; the ratchet has stepped on. Errors: GroupInvalid (no
    /// such leaf), GenerationTooFar (the ratchet is at its end).
    [[nodiscard]] Result<Sealing> seal(LeafIndex own, RatchetType type);

    /// A key that was found and not yet consumed.
    class Opening {
    public:
        [[nodiscard]] const MessageKey& key() const { return m_key; }

    private:
        friend class SecretTree;
        std::uint32_t m_ratchet = 0;
        std::uint32_t m_generation = 0;
        bool m_wasSkipped = false;
        MessageKey m_key;
        HashSecret m_next; ///< the ratchet's secret for the generation after this one
        std::vector<std::pair<std::uint32_t, MessageKey>> m_skipped;
    };
    /// The key of a received message. `greatestForward` bounds the derivations that a hostile
    /// member can make us do. Errors: GroupInvalid (no such leaf), GenerationSpent,
    /// GenerationTooFar.
    [[nodiscard]] Result<Opening> open(LeafIndex sender, RatchetType type, std::uint32_t generation,
                                       std::uint32_t greatestForward = limits::kForwardGenerations);
    /// Of this tree, with nothing consumed or sealed for that leaf since open(). `now`: wall clock;
    /// keys that were skipped are kept from then on.
    void consume(Opening opening, Milliseconds now);
    /// Drops the skipped keys whose time is over. True: rows have changed.
    [[nodiscard]] bool dropExpired(Milliseconds now);

    /// The rows that changed since the last call of either.
    [[nodiscard]] Result<void> writeChanges(GroupStore& store, const SecretTreeParts& parts);
    /// All rows, into parts that hold none.
    [[nodiscard]] Result<void> writeAll(GroupStore& store, const SecretTreeParts& parts);
    static Result<void> eraseAll(GroupStore& store, const SecretTreeParts& parts);

private:
    /// A ratchet's place among all: leaf * 2 + type.
    using RatchetIndex = std::uint32_t;
    struct Ratchet {
        std::uint32_t generation; ///< of the key that `secret` gives
        HashSecret secret;
    };
    explicit SecretTree(LeafCount leaves)
        : m_leaves(leaves) {}

    Result<Ratchet*> ratchet(LeafIndex leaf, RatchetType type);
    bool growTo(LeafIndex leaf);
    void expand(NodeIndex node);
    void startRatchets(LeafIndex leaf);
    struct SkippedKey {
        MessageKey key;
        Milliseconds keptAt{0};
    };
    void keep(RatchetIndex ratchet, std::uint32_t generation, SkippedKey key);
    void dropSurplus(RatchetIndex ratchet);
    static std::uint64_t rowOf(RatchetIndex ratchet, std::uint32_t generation);
    static MessageKey messageKey(const HmacKey& secret, std::uint32_t generation);

    Result<void> putNode(GroupStore& store, const SecretTreeParts& parts, std::uint32_t node) const;
    Result<void> putRatchet(GroupStore& store, const SecretTreeParts& parts,
                            RatchetIndex index) const;
    Result<void> putSkipped(GroupStore& store, const SecretTreeParts& parts,
                            std::uint64_t row) const;

    LeafCount m_leaves;
    std::unordered_map<std::uint32_t, HashSecret> m_nodes; ///< not yet expanded, by node index
    std::unordered_map<RatchetIndex, Ratchet> m_ratchets;
    std::map<std::uint64_t, SkippedKey>
        m_skipped; ///< by row: one ratchet's lie together, oldest first
    Milliseconds m_oldestSkipped = Milliseconds::max(); ///< none of m_skipped is older
    std::vector<std::uint32_t> m_changedNodes;
    std::vector<RatchetIndex> m_changedRatchets;
    std::vector<std::uint64_t> m_changedSkipped;
};

} // namespace kontor::mls
