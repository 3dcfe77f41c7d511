#pragma once

#include "base/id.h"
#include "base/result.h"

#include <string>
#include <string_view>

namespace kontor::identity {

/// What the server knows an invite by. Whoever has it can register, so it is never logged.
using InviteToken = Id<struct InviteTokenTag, 16>;

/// `kontor://host:port/invite/TOKEN#FINGERPRINT`: where the server is, what to show it, and by
/// whose key to recognise it. TOKEN and FINGERPRINT are base64url.
struct InviteLink {
    std::string host; ///< lower case; an IPv6 address without brackets
    std::uint16_t port = 0;
    InviteToken token;
    OrganisationId fingerprint;

    friend bool operator==(const InviteLink&, const InviteLink&) = default;
    [[nodiscard]] std::string format() const;
    /// As people paste it: blanks and line breaks anywhere, `<>` or quotes around it. LinkMalformed
    /// for everything else.
    [[nodiscard]] static Result<InviteLink> parse(std::string_view pasted);
};

} // namespace kontor::identity
