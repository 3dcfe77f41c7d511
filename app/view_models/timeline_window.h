#pragma once

#include "core/values.h"

#include <optional>
#include <vector>

namespace kontor {

/// A run of entries without a hole, newest first, and what is known of its ends. Says where a diff
/// belongs; knows nothing of views. The rule: a diff whose neighbour lies outside is outside as
/// well, unless its sequence number says that it belongs between two rows: then something was
/// missed, and the window must be read again.
class TimelineWindow {
public:
    struct Outside {};
    struct Missed {};
    struct Insert {
        int at;
    };
    struct Replace {
        int at;
    };
    struct Move {
        int from;
        int to; ///< its place once it was taken out
    };
    struct Remove {
        int at;
    };
    using Step = std::variant<Outside, Missed, Insert, Replace, Move, Remove>;

    std::vector<TimelineEntry> rows;
    bool reachesNewest = false;
    bool reachesOldest = false;

    [[nodiscard]] int indexOf(MessageRow row) const;
    [[nodiscard]] Step stepFor(const TimelineDiff& diff) const;
    /// Changes `rows` as the step says.
    void perform(const Step& step, const TimelineEntry& entry);

private:
    [[nodiscard]] Step stepForPlace(const TimelineDiff& diff, int present) const;
};

} // namespace kontor
