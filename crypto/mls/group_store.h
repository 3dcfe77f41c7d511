#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/secret.h"

#include <cstdint>
#include <functional>
#include <optional>

namespace kontor::mls {

/// What one row of a group's state holds. Numbers stand on disk: never change or reuse one.
enum class StatePart : std::uint8_t {
    // Public: the server keeps these too.
    Context =
        1,    ///< index 0: GroupContext, interim transcript hash, confirmation tag, format version
    Node = 2, ///< index: the node's index in the ratchet tree; blank nodes have no row
    Proposal = 3, ///< index: order of arrival; pending SelfRemoves and server's Removes
    // Private: members only.
    Epoch = 16,       ///< index 0: own leaf, the epoch's secrets that are still needed
    PrivateNode = 17, ///< index: node index; private key of the ratchet tree
    TreeSecret = 18,  ///< index: node index of the secret tree, not yet expanded
    Ratchet = 19,     ///< index: leaf * 2 + (0 handshake, 1 application)
    SkippedKey = 20,  ///< index: leaf << 32 | generation; the key, and since when it is kept
    PastEpoch = 24,   ///< index 0: what late messages of the one epoch before need beside its keys
    ///< (delivery.md, rule 2): number, leaves, GroupContext, sender data secret. No
    ///< roster: it is kept after commits that change none, so the present one holds
    PastTreeSecret = 25,
    PastRatchet = 26,
    PastSkippedKey = 27,
};

/// Reads the rows of ONE group. Values may be secret: they come in wiped memory.
class GroupStoreReader {
public:
    virtual ~GroupStoreReader() = default;
    [[nodiscard]] virtual Result<std::optional<SecretBytes>> get(StatePart part,
                                                                 std::uint64_t index) const = 0;
    /// All rows of a part in ascending order of index.
    using Visit = std::function<Result<void>(std::uint64_t index, SecretBytes value)>;
    [[nodiscard]] virtual Result<void> visit(StatePart part, const Visit& each) const = 0;
};

/// Writes the rows of ONE group inside ONE open transaction: all of it is durable when the
/// transaction commits, none of it when it does not. After a transaction that rolled back the
/// object in memory must be dropped and loaded again. Implemented by storage (SQLCipher) and by the
/// server (public parts).
class GroupStore : public GroupStoreReader {
public:
    [[nodiscard]] virtual Result<void> put(StatePart part, std::uint64_t index, ByteView value) = 0;
    /// Nothing happens when there is no such row.
    [[nodiscard]] virtual Result<void> erase(StatePart part, std::uint64_t index) = 0;
    [[nodiscard]] virtual Result<void> eraseAll(StatePart part) = 0;
};

} // namespace kontor::mls
