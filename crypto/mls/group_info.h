#pragma once

#include "base/number.h"
#include "base/result.h"
#include "crypto/mls/extension.h"
#include "crypto/mls/leaf_node.h"
#include "crypto/mls/tls_codec.h"
#include "crypto/mls/tree_math.h"

#include <cstdint>

namespace kontor::mls {

/// RFC 9420, 8.1: what all members of an epoch agree on.
struct GroupContext {
    ProtocolVersion version = ProtocolVersion::mls10;
    std::uint16_t cipher_suite = 0;
    Bytes group_id;
    Epoch epoch;
    Bytes tree_hash;
    Bytes confirmed_transcript_hash;
    Extensions extensions;

    friend bool operator==(const GroupContext&, const GroupContext&) = default;
    void encode(tls::Writer& w) const;
    static GroupContext parse(tls::Reader& r);
};

/// RFC 9420, 12.4.3: an epoch as one member signs it for those who join.
struct GroupInfo {
    GroupContext group_context;
    Extensions extensions;
    Bytes confirmation_tag;
    LeafIndex signer;
    Bytes signature;

    friend bool operator==(const GroupInfo&, const GroupInfo&) = default;
    void encode(tls::Writer& w) const;
    static GroupInfo parse(tls::Reader& r);
    /// From an MLSMessage. Syntax only. Malformed, VersionUnknown.
    [[nodiscard]] static Result<GroupInfo> fromMessage(ByteView mlsMessage);

    void sign(const SignatureKeyPair& key);
    [[nodiscard]] bool signatureVerifies(ByteView signatureKey) const;

private:
    void encodeUnsigned(tls::Writer& w) const;
};

} // namespace kontor::mls
