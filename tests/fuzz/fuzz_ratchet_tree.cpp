#include "crypto/mls/ratchet_tree.h"
#include "crypto/mls/tree_validation.h"

#include <cstdlib>

using namespace kontor;
using namespace kontor::mls;

/// A `ratchet_tree` as a joiner fetches it: what is read is written as it came, and checking it
/// ends well however its nodes refer to each other.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    const auto tree = RatchetTree::parse(bytes);
    if (!tree.ok())
        return 0;
    if (encodeTree(tree.value()) != toBytes(bytes))
        std::abort();
    (void)verifyTree(tree.value(), viewOf("group"), {});
    StagedTree staged(tree.value());
    for (const LeafIndex leaf : occupiedLeaves(staged)) {
        staged.remove(leaf);
        staged.truncate();
    }
    (void)staged.rootHash();
    return 0;
}
