#pragma once

#include "base/result.h"
#include "crypto/cipher_suite.h"
#include "crypto/hpke.h"
#include "crypto/mls/ratchet_tree.h"
#include "crypto/mls/update_path.h"

#include <map>
#include <set>
#include <vector>

/// TreeKEM (RFC 9420, 7.4-7.6): new keys for a committer's path, and their secrets brought to
/// everybody below. Trees here already have the commit's proposals applied.
namespace kontor::mls {

/// The private keys of one member: its leaf's, and those of the parents above it that it knows.
struct PrivatePath {
    LeafIndex own;
    std::map<NodeIndex, HpkeKeyPair> keys;

    [[nodiscard]] PrivatePath clone() const;
    /// Drops the keys of nodes that are gone from `tree`, blank, or have another public key.
    void dropOutdated(const TreeReader& tree);
};

/// The keys that grow from one path secret upwards, and the commit_secret above the last.
struct PathSecrets {
    std::vector<HashSecret> path_secrets; ///< one a node, from the lowest
    std::vector<HpkeKeyPair> keys;
    HashSecret commit_secret;
};
/// `count` nodes, at least one; `lowest` is the path secret of the first.
[[nodiscard]] PathSecrets derivePathSecrets(HashSecret lowest, std::size_t count);

/// Puts the public part of a path into the tree (7.5): the direct path blank, the new keys, the
/// parent hashes. Gives the committer's filtered direct path. Errors: GroupInvalid (path_length,
/// parent_hash).
[[nodiscard]] Result<std::vector<PathStep>> mergePath(StagedTree& tree, LeafIndex committer,
                                                      const UpdatePath& path);

/// Each node of a merged path must hold as many ciphertexts as there are receivers (7.6).
/// GroupInvalid{path_ciphertexts}.
[[nodiscard]] Result<void> verifyCiphertextCounts(const TreeReader& tree, const UpdatePath& path,
                                                  const std::vector<PathStep>& steps,
                                                  const std::set<LeafIndex>& added);

/// A path of our own, its keys in the tree, not yet encrypted to anybody.
struct OwnPath {
    std::vector<PathStep> steps;
    PathSecrets secrets; ///< commit_secret too; for an empty path only that
    HpkeKeyPair leafKey;
};
/// `leaf` is the committer's new leaf but for its keys, parent hash, source and signature.
[[nodiscard]] OwnPath makePath(StagedTree& tree, LeafIndex committer, LeafNode leaf,
                               ByteView groupId, const SignatureKeyPair& key, Random& random);
/// The path to be sent. `groupContext` is the encoded provisional one (12.4.1); `added` are the
/// leaves of this commit's Adds. CryptoFailed: a node of the tree has no usable key.
[[nodiscard]] Result<UpdatePath> encryptPath(const TreeReader& tree, const OwnPath& own,
                                             LeafIndex committer, ByteView groupContext,
                                             const std::set<LeafIndex>& added, Random& random);

/// What a member learns from another's path.
struct OpenedPath {
    std::map<NodeIndex, HpkeKeyPair> keys;
    HashSecret path_secret; ///< of the lowest node that we share with the committer
    HashSecret commit_secret;
};
/// `tree` has the path merged, `steps` are what mergePath() gave. CryptoFailed, also when a derived
/// key is not the one in the path.
[[nodiscard]] Result<OpenedPath> openPath(const TreeReader& tree, const UpdatePath& path,
                                          const std::vector<PathStep>& steps,
                                          const PrivatePath& own, ByteView groupContext,
                                          const std::set<LeafIndex>& added);

/// A joiner's keys (12.4.3.1): from the path secret that the Welcome holds, for the nodes from the
/// common ancestor with `committer` upwards. CryptoFailed: the tree has other public keys.
[[nodiscard]] Result<std::map<NodeIndex, HpkeKeyPair>>
keysOfJoiner(const TreeReader& tree, LeafIndex own, LeafIndex committer, HashSecret path_secret);

} // namespace kontor::mls
