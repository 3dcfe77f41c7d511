// Runs a fuzz target without libFuzzer, so that every ./test drives every decoder for a moment:
//   fuzz_x [FILE|FOLDER]...
// All seeds go in as they are, then mutations of them until the time is up. Random numbers start
// from a printed seed, so a finding can be repeated. Before the program dies the input that did it
// is saved beside it as fuzz_x.crash; `KONTOR_FUZZ_SECONDS=0 fuzz_x fuzz_x.crash` shows it again.
//   KONTOR_FUZZ_SECONDS  how long to mutate (3)      KONTOR_FUZZ_SEED  where random numbers start
//   (1)
#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#ifndef _WIN32
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>
#endif

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Input = std::vector<std::uint8_t>;
using Random = std::mt19937_64;

/// As the greatest frame: longer inputs only cost time.
constexpr std::size_t kInputBytes = 1024U * 1024U;
/// One input may take this long; more is a hang, which is a finding like a crash.
constexpr unsigned kHangSeconds = 20;
/// A decoder that allocates by a length it has not checked hits this.
constexpr std::size_t kMemoryBytes = 2048UL * 1024U * 1024U;

// ------------------------------------------------------------- saving the input that ends the
// program

struct Running {
    std::array<char, 4096> file{};
    const std::uint8_t* data = nullptr;
    std::size_t size = 0;
};
Running running; // reached from a signal handler, so plain and global

#ifdef _WIN32
void saveRunning() {}
void watchForDeath() {}
void watchForHang() {}
#else
/// Async-signal-safe: only system calls.
void saveRunning() {
    const int file = ::open(running.file.data(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file < 0)
        return;
    std::size_t written = 0;
    while (written < running.size) {
        const auto step = ::write(file, running.data + written, running.size - written);
        if (step <= 0)
            break;
        written += static_cast<std::size_t>(step);
    }
    ::close(file);
    constexpr std::string_view kSaved = "\nthe input that did it: ";
    [[maybe_unused]] auto shown = ::write(STDERR_FILENO, kSaved.data(), kSaved.size());
    shown = ::write(STDERR_FILENO, running.file.data(), std::strlen(running.file.data()));
    shown = ::write(STDERR_FILENO, "\n", 1);
}

extern "C" void onDeath(int signal) {
    saveRunning();
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

// Sanitizers end the program without a signal; they call this first.
extern "C" void __sanitizer_set_death_callback(void (*callback)()) __attribute__((weak));

void watchForDeath() {
    if (__sanitizer_set_death_callback != nullptr) {
        __sanitizer_set_death_callback(saveRunning);
    } else {
        const rlimit memory{kMemoryBytes, kMemoryBytes};
        setrlimit(RLIMIT_AS, &memory);
    }
    // A stack of its own: too deep a recursion is a finding too, and leaves none to run a handler
    // on.
    static std::array<std::uint8_t, 64 * 1024> spare;
    const stack_t stack{spare.data(), 0, spare.size()};
    sigaltstack(&stack, nullptr);
    struct sigaction action{};
    action.sa_handler = onDeath;
    action.sa_flags = SA_ONSTACK;
    for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGALRM})
        sigaction(signal, &action, nullptr);
}

void watchForHang() {
    ::alarm(kHangSeconds);
}
#endif

void execute(const Input& input) {
    // Exactly as long as the input, so that a sanitizer sees one byte read too far.
    const auto exact = std::make_unique<std::uint8_t[]>(input.size());
    std::copy(input.begin(), input.end(), exact.get());
    running.data = exact.get();
    running.size = input.size();
    watchForHang();
    LLVMFuzzerTestOneInput(exact.get(), input.size());
    running.size = 0;
}

// --------------------------------------------------------------------------------------------
// seeds

/// Small shapes of the formats that Kontor reads, for targets that come without seeds.
std::vector<Input> builtInSeeds() {
    std::vector<Input> seeds = {
        {},
        {0x00},
        {0xff},
        Input(32, 0x00),
        Input(64, 0xff),
        {0x00, 0x01, 0x00, 0x03, 0x00, 0x01}, // MLS: version, suite, kind
        {0x02, 0x00, 0x01, 0x40, 0x02, 0x61, 0x62, 0x80, 0, 0,
         0}, // TLS vectors of each length form
        {0x0a, 0x03, 0x61, 0x62, 0x63, 0x10, 0x96, 0x01, 0x1a, 0x00}, // protobuf fields
        {0xa2, 0x01, 0x82, 0x61, 0x61, 0xf6, 0x02, 0x43, 1, 2, 3},    // CBOR map
    };
    for (const std::string_view text : {"kontor://host:1/invite/abc#def",
                                        "Gr\xc3\xbc\xc3\x9f"
                                        "e \xf0\x9f\x91\x8d",
                                        R"({"a":[1,-2,"b"]})", "<a href='b'>*c*</a>"})
        seeds.emplace_back(text.begin(), text.end());
    Input counting(256);
    for (std::size_t i = 0; i < counting.size(); ++i)
        counting[i] = static_cast<std::uint8_t>(i);
    seeds.push_back(std::move(counting));
    return seeds;
}

Input readFile(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    Input bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    bytes.resize(std::min(bytes.size(), kInputBytes));
    return bytes;
}

/// False when there is no such file: a seed folder that has moved must not go unnoticed.
bool addSeeds(const std::filesystem::path& path, std::vector<Input>& seeds) {
    std::error_code failed;
    if (std::filesystem::is_regular_file(path, failed)) {
        seeds.push_back(readFile(path));
        return true;
    }
    if (!std::filesystem::is_directory(path, failed))
        return false;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
        if (entry.is_regular_file())
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end()); // the same order everywhere, or the seed repeats nothing
    for (const auto& file : files)
        seeds.push_back(readFile(file));
    return true;
}

// ----------------------------------------------------------------------------------------
// mutations

std::size_t below(Random& random, std::size_t limit) {
    return limit == 0 ? 0 : static_cast<std::size_t>(random() % limit);
}

void flipBit(Input& input, Random& random) {
    if (!input.empty())
        input[below(random, input.size())] ^= static_cast<std::uint8_t>(1U << below(random, 8));
}

void setByte(Input& input, Random& random) {
    static constexpr std::array<std::uint8_t, 8> kTelling{0x00, 0x01, 0x3f, 0x40,
                                                          0x7f, 0x80, 0xc0, 0xff};
    if (!input.empty())
        input[below(random, input.size())] = kTelling[below(random, kTelling.size())];
}

void truncate(Input& input, Random& random) {
    input.resize(below(random, input.size() + 1));
}

void insertBytes(Input& input, Random& random) {
    Input bytes(1 + below(random, 16));
    for (auto& byte : bytes)
        byte = static_cast<std::uint8_t>(random());
    const auto at = static_cast<std::ptrdiff_t>(below(random, input.size() + 1));
    input.insert(input.begin() + at, bytes.begin(), bytes.end());
}

void eraseBytes(Input& input, Random& random) {
    const std::size_t from = below(random, input.size() + 1);
    const std::size_t count = std::min(input.size() - from, 1 + below(random, 16));
    const auto first = input.begin() + static_cast<std::ptrdiff_t>(from);
    input.erase(first, first + static_cast<std::ptrdiff_t>(count));
}

void repeatPart(Input& input, Random& random) {
    const std::size_t from = below(random, input.size() + 1);
    const std::size_t count = std::min(input.size() - from, 1 + below(random, 64));
    const auto first = input.begin() + static_cast<std::ptrdiff_t>(from);
    const Input part(first, first + static_cast<std::ptrdiff_t>(count));
    input.insert(input.begin() + static_cast<std::ptrdiff_t>(from), part.begin(), part.end());
}

/// Turns 1, 2 or 4 bytes into a length that lies: zero, greatest, one off, or just past the end.
void editLength(Input& input, Random& random) {
    static constexpr std::array<std::size_t, 3> kWidths{1, 2, 4};
    const std::size_t width = kWidths[below(random, kWidths.size())];
    if (input.size() < width)
        return;
    const std::size_t at = below(random, input.size() - width + 1);
    std::uint64_t length = 0;
    for (std::size_t i = 0; i < width; ++i)
        length = length << 8U | input[at + i];
    const std::array<std::uint64_t, 6> lies{
        0, ~std::uint64_t{0}, length + 1, length - 1, input.size() - at - width + 1, length * 2};
    length = lies[below(random, lies.size())];
    for (std::size_t i = 0; i < width; ++i)
        input[at + i] = static_cast<std::uint8_t>(length >> 8U * (width - 1 - i));
}

void splice(Input& input, const Input& other, Random& random) {
    input.resize(below(random, input.size() + 1));
    const std::size_t from = below(random, other.size() + 1);
    input.insert(input.end(), other.begin() + static_cast<std::ptrdiff_t>(from), other.end());
}

Input mutated(const std::vector<Input>& seeds, Random& random) {
    static constexpr std::array kEdits{flipBit,    flipBit,    setByte,    truncate,  insertBytes,
                                       eraseBytes, repeatPart, editLength, editLength};
    Input input = seeds[below(random, seeds.size())];
    const std::size_t edits = 1 + below(random, 6);
    for (std::size_t i = 0; i < edits; ++i) {
        const std::size_t which = below(random, kEdits.size() + 1);
        if (which < kEdits.size())
            kEdits[which](input, random);
        else
            splice(input, seeds[below(random, seeds.size())], random);
    }
    input.resize(std::min(input.size(), kInputBytes));
    return input;
}

std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

} // namespace

int main(int count, char** arguments) {
    const std::string saved = std::filesystem::absolute(arguments[0]).string() + ".crash";
    if (saved.size() >= running.file.size())
        return 2;
    std::copy(saved.begin(), saved.end(), running.file.begin());
    watchForDeath();

    std::vector<Input> seeds = builtInSeeds();
    for (int i = 1; i < count; ++i) {
        if (!addSeeds(arguments[i], seeds)) {
            std::fprintf(stderr, "no such seed file or folder: %s\n", arguments[i]);
            return 2;
        }
    }
    const std::uint64_t seconds = fromEnvironment("KONTOR_FUZZ_SECONDS", 3);
    const std::uint64_t start = fromEnvironment("KONTOR_FUZZ_SEED", 1);
    std::printf("%zu seeds, random numbers from %llu\n", seeds.size(),
                static_cast<unsigned long long>(start));
    std::fflush(stdout);

    for (const Input& seed : seeds)
        execute(seed);
    std::uint64_t executions = seeds.size();
    Random random(start);
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    while (std::chrono::steady_clock::now() < end) {
        execute(mutated(seeds, random));
        ++executions;
    }
    std::printf("%llu executions\n", static_cast<unsigned long long>(executions));
    return 0;
}
