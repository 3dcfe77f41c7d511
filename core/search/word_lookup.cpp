#include "core/search/word_lookup.h"

#include "storage/fold.h"
#include "storage/search_terms.h"

namespace kontor {

std::string foldedWords(std::string_view text) {
    return storage::foldText(text);
}

std::vector<std::vector<std::string>> typedWords(std::string_view typed) {
    std::vector<std::vector<std::string>> words;
    for (auto& term : storage::parseQuery(typed))
        words.push_back(std::move(term.needles));
    return words;
}

} // namespace kontor
