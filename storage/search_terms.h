#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;

/// What a typed query means: words that must all occur. Pure, but for the function that SQL calls.
namespace kontor::storage {

/// One typed word, or a phrase in quotes: any of the needles must occur in a folded text.
struct SearchTerm {
    std::vector<std::string> needles; ///< folded; not empty
    friend bool operator==(const SearchTerm&, const SearchTerm&) = default;
};

enum class WordPart : std::uint8_t {
    Anywhere,  ///< inside a word as well, from three letters on
    Beginning, ///< of a word: names
};

/// Words are separated by blanks; what stands in "quotes" is a phrase of whole words. One or two
/// letters are the beginning of a word. Each ae, oe, ue also stands for a, o, u (as ä, ö, ü are
/// folded), each ä, ö, ü also for ae, oe, ue; at most eight needles a term. Longer queries than
/// kQueryBytes or kQueryTerms are cut: a person does not type them. No words: no terms.
[[nodiscard]] std::vector<SearchTerm> parseQuery(std::string_view typed,
                                                 WordPart part = WordPart::Anywhere);
inline constexpr std::size_t kQueryBytes = 256;
inline constexpr std::size_t kQueryTerms = 8;
inline constexpr std::size_t kNeedles = 8;

/// Does the folded text have all terms?
[[nodiscard]] bool holds(std::string_view folded, const std::vector<SearchTerm>& terms);

/// The terms as one text, for the SQL function `holds(text, terms)` that folds its text.
[[nodiscard]] std::string packTerms(const std::vector<SearchTerm>& terms);
[[nodiscard]] Result<void> addSearchFunctions(sqlite3* handle);

} // namespace kontor::storage
