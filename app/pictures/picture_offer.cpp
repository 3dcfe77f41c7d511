#include "app/pictures/picture_offer.h"

#include "core/attachments/clean_picture.h"

#include <QMimeData>
#include <QUrl>

#include <algorithm>
#include <array>

namespace kontor {
namespace {

struct Kind {
    PictureType type;
    const char* mime;
};
/// What moves, then what is exact, then the rest: other programs offer a WebP that they have made
/// themselves of exact pixels.
constexpr std::array kKinds{
    Kind{PictureType::Gif, "image/gif"}, Kind{PictureType::Png, "image/png"},
    Kind{PictureType::Jpeg, "image/jpeg"}, Kind{PictureType::WebP, "image/webp"}};

ByteView viewOf(const QByteArray& bytes) {
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()),
            static_cast<std::size_t>(bytes.size())};
}

QStringList filesIn(const QMimeData& data) {
    QStringList paths;
    for (const QUrl& url : data.urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    return paths;
}

/// Words that somebody copied: a picture beside them is one of the words, of a table or a formula.
/// The address of a picture is none.
bool hasWords(const QMimeData& data) {
    if (!data.hasFormat(QStringLiteral("text/plain")))
        return false;
    static const QStringList kAddresses{QStringLiteral("http"), QStringLiteral("https"),
                                        QStringLiteral("file"), QStringLiteral("data")};
    const QString text = data.text().trimmed();
    return !text.isEmpty() && !kAddresses.contains(QUrl(text, QUrl::StrictMode).scheme());
}

/// Pixels that no decoder has to be found for: the system's own, or a bitmap. On Linux Qt would
/// make pixels of whatever another program offers, by any decoder it has.
bool hasPixels(const QMimeData& data) {
    if (!data.hasImage())
        return false;
    const auto formats = data.formats();
    return formats.contains(QLatin1String("image/bmp")) ||
           std::ranges::none_of(formats, [](const QString& format) {
               return format.startsWith(QLatin1String("image/"));
           });
}

bool movesAsWebP(const QByteArray& bytes) {
    constexpr qsizetype kFlags = 20; // of the first chunk, VP8X: bit 1 is "animation"
    return bytes.size() > kFlags && bytes.mid(12, 4) == "VP8X" && (bytes.at(kFlags) & 2) != 0;
}

/// A file's bytes; what only says that it is one is passed over.
QByteArray bytesIn(const QMimeData& data) {
    const auto given = [&data](const Kind& kind) {
        const auto name = QLatin1String(kind.mime);
        const QByteArray bytes = data.hasFormat(name) ? data.data(name) : QByteArray();
        return pictureTypeOf(viewOf(bytes)) == kind.type ? bytes : QByteArray();
    };
    if (const QByteArray film = given(kKinds.back()); movesAsWebP(film))
        return film;
    for (const Kind& kind : kKinds)
        if (const QByteArray bytes = given(kind); !bytes.isEmpty())
            return bytes;
    return {};
}

} // namespace

std::vector<PictureOffer> picturesIn(const QMimeData& data) {
    std::vector<PictureOffer> offers;
    for (const QString& path : filesIn(data)) {
        offers.emplace_back();
        offers.back().path = path;
    }
    if (!offers.empty() || hasWords(data))
        return offers;
    PictureOffer offer;
    offer.bytes = bytesIn(data);
    if (offer.bytes.isEmpty() && hasPixels(data))
        offer.pixels = qvariant_cast<QImage>(data.imageData());
    if (!offer.bytes.isEmpty() || !offer.pixels.isNull())
        offers.push_back(offer);
    return offers;
}

bool offersPictures(const QMimeData& data) {
    if (!filesIn(data).isEmpty())
        return true;
    const auto isOffered = [&data](const Kind& kind) {
        return data.hasFormat(QLatin1String(kind.mime));
    };
    return (std::ranges::any_of(kKinds, isOffered) || hasPixels(data)) && !hasWords(data);
}

} // namespace kontor
