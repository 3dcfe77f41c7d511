#pragma once

#include "base/result.h"
#include "crypto/cipher_suite.h"
#include "crypto/mls/key_package.h"
#include "crypto/mls/psk_id.h"
#include "crypto/mls/tls_codec.h"
#include "crypto/secret.h"

#include <optional>
#include <vector>

namespace kontor::mls {

/// RFC 9420, 12.4.3.1: what one joiner gets, encrypted to its init key.
struct GroupSecrets {
    SecretBytes joiner_secret;
    std::optional<SecretBytes> path_secret;
    std::vector<PreSharedKeyId> psks;

    void encode(tls::SecretWriter& w) const;
    static GroupSecrets parse(tls::Reader& r);
};

struct EncryptedGroupSecrets {
    Bytes new_member; ///< KeyPackageRef
    HpkeCiphertext encrypted_group_secrets;

    friend bool operator==(const EncryptedGroupSecrets&, const EncryptedGroupSecrets&) = default;
    void encode(tls::Writer& w) const;
    static EncryptedGroupSecrets parse(tls::Reader& r);
};

/// The RFC's struct. Kontor sends its parts apart (delivery.md, 1): an EncryptedGroupSecrets to
/// each joiner, the encrypted_group_info once.
struct Welcome {
    std::uint16_t cipher_suite = 0;
    std::vector<EncryptedGroupSecrets> secrets;
    Bytes encrypted_group_info;

    friend bool operator==(const Welcome&, const Welcome&) = default;
    void encode(tls::Writer& w) const;
    static Welcome parse(tls::Reader& r);
};

/// CryptoFailed: the package's init key is no usable key.
[[nodiscard]] Result<EncryptedGroupSecrets> sealGroupSecrets(const GroupSecrets& secrets,
                                                             const KeyPackage& keyPackage,
                                                             ByteView encryptedGroupInfo,
                                                             Random& random);
/// CryptoFailed; Malformed.
[[nodiscard]] Result<GroupSecrets> openGroupSecrets(const EncryptedGroupSecrets& part,
                                                    const HpkeKeyPair& initKey,
                                                    ByteView encryptedGroupInfo);

/// `plain` is an encoded GroupInfo.
[[nodiscard]] Bytes sealGroupInfo(ByteView welcomeSecret, ByteView plain);
/// CryptoFailed.
[[nodiscard]] Result<SecretBytes> openGroupInfo(ByteView welcomeSecret, ByteView encrypted);

} // namespace kontor::mls
