#include "app/pictures/picture_intake.h"

#include "base/limits.h"
#include "core/attachments/clean_picture.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace kontor::pictures {
namespace {

constexpr qint64 kMostBytes = limits::kFileBytes;
constexpr qint64 kTypeBytes = 64; ///< more than any kind needs to be known
constexpr int kLookedAt = 64;     ///< pixels a side: enough for a mosaic's colours

ByteView viewOf(const QByteArray& bytes) {
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()),
            static_cast<std::size_t>(bytes.size())};
}

Prepared failed(Trouble trouble) {
    Prepared none;
    none.trouble = trouble;
    return none;
}

Trouble troubleOf(const Error& error) {
    return error.code == ErrorCode::TooLarge ? Trouble::TooManyPixels : Trouble::Damaged;
}

QByteArray encoded(const QImage& pixels) {
    QByteArray file;
    QBuffer buffer(&file);
    return buffer.open(QIODevice::WriteOnly) && pixels.save(&buffer, "PNG") ? file : QByteArray();
}

/// Its bytes into `into`: a file may have changed since it was judged.
Trouble read(const PictureOffer& offer, QByteArray& into) {
    if (!offer.pixels.isNull()) {
        into = encoded(offer.pixels);
    } else if (!offer.bytes.isEmpty()) {
        into = offer.bytes;
    } else {
        QFile file(offer.path);
        if (!QFileInfo(offer.path).isFile() || !file.open(QIODevice::ReadOnly))
            return Trouble::Unreadable;
        into = file.read(kMostBytes + 1);
    }
    if (into.size() > kMostBytes)
        return Trouble::TooLarge;
    return pictureTypeOf(viewOf(into)) ? Trouble::None : Trouble::NoPicture;
}

} // namespace

Trouble judge(const PictureOffer& offer) {
    if (offer.path.isEmpty())
        return Trouble::None;
    const QFileInfo info(offer.path);
    if (info.isDir())
        return Trouble::Folder;
    // What is neither would keep its reader waiting, or never end.
    QFile file(offer.path);
    if (!info.isFile() || !file.open(QIODevice::ReadOnly))
        return Trouble::Unreadable;
    if (!pictureTypeOf(viewOf(file.read(kTypeBytes))))
        return Trouble::NoPicture;
    return info.size() > kMostBytes ? Trouble::TooLarge : Trouble::None;
}

Prepared prepare(const PictureOffer& offer) {
    Prepared ready;
    if (const Trouble trouble = read(offer, ready.bytes); trouble != Trouble::None)
        return failed(trouble);
    const auto facts = examine(ready.bytes);
    if (!facts.ok())
        return failed(troubleOf(facts.error()));
    ready.facts = facts.value();
    Cut cut;
    cut.pixels =
        ready.facts.size.scaled(kLookedAt, kLookedAt, Qt::KeepAspectRatio).expandedTo(QSize(1, 1));
    const auto picture = decode(ready.bytes, cut);
    if (!picture.ok())
        return failed(troubleOf(picture.error()));
    ready.mosaic = mosaicOf(picture.value());
    return ready;
}

QString fileNameOf(const PictureOffer& offer) {
    QString name = QFileInfo(QDir::cleanPath(offer.path)).fileName();
    std::ranges::replace_if(
        name, [](QChar letter) { return letter < QChar(0x20) || letter == QLatin1Char('\\'); },
        QLatin1Char('_'));
    const auto suffix = QLatin1Char('.') + QFileInfo(name).suffix();
    constexpr auto kMost = static_cast<qsizetype>(limits::kFileNameBytes);
    if (name.toUtf8().size() <= kMost)
        return name;
    // Letters that its bytes do not stand for have grown. A name is cut before its ending.
    QString stem = name.chopped(suffix.size());
    while (!stem.isEmpty() && (stem + suffix).toUtf8().size() > kMost)
        stem.chop(1);
    return stem.isEmpty() ? QString() : stem + suffix;
}

} // namespace kontor::pictures
