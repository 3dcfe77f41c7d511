#pragma once

#include "crypto/cipher_suite.h"
#include "crypto/mls/framing.h"
#include "crypto/mls/secret_tree.h"

#include <array>

/// RFC 9420, 6.3: a message of which the server sees group, epoch and kind alone.
///
/// Receiving, in this order (nothing is consumed before everything was checked):
///     PrivateMessage::fromMessage -> openSenderData -> is that leaf there and not blank?
///     -> SecretTree::open -> openContent -> signatureVerifies -> SecretTree::consume
namespace kontor::mls {

/// Its fields are views into the message it was read from.
struct PrivateMessage {
    ByteView group_id;
    Epoch epoch;
    ContentType content_type = ContentType::application;
    ByteView authenticated_data;
    ByteView encrypted_sender_data;
    ByteView ciphertext;
    ByteView sender_data_aad; ///< SenderDataAAD: as encoded, the first three fields
    ByteView content_aad;     ///< PrivateContentAAD: as encoded, the first four fields

    void encode(tls::Writer& w) const;
    static PrivateMessage parse(tls::Reader& r);
    /// From an MLSMessage. Syntax only. Malformed, VersionUnknown.
    [[nodiscard]] static Result<PrivateMessage> fromMessage(ByteView mlsMessage);
};

struct SenderData {
    LeafIndex leaf_index;
    std::uint32_t generation = 0;
    std::array<std::uint8_t, 4> reuse_guard{};
};

/// Which of a leaf's two ratchets gives the keys of such a content.
[[nodiscard]] constexpr RatchetType ratchetFor(ContentType type) {
    return type == ContentType::application ? RatchetType::application : RatchetType::handshake;
}

/// Seals a signed content as an MLSMessage, under a key that SecretTree::seal gave for its sender.
/// GroupInvalid: the sender is no member, or the content was signed for another wire format.
[[nodiscard]] Result<Bytes> sealPrivateMessage(const AuthenticatedContent& message,
                                               const SecretTree::Sealing& sealing,
                                               const HashSecret& sender_data_secret,
                                               Random& random);

/// CryptoFailed, Malformed. Any member can forge sender data: believe it after the signature.
[[nodiscard]] Result<SenderData> openSenderData(const PrivateMessage& message,
                                                const HashSecret& sender_data_secret);
/// CryptoFailed; Malformed, for padding that is not zero, too. The signature is still to be
/// checked.
[[nodiscard]] Result<AuthenticatedContent>
openContent(const PrivateMessage& message, const SenderData& sender, const MessageKey& key);

/// Key and nonce of the sender data, from the first bytes of the ciphertext (6.3.2).
void deriveSenderDataKey(const HashSecret& sender_data_secret, ByteView ciphertext,
                         std::span<std::uint8_t, kKeyBytes> key, AeadNonce& nonce);

/// Content is padded with zeros to 64 bytes or, above, to the next of the sizes of Padmé: a length
/// of L bits keeps its highest log2(L) + 1 bits. At most 12 % are added, and of a length only its
/// rough size shows (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files", 2019).
[[nodiscard]] std::size_t paddedSize(std::size_t content);

} // namespace kontor::mls
