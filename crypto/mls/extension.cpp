#include "crypto/mls/extension.h"

#include <algorithm>

namespace kontor::mls {

void Extension::encode(tls::Writer& w) const {
    w.value(extension_type);
    w.opaque(extension_data);
}

Extension Extension::parse(tls::Reader& r) {
    return {r.value<ExtensionType>(), r.opaque()};
}

Extensions parseExtensions(tls::Reader& r) {
    auto extensions = r.vector<Extension>();
    std::vector<ExtensionType> types;
    types.reserve(extensions.size());
    for (const Extension& extension : extensions)
        types.push_back(extension.extension_type);
    std::ranges::sort(types);
    if (std::ranges::adjacent_find(types) != types.end())
        r.fail();
    return extensions;
}

const Extension* find(const Extensions& extensions, ExtensionType type) {
    const auto found = std::ranges::find(extensions, type, &Extension::extension_type);
    return found == extensions.end() ? nullptr : &*found;
}

void RequiredCapabilities::encode(tls::Writer& w) const {
    w.vector(extension_types);
    w.vector(proposal_types);
    w.vector(credential_types);
}

RequiredCapabilities RequiredCapabilities::parse(tls::Reader& r) {
    return {r.vector<std::uint16_t>(), r.vector<std::uint16_t>(), r.vector<std::uint16_t>()};
}

} // namespace kontor::mls
