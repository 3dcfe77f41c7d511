#pragma once

#include "base/result.h"

#include <array>
#include <string_view>

namespace kontor::media {

/// SHA-256 of a certificate's DER bytes, as an SDP names it (RFC 8122). Malformed: no PEM.
[[nodiscard]] Result<std::array<std::uint8_t, 32>> fingerprintOfCertificate(std::string_view pem);

} // namespace kontor::media
