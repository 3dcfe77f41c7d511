#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Words as the search of messages compares them, for lists that do not lie in the store. Any
/// thread.
namespace kontor {

/// `" word word "`: lower case, without marks, ß as ss; empty when there is no word
/// (storage/fold.h).
[[nodiscard]] std::string foldedWords(std::string_view text);

/// What was typed, word for word: each must be found in folded words, in any order, by any of its
/// needles (another reading of ae and ä). A needle of one or two letters begins with a space: it is
/// the beginning of a word.
[[nodiscard]] std::vector<std::vector<std::string>> typedWords(std::string_view typed);

} // namespace kontor
