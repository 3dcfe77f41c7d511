#include "tools/kontor_bench/app_command.h"
#include "tools/kontor_bench/polls_command.h"
#include "tools/kontor_bench/storage_command.h"
#include "tools/kontor_bench/timeline_command.h"
#include "tools/kontor_bench/timers_command.h"
#include "tools/kontor_bench/vectors_command.h"

#include <array>
#include <charconv>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

constexpr std::string_view kHelp = R"(kontor-bench: checks and measures Kontor's libraries

usage: kontor-bench [--json] vectors DIR
       kontor-bench [--json] storage|app|timeline|timers|polls [--messages N]

  vectors DIR   verify every test vector file in DIR: one line a file, `file passed/total`;
                then what was skipped (suites and kinds that are not built)

  storage       fills an encrypted store in a temporary folder with 1,000 conversations and a
                million messages (or N), then tells the milliseconds of p50 and p99: open,
                newest_page, page_back, jump, search_word, search_prefix, search_part, insert

  app           starts the program that lies beside this one, with an empty profile and with one of
                1,000 conversations and a million messages (or N): milliseconds until the first
                complete frame, memory 10 s later, CPU when idle

  timeline      the program's window, drawn by software, on one conversation of a million messages
                (or N): milliseconds of a step of scrolling and of jumps, steps that did not move
                exactly, megabytes that it has grown by

  timers        100,000 messages (or N) that are to end: milliseconds to find the next, to begin one
                more, to erase one and a thousand at once from every place and from the disk, and to
                open a store of them

  polls         a poll of 50 slots that 1,000 people (or N) have answered: milliseconds to count it,
                to read its card, the table of who said what, and a file of that; KiB of its votes

  --json        one object a line: {"name": ..., "value": ..., "unit": ...}
  --help        this text
  --version     the program's version

exit code: 0 all passed, 1 something failed, 2 wrong usage or nothing there
)";

constexpr std::uint32_t kMessages = 1'000'000;
constexpr std::uint32_t kPendingLives = 100'000;
constexpr std::uint32_t kVoters = 1'000;
constexpr std::uint32_t kMostMessages = 100'000'000;

/// None: no such command line.
std::optional<std::uint32_t> messagesOf(const std::vector<std::string>& words) {
    if (words.size() == 1 && words.front() == "polls")
        return kVoters;
    if (words.size() == 1)
        return words.front() == "timers" ? kPendingLives : kMessages;
    std::uint32_t count = 0;
    if (words.size() != 3 || words[1] != "--messages")
        return std::nullopt;
    const std::string& number = words[2];
    const char* const end = number.data() + number.size();
    const auto read = std::from_chars(number.data(), end, count);
    const bool whole = read.ec == std::errc() && read.ptr == end;
    return whole && count > 0 && count <= kMostMessages ? std::optional(count) : std::nullopt;
}

} // namespace

int main(int argc, char** argv) {
    auto form = kontor::bench::OutputForm::Lines;
    std::vector<std::string> words;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == "--help") {
            std::cout << kHelp;
            return 0;
        }
        if (word == "--version") {
            std::cout << "kontor-bench " KONTOR_VERSION "\n";
            return 0;
        }
        if (word == "--json")
            form = kontor::bench::OutputForm::Json;
        else
            words.emplace_back(word);
    }
    if (words.size() == 2 && words[0] == "vectors")
        return kontor::bench::runVectors(words[1], form);
    using Command = int (*)(std::uint32_t, kontor::bench::OutputForm);
    constexpr std::array<std::pair<std::string_view, Command>, 5> kCommands{
        {{"storage", kontor::bench::runStorage},
         {"app", kontor::bench::runApp},
         {"timeline", kontor::bench::runTimeline},
         {"timers", kontor::bench::runTimers},
         {"polls", kontor::bench::runPolls}}};
    for (const auto& [name, command] : kCommands)
        if (!words.empty() && words[0] == name)
            if (const auto messages = messagesOf(words))
                return command(*messages, form);
    std::cerr << kHelp;
    return 2;
}
