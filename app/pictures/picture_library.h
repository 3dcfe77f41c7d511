#pragma once

#include "app/pictures/picture_film.h"
#include "app/pictures/picture_source.h"
#include "core/async/background.h"

#include <QPointer>
#include <QSet>

#include <atomic>
#include <list>
#include <vector>

namespace kontor {

/// Makes pixels of pictures beside the UI thread, and keeps those that were shown last, so that
/// scrolling back shows them at once. What is forgotten leaves the memory; a source that is
/// destroyed is forgotten. UI thread.
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
    /// Later, unless `asker` or `source` is gone by then, the source is forgotten, or the asker has
    /// asked for another still or film meanwhile: then it is not even decoded, if it is not too
    /// late. Errors of the source's bytes, and of pictures::decode(): these the source is told.
    void still(PictureSource& source, const pictures::Cut& cut, QObject* asker,
               const Answer<QImage>& answer);
    using SharedFilm = std::shared_ptr<pictures::Film>;
    /// Likewise. FileDamaged: it does not move.
    void film(PictureSource& source, const pictures::Cut& cut, QObject* asker,
              const Answer<SharedFilm>& answer);
    /// Later, unless `asker` is gone by then; the film is nobody else's until then.
    void next(const SharedFilm& film, QObject* asker,
              const std::function<void(std::optional<pictures::Film::Picture>)>& answer);
    /// It is known not to move: it was decoded before.
    [[nodiscard]] bool standsStill(const PictureSource& source) const;
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
    struct Question {
        QPointer<QObject> asker;
        const PictureSource* source = nullptr;
        /// All that other threads see of it.
        std::shared_ptr<std::atomic_bool> wanted = std::make_shared<std::atomic_bool>(true);
    };
    template <typename T>
    using Make = std::function<Result<T>(const QByteArray& file)>;
    /// `made` unless the bytes could not be read, `unread` then.
    template <typename T>
    void ask(PictureSource& source, QObject* asker, const Make<T>& make, const Answer<T>& made,
             const std::function<void(const Error&)>& unread);
    std::shared_ptr<Question> pose(PictureSource& source, QObject* asker);
    /// It is answered now; false: nobody wants to know any more.
    [[nodiscard]] bool close(const std::shared_ptr<Question>& question);
    template <typename Which>
    void dropQuestions(Which which);
    void watch(PictureSource& source);
    void keep(const PictureSource& source, const pictures::Cut& cut, const QImage& image);

    Background m_background;
    const Clock& m_clock;
    Timers& m_timers;
    std::list<Kept> m_kept; ///< the last shown first
    qint64 m_keptBytes = 0;
    std::vector<std::shared_ptr<Question>> m_questions; ///< not answered yet
    QSet<const PictureSource*> m_watched;               ///< whose end will be noticed
    QSet<const PictureSource*> m_still;
    std::unique_ptr<QObject> m_here; ///< what comes after it is gone is dropped
};

} // namespace kontor
