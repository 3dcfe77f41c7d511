#pragma once

#include "crypto/cipher_suite.h"

#include <string_view>

/// From one epoch's secrets to the next (RFC 9420, 8):
///
///     init_secret, commit_secret, GroupContext --> joiner_secret --+--> welcome_secret
///                                       psk_secret ----------------+
///                                       GroupContext --------------+--> epoch_secret -->
///                                       EpochSecrets
///
/// GroupContext is always the encoded one of the epoch that begins. Intermediate secrets do not
/// outlive the call that makes them.
namespace kontor::mls {

/// The epoch's own secrets, by the RFC's names. encryption_secret is moved into a SecretTree and
/// init_secret into the next epoch; what is consumed is to be dropped (9.2).
struct EpochSecrets {
    HashSecret sender_data_secret;
    HashSecret encryption_secret;
    HashSecret exporter_secret;
    HashSecret external_secret;
    HashSecret confirmation_key;
    HashSecret membership_key;
    HashSecret resumption_psk;
    HashSecret epoch_authenticator;
    HashSecret init_secret;
};

/// psk_secret when there is no PSK (8.4): zeros.
[[nodiscard]] inline HashSecret noPskSecret() {
    return {};
}

/// The commit_secret of a commit without a path is zeros, too (12.4.2).
[[nodiscard]] HashSecret deriveJoinerSecret(const HashSecret& init_secret,
                                            const HashSecret& commit_secret,
                                            ByteView group_context);
/// What seals the GroupInfo of a Welcome (12.4.3.1).
[[nodiscard]] HashSecret deriveWelcomeSecret(const HashSecret& joiner_secret,
                                             const HashSecret& psk_secret);
[[nodiscard]] EpochSecrets deriveEpochSecrets(const HashSecret& joiner_secret,
                                              const HashSecret& psk_secret, ByteView group_context);

/// The key pair that the whole group holds (8): what an external commit is addressed to.
[[nodiscard]] inline HpkeKeyPair deriveExternalKeyPair(const HashSecret& external_secret) {
    return HpkeKeyPair::derive(external_secret.view());
}

/// The init_secret of an external commit (8.3), and what its ExternalInit says so that all members
/// find the same one. CryptoFailed: the key, or what was sent, is no usable one.
struct ExternalInitSecret {
    HashSecret init_secret;
    Bytes kem_output;
};
[[nodiscard]] Result<ExternalInitSecret> makeExternalInitSecret(const HpkePublicKey& external_pub,
                                                                Random& random);
[[nodiscard]] Result<HashSecret> openExternalInitSecret(const HashSecret& external_secret,
                                                        ByteView kem_output);

/// MLS-Exporter (8.5). At most 255 * 32 bytes.
[[nodiscard]] SecretBytes exportSecret(const HashSecret& exporter_secret, std::string_view label,
                                       ByteView context, std::size_t length);

} // namespace kontor::mls
