#include "app/texts/slot_text.h"

namespace kontor {

QString SlotText::of(const PollSlot& slot, const Moments& moments) {
    if (slot.kind == PollSlot::Kind::Days) {
        //: a date
        if (slot.firstDay == slot.lastDay)
            return tr("%1 · all day").arg(moments.date(slot.firstDay));
        return tr("%1 – %2", "from, to")
            .arg(moments.date(slot.firstDay), moments.date(slot.lastDay));
    }
    const auto from = Moments::dayOf(slot.start);
    const auto to = Moments::dayOf(slot.end);
    const auto starts =
        tr("%1 · %2", "date, time").arg(moments.date(from), moments.timeOfDay(slot.start));
    return tr("%1 – %2", "from, to")
        .arg(starts,
             from == to
                 ? moments.timeOfDay(slot.end)
                 : tr("%1 · %2", "date, time").arg(moments.date(to), moments.timeOfDay(slot.end)));
}

SlotText::Head SlotText::head(const PollSlot& slot, const Moments& moments) {
    if (slot.kind == PollSlot::Kind::Days) {
        if (slot.firstDay == slot.lastDay)
            return {moments.shortDate(slot.firstDay), tr("all day")};
        return {moments.shortDate(slot.firstDay),
                tr("– %1", "until").arg(moments.shortDate(slot.lastDay))};
    }
    const auto from = Moments::dayOf(slot.start);
    const auto to = Moments::dayOf(slot.end);
    if (from == to)
        return {
            moments.shortDate(from),
            tr("%1–%2", "from, to: 10–11").arg(moments.hour(slot.start), moments.hour(slot.end))};
    return {
        tr("%1, %2", "date, time").arg(moments.shortDate(from), moments.hour(slot.start)),
        tr("– %1", "until")
            .arg(tr("%1, %2", "date, time").arg(moments.shortDate(to), moments.hour(slot.end)))};
}

} // namespace kontor
