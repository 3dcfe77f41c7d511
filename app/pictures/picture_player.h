#pragma once

#include "app/pictures/picture_library.h"

namespace kontor {

/// Shows a film in its time: while one picture is on the screen the next one is decoded, never more
/// than one. UI thread.
class PicturePlayer {
public:
    /// `owner` has it as a member; `show` gets each picture, `ended` comes once after the last one
    /// has had its time.
    PicturePlayer(QObject& owner, std::function<void(const QImage&)> show,
                  std::function<void()> ended);
    ~PicturePlayer();
    PicturePlayer(const PicturePlayer&) = delete;
    PicturePlayer& operator=(const PicturePlayer&) = delete;

    /// From its first picture, until it ends or is stopped. Nothing happens when it is no film.
    /// The library outlives the playing.
    void play(PictureLibrary& library, PictureSource& source, const pictures::Cut& cut);
    /// Lets go of the film and of what was decoded ahead.
    void stop();

private:
    using Picture = pictures::Film::Picture;
    void decodeAhead();
    void decoded(std::optional<Picture> picture);
    void due();
    void showNext(const Picture& picture);

    QObject& m_owner;
    std::function<void(const QImage&)> m_show;
    std::function<void()> m_ended;
    PictureLibrary* m_library = nullptr; ///< null: stopped
    PictureLibrary::SharedFilm m_film;   ///< null: not open yet, or at its end
    std::optional<Picture> m_next;       ///< decoded, not shown yet
    std::optional<Milliseconds> m_due;   ///< when the one on the screen has had its time
    Timers::Handle m_timer = Timers::Handle::None;
    int m_run = 0; ///< answers of earlier ones are late
};

} // namespace kontor
