#include "media/gstreamer/peer_certificate.h"

#include "crypto/hash.h"

#include <glib.h>
#include <string>

namespace kontor::media {

Result<std::array<std::uint8_t, 32>> fingerprintOfCertificate(std::string_view pem) {
    constexpr std::string_view kBegin = "-----BEGIN CERTIFICATE-----";
    constexpr std::string_view kEnd = "-----END CERTIFICATE-----";
    const auto begin = pem.find(kBegin);
    const auto end = pem.find(kEnd);
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin)
        return Error(ErrorCode::Malformed, {"certificate"});
    const auto start = begin + kBegin.size();
    std::string base64(pem.substr(start, end - start));
    gsize length = 0;
    if (base64.size() < 8)
        return Error(ErrorCode::Malformed, {"certificate"});
    const guchar* const der = g_base64_decode_inplace(base64.data(), &length);
    return sha256(ByteView(der, length));
}

} // namespace kontor::media
