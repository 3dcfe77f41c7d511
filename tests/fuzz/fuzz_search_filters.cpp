#include "core/search/search_filters.h"

#include <cstdlib>

namespace {

void require(bool holds) {
    if (!holds)
        std::abort();
}

} // namespace

/// Filters among the words of a search: any text at all.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kontor;
    const QString typed =
        QString::fromUtf8(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const SearchFilters read = readFilters(typed);
    require(read.words.size() <= kFilterLetters && read.contents.size() <= 4);
    for (const QString& name : read.senders + read.conversations)
        require(!name.isEmpty() && !name.contains(u'"') && name == name.simplified());
    // What was left as words is no filter when it is read again.
    const SearchFilters again = readFilters(read.words);
    require(!again.any() && again.words == read.words);
    return 0;
}
