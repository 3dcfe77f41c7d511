#pragma once

#include "app/pictures/picture_decoder.h"
#include "core/attachments/clean_picture.h"

#include <QBuffer>
#include <QImageReader>

#include <memory>

namespace kontor::pictures {

/// A file from outside, judged before anything of it is decoded, and Qt's decoder of its kind over
/// what cleanPicture() kept of it. Any thread, one at a time.
class PictureReader {
public:
    /// FileDamaged, TooLarge: as examine().
    [[nodiscard]] static Result<std::unique_ptr<PictureReader>> open(const QByteArray& file);

    [[nodiscard]] const Facts& facts() const { return m_facts; }
    /// Of one round: 1, where nothing moves.
    [[nodiscard]] int pictures() const { return m_pictures; }
    /// How often all of them are shown; none: without end.
    [[nodiscard]] int rounds() const { return m_rounds; }

    /// The next one, cut; null when it cannot be decoded, or when all have been read. Of a JPEG no
    /// more pixels are made than the cut needs.
    [[nodiscard]] QImage next(const Cut& cut);
    /// Milliseconds that the file wants for the one that was read last.
    [[nodiscard]] int delay() const { return m_reader->nextImageDelay(); }
    /// The first one is the next one again.
    void rewind();

    PictureReader(CleanPicture file, PictureType type);

private:
    /// None, or why it cannot be shown.
    [[nodiscard]] Result<void> judge();

    CleanPicture m_file;
    PictureType m_type;
    QByteArray m_bytes; ///< those of m_file, not copied
    QBuffer m_device;
    std::unique_ptr<QImageReader> m_reader;
    Facts m_facts;
    int m_pictures = 1;
    int m_rounds = 1;
};

/// What decode() gives, and what the file is.
struct Decoded {
    QImage image; ///< never null
    Facts facts;
};
[[nodiscard]] Result<Decoded> readFirst(const QByteArray& file, const Cut& cut);

} // namespace kontor::pictures
