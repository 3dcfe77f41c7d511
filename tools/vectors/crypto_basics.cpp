#include "crypto/cipher_suite.h"
#include "tools/vectors/vector_types.h"

namespace kontor::vectors {

using namespace mls;

namespace {

void verifyHashAndKdf(const VectorCase& c) {
    const auto hash = c.object("ref_hash");
    hash.equal(refHash(hash.text("label"), hash.hex("value")), "out");

    const auto expand = c.object("expand_with_label");
    SecretBytes out(expand.number("length"));
    expandWithLabel(expand.hex("secret"), expand.text("label"), expand.hex("context"),
                    out.writable());
    expand.equal(out.view(), "out");

    const auto derive = c.object("derive_secret");
    derive.equal(deriveSecret(derive.hex("secret"), derive.text("label")).view(), "out");

    const auto tree = c.object("derive_tree_secret");
    SecretBytes treeOut(tree.number("length"));
    const Bytes treeSecret = tree.hex("secret");
    deriveTreeSecret(HmacKey(treeSecret), tree.text("label"),
                     static_cast<std::uint32_t>(tree.number("generation")), treeOut.writable());
    tree.equal(treeOut.view(), "out");
}

void verifySigning(const VectorCase& c) {
    const auto sign = c.object("sign_with_label");
    const Bytes key = sign.hex("pub");
    const Bytes content = sign.hex("content");
    const std::string label = sign.text("label");
    const auto pair = SignatureKeyPair::fromSeed(sign.secret("priv").view());
    sign.equal(pair.publicKey().view(), "pub");
    sign.expect(verifyWithLabel(key, label, content, sign.hex("signature")), "signature verifies");
    const Signature own = signWithLabel(pair, label, content);
    sign.expect(verifyWithLabel(key, label, content, own.view()), "own signature verifies");
    sign.equal(own.view(), "signature"); // Ed25519 signs deterministically
    sign.expect(!verifyWithLabel(key, label + "x", content, own.view()), "label is signed");
}

void verifyEncryption(const VectorCase& c) {
    const auto seal = c.object("encrypt_with_label");
    const auto pair = HpkeKeyPair::fromPrivate({seal.secret("priv")});
    seal.equal(pair.publicKey.view(), "pub");
    const std::string label = seal.text("label");
    const Bytes context = seal.hex("context");
    const auto opened =
        decryptWithLabel(pair, label, context, seal.hex("kem_output"), seal.hex("ciphertext"));
    seal.expect(opened.ok(), "decrypts");
    if (opened.ok())
        seal.equal(opened.value().view(), "plaintext");

    SystemRandom random;
    const auto sealed =
        seal.got(encryptWithLabel(seal.hex("pub"), label, context, seal.hex("plaintext"), random),
                 "encrypts");
    if (!sealed)
        return;
    const auto again =
        decryptWithLabel(pair, label, context, sealed->kem_output, sealed->ciphertext);
    seal.expect(again.ok(), "own ciphertext decrypts");
    if (again.ok())
        seal.equal(again.value().view(), "plaintext");
}

} // namespace

void verifyCryptoBasics(const VectorCase& c) {
    verifyHashAndKdf(c);
    verifySigning(c);
    verifyEncryption(c);
}

} // namespace kontor::vectors
