#pragma once

#include "base/bytes.h"
#include "crypto/mls/tls_codec.h"

#include <cstdint>

namespace kontor::mls {

enum class PskType : std::uint8_t { external = 1, resumption = 2 };
enum class ResumptionPskUsage : std::uint8_t { application = 1, reinit = 2, branch = 3 };

/// RFC 9420, 8.4, struct PreSharedKeyID. Read and written like everything of the RFC; Kontor's
/// groups use none.
struct PreSharedKeyId {
    PskType psktype = PskType::external;
    Bytes psk_id;                                               ///< external
    ResumptionPskUsage usage = ResumptionPskUsage::application; ///< resumption
    Bytes psk_group_id;                                         ///< resumption
    std::uint64_t psk_epoch = 0;                                ///< resumption
    Bytes psk_nonce;

    friend bool operator==(const PreSharedKeyId&, const PreSharedKeyId&) = default;
    void encode(tls::Writer& w) const;
    static PreSharedKeyId parse(tls::Reader& r);
};

} // namespace kontor::mls
