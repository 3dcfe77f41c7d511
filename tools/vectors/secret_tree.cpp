#include "crypto/mls/secret_tree.h"

#include "crypto/mls/private_message.h"
#include "tools/vectors/vector_types.h"

namespace kontor::vectors {

using namespace mls;

namespace {

void verifyKey(const VectorCase& generation, const MessageKey& key, RatchetType type) {
    const bool handshake = type == RatchetType::handshake;
    generation.equal(key.key(), handshake ? "handshake_key" : "application_key");
    generation.equal(key.nonce(), handshake ? "handshake_nonce" : "application_nonce");
}

/// The last generation is opened first, so that the others come from the skipped keys.
void verifyLeaf(SecretTree& tree, LeafIndex leaf, std::vector<VectorCase> generations) {
    std::ranges::reverse(generations);
    for (const VectorCase& generation : generations)
        for (const auto type : {RatchetType::handshake, RatchetType::application}) {
            auto opening =
                tree.open(leaf, type, static_cast<std::uint32_t>(generation.number("generation")));
            generation.expect(opening.ok(), "key is there");
            if (!opening.ok())
                continue;
            verifyKey(generation, opening.value().key(), type);
            tree.consume(std::move(opening).value(), Milliseconds(0));
        }
}

} // namespace

void verifySecretTree(const VectorCase& c) {
    const auto senderData = c.object("sender_data");
    std::array<std::uint8_t, kKeyBytes> key{};
    AeadNonce nonce{};
    deriveSenderDataKey(senderData.secret("sender_data_secret"), senderData.hex("ciphertext"), key,
                        nonce);
    senderData.equal(key, "key");
    senderData.equal(nonce, "nonce");

    const auto leaves = c.objectLists("leaves");
    if (leaves.empty())
        return c.expect(false, "leaves");
    SecretTree tree(c.secret("encryption_secret"),
                    countHolding(LeafIndex(static_cast<std::uint32_t>(leaves.size() - 1))));
    for (std::uint32_t leaf = 0; leaf < leaves.size(); ++leaf)
        verifyLeaf(tree, LeafIndex(leaf), leaves[leaf]);
}

} // namespace kontor::vectors
