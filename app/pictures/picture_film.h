#pragma once

#include "app/pictures/picture_decoder.h"
#include "base/clock.h"

#include <memory>
#include <optional>

namespace kontor::pictures {

/// An animated picture, one picture at a time: nothing but the file and one picture is in memory,
/// however long it is. Any thread, one at a time.
class Film {
public:
    static constexpr int kMostPictures = 10'000; ///< of all rounds; then it stands still

    struct Picture {
        QImage image;
        Milliseconds shown{0}; ///< how long, 20 ms at least; what is said to be shorter: 100 ms
    };

    /// FileDamaged: it is none, or does not move; TooLarge.
    [[nodiscard]] static Result<std::unique_ptr<Film>> open(const QByteArray& file, const Cut& cut);
    virtual ~Film() = default;

    /// The next one; after the last the first, for as many rounds as the file says. None: it has
    /// ended, or the rest is damaged: the last one stays.
    [[nodiscard]] virtual std::optional<Picture> next() = 0;
};

} // namespace kontor::pictures
