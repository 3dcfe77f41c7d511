#include "media/session_description.h"

#include <cstdlib>

/// What the other side of a call says of itself, before a library reads it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kontor::media;
    const std::string text(reinterpret_cast<const char*>(data), size);
    (void)isCandidate(text);
    const auto fingerprint = fingerprintOf(text);
    Description description;
    description.sdp = text;
    if (fingerprint.ok())
        description.fingerprint = fingerprint.value();
    // What is accepted names the fingerprint that it is accepted for.
    if (checkDescription(description).ok() && !fingerprint.ok())
        std::abort();
    return 0;
}
