#include "crypto/mls/private_message.h"

#include "crypto/mls/leaf_node.h"

#include <algorithm>
#include <bit>

namespace kontor::mls {
namespace {

constexpr std::size_t kLeastPadded = 64;
constexpr std::size_t kSenderDataBytes = 12;
constexpr std::size_t kGuardBytes = 4;

std::array<std::uint8_t, kSenderDataBytes> encodeSenderData(const SenderData& data) {
    std::array<std::uint8_t, kSenderDataBytes> bytes{};
    for (std::size_t i = 0; i < 4; ++i) {
        bytes[i] = static_cast<std::uint8_t>(data.leaf_index.value >> (24 - 8 * i));
        bytes[4 + i] = static_cast<std::uint8_t>(data.generation >> (24 - 8 * i));
    }
    std::ranges::copy(data.reuse_guard, bytes.begin() + 8);
    return bytes;
}

AeadNonce guarded(const MessageKey& key, const std::array<std::uint8_t, kGuardBytes>& guard) {
    AeadNonce nonce{};
    std::ranges::copy(key.nonce(), nonce.begin());
    for (std::size_t i = 0; i < kGuardBytes; ++i)
        nonce[i] ^= guard[i];
    return nonce;
}

std::size_t encodedSize(ContentType type, ByteView content) {
    std::array<std::uint8_t, 4> room{};
    const std::size_t length =
        type == ContentType::application ? tls::encodeLength(content.size(), room).size() : 0;
    return length + content.size();
}

/// A PrivateMessage in the making: where its parts lie in `bytes`. Everything is written once, in
/// one buffer, and sealed in place.
struct Draft {
    Bytes bytes;
    std::size_t aad = 0; ///< where PrivateMessage begins
    std::size_t senderDataAadBytes = 0;
    std::size_t contentAadBytes = 0;
    std::size_t senderData = 0;
    std::size_t ciphertext = 0;

    [[nodiscard]] ByteView senderDataAad() const {
        return ByteView(bytes).subspan(aad, senderDataAadBytes);
    }
    [[nodiscard]] ByteView contentAad() const {
        return ByteView(bytes).subspan(aad, contentAadBytes);
    }
};

/// With the plain content where the ciphertext will be, and zeros for the sender data.
Draft draft(const AuthenticatedContent& message) {
    const FramedContent& framed = message.content;
    const std::size_t content = encodedSize(framed.content_type, framed.content);
    tls::Writer auth(160);
    message.auth.encode(auth, framed.content_type);
    const std::size_t plain = paddedSize(content) + auth.size();

    Draft made;
    tls::Writer w(plain + framed.group_id.size() + framed.authenticated_data.size() + 96);
    w.value(ProtocolVersion::mls10);
    w.value(WireFormat::mls_private_message);
    made.aad = w.size();
    w.opaque(framed.group_id);
    w.u64(framed.epoch.value);
    w.value(framed.content_type);
    made.senderDataAadBytes = w.size() - made.aad;
    w.opaque(framed.authenticated_data);
    made.contentAadBytes = w.size() - made.aad;
    w.length(kSenderDataBytes + kAeadTagBytes);
    made.senderData = w.size();
    w.zeros(kSenderDataBytes + kAeadTagBytes);
    w.length(plain + kAeadTagBytes);
    made.ciphertext = w.size();
    encodeContent(w, framed.content_type, framed.content);
    w.raw(auth.view());
    w.zeros(plain - content - auth.size() + kAeadTagBytes);
    made.bytes = std::move(w).take();
    return made;
}

} // namespace

void PrivateMessage::encode(tls::Writer& w) const {
    w.opaque(group_id);
    w.u64(epoch.value);
    w.value(content_type);
    w.opaque(authenticated_data);
    w.opaque(encrypted_sender_data);
    w.opaque(ciphertext);
}

PrivateMessage PrivateMessage::parse(tls::Reader& r) {
    const std::size_t start = r.position();
    PrivateMessage message;
    message.group_id = r.opaqueView();
    message.epoch = Epoch(r.u64());
    message.content_type =
        r.oneOf({ContentType::application, ContentType::proposal, ContentType::commit});
    message.sender_data_aad = r.since(start);
    message.authenticated_data = r.opaqueView();
    message.content_aad = r.since(start);
    message.encrypted_sender_data = r.opaqueView();
    message.ciphertext = r.opaqueView();
    return message;
}

Result<PrivateMessage> PrivateMessage::fromMessage(ByteView mlsMessage) {
    const auto body = unwrapMessage(mlsMessage, WireFormat::mls_private_message);
    if (!body.ok())
        return body.error();
    return tls::decode<PrivateMessage>(body.value(), "PrivateMessage");
}

std::size_t paddedSize(std::size_t content) {
    if (content <= kLeastPadded)
        return kLeastPadded;
    const auto exponent = static_cast<unsigned>(std::bit_width(content)) - 1;
    const auto kept = static_cast<unsigned>(std::bit_width(exponent));
    const std::size_t mask = (std::size_t{1} << (exponent - kept)) - 1;
    return (content + mask) & ~mask;
}

void deriveSenderDataKey(const HashSecret& sender_data_secret, ByteView ciphertext,
                         std::span<std::uint8_t, kKeyBytes> key, AeadNonce& nonce) {
    const ByteView sample = ciphertext.first(std::min(ciphertext.size(), kHashBytes));
    const HmacKey secret(sender_data_secret.view());
    expandWithLabel(secret, "key", sample, key);
    expandWithLabel(secret, "nonce", sample, nonce);
}

Result<Bytes> sealPrivateMessage(const AuthenticatedContent& message,
                                 const SecretTree::Sealing& sealing,
                                 const HashSecret& sender_data_secret, Random& random) {
    if (!message.content.sender.isMember() ||
        message.wire_format != WireFormat::mls_private_message)
        return Error(ErrorCode::GroupInvalid, {"private message"});
    Draft made = draft(message);
    const std::span<std::uint8_t> bytes(made.bytes);
    const SenderData data{message.content.sender.leaf(), sealing.generation,
                          random.array<kGuardBytes>()};

    const auto ciphertext = bytes.subspan(made.ciphertext);
    aeadSealInto(sealing.key.key(), guarded(sealing.key, data.reuse_guard), made.contentAad(),
                 ciphertext.first(ciphertext.size() - kAeadTagBytes), ciphertext);

    std::array<std::uint8_t, kKeyBytes> key{};
    AeadNonce nonce{};
    deriveSenderDataKey(sender_data_secret, ciphertext, key, nonce);
    aeadSealInto(key, nonce, made.senderDataAad(), encodeSenderData(data),
                 bytes.subspan(made.senderData, kSenderDataBytes + kAeadTagBytes));
    wipe(key);
    return std::move(made.bytes);
}

Result<SenderData> openSenderData(const PrivateMessage& message,
                                  const HashSecret& sender_data_secret) {
    if (message.encrypted_sender_data.size() != kSenderDataBytes + kAeadTagBytes)
        return Error(ErrorCode::Malformed, {"SenderData"});
    std::array<std::uint8_t, kKeyBytes> key{};
    AeadNonce nonce{};
    deriveSenderDataKey(sender_data_secret, message.ciphertext, key, nonce);
    std::array<std::uint8_t, kSenderDataBytes> plain{};
    const auto opened =
        aeadOpenInto(key, nonce, message.sender_data_aad, message.encrypted_sender_data, plain);
    wipe(key);
    if (!opened.ok())
        return opened.error();
    tls::Reader r(plain);
    SenderData data{LeafIndex(r.u32()), r.u32(), {}};
    std::ranges::copy(r.rest(), data.reuse_guard.begin());
    return data;
}

Result<AuthenticatedContent> openContent(const PrivateMessage& message, const SenderData& sender,
                                         const MessageKey& key) {
    const auto plain = aeadOpen(key.key(), guarded(key, sender.reuse_guard), message.content_aad,
                                message.ciphertext);
    if (!plain.ok())
        return plain.error();
    tls::Reader r(plain.value().view());
    Bytes content = parseContent(r, message.content_type);
    auto auth = FramedContentAuthData::parse(r, message.content_type);
    if (!r.ok() || !std::ranges::all_of(r.rest(), [](std::uint8_t byte) { return byte == 0; }))
        return Error(ErrorCode::Malformed, {"PrivateMessageContent"});
    return AuthenticatedContent{
        WireFormat::mls_private_message,
        {
            .group_id = toBytes(message.group_id),
            .epoch = message.epoch,
            .sender = Sender::member(sender.leaf_index),
            .authenticated_data = toBytes(message.authenticated_data),
            .content_type = message.content_type,
            .content = std::move(content),
        },
        std::move(auth),
    };
}

} // namespace kontor::mls
