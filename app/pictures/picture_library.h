#pragma once

#include "app/pictures/picture_film.h"
#include "app/pictures/picture_source.h"
#include "core/async/background.h"

#include <QHash>

#include <list>

namespace kontor {

/// Makes pixels of pictures beside the UI thread, and keeps those that were shown last, so that
/// scrolling back shows them at once. What is forgotten leaves the memory. UI thread.
class PictureLibrary {
public:
    static constexpr qint64 kKept = 64LL * 1024 * 1024; ///< bytes of pixels

    /// `background` runs several at a time; clock and timers are for what moves.
    PictureLibrary(Background background, const Clock& clock, Timers& timers);
    ~PictureLibrary();
    PictureLibrary(const PictureLibrary&) = delete;
    PictureLibrary& operator=(const PictureLibrary&) = delete;

    template <typename T>
    using Answer = std::function<void(Result<T>)>;

    /// What is kept of it, at once; or null.
    [[nodiscard]] QImage kept(const PictureSource& source, const pictures::Cut& cut);
    /// Later, unless `asker` or `source` is gone by then. Errors of the source's bytes and of
    /// pictures::decode().
    void still(PictureSource& source, const pictures::Cut& cut, QObject* asker,
               Answer<QImage> answer);
    using SharedFilm = std::shared_ptr<pictures::Film>;
    /// Likewise. FileDamaged: it does not move.
    void film(PictureSource& source, const pictures::Cut& cut, QObject* asker,
              Answer<SharedFilm> answer);
    /// Likewise; the film is nobody else's until then.
    void next(const SharedFilm& film, QObject* asker,
              std::function<void(std::optional<pictures::Film::Picture>)> answer);
    /// A source that will not be shown again: its message is erased, or out of the window.
    void forget(const PictureSource& source);

    [[nodiscard]] const Clock& clock() const { return m_clock; }
    [[nodiscard]] Timers& timers() const { return m_timers; }
    [[nodiscard]] qint64 keptBytes() const { return m_keptBytes; }

private:
    struct Kept {
        const PictureSource* source = nullptr;
        pictures::Cut cut;
        QImage image;
    };
    void keep(const PictureSource& source, const pictures::Cut& cut, const QImage& image);

    Background m_background;
    const Clock& m_clock;
    Timers& m_timers;
    std::list<Kept> m_kept; ///< the last shown first
    qint64 m_keptBytes = 0;
};

} // namespace kontor
