#include "core/attachments/clean_picture.h"

#include <cstdlib>

/// A picture that somebody sends: whatever it is, what comes out is clean, and stays as it is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kontor;
    const ByteView file(data, size);
    const auto type = pictureTypeOf(file);
    if (!type)
        return 0;
    const auto picture = cleanPicture(file, *type);
    if (!picture.ok())
        return 0;
    const auto again = cleanPicture(picture.value().bytes, *type);
    if (!again.ok() || again.value().bytes != picture.value().bytes)
        std::abort();
    return 0;
}
