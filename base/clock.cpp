#include "base/clock.h"

namespace kontor {

Milliseconds SystemClock::sinceEpoch() const {
    return std::chrono::duration_cast<Milliseconds>(
        std::chrono::system_clock::now().time_since_epoch());
}

Milliseconds SystemClock::steady() const {
    return std::chrono::duration_cast<Milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace kontor
