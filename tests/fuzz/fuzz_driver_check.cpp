// A target with faults on purpose, which tst_seed_driver looks for. Never part of a fuzz run.
#include <cstdint>
#include <cstdlib>

namespace {

/// Not a tail call: the sum needs every frame.
std::uint64_t depth(std::uint64_t level, const volatile std::uint8_t* data) {
    return level == 0 ? data[0] : depth(level - 1, data) + data[level % 2];
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > 2 && data[0] == 'K' && data[1] != 'o') // the seed says "Ko": one edit away
        std::abort();
    if (size > 2 && data[0] == 'D')
        return depth(std::uint64_t{1} << 40U, data) == 0 ? 0 : -1;
    return 0;
}
