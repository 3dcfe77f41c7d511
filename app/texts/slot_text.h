#pragma once

#include "app/texts/moments.h"
#include "core/poll_values.h"

namespace kontor {

/// When something could take place, as people write it, in the reader's time zone and language.
class SlotText {
    Q_DECLARE_TR_FUNCTIONS(kontor::SlotText)

public:
    /// "Thu, 26 Nov · 10:00 – 11:00", "Thu, 26 Nov – Fri, 27 Nov"
    [[nodiscard]] static QString of(const PollSlot& slot, const Moments& moments);
    /// The two lines above a column: "Thu 26" and "10–11".
    struct Head {
        QString day;
        QString time;
    };
    [[nodiscard]] static Head head(const PollSlot& slot, const Moments& moments);
};

} // namespace kontor
