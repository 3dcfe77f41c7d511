#include "crypto/identity/labelled_signature.h"

#include "crypto/mls/tls_codec.h"

namespace kontor {
namespace {

Bytes signedContent(std::string_view label, ByteView content) {
    mls::tls::Writer w(label.size() + content.size() + 8);
    w.opaque(viewOf(label));
    w.opaque(content);
    return std::move(w).take();
}

} // namespace

Signature signLabelled(const SignatureKeyPair& key, std::string_view label, ByteView content) {
    return key.sign(signedContent(label, content));
}

bool verifyLabelled(const SignaturePublicKey& key, std::string_view label, ByteView content,
                    const Signature& signature) {
    return verify(key, signedContent(label, content), signature);
}

} // namespace kontor
