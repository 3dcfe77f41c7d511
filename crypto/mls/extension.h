#pragma once

#include "base/bytes.h"
#include "crypto/mls/tls_codec.h"

#include <cstdint>
#include <vector>

namespace kontor::mls {

/// RFC 9420, 17.3. Any other value may appear, too, and is kept as it came.
enum class ExtensionType : std::uint16_t {
    application_id = 1,
    ratchet_tree = 2,
    required_capabilities = 3,
    external_pub = 4,
    external_senders = 5,
    kontor_rules = 0xF0C7,  ///< GroupContext: crypto/rules
    kontor_joiner = 0xF0C8, ///< GroupInfo inside Welcomes: the adder's view of the group's settings
};

/// The five types that every client supports and nobody lists (7.2).
[[nodiscard]] constexpr bool isDefault(ExtensionType type) {
    return type >= ExtensionType::application_id && type <= ExtensionType::external_senders;
}

/// RFC 9420, 7.2.
struct Extension {
    ExtensionType extension_type{};
    Bytes extension_data;

    friend bool operator==(const Extension&, const Extension&) = default;
    void encode(tls::Writer& w) const;
    static Extension parse(tls::Reader& r);
};

using Extensions = std::vector<Extension>;

/// `Extension extensions<V>`; fails when a type appears twice (13.4).
[[nodiscard]] Extensions parseExtensions(tls::Reader& r);
/// Null when there is none.
[[nodiscard]] const Extension* find(const Extensions& extensions, ExtensionType type);

/// RFC 9420, 11.1.
struct RequiredCapabilities {
    std::vector<std::uint16_t> extension_types;
    std::vector<std::uint16_t> proposal_types;
    std::vector<std::uint16_t> credential_types;

    friend bool operator==(const RequiredCapabilities&, const RequiredCapabilities&) = default;
    void encode(tls::Writer& w) const;
    static RequiredCapabilities parse(tls::Reader& r);
};

} // namespace kontor::mls
