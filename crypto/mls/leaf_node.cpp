#include "crypto/mls/leaf_node.h"

#include "crypto/cipher_suite.h"

namespace kontor::mls {

namespace {

constexpr std::string_view kLabel = "LeafNodeTBS";

/// `Certificate cert_data<V>` as an item of a vector.
struct CertificateData {
    Bytes cert_data;
    static CertificateData parse(tls::Reader& r) { return {r.opaque()}; }
};

} // namespace

void Credential::encode(tls::Writer& w) const {
    w.value(credential_type);
    if (credential_type == CredentialType::basic) {
        w.opaque(identity);
        return;
    }
    w.sized([&] {
        for (const Bytes& certificate : certificates)
            w.opaque(certificate);
    });
}

Credential Credential::parse(tls::Reader& r) {
    Credential credential;
    credential.credential_type =
        r.oneOf<CredentialType>({CredentialType::basic, CredentialType::x509});
    if (credential.credential_type == CredentialType::basic) {
        credential.identity = r.opaque();
        return credential;
    }
    for (CertificateData& certificate : r.vector<CertificateData>())
        credential.certificates.push_back(std::move(certificate.cert_data));
    return credential;
}

void Capabilities::encode(tls::Writer& w) const {
    w.vector(versions);
    w.vector(cipher_suites);
    w.vector(extensions);
    w.vector(proposals);
    w.vector(credentials);
}

Capabilities Capabilities::parse(tls::Reader& r) {
    return {r.vector<std::uint16_t>(), r.vector<std::uint16_t>(), r.vector<std::uint16_t>(),
            r.vector<std::uint16_t>(), r.vector<std::uint16_t>()};
}

void LeafNode::encodeUnsigned(tls::Writer& w) const {
    w.opaque(encryption_key);
    w.opaque(signature_key);
    w.value(credential);
    w.value(capabilities);
    w.value(leaf_node_source);
    switch (leaf_node_source) {
    case LeafNodeSource::key_package:
        w.u64(lifetime.not_before);
        w.u64(lifetime.not_after);
        break;
    case LeafNodeSource::update:
        break;
    case LeafNodeSource::commit:
        w.opaque(parent_hash);
        break;
    }
    w.vector(extensions);
}

void LeafNode::encode(tls::Writer& w) const {
    encodeUnsigned(w);
    w.opaque(signature);
}

LeafNode LeafNode::parse(tls::Reader& r) {
    LeafNode leaf;
    leaf.encryption_key = r.opaque();
    leaf.signature_key = r.opaque();
    leaf.credential = r.value<Credential>();
    leaf.capabilities = r.value<Capabilities>();
    leaf.leaf_node_source = r.oneOf<LeafNodeSource>(
        {LeafNodeSource::key_package, LeafNodeSource::update, LeafNodeSource::commit});
    switch (leaf.leaf_node_source) {
    case LeafNodeSource::key_package:
        leaf.lifetime = {r.u64(), r.u64()};
        break;
    case LeafNodeSource::update:
        break;
    case LeafNodeSource::commit:
        leaf.parent_hash = r.opaque();
        break;
    }
    leaf.extensions = parseExtensions(r);
    leaf.signature = r.opaque();
    return leaf;
}

Bytes LeafNode::toBeSigned(const LeafPlace& place) const {
    tls::Writer w(512);
    encodeUnsigned(w);
    if (leaf_node_source != LeafNodeSource::key_package) {
        w.opaque(place.group_id);
        w.u32(place.leaf_index.value);
    }
    return std::move(w).take();
}

void LeafNode::sign(const SignatureKeyPair& key, const LeafPlace& place) {
    signature = signWithLabel(key, kLabel, toBeSigned(place)).toBytes();
}

bool LeafNode::signatureVerifies(const LeafPlace& place) const {
    return verifyWithLabel(signature_key, kLabel, toBeSigned(place), signature);
}

} // namespace kontor::mls
