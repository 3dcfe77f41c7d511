#include "app/pictures/picture_film.h"

#include "app/pictures/picture_reader.h"

#include <utility>

namespace kontor::pictures {
namespace {

constexpr int kShortest = 20;                  ///< milliseconds
constexpr Milliseconds kInsteadOfShorter{100}; ///< what browsers make of it

/// Decodes as it goes; what has been shown is forgotten.
class FileFilm final : public Film {
public:
    FileFilm(std::unique_ptr<PictureReader> reader, const Cut& cut)
        : m_reader(std::move(reader))
        , m_cut(cut) {}

    std::optional<Picture> next() override {
        if (!m_reader)
            return std::nullopt;
        if (m_at == m_reader->pictures()) {
            m_reader->rewind();
            m_at = 0;
            ++m_round;
        }
        const bool over = m_reader->rounds() != 0 && m_round == m_reader->rounds();
        QImage image;
        if (!over && m_given < kMostPictures)
            image = m_reader->next(m_cut);
        if (image.isNull()) {
            m_reader.reset(); // it will never be asked again
            return std::nullopt;
        }
        ++m_at;
        ++m_given;
        const int delay = m_reader->delay();
        return Picture{image, delay < kShortest ? kInsteadOfShorter : Milliseconds(delay)};
    }

private:
    std::unique_ptr<PictureReader> m_reader; ///< null: ended
    Cut m_cut;
    int m_at = 0; ///< of this round
    int m_round = 0;
    int m_given = 0;
};

} // namespace

Result<std::unique_ptr<Film>> Film::open(const QByteArray& file, const Cut& cut) {
    auto reader = PictureReader::open(file);
    if (!reader.ok())
        return reader.error();
    if (reader.value()->facts().motion != Facts::Motion::Animated)
        return ErrorCode::FileDamaged;
    return std::unique_ptr<Film>(std::make_unique<FileFilm>(std::move(reader).value(), cut));
}

} // namespace kontor::pictures
