#pragma once

#include "base/result.h"
#include "crypto/mls/extension.h"
#include "crypto/rules/group_rules.h"
#include "crypto/signature.h"

/// The GroupContext extensions of a Kontor group: exactly these three (delivery.md, 1).
namespace kontor::mls {

struct KontorExtensions {
    rules::KontorRules rules;
    /// The one external sender: the server's removal key (RFC 9420, 12.1.8.1).
    SignaturePublicKey removalKey;

    /// kontor_rules, external_senders, and required_capabilities for both kontor_rules and
    /// self_remove.
    [[nodiscard]] Extensions build() const;
    /// Errors: GroupInvalid (another extension, another external sender, other requirements);
    /// Malformed and VersionUnknown as KontorRules::parse.
    [[nodiscard]] static Result<KontorExtensions> parse(const Extensions& extensions);
};

} // namespace kontor::mls
