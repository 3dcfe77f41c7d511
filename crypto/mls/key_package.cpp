#include "crypto/mls/key_package.h"

#include "base/limits.h"
#include "crypto/cipher_suite.h"
#include "crypto/identity/device_certificate.h"
#include "crypto/mls/mls_message.h"
#include "crypto/mls/own_leaf.h"

#include <chrono>

namespace kontor::mls {

namespace {

constexpr std::string_view kLabel = "KeyPackageTBS";
constexpr std::uint16_t kBundleVersion = 1;
/// A key package is valid from before it was made, for those whose clocks are behind.
constexpr std::chrono::hours kClockDifference{24};

struct StoredBundle {
    Bytes keyPackage;
    SecretBytes initKey;
    SecretBytes leafKey;

    static StoredBundle parse(tls::Reader& r) {
        StoredBundle stored;
        stored.keyPackage = r.opaque();
        stored.initKey = r.opaqueSecret();
        stored.leafKey = r.opaqueSecret();
        return stored;
    }
};

Result<HpkeKeyPair> keyPairOf(const SecretBytes& privateKey) {
    auto bytes = Secret<32>::copyOf(privateKey.view());
    if (!bytes.ok())
        return bytes.error();
    return HpkeKeyPair::fromPrivate({std::move(bytes).value()});
}

} // namespace

void KeyPackage::encodeUnsigned(tls::Writer& w) const {
    w.value(version);
    w.u16(cipher_suite);
    w.opaque(init_key);
    w.value(leaf_node);
    w.vector(extensions);
}

void KeyPackage::encode(tls::Writer& w) const {
    encodeUnsigned(w);
    w.opaque(signature);
}

KeyPackage KeyPackage::parse(tls::Reader& r) {
    return {r.value<ProtocolVersion>(), r.u16(),   r.opaque(), r.value<LeafNode>(),
            parseExtensions(r),         r.opaque()};
}

Result<KeyPackage> KeyPackage::fromMessage(ByteView mlsMessage) {
    const auto body = unwrapMessage(mlsMessage, WireFormat::mls_key_package);
    if (!body.ok())
        return body.error();
    return tls::decode<KeyPackage>(body.value(), "KeyPackage");
}

Bytes KeyPackage::ref() const {
    const Digest hash = makeKeyPackageRef(tls::encode(*this));
    return toBytes(hash);
}

bool KeyPackage::signatureVerifies() const {
    tls::Writer w(1024);
    encodeUnsigned(w);
    return verifyWithLabel(leaf_node.signature_key, kLabel, w.view(), signature);
}

void KeyPackage::sign(const SignatureKeyPair& key) {
    tls::Writer w(1024);
    encodeUnsigned(w);
    signature = signWithLabel(key, kLabel, w.view()).toBytes();
}

KeyPackageBundle KeyPackageBundle::generate(const OwnDevice& device, Random& random,
                                            Milliseconds now) {
    using std::chrono::duration_cast;
    using std::chrono::seconds;
    auto initKey = HpkeKeyPair::generate(random);
    auto leafKey = HpkeKeyPair::generate(random);

    KeyPackage package;
    package.cipher_suite = static_cast<std::uint16_t>(kCipherSuite);
    package.init_key = initKey.publicKey.toBytes();
    package.leaf_node = newOwnLeaf(device, leafKey.publicKey, random);
    const auto from = duration_cast<seconds>(now - kClockDifference).count();
    const auto until = duration_cast<seconds>(now + limits::kKeyPackageLife).count();
    package.leaf_node.lifetime = {static_cast<std::uint64_t>(from < 0 ? 0 : from),
                                  static_cast<std::uint64_t>(until)};
    package.leaf_node.sign(device.key, {});
    package.sign(device.key);

    Bytes ref = package.ref();
    return {wrapMessage(WireFormat::mls_key_package, tls::encode(package)), std::move(ref),
            std::move(initKey), std::move(leafKey)};
}

SecretBytes KeyPackageBundle::serialize() const {
    tls::SecretWriter w;
    w.u16(kBundleVersion);
    w.opaque(keyPackage);
    w.opaque(initKey.privateKey.bytes.view());
    w.opaque(leafKey.privateKey.bytes.view());
    return std::move(w).takeSecret();
}

Result<KeyPackageBundle> KeyPackageBundle::parse(ByteView stored) {
    tls::Reader r(stored);
    const auto version = r.u16();
    if (r.ok() && version != kBundleVersion)
        return Error(ErrorCode::VersionUnknown, {"key package"});
    auto bundle = tls::decode<StoredBundle>(r.rest(), "key package");
    if (!r.ok() || !bundle.ok())
        return Error(ErrorCode::Malformed, {"key package"});
    const auto package = KeyPackage::fromMessage(bundle.value().keyPackage);
    if (!package.ok())
        return package.error();
    auto initKey = keyPairOf(bundle.value().initKey);
    auto leafKey = keyPairOf(bundle.value().leafKey);
    if (!initKey.ok() || !leafKey.ok())
        return Error(ErrorCode::Malformed, {"key package"});
    if (initKey.value().publicKey.toBytes() != package.value().init_key ||
        leafKey.value().publicKey.toBytes() != package.value().leaf_node.encryption_key)
        return Error(ErrorCode::Malformed, {"key package"});
    return KeyPackageBundle{std::move(bundle.value().keyPackage), package.value().ref(),
                            std::move(initKey).value(), std::move(leafKey).value()};
}

} // namespace kontor::mls
