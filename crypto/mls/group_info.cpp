#include "crypto/mls/group_info.h"

#include "crypto/cipher_suite.h"
#include "crypto/mls/mls_message.h"

namespace kontor::mls {

namespace {
constexpr std::string_view kLabel = "GroupInfoTBS";
}

void GroupContext::encode(tls::Writer& w) const {
    w.value(version);
    w.u16(cipher_suite);
    w.opaque(group_id);
    w.u64(epoch.value);
    w.opaque(tree_hash);
    w.opaque(confirmed_transcript_hash);
    w.vector(extensions);
}

GroupContext GroupContext::parse(tls::Reader& r) {
    return {r.oneOf<ProtocolVersion>({ProtocolVersion::mls10}),
            r.u16(),
            r.opaque(),
            Epoch(r.u64()),
            r.opaque(),
            r.opaque(),
            parseExtensions(r)};
}

void GroupInfo::encodeUnsigned(tls::Writer& w) const {
    w.value(group_context);
    w.vector(extensions);
    w.opaque(confirmation_tag);
    w.u32(signer.value);
}

void GroupInfo::encode(tls::Writer& w) const {
    encodeUnsigned(w);
    w.opaque(signature);
}

GroupInfo GroupInfo::parse(tls::Reader& r) {
    return {r.value<GroupContext>(), parseExtensions(r), r.opaque(), LeafIndex(r.u32()),
            r.opaque()};
}

Result<GroupInfo> GroupInfo::fromMessage(ByteView mlsMessage) {
    const auto body = unwrapMessage(mlsMessage, WireFormat::mls_group_info);
    if (!body.ok())
        return body.error();
    return tls::decode<GroupInfo>(body.value(), "GroupInfo");
}

void GroupInfo::sign(const SignatureKeyPair& key) {
    tls::Writer w(512);
    encodeUnsigned(w);
    signature = signWithLabel(key, kLabel, w.view()).toBytes();
}

bool GroupInfo::signatureVerifies(ByteView signatureKey) const {
    tls::Writer w(512);
    encodeUnsigned(w);
    return verifyWithLabel(signatureKey, kLabel, w.view(), signature);
}

} // namespace kontor::mls
