// Preloaded into one program: its wall clock is KONTOR_CLOCK_SHIFT seconds ahead (below 0: behind),
// as if somebody had set it. Time that only runs forward stays as it is.
#include <cstdlib>
#include <ctime>
#include <sys/syscall.h>
#include <unistd.h>

extern "C" int clock_gettime(clockid_t which, struct timespec* time) noexcept {
    const long answer = syscall(SYS_clock_gettime, which, time);
    const char* const shift = std::getenv("KONTOR_CLOCK_SHIFT");
    if (answer == 0 && which == CLOCK_REALTIME && shift != nullptr)
        time->tv_sec += std::strtol(shift, nullptr, 10);
    return static_cast<int>(answer);
}
