#include "crypto/mls/public_message.h"

namespace kontor::mls {
namespace {

/// MAC over AuthenticatedContentTBM (6.2): the confirmation tag is covered, too.
Digest membershipTag(const HashSecret& membership_key, const FramedContent& content,
                     const FramedContentAuthData& auth, ByteView group_context) {
    tls::Writer tbm(content.content.size() + group_context.size() + 256);
    encodeToBeSigned(tbm, WireFormat::mls_public_message, content, group_context);
    auth.encode(tbm, content.content_type);
    return hmacSha256(membership_key.view(), tbm.view());
}

} // namespace

void PublicMessage::encode(tls::Writer& w) const {
    w.value(content);
    auth.encode(w, content.content_type);
    if (content.sender.isMember())
        w.opaque(membership_tag);
}

PublicMessage PublicMessage::parse(tls::Reader& r) {
    PublicMessage message;
    message.content = r.value<FramedContent>();
    message.auth = FramedContentAuthData::parse(r, message.content.content_type);
    if (message.content.sender.isMember())
        message.membership_tag = r.opaque();
    return message;
}

Result<PublicMessage> PublicMessage::fromMessage(ByteView mlsMessage) {
    const auto body = unwrapMessage(mlsMessage, WireFormat::mls_public_message);
    if (!body.ok())
        return body.error();
    return tls::decode<PublicMessage>(body.value(), "PublicMessage");
}

Bytes PublicMessage::toMessage() const {
    return wrapMessage(WireFormat::mls_public_message, tls::encode(*this));
}

Result<PublicMessage> PublicMessage::protect(AuthenticatedContent message,
                                             const HashSecret& membership_key,
                                             ByteView group_context) {
    if (message.content.content_type == ContentType::application)
        return Error(ErrorCode::GroupInvalid, {"public application message"});
    assert(message.wire_format == WireFormat::mls_public_message);
    Bytes tag;
    if (message.content.sender.isMember()) {
        const Digest mac =
            membershipTag(membership_key, message.content, message.auth, group_context);
        tag.assign(mac.begin(), mac.end());
    }
    return PublicMessage{std::move(message.content), std::move(message.auth), std::move(tag)};
}

Result<void> PublicMessage::checkMembership(const HashSecret& membership_key,
                                            ByteView group_context) const {
    if (!content.sender.isMember())
        return {};
    if (!equalInConstantTime(membership_tag,
                             membershipTag(membership_key, content, auth, group_context)))
        return ErrorCode::CryptoFailed;
    return {};
}

AuthenticatedContent PublicMessage::authenticated() const& {
    return {WireFormat::mls_public_message, content, auth};
}

AuthenticatedContent PublicMessage::authenticated() && {
    return {WireFormat::mls_public_message, std::move(content), std::move(auth)};
}

} // namespace kontor::mls
