#include "crypto/identity/device_certificate.h"

#include <cstdlib>

/// What stands in every leaf of every group.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kontor;
    const ByteView bytes(data, size);
    const auto certificate = identity::DeviceCertificate::parse(bytes);
    if (!certificate.ok())
        return 0;
    (void)certificate.value().isGenuine();
    if (certificate.value().encode() != toBytes(bytes))
        std::abort();
    return 0;
}
