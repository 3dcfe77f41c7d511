#include "crypto/mls/secret_tree.h"

#include "crypto/mls/skipped_keys.h"
#include "crypto/mls/tls_codec.h"

#include <limits>

namespace kontor::mls {
namespace {

/// The last generation would have no successor: it is never used (no wrap to 0).
constexpr std::uint32_t kEnd = std::numeric_limits<std::uint32_t>::max();
/// Handshake keys lie apart from application keys: the highest bit of a skipped key's row.
constexpr std::uint64_t kHandshakeRow = 1ULL << 63U;

constexpr std::uint32_t ratchetIndex(LeafIndex leaf, RatchetType type) {
    return leaf.value * 2 + static_cast<std::uint32_t>(type);
}

} // namespace

SecretTree::SecretTree(HashSecret encryption_secret, LeafCount leaves)
    : m_leaves(leaves) {
    const std::uint32_t top = root(leaves).value;
    m_nodes.emplace(top, std::move(encryption_secret));
    m_changedNodes.push_back(top);
}

std::uint64_t SecretTree::rowOf(RatchetIndex ratchet, std::uint32_t generation) {
    const std::uint64_t leaf = ratchet / 2;
    const bool handshake = ratchet % 2 == static_cast<std::uint32_t>(RatchetType::handshake);
    return (handshake ? kHandshakeRow : 0) | leaf << 32U | generation;
}

MessageKey SecretTree::messageKey(const HmacKey& secret, std::uint32_t generation) {
    MessageKey key;
    deriveTreeSecret(secret, "key", generation, key.m_bytes.writable().first<kKeyBytes>());
    deriveTreeSecret(secret, "nonce", generation, key.m_bytes.writable().last<kNonceBytes>());
    return key;
}

void SecretTree::expand(NodeIndex node) {
    const auto found = m_nodes.find(node.value);
    const HmacKey secret(found->second.view());
    m_nodes.erase(found);
    m_changedNodes.push_back(node.value);
    for (const auto& [child, side] : {std::pair{left(node), "left"}, {right(node), "right"}}) {
        if (!child)
            continue; // only of leaves, and those have no children to expand into
        HashSecret derived;
        expandWithLabel(secret, "tree", viewOf(side), derived.writable());
        m_nodes.emplace(child->value, std::move(derived));
        m_changedNodes.push_back(child->value);
    }
}

/// Expands the nodes on the way until the leaf's own secret is there.
bool SecretTree::growTo(LeafIndex leaf) {
    NodeIndex node = toNode(leaf);
    std::vector<NodeIndex> way;
    while (!m_nodes.contains(node.value)) {
        const auto above = parent(node, m_leaves);
        if (!above)
            return false;
        node = *above;
        way.push_back(node);
    }
    for (auto next = way.rbegin(); next != way.rend(); ++next)
        expand(*next);
    return true;
}

void SecretTree::startRatchets(LeafIndex leaf) {
    const auto found = m_nodes.find(toNode(leaf).value);
    const HmacKey secret(found->second.view());
    const auto start = [&](RatchetType type, std::string_view label) {
        HashSecret first;
        expandWithLabel(secret, label, {}, first.writable());
        m_ratchets.emplace(ratchetIndex(leaf, type), Ratchet{0, std::move(first)});
        m_changedRatchets.push_back(ratchetIndex(leaf, type));
    };
    start(RatchetType::handshake, "handshake");
    start(RatchetType::application, "application");
    m_nodes.erase(found);
    m_changedNodes.push_back(toNode(leaf).value);
}

Result<SecretTree::Ratchet*> SecretTree::ratchet(LeafIndex leaf, RatchetType type) {
    if (leaf.value >= m_leaves.value)
        return Error(ErrorCode::GroupInvalid, {"leaf index"});
    const auto found = m_ratchets.find(ratchetIndex(leaf, type));
    if (found != m_ratchets.end())
        return &found->second;
    if (!growTo(leaf))
        return ErrorCode::Internal; // rows are missing: load() sees to it that they are not
    startRatchets(leaf);
    return &m_ratchets.find(ratchetIndex(leaf, type))->second;
}

Result<SecretTree::Sealing> SecretTree::seal(LeafIndex own, RatchetType type) {
    const auto found = ratchet(own, type);
    if (!found.ok())
        return found.error();
    Ratchet& ratchet = *found.value();
    if (ratchet.generation == kEnd)
        return ErrorCode::GenerationTooFar;
    const HmacKey secret(ratchet.secret.view());
    Sealing sealing{ratchet.generation, messageKey(secret, ratchet.generation)};
    deriveTreeSecret(secret, "secret", ratchet.generation, ratchet.secret.writable());
    ++ratchet.generation;
    m_changedRatchets.push_back(ratchetIndex(own, type));
    return sealing;
}

Result<SecretTree::Opening> SecretTree::open(LeafIndex sender, RatchetType type,
                                             std::uint32_t generation,
                                             std::uint32_t greatestForward) {
    const auto found = ratchet(sender, type);
    if (!found.ok())
        return found.error();
    const Ratchet& ratchet = *found.value();
    Opening opening;
    opening.m_ratchet = ratchetIndex(sender, type);
    opening.m_generation = generation;
    if (generation < ratchet.generation) {
        const auto skipped = m_skipped.find(rowOf(opening.m_ratchet, generation));
        if (skipped == m_skipped.end())
            return ErrorCode::GenerationSpent;
        opening.m_wasSkipped = true;
        std::ranges::copy(skipped->second.key.m_bytes.view(),
                          opening.m_key.m_bytes.writable().begin());
        return opening;
    }
    const std::uint32_t forward = generation - ratchet.generation;
    if (generation == kEnd || forward > greatestForward)
        return ErrorCode::GenerationTooFar;

    opening.m_next = ratchet.secret.clone(); // walks ahead; the ratchet itself waits for consume()
    for (std::uint32_t at = ratchet.generation;; ++at) {
        const HmacKey secret(opening.m_next.view());
        if (at == generation) {
            opening.m_key = messageKey(secret, at);
            deriveTreeSecret(secret, "secret", at, opening.m_next.writable());
            return opening;
        }
        // More than are kept anyway would be derived for nothing.
        if (generation - at <= limits::kSkippedKeysOfSender)
            opening.m_skipped.emplace_back(at, messageKey(secret, at));
        deriveTreeSecret(secret, "secret", at, opening.m_next.writable());
    }
}

void SecretTree::consume(Opening opening, Milliseconds now) {
    const RatchetIndex index = opening.m_ratchet;
    if (opening.m_wasSkipped) {
        const std::uint64_t row = rowOf(index, opening.m_generation);
        m_skipped.erase(row);
        m_changedSkipped.push_back(row);
        return;
    }
    Ratchet& ratchet = m_ratchets.find(index)->second;
    assert(ratchet.generation + opening.m_skipped.size() <= opening.m_generation);
    ratchet.generation = opening.m_generation + 1;
    ratchet.secret = std::move(opening.m_next);
    m_changedRatchets.push_back(index);
    for (auto& [generation, key] : opening.m_skipped)
        keep(index, generation, {std::move(key), now});
    if (!opening.m_skipped.empty())
        dropSurplus(index);
}

void SecretTree::keep(RatchetIndex ratchet, std::uint32_t generation, SkippedKey key) {
    const std::uint64_t row = rowOf(ratchet, generation);
    m_oldestSkipped = std::min(m_oldestSkipped, key.keptAt);
    m_skipped.emplace(row, std::move(key));
    m_changedSkipped.push_back(row);
}

/// The oldest keys of the sender who made us keep more go first: nobody else's.
void SecretTree::dropSurplus(RatchetIndex ratchet) {
    const auto begin = m_skipped.lower_bound(rowOf(ratchet, 0));
    const auto end = m_skipped.upper_bound(rowOf(ratchet, kEnd));
    const auto ofSender = static_cast<std::size_t>(std::distance(begin, end));
    const std::size_t overSender = ofSender - std::min(ofSender, limits::kSkippedKeysOfSender);
    const std::size_t overGroup =
        m_skipped.size() - std::min(m_skipped.size(), limits::kSkippedKeysOfGroup);
    auto next = begin;
    for (std::size_t surplus = std::max(overSender, overGroup); surplus > 0 && next != end;
         --surplus) {
        m_changedSkipped.push_back(next->first);
        next = m_skipped.erase(next);
    }
}

bool SecretTree::dropExpired(Milliseconds now) {
    if (m_skipped.empty() || !skippedKeyIsExpired(m_oldestSkipped, now))
        return false;
    m_oldestSkipped = Milliseconds::max();
    const std::size_t before = m_changedSkipped.size();
    for (auto next = m_skipped.begin(); next != m_skipped.end();) {
        if (skippedKeyIsExpired(next->second.keptAt, now)) {
            m_changedSkipped.push_back(next->first);
            next = m_skipped.erase(next);
        } else {
            m_oldestSkipped = std::min(m_oldestSkipped, next->second.keptAt);
            ++next;
        }
    }
    return m_changedSkipped.size() > before;
}

Result<void> SecretTree::putNode(GroupStore& store, const SecretTreeParts& parts,
                                 std::uint32_t node) const {
    const auto found = m_nodes.find(node);
    return found == m_nodes.end() ? store.erase(parts.node, node)
                                  : store.put(parts.node, node, found->second.view());
}

Result<void> SecretTree::putRatchet(GroupStore& store, const SecretTreeParts& parts,
                                    RatchetIndex index) const {
    const Ratchet& ratchet = m_ratchets.find(index)->second;
    Secret<4 + kHashBytes> row; // uint32 generation; opaque secret[32];
    for (std::size_t i = 0; i < 4; ++i)
        row.writable()[i] = static_cast<std::uint8_t>(ratchet.generation >> (24 - 8 * i));
    std::ranges::copy(ratchet.secret.view(), row.writable().begin() + 4);
    return store.put(parts.ratchet, index, row.view());
}

Result<void> SecretTree::putSkipped(GroupStore& store, const SecretTreeParts& parts,
                                    std::uint64_t row) const {
    const auto found = m_skipped.find(row);
    if (found == m_skipped.end())
        return store.erase(parts.skipped, row);
    SkippedKeyRow stored;
    std::ranges::copy(found->second.key.m_bytes.view(), stored.key.writable().begin());
    stored.keptAt = found->second.keptAt;
    return store.put(parts.skipped, row, stored.encode().view());
}

Result<void> SecretTree::writeChanges(GroupStore& store, const SecretTreeParts& parts) {
    for (const std::uint32_t node : m_changedNodes)
        if (auto put = putNode(store, parts, node); !put.ok())
            return put;
    for (const RatchetIndex index : m_changedRatchets)
        if (auto put = putRatchet(store, parts, index); !put.ok())
            return put;
    for (const std::uint64_t row : m_changedSkipped)
        if (auto put = putSkipped(store, parts, row); !put.ok())
            return put;
    m_changedNodes.clear();
    m_changedRatchets.clear();
    m_changedSkipped.clear();
    return {};
}

Result<void> SecretTree::writeAll(GroupStore& store, const SecretTreeParts& parts) {
    m_changedNodes.clear();
    m_changedRatchets.clear();
    m_changedSkipped.clear();
    for (const auto& [node, secret] : m_nodes)
        m_changedNodes.push_back(node);
    for (const auto& [index, ratchet] : m_ratchets)
        m_changedRatchets.push_back(index);
    for (const auto& [row, key] : m_skipped)
        m_changedSkipped.push_back(row);
    return writeChanges(store, parts);
}

Result<void> SecretTree::eraseAll(GroupStore& store, const SecretTreeParts& parts) {
    for (const StatePart part : {parts.node, parts.ratchet, parts.skipped})
        if (auto erased = store.eraseAll(part); !erased.ok())
            return erased;
    return {};
}

Result<SecretTree> SecretTree::load(const GroupStoreReader& store, const SecretTreeParts& parts,
                                    LeafCount leaves) {
    const Error damaged(ErrorCode::Malformed, {"secret tree"});
    SecretTree tree(leaves);
    auto nodes = store.visit(parts.node, [&](std::uint64_t index, SecretBytes row) -> Result<void> {
        auto secret = HashSecret::copyOf(row.view());
        if (!secret.ok() || index >= nodeCount(leaves))
            return damaged;
        tree.m_nodes.emplace(static_cast<std::uint32_t>(index), std::move(secret).value());
        return {};
    });
    if (!nodes.ok())
        return nodes.error();
    auto ratchets =
        store.visit(parts.ratchet, [&](std::uint64_t index, SecretBytes row) -> Result<void> {
            tls::Reader r(row.view());
            const std::uint32_t generation = r.u32();
            auto secret = HashSecret::copyOf(r.rest());
            if (!secret.ok() || index >= std::uint64_t{leaves.value} * 2)
                return damaged;
            tree.m_ratchets.emplace(static_cast<std::uint32_t>(index),
                                    Ratchet{generation, std::move(secret).value()});
            return {};
        });
    if (!ratchets.ok())
        return ratchets.error();
    auto skipped =
        store.visit(parts.skipped, [&](std::uint64_t index, SecretBytes row) -> Result<void> {
            const auto stored = SkippedKeyRow::parse(row.view());
            if (!stored.ok())
                return stored.error();
            SkippedKey key;
            std::ranges::copy(stored.value().key.view(), key.key.m_bytes.writable().begin());
            key.keptAt = stored.value().keptAt;
            tree.m_oldestSkipped = std::min(tree.m_oldestSkipped, key.keptAt);
            tree.m_skipped.emplace(index, std::move(key));
            return {};
        });
    if (!skipped.ok())
        return skipped.error();
    return tree;
}

} // namespace kontor::mls
