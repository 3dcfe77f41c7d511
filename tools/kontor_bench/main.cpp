#include "tools/kontor_bench/vectors_command.h"

#include <iostream>
#include <string_view>
#include <vector>

namespace {

constexpr std::string_view kHelp = R"(kontor-bench: checks and measures Kontor's libraries

usage: kontor-bench [--json] vectors DIR

  vectors DIR   verify every test vector file in DIR: one line a file, `file passed/total`;
                then what was skipped (suites and kinds that are not built)

  --json        one object a line: {"name": ..., "value": ..., "unit": ...}
  --help        this text
  --version     the program's version

exit code: 0 all passed, 1 something failed, 2 wrong usage or nothing there
)";

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
    std::cerr << kHelp;
    return 2;
}
