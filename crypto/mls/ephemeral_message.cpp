#include "crypto/mls/ephemeral_message.h"

#include "crypto/aead.h"
#include "crypto/identity/labelled_signature.h"
#include "crypto/mls/tls_codec.h"

namespace kontor::mls {
namespace {

constexpr std::string_view kLabel = "Kontor 1.0 ephemeral";
constexpr std::size_t kNonceBytes = std::tuple_size_v<XAeadNonce>;
constexpr std::size_t kSignatureBytes = Signature::kSize;

tls::Writer placeOf(const GroupId& group, Epoch epoch, LeafIndex leaf) {
    tls::Writer writer;
    writer.opaque(group.view());
    writer.u64(epoch.value);
    writer.u32(leaf.value);
    return writer;
}

Bytes signedContent(const GroupId& group, Epoch epoch, LeafIndex leaf, ByteView content) {
    tls::Writer writer = placeOf(group, epoch, leaf);
    writer.opaque(content);
    return std::move(writer).take();
}

Result<SecretBytes> keyOf(const Group& group) {
    return group.exportSecret(kLabel, {}, kAeadKeyBytes);
}

} // namespace

Result<Bytes> sealEphemeral(const Group& group, const OwnDevice& device, ByteView content,
                            Random& random) {
    const GroupId id = group.publicState().groupId();
    const Epoch epoch = group.publicState().epoch();
    const auto key = keyOf(group);
    if (!key.ok())
        return key.error();
    const Signature signature =
        signLabelled(device.key, kLabel, signedContent(id, epoch, group.ownLeaf(), content));
    Bytes plain = signature.toBytes();
    plain.insert(plain.end(), content.begin(), content.end());
    const auto nonce = random.array<kNonceBytes>();
    const Bytes sealed = xaeadSeal(key.value().view().first<kAeadKeyBytes>(), nonce,
                                   placeOf(id, epoch, group.ownLeaf()).view(), plain);
    Bytes payload(nonce.begin(), nonce.end());
    payload.insert(payload.end(), sealed.begin(), sealed.end());
    return payload;
}

Result<OpenedEphemeral> openEphemeral(const Group& group, Epoch epoch, LeafIndex leaf,
                                      ByteView payload) {
    const PublicGroup& state = group.publicState();
    if (epoch != state.epoch())
        return epoch < state.epoch() ? ErrorCode::EpochTooOld : ErrorCode::EpochUnknown;
    if (payload.size() < kNonceBytes + kAeadTagBytes + kSignatureBytes)
        return Error(ErrorCode::Malformed, {"ephemeral"});
    auto sender = state.member(leaf);
    if (!sender)
        return ErrorCode::CryptoFailed;
    const auto key = keyOf(group);
    if (!key.ok())
        return key.error();
    XAeadNonce nonce{};
    std::ranges::copy(payload.first(kNonceBytes), nonce.begin());
    const auto plain =
        xaeadOpen(key.value().view().first<kAeadKeyBytes>(), nonce,
                  placeOf(state.groupId(), epoch, leaf).view(), payload.subspan(kNonceBytes));
    if (!plain.ok())
        return plain.error();
    const ByteView opened = plain.value().view();
    const auto signature = Signature::parse(opened.first(kSignatureBytes));
    const ByteView content = opened.subspan(kSignatureBytes);
    if (!signature.ok() ||
        !verifyLabelled(sender->certificate.deviceKey, kLabel,
                        signedContent(state.groupId(), epoch, leaf, content), signature.value()))
        return ErrorCode::CryptoFailed;
    return OpenedEphemeral{std::move(*sender), toBytes(content)};
}

} // namespace kontor::mls
