#include "crypto/mls/kontor_extensions.h"

#include "crypto/mls/leaf_node.h"
#include "crypto/mls/proposals.h"

#include <algorithm>

namespace kontor::mls {

namespace {

constexpr std::string_view kSenderName = "Kontor removal key";

/// RFC 9420, 12.1.8.1.
struct ExternalSender {
    Bytes signature_key;
    Credential credential;

    void encode(tls::Writer& w) const {
        w.opaque(signature_key);
        w.value(credential);
    }
    static ExternalSender parse(tls::Reader& r) { return {r.opaque(), r.value<Credential>()}; }
};

Error broken(const char* rule) {
    return Error(ErrorCode::GroupInvalid, {rule});
}

Bytes requirements() {
    return tls::encode(
        RequiredCapabilities{{static_cast<std::uint16_t>(ExtensionType::kontor_rules)},
                             {static_cast<std::uint16_t>(ProposalType::self_remove)},
                             {}});
}

Bytes externalSenders(const SignaturePublicKey& key) {
    tls::Writer w;
    w.vector(
        std::array{ExternalSender{key.toBytes(), Credential::basic(toBytes(viewOf(kSenderName)))}});
    return std::move(w).take();
}

Result<SignaturePublicKey> onlySender(ByteView extensionData) {
    const auto senders = tls::decodeVector<ExternalSender>(extensionData, "external_senders");
    if (!senders.ok())
        return senders.error();
    if (senders.value().size() != 1)
        return broken("external_senders");
    const auto key = SignaturePublicKey::parse(senders.value().front().signature_key);
    if (!key.ok() || externalSenders(key.value()) != toBytes(extensionData))
        return broken("external_senders");
    return key;
}

} // namespace

Extensions KontorExtensions::build() const {
    return {{ExtensionType::required_capabilities, requirements()},
            {ExtensionType::external_senders, externalSenders(removalKey)},
            {ExtensionType::kontor_rules, rules.encode()}};
}

Result<KontorExtensions> KontorExtensions::parse(const Extensions& extensions) {
    const Extension* required = find(extensions, ExtensionType::required_capabilities);
    const Extension* senders = find(extensions, ExtensionType::external_senders);
    const Extension* listedRules = find(extensions, ExtensionType::kontor_rules);
    if (listedRules == nullptr)
        return broken("kontor_rules");
    // First of all, so that a group of a newer version says so instead of looking broken.
    auto rules = rules::KontorRules::parse(listedRules->extension_data);
    if (!rules.ok())
        return rules.error();
    if (required == nullptr || required->extension_data != requirements())
        return broken("required_capabilities");
    if (senders == nullptr)
        return broken("external_senders");
    if (extensions.size() != 3)
        return broken("group_context_extension");
    const auto key = onlySender(senders->extension_data);
    if (!key.ok())
        return key.error();
    return KontorExtensions{std::move(rules).value(), key.value()};
}

} // namespace kontor::mls
