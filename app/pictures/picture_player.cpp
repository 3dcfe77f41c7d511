#include "app/pictures/picture_player.h"

#include <utility>

namespace kontor {

PicturePlayer::PicturePlayer(QObject& owner, std::function<void(const QImage&)> show,
                             std::function<void()> ended)
    : m_owner(owner)
    , m_show(std::move(show))
    , m_ended(std::move(ended)) {}

PicturePlayer::~PicturePlayer() {
    stop();
}

void PicturePlayer::play(PictureLibrary& library, PictureSource& source, const pictures::Cut& cut) {
    stop();
    m_library = &library;
    library.film(source, cut, &m_owner,
                 [this, run = m_run](Result<PictureLibrary::SharedFilm> film) {
                     if (run != m_run || !film.ok())
                         return;
                     m_film = std::move(film).value();
                     decodeAhead();
                 });
}

void PicturePlayer::stop() {
    ++m_run;
    if (m_library)
        m_library->timers().cancel(std::exchange(m_timer, Timers::Handle::None));
    m_library = nullptr;
    m_film.reset();
    m_next.reset();
    m_due.reset();
}

void PicturePlayer::decodeAhead() {
    m_library->next(m_film, &m_owner, [this, run = m_run](std::optional<Picture> picture) {
        if (run == m_run)
            decoded(std::move(picture));
    });
}

void PicturePlayer::decoded(std::optional<Picture> picture) {
    if (!picture)
        m_film.reset();
    m_next = std::move(picture);
    if (m_timer == Timers::Handle::None)
        due(); // the first one, or it took longer than the last one was to be seen
}

void PicturePlayer::due() {
    if (const auto picture = std::exchange(m_next, std::nullopt)) {
        showNext(*picture);
    } else if (!m_film) {
        stop();
        m_ended();
    }
}

void PicturePlayer::showNext(const Picture& picture) {
    const Milliseconds now = m_library->clock().steady();
    // A timer that is a little late delays nothing; what cannot keep up runs slower, not in leaps.
    const bool inTime = m_due && now - *m_due < picture.shown;
    m_due = (inTime ? *m_due : now) + picture.shown;
    m_timer = m_library->timers().at(*m_due, [this] {
        m_timer = Timers::Handle::None;
        due();
    });
    decodeAhead();
    m_show(picture.image);
}

} // namespace kontor
