#include "app/pictures/picture_film.h"

#include <cstdlib>

/// A picture that arrives, up to its pixels: few of them are looked at, so that each run is short.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kontor;
    constexpr qint64 kMostPixels = 1'000'000; // larger ones are judged, not decoded
    constexpr int kMostPictures = 8;
    const QByteArray file(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    (void)pictures::imageOf(file);
    const auto facts = pictures::examine(file);
    if (!facts.ok())
        return 0;
    const QSize whole = facts.value().size;
    if (whole.isEmpty())
        std::abort();
    if (qint64{whole.width()} * whole.height() > kMostPixels)
        return 0;
    const pictures::Cut cut{{16, 12}, 3};
    const auto picture = pictures::decode(file, cut);
    if (picture.ok() && picture.value().size() != cut.pixels)
        std::abort();
    auto film = pictures::Film::open(file, cut);
    if (film.ok() != (facts.value().motion == pictures::Facts::Motion::Animated))
        std::abort();
    for (int i = 0; film.ok() && i < kMostPictures; ++i) {
        const auto shown = film.value()->next();
        if (!shown)
            break;
        if (shown->image.size() != cut.pixels)
            std::abort();
    }
    return 0;
}
