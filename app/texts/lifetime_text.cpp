#include "app/texts/lifetime_text.h"

namespace kontor {

QString LifetimeText::length(Milliseconds lifetime) {
    using namespace std::chrono;
    const auto number = [lifetime](auto unit) { return static_cast<int>(lifetime / unit); };
    if (lifetime % weeks(1) == Milliseconds(0))
        return tr("%n week(s)", "behind: after", number(weeks(1)));
    if (lifetime % days(1) == Milliseconds(0))
        return tr("%n day(s)", "behind: after", number(days(1)));
    if (lifetime % hours(1) == Milliseconds(0))
        return tr("%n hour(s)", "behind: after", number(hours(1)));
    if (lifetime % minutes(1) == Milliseconds(0))
        return tr("%n minute(s)", "behind: after", number(minutes(1)));
    return tr("%n second(s)", "behind: after", number(seconds(1)));
}

} // namespace kontor
