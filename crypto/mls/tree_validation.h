#pragma once

#include "base/result.h"
#include "crypto/mls/extension.h"
#include "crypto/mls/ratchet_tree.h"

/// What holds for every tree of every group, Kontor's or not (RFC 9420, 7.1, 7.3, 12.4.3.1).
/// Lifetimes are not looked at: clocks differ, and validity must not depend on them (delivery.md,
/// rule 1). Errors: GroupInvalid with the broken rule's name.
namespace kontor::mls {

/// The lists of unmerged leaves (trap 3): ascending, each a leaf below that is not blank, and
/// listed in every parent in between that is not blank.
[[nodiscard]] Result<void> verifyUnmergedLeaves(const TreeReader& tree);

/// May a path secret be encrypted to this key? A key that nobody can use would stop every later
/// commit.
[[nodiscard]] Result<void> verifyEncryptionKey(ByteView key);
/// Of every node.
[[nodiscard]] Result<void> verifyEncryptionKeys(const TreeReader& tree);

/// No encryption key twice in the whole tree, no signature key in two leaves.
[[nodiscard]] Result<void> verifyUniqueKeys(const TreeReader& tree);

/// One leaf by itself: its extensions and its credential type stand in its own capabilities, and it
/// supports version, suite and extensions of a group. Its signature: LeafNode::signatureVerifies.
[[nodiscard]] Result<void> verifyLeafSupports(const LeafNode& leaf,
                                              const Extensions& groupContextExtensions);

/// Are all these extensions listed in the capabilities, or of the default types (7.2)?
[[nodiscard]] bool supportsAll(const Capabilities& capabilities, const Extensions& extensions);

/// Every leaf accepts the type of every other leaf's credential.
[[nodiscard]] Result<void> verifyCredentialTypes(const TreeReader& tree);

/// All of a tree that comes from outside: the above, every leaf's signature, the parent hashes.
[[nodiscard]] Result<void> verifyTree(const TreeReader& tree, ByteView groupId,
                                      const Extensions& groupContextExtensions);

} // namespace kontor::mls
