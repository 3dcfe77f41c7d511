#include "app/pictures/picture_library.h"

#include "app/pictures/picture_reader.h"

#include <algorithm>
#include <utility>

namespace kontor {

PictureLibrary::PictureLibrary(Background background, const Clock& clock, Timers& timers)
    : m_background(std::move(background))
    , m_clock(clock)
    , m_timers(timers)
    , m_here(std::make_unique<QObject>()) {}

PictureLibrary::~PictureLibrary() {
    for (const auto& question : m_questions)
        *question->wanted = false;
}

QImage PictureLibrary::kept(const PictureSource& source, const pictures::Cut& cut) {
    const auto found = std::ranges::find_if(m_kept, [&source, &cut](const Kept& kept) {
        return kept.source == &source && kept.cut == cut;
    });
    if (found == m_kept.end())
        return {};
    m_kept.splice(m_kept.begin(), m_kept, found);
    return found->image;
}

void PictureLibrary::keep(const PictureSource& source, const pictures::Cut& cut,
                          const QImage& image) {
    if (image.sizeInBytes() > kKept || !kept(source, cut).isNull())
        return;
    m_kept.push_front({&source, cut, image});
    m_keptBytes += image.sizeInBytes();
    while (m_keptBytes > kKept) {
        m_keptBytes -= m_kept.back().image.sizeInBytes();
        m_kept.pop_back();
    }
}

void PictureLibrary::still(PictureSource& source, const pictures::Cut& cut, QObject* asker,
                           const Answer<QImage>& answer) {
    using pictures::Decoded;
    const auto make = [cut](const QByteArray& file) { return pictures::readFirst(file, cut); };
    const auto made = [this, &source, cut, asker = QPointer(asker),
                       answer](const Result<Decoded>& decoded) {
        if (!decoded.ok()) {
            const QPointer<PictureSource> there(&source);
            source.setTrouble(decoded.error());
            if (asker && there)
                answer(decoded.error());
            return;
        }
        if (decoded.value().facts.motion == pictures::Facts::Motion::Still)
            m_still.insert(&source);
        keep(source, cut, decoded.value().image);
        answer(decoded.value().image);
    };
    ask<Decoded>(source, asker, make, made, answer);
}

void PictureLibrary::film(PictureSource& source, const pictures::Cut& cut, QObject* asker,
                          const Answer<SharedFilm>& answer) {
    const auto make = [cut](const QByteArray& file) -> Result<SharedFilm> {
        auto film = pictures::Film::open(file, cut);
        if (!film.ok())
            return film.error();
        return SharedFilm(std::move(film).value());
    };
    ask<SharedFilm>(source, asker, make, answer, answer);
}

void PictureLibrary::next(
    const SharedFilm& film, QObject* asker,
    const std::function<void(std::optional<pictures::Film::Picture>)>& answer) {
    const auto picture = std::make_shared<std::optional<pictures::Film::Picture>>();
    m_background([film, picture] { *picture = film->next(); },
                 [picture, here = QPointer(m_here.get()), asker = QPointer(asker), answer] {
                     if (here && asker)
                         answer(std::move(*picture));
                 });
}

template <typename T>
void PictureLibrary::ask(PictureSource& source, QObject* asker, const Make<T>& make,
                         const Answer<T>& made, const std::function<void(const Error&)>& unread) {
    const auto question = pose(source, asker);
    const QPointer here(m_here.get());
    const auto ready = [this, here, question, make, made, unread](Result<QByteArray> file) {
        if (!here || !*question->wanted)
            return;
        if (!file.ok()) {
            if (close(question))
                unread(file.error());
            return;
        }
        const auto outcome = std::make_shared<std::optional<Result<T>>>();
        m_background(
            [wanted = question->wanted, outcome, make, bytes = std::move(file).value()] {
                if (*wanted)
                    outcome->emplace(make(bytes));
            },
            [this, here, question, outcome, made] {
                if (here && close(question) && *outcome)
                    made(std::move(**outcome));
            });
    };
    source.read(ready);
}

std::shared_ptr<PictureLibrary::Question> PictureLibrary::pose(PictureSource& source,
                                                               QObject* asker) {
    watch(source);
    dropQuestions([asker](const Question& other) { return !other.asker || other.asker == asker; });
    auto question = std::make_shared<Question>();
    question->asker = asker;
    question->source = &source;
    m_questions.push_back(question);
    return question;
}

bool PictureLibrary::close(const std::shared_ptr<Question>& question) {
    const bool wanted = *question->wanted && question->asker;
    std::erase(m_questions, question);
    return wanted;
}

template <typename Which>
void PictureLibrary::dropQuestions(Which which) {
    std::erase_if(m_questions, [&which](const std::shared_ptr<Question>& question) {
        if (!which(*question))
            return false;
        *question->wanted = false;
        return true;
    });
}

bool PictureLibrary::standsStill(const PictureSource& source) const {
    return m_still.contains(&source);
}

void PictureLibrary::watch(PictureSource& source) {
    if (m_watched.contains(&source))
        return;
    m_watched.insert(&source);
    QObject::connect(&source, &QObject::destroyed, m_here.get(), [this, gone = &source] {
        m_watched.remove(gone); // its address alone: another may live there soon
        forget(*gone);
    });
}

void PictureLibrary::forget(const PictureSource& source) {
    dropQuestions([&source](const Question& question) { return question.source == &source; });
    std::erase_if(m_kept, [this, &source](const Kept& kept) {
        if (kept.source != &source)
            return false;
        m_keptBytes -= kept.image.sizeInBytes();
        return true;
    });
    m_still.remove(&source);
}

} // namespace kontor
