#pragma once

#include "base/bytes.h"
#include "crypto/mls/extension.h"
#include "crypto/mls/tls_codec.h"
#include "crypto/mls/tree_math.h"
#include "crypto/signature.h"

#include <cstdint>
#include <optional>
#include <vector>

/// What a member shows of itself (RFC 9420, 5.3, 7.2). Plain values: parse() checks the syntax
/// only; who is valid where, crypto/mls/leaf_validation.h says.
namespace kontor::mls {

enum class ProtocolVersion : std::uint16_t { mls10 = 1 };

/// Other types cannot be read: their length is not known.
enum class CredentialType : std::uint16_t { basic = 1, x509 = 2 };

/// 5.3.
struct Credential {
    CredentialType credential_type = CredentialType::basic;
    Bytes identity;                  ///< basic
    std::vector<Bytes> certificates; ///< x509, the leaf's first

    [[nodiscard]] static Credential basic(Bytes identity) {
        return {CredentialType::basic, std::move(identity), {}};
    }
    friend bool operator==(const Credential&, const Credential&) = default;
    void encode(tls::Writer& w) const;
    static Credential parse(tls::Reader& r);
};

/// Bare numbers, because unknown ones are to be kept and ignored (13.5).
struct Capabilities {
    std::vector<std::uint16_t> versions;
    std::vector<std::uint16_t> cipher_suites;
    std::vector<std::uint16_t> extensions;
    std::vector<std::uint16_t> proposals;
    std::vector<std::uint16_t> credentials;

    friend bool operator==(const Capabilities&, const Capabilities&) = default;
    void encode(tls::Writer& w) const;
    static Capabilities parse(tls::Reader& r);
};

/// Seconds since 1970, both included.
struct Lifetime {
    std::uint64_t not_before = 0;
    std::uint64_t not_after = 0;
    friend bool operator==(const Lifetime&, const Lifetime&) = default;
};

enum class LeafNodeSource : std::uint8_t { key_package = 1, update = 2, commit = 3 };

/// Where a leaf that was made inside a group stands: part of what it signs.
struct LeafPlace {
    ByteView group_id;
    LeafIndex leaf_index;
};

struct LeafNode {
    Bytes encryption_key;
    Bytes signature_key;
    Credential credential;
    Capabilities capabilities;
    LeafNodeSource leaf_node_source = LeafNodeSource::key_package;
    Lifetime lifetime; ///< key_package only
    Bytes parent_hash; ///< commit only
    Extensions extensions;
    Bytes signature;

    friend bool operator==(const LeafNode&, const LeafNode&) = default;
    void encode(tls::Writer& w) const;
    static LeafNode parse(tls::Reader& r);

    /// Sets `signature`, the last thing to be set. `place` is ignored for key_package.
    void sign(const SignatureKeyPair& key, const LeafPlace& place);
    /// Against its own signature_key.
    [[nodiscard]] bool signatureVerifies(const LeafPlace& place) const;

private:
    void encodeUnsigned(tls::Writer& w) const;
    [[nodiscard]] Bytes toBeSigned(const LeafPlace& place) const;
};

} // namespace kontor::mls
