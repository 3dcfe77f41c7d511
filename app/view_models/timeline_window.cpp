#include "app/view_models/timeline_window.h"

#include <algorithm>

namespace kontor {

int TimelineWindow::indexOf(MessageRow row) const {
    const auto found = std::ranges::find(rows, row, &TimelineEntry::row);
    return found == rows.end() ? -1 : static_cast<int>(found - rows.begin());
}

TimelineWindow::Step TimelineWindow::stepFor(const TimelineDiff& diff) const {
    const auto present = indexOf(diff.entry.row);
    switch (diff.change) {
    case TimelineDiff::Change::Removed:
        return present < 0 ? Step(Outside{}) : Step(Remove{present});
    case TimelineDiff::Change::Updated:
        return present < 0 ? Step(Outside{}) : Step(Replace{present});
    case TimelineDiff::Change::Inserted:
    case TimelineDiff::Change::Moved:
        return stepForPlace(diff, present);
    }
    return Outside{};
}

TimelineWindow::Step TimelineWindow::stepForPlace(const TimelineDiff& diff, int present) const {
    const bool newest = !diff.newerNeighbour;
    const auto neighbour = newest ? -1 : indexOf(*diff.newerNeighbour);
    if (newest ? !reachesNewest : neighbour < 0) {
        if (present >= 0) // inserted twice: it keeps its place; moved: it left the window
            return diff.change == TimelineDiff::Change::Moved ? Step(Remove{present})
                                                              : Step(Replace{present});
        const auto seq = diff.entry.seq;
        const bool between = seq != Seq() && rows.size() > 1 && rows.back().seq != Seq() &&
                             rows.back().seq < seq && seq < rows.front().seq;
        return between ? Step(Missed{}) : Step(Outside{});
    }
    auto at = newest ? 0 : neighbour + 1;
    if (present < 0)
        return Insert{at};
    if (present < at)
        --at;
    return present == at ? Step(Replace{at}) : Step(Move{present, at});
}

void TimelineWindow::perform(const Step& step, const TimelineEntry& entry) {
    if (const auto* insert = std::get_if<Insert>(&step)) {
        rows.insert(rows.begin() + insert->at, entry);
    } else if (const auto* replace = std::get_if<Replace>(&step)) {
        rows[static_cast<std::size_t>(replace->at)] = entry;
    } else if (const auto* move = std::get_if<Move>(&step)) {
        rows.erase(rows.begin() + move->from);
        rows.insert(rows.begin() + move->to, entry);
    } else if (const auto* remove = std::get_if<Remove>(&step)) {
        rows.erase(rows.begin() + remove->at);
    }
}

} // namespace kontor
