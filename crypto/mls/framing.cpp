#include "crypto/mls/framing.h"

#include "crypto/cipher_suite.h"
#include "crypto/mls/commit.h"
#include "crypto/mls/proposals.h"

namespace kontor::mls {
namespace {

constexpr std::string_view kSignatureLabel = "MLS 1.0 FramedContentTBS";

/// What is really signed: SignContent (5.1.2), made in one buffer because every message needs it.
Bytes signContentBytes(WireFormat wire_format, const FramedContent& content,
                       ByteView group_context) {
    constexpr std::size_t kFixedFields = 64;
    tls::Writer w(kFixedFields + content.group_id.size() + content.authenticated_data.size() +
                  content.content.size() + group_context.size());
    w.opaque(viewOf(kSignatureLabel));
    w.sized([&] { encodeToBeSigned(w, wire_format, content, group_context); });
    return std::move(w).take();
}

} // namespace

void Sender::encode(tls::Writer& w) const {
    w.value(sender_type);
    if (sender_type == SenderType::member || sender_type == SenderType::external)
        w.u32(index);
}

Sender Sender::parse(tls::Reader& r) {
    Sender sender;
    sender.sender_type = r.oneOf({SenderType::member, SenderType::external,
                                  SenderType::new_member_proposal, SenderType::new_member_commit});
    if (sender.sender_type == SenderType::member || sender.sender_type == SenderType::external)
        sender.index = r.u32();
    return sender;
}

void encodeContent(tls::Writer& w, ContentType type, ByteView content) {
    if (type == ContentType::application)
        w.opaque(content);
    else
        w.raw(content);
}

Bytes parseContent(tls::Reader& r, ContentType type) {
    const std::size_t start = r.position();
    switch (type) {
    case ContentType::application:
        return r.opaque();
    case ContentType::proposal:
        (void)r.value<Proposal>();
        break;
    case ContentType::commit:
        (void)r.value<Commit>();
        break;
    }
    return toBytes(r.since(start));
}

void FramedContent::encode(tls::Writer& w) const {
    w.opaque(group_id);
    w.u64(epoch.value);
    w.value(sender);
    w.opaque(authenticated_data);
    w.value(content_type);
    encodeContent(w, content_type, content);
}

FramedContent FramedContent::parse(tls::Reader& r) {
    FramedContent framed{
        .group_id = r.opaque(),
        .epoch = Epoch(r.u64()),
        .sender = r.value<Sender>(),
        .authenticated_data = r.opaque(),
        .content_type =
            r.oneOf({ContentType::application, ContentType::proposal, ContentType::commit}),
        .content = {},
    };
    framed.content = parseContent(r, framed.content_type);
    return framed;
}

void FramedContentAuthData::encode(tls::Writer& w, ContentType type) const {
    w.opaque(signature);
    if (type == ContentType::commit)
        w.opaque(confirmation_tag);
}

FramedContentAuthData FramedContentAuthData::parse(tls::Reader& r, ContentType type) {
    return {r.opaque(), type == ContentType::commit ? r.opaque() : Bytes{}};
}

void AuthenticatedContent::encode(tls::Writer& w) const {
    w.value(wire_format);
    w.value(content);
    auth.encode(w, content.content_type);
}

AuthenticatedContent AuthenticatedContent::parse(tls::Reader& r) {
    AuthenticatedContent message;
    message.wire_format =
        r.oneOf({WireFormat::mls_public_message, WireFormat::mls_private_message});
    message.content = r.value<FramedContent>();
    message.auth = FramedContentAuthData::parse(r, message.content.content_type);
    return message;
}

Digest AuthenticatedContent::proposalRef() const {
    assert(content.content_type == ContentType::proposal);
    return makeProposalRef(tls::encode(*this));
}

void encodeToBeSigned(tls::Writer& w, WireFormat wire_format, const FramedContent& content,
                      ByteView group_context) {
    w.value(ProtocolVersion::mls10);
    w.value(wire_format);
    w.value(content);
    if (content.sender.isMember() || content.sender.sender_type == SenderType::new_member_commit)
        w.raw(group_context);
}

AuthenticatedContent signContent(WireFormat wire_format, FramedContent content,
                                 const SignatureKeyPair& key, ByteView group_context) {
    const Signature signature = key.sign(signContentBytes(wire_format, content, group_context));
    return {wire_format, std::move(content), {signature.toBytes(), {}}};
}

bool signatureVerifies(const AuthenticatedContent& message, ByteView signature_key,
                       ByteView group_context) {
    const auto key = SignaturePublicKey::parse(signature_key);
    const auto signature = Signature::parse(message.auth.signature);
    return key.ok() && signature.ok() &&
           verify(key.value(),
                  signContentBytes(message.wire_format, message.content, group_context),
                  signature.value());
}

bool senderMaySend(SenderType sender, ContentType content) {
    switch (sender) {
    case SenderType::member:
        return true;
    case SenderType::external:
    case SenderType::new_member_proposal:
        return content == ContentType::proposal;
    case SenderType::new_member_commit:
        return content == ContentType::commit;
    }
    return false;
}

} // namespace kontor::mls
