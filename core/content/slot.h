#pragma once

#include "core/content/cbor_reader.h"

#include <QCborStreamWriter>

#include <compare>

namespace kontor::content {

/// When something could take place: an option of a poll for dates.
///
///     slot = [0, uint, uint] /    ; start and end, seconds since 1970, UTC: whole minutes, and the
///                                 ; end is later
///            [1, uint, uint]      ; first and last day, days since 1970-01-01: the same day at
///            least
///
/// All of it lies between 2000-01-01 and 2100-01-01, the latter exclusive.
struct Slot {
    enum class Kind : std::uint8_t { Times = 0, Days = 1 };

    Kind kind = Kind::Times;
    std::int64_t first = 0; ///< Times: seconds; Days: days
    std::int64_t last = 0;
    friend auto operator<=>(const Slot&, const Slot&) = default;
};

/// Of these no program makes any sense beyond (seconds since 1970, UTC).
inline constexpr std::int64_t kLeastMoment = 946'684'800;
inline constexpr std::int64_t kMomentsEnd = 4'102'444'800;

/// Within its limits?
[[nodiscard]] bool isSound(const Slot& slot);
void writeSlot(QCborStreamWriter& writer, const Slot& slot);
/// None, and the reader goes on: a kind of slot that this version does not know.
[[nodiscard]] std::optional<Slot> readSlot(CborReader& reader);

} // namespace kontor::content
