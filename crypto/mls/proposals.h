#pragma once

#include "crypto/mls/extension.h"
#include "crypto/mls/key_package.h"
#include "crypto/mls/leaf_node.h"
#include "crypto/mls/psk_id.h"
#include "crypto/mls/tls_codec.h"
#include "crypto/mls/tree_math.h"

#include <cstdint>
#include <variant>

/// Proposals as they stand in messages (RFC 9420, 12.1; mls-extensions, SelfRemove): syntax only.
namespace kontor::mls {

/// 17.4. A proposal of another type cannot be read: its length is not known.
enum class ProposalType : std::uint16_t {
    add = 1,
    update = 2,
    remove = 3,
    psk = 4,
    reinit = 5,
    external_init = 6,
    group_context_extensions = 7,
    self_remove = 0x000A,
};

[[nodiscard]] constexpr bool isDefault(ProposalType type) {
    return type >= ProposalType::add && type <= ProposalType::group_context_extensions;
}

struct Add {
    static constexpr auto kType = ProposalType::add;
    KeyPackage key_package;
    friend bool operator==(const Add&, const Add&) = default;
    void encode(tls::Writer& w) const { w.value(key_package); }
    static Add parse(tls::Reader& r) { return {r.value<KeyPackage>()}; }
};

struct Update {
    static constexpr auto kType = ProposalType::update;
    LeafNode leaf_node;
    friend bool operator==(const Update&, const Update&) = default;
    void encode(tls::Writer& w) const { w.value(leaf_node); }
    static Update parse(tls::Reader& r) { return {r.value<LeafNode>()}; }
};

struct Remove {
    static constexpr auto kType = ProposalType::remove;
    LeafIndex removed;
    friend bool operator==(const Remove&, const Remove&) = default;
    void encode(tls::Writer& w) const { w.u32(removed.value); }
    static Remove parse(tls::Reader& r) { return {LeafIndex(r.u32())}; }
};

struct PreSharedKey {
    static constexpr auto kType = ProposalType::psk;
    PreSharedKeyId psk;
    friend bool operator==(const PreSharedKey&, const PreSharedKey&) = default;
    void encode(tls::Writer& w) const { w.value(psk); }
    static PreSharedKey parse(tls::Reader& r) { return {r.value<PreSharedKeyId>()}; }
};

struct ReInit {
    static constexpr auto kType = ProposalType::reinit;
    Bytes group_id;
    ProtocolVersion version{};
    std::uint16_t cipher_suite{};
    Extensions extensions;
    friend bool operator==(const ReInit&, const ReInit&) = default;
    void encode(tls::Writer& w) const;
    static ReInit parse(tls::Reader& r);
};

struct ExternalInit {
    static constexpr auto kType = ProposalType::external_init;
    Bytes kem_output;
    friend bool operator==(const ExternalInit&, const ExternalInit&) = default;
    void encode(tls::Writer& w) const { w.opaque(kem_output); }
    static ExternalInit parse(tls::Reader& r) { return {r.opaque()}; }
};

struct GroupContextExtensions {
    static constexpr auto kType = ProposalType::group_context_extensions;
    Extensions extensions;
    friend bool operator==(const GroupContextExtensions&, const GroupContextExtensions&) = default;
    void encode(tls::Writer& w) const { w.vector(extensions); }
    static GroupContextExtensions parse(tls::Reader& r) { return {parseExtensions(r)}; }
};

struct SelfRemove {
    static constexpr auto kType = ProposalType::self_remove;
    friend bool operator==(const SelfRemove&, const SelfRemove&) = default;
    void encode(tls::Writer& /*w*/) const {}
    static SelfRemove parse(tls::Reader& /*r*/) { return {}; }
};

struct Proposal {
    std::variant<Add, Update, Remove, PreSharedKey, ReInit, ExternalInit, GroupContextExtensions,
                 SelfRemove>
        content;

    [[nodiscard]] ProposalType type() const;
    template <typename T>
    [[nodiscard]] const T* as() const {
        return std::get_if<T>(&content);
    }
    friend bool operator==(const Proposal&, const Proposal&) = default;
    void encode(tls::Writer& w) const;
    static Proposal parse(tls::Reader& r);
};

} // namespace kontor::mls
