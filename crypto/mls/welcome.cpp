#include "crypto/mls/welcome.h"

#include "crypto/aead.h"

namespace kontor::mls {

namespace {

constexpr std::string_view kLabel = "Welcome";

struct WelcomeKey {
    Secret<kKeyBytes> key;
    AeadNonce nonce{};

    explicit WelcomeKey(ByteView welcomeSecret) {
        expandWithLabel(welcomeSecret, "key", {}, key.writable());
        expandWithLabel(welcomeSecret, "nonce", {}, nonce);
    }
};

/// `opaque path_secret<V>` inside an optional.
struct PathSecret {
    SecretBytes path_secret;
    static PathSecret parse(tls::Reader& r) { return {r.opaqueSecret()}; }
};

} // namespace

void GroupSecrets::encode(tls::SecretWriter& w) const {
    w.opaque(joiner_secret.view());
    w.u8(path_secret ? 1 : 0);
    if (path_secret)
        w.opaque(path_secret->view());
    w.vector(psks);
}

GroupSecrets GroupSecrets::parse(tls::Reader& r) {
    GroupSecrets secrets;
    secrets.joiner_secret = r.opaqueSecret();
    if (auto path = r.optional<PathSecret>())
        secrets.path_secret = std::move(path->path_secret);
    secrets.psks = r.vector<PreSharedKeyId>();
    return secrets;
}

void EncryptedGroupSecrets::encode(tls::Writer& w) const {
    w.opaque(new_member);
    w.value(encrypted_group_secrets);
}

EncryptedGroupSecrets EncryptedGroupSecrets::parse(tls::Reader& r) {
    return {r.opaque(), r.value<HpkeCiphertext>()};
}

void Welcome::encode(tls::Writer& w) const {
    w.u16(cipher_suite);
    w.vector(secrets);
    w.opaque(encrypted_group_info);
}

Welcome Welcome::parse(tls::Reader& r) {
    return {r.u16(), r.vector<EncryptedGroupSecrets>(), r.opaque()};
}

Result<EncryptedGroupSecrets> sealGroupSecrets(const GroupSecrets& secrets,
                                               const KeyPackage& keyPackage,
                                               ByteView encryptedGroupInfo, Random& random) {
    tls::SecretWriter w;
    secrets.encode(w);
    auto sealed =
        encryptWithLabel(keyPackage.init_key, kLabel, encryptedGroupInfo, w.view(), random);
    if (!sealed.ok())
        return sealed.error();
    return EncryptedGroupSecrets{keyPackage.ref(), std::move(sealed).value()};
}

Result<GroupSecrets> openGroupSecrets(const EncryptedGroupSecrets& part, const HpkeKeyPair& initKey,
                                      ByteView encryptedGroupInfo) {
    const auto plain = decryptWithLabel(initKey, kLabel, encryptedGroupInfo,
                                        part.encrypted_group_secrets.kem_output,
                                        part.encrypted_group_secrets.ciphertext);
    if (!plain.ok())
        return plain.error();
    return tls::decode<GroupSecrets>(plain.value().view(), "GroupSecrets");
}

Bytes sealGroupInfo(ByteView welcomeSecret, ByteView plain) {
    const WelcomeKey key(welcomeSecret);
    return aeadSeal(key.key.view(), key.nonce, {}, plain);
}

Result<SecretBytes> openGroupInfo(ByteView welcomeSecret, ByteView encrypted) {
    const WelcomeKey key(welcomeSecret);
    return aeadOpen(key.key.view(), key.nonce, {}, encrypted);
}

} // namespace kontor::mls
