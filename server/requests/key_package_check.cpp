#include "server/requests/key_package_check.h"

#include "crypto/cipher_suite.h"
#include "crypto/mls/key_package.h"
#include "server/server_limits.h"

#include <algorithm>

namespace kontor::server {

namespace {

/// Claimers accept no package that lives longer.
constexpr std::chrono::hours kLongestLife{24 * 90};

Error broken(const char* rule) {
    return Error(ErrorCode::GroupInvalid, {rule});
}

} // namespace

Result<NewKeyPackage> checkKeyPackage(ByteView message,
                                      const identity::DeviceCertificate& registered, Seconds now) {
    if (message.size() > limits::kKeyPackageBytes)
        return Error(ErrorCode::TooLarge, {"key-package-size"});
    const auto parsed = mls::KeyPackage::fromMessage(message);
    if (!parsed.ok())
        return Error(ErrorCode::Malformed, {"key-package"});
    const mls::KeyPackage& package = parsed.value();
    const mls::LeafNode& leaf = package.leaf_node;
    if (package.cipher_suite != static_cast<std::uint16_t>(mls::kCipherSuite))
        return broken("key-package-suite");
    if (leaf.credential.credential_type != mls::CredentialType::basic ||
        leaf.credential.identity != registered.encode())
        return broken("key-package-certificate");
    if (!std::ranges::equal(leaf.signature_key, registered.deviceKey.view()))
        return broken("key-package-device-key");
    if (leaf.leaf_node_source != mls::LeafNodeSource::key_package ||
        package.init_key == leaf.encryption_key)
        return broken("key-package-leaf");
    const auto seconds = static_cast<std::uint64_t>(now.count());
    const auto longest = static_cast<std::uint64_t>(Seconds(kLongestLife).count());
    if (leaf.lifetime.not_after <= seconds || leaf.lifetime.not_after > seconds + longest)
        return broken("key-package-lifetime");
    if (!package.signatureVerifies() || !leaf.signatureVerifies({}))
        return broken("key-package-signature");
    return NewKeyPackage{.ref = package.ref(),
                         .bytes = toBytes(message),
                         .notAfter = Seconds(static_cast<std::int64_t>(leaf.lifetime.not_after))};
}

} // namespace kontor::server
