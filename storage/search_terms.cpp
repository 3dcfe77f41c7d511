#include "storage/search_terms.h"

#include "storage/fold.h"
#include "storage/sqlite_error.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <sqlite3.h>

namespace kontor::storage {

namespace {

enum class Quoting : std::uint8_t {
    None,
    Open, ///< the closing quote is not yet typed
    Closed,
};

struct Chunk {
    std::string_view text;
    Quoting quoting = Quoting::None;
};

bool isBlank(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

std::vector<Chunk> split(std::string_view typed) {
    std::vector<Chunk> chunks;
    std::size_t at = 0;
    while (at < typed.size() && chunks.size() < kQueryTerms) {
        if (isBlank(typed[at])) {
            ++at;
            continue;
        }
        if (typed[at] == '"') {
            const std::size_t end = typed.find('"', at + 1);
            const bool closed = end != std::string_view::npos;
            chunks.push_back({typed.substr(at + 1, closed ? end - at - 1 : std::string_view::npos),
                              closed ? Quoting::Closed : Quoting::Open});
            at = closed ? end + 1 : typed.size();
            continue;
        }
        std::size_t end = at;
        while (end < typed.size() && !isBlank(typed[end]) && typed[end] != '"')
            ++end;
        chunks.push_back({typed.substr(at, end - at), Quoting::None});
        at = end;
    }
    return chunks;
}

/// A place of a query that can be read in a second way.
struct Umlaut {
    std::string_view typed;
    std::string_view other;
};
constexpr auto kUmlauts = std::to_array<Umlaut>({
    {"ae", "a"},
    {"oe", "o"},
    {"ue", "u"},
    {"Ae", "a"},
    {"Oe", "o"},
    {"Ue", "u"},
    {"AE", "a"},
    {"OE", "o"},
    {"UE", "u"},
    {"ä", "ae"},
    {"ö", "oe"},
    {"ü", "ue"},
    {"Ä", "ae"},
    {"Ö", "oe"},
    {"Ü", "ue"},
});

/// The text itself first; each further place doubles the readings until there are kNeedles.
std::vector<std::string> readings(std::string_view text) {
    std::vector<std::string> all{""};
    while (!text.empty()) {
        const auto place = std::ranges::find_if(
            kUmlauts, [&](const Umlaut& umlaut) { return text.starts_with(umlaut.typed); });
        const std::size_t size = place == kUmlauts.end() ? 1 : place->typed.size();
        const std::size_t before = all.size();
        if (place != kUmlauts.end() && before * 2 <= kNeedles) {
            for (std::size_t i = 0; i < before; ++i)
                all.push_back(all[i] + std::string(place->other));
        }
        for (std::size_t i = 0; i < before; ++i)
            all[i] += text.substr(0, size);
        text.remove_prefix(size);
    }
    return all;
}

std::size_t countLetters(std::string_view utf8) {
    return static_cast<std::size_t>(std::ranges::count_if(
        utf8, [](char byte) { return (static_cast<std::uint8_t>(byte) & 0xC0U) != 0x80U; }));
}

/// From one reading of one chunk; none when nothing is left of it.
std::optional<std::string> needleOf(std::string_view reading, Quoting quoting, WordPart part) {
    std::string folded = foldText(reading);
    if (folded.empty())
        return std::nullopt;
    if (quoting == Quoting::Closed)
        return folded;
    const std::string_view open = std::string_view(folded).substr(0, folded.size() - 1);
    const std::string_view inner = open.substr(1);
    const std::size_t letters = countLetters(inner);
    // An emoji or ideograph is a whole word by itself: with both spaces it has a trigram.
    if (letters == 1 && firstLetter(inner).code >= 0x2000)
        return folded;
    const bool beginning = quoting == Quoting::Open || part == WordPart::Beginning || letters <= 2;
    return std::string(beginning ? open : inner);
}

SearchTerm termOf(const Chunk& chunk, WordPart part) {
    SearchTerm term;
    for (const std::string& reading : readings(chunk.text)) {
        const auto needle = needleOf(reading, chunk.quoting, part);
        // "ue" must not become every word that begins with u.
        const bool tooShort = !term.needles.empty() && needle && countLetters(*needle) < 3;
        if (needle && !tooShort && std::ranges::find(term.needles, *needle) == term.needles.end())
            term.needles.push_back(*needle);
    }
    return term;
}

constexpr char kBetweenTerms = '\n'; // neither occurs in folded text
constexpr char kBetweenNeedles = '\t';

std::vector<SearchTerm> unpackTerms(std::string_view packed) {
    std::vector<SearchTerm> terms(1, SearchTerm{{""}});
    for (const char byte : packed) {
        if (byte == kBetweenTerms)
            terms.push_back({{""}});
        else if (byte == kBetweenNeedles)
            terms.back().needles.emplace_back();
        else
            terms.back().needles.back().push_back(byte);
    }
    return terms;
}

std::string_view textArgument(sqlite3_value* value) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return text == nullptr
               ? std::string_view()
               : std::string_view(text, static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

/// holds(text, terms): the terms are unpacked once a query. An erased body is NULL and holds
/// nothing.
void holdsFunction(sqlite3_context* context, int /*count*/, sqlite3_value** arguments) {
    using Terms = std::vector<SearchTerm>;
    auto* terms = static_cast<Terms*>(sqlite3_get_auxdata(context, 1));
    std::unique_ptr<Terms> fresh;
    if (terms == nullptr) {
        fresh = std::make_unique<Terms>(unpackTerms(textArgument(arguments[1])));
        terms = fresh.get();
    }
    const bool found = holds(foldText(textArgument(arguments[0])), *terms);
    sqlite3_result_int(context, found ? 1 : 0);
    if (fresh) // may be destroyed inside this call: last
        sqlite3_set_auxdata(context, 1, fresh.release(),
                            [](void* old) { delete static_cast<Terms*>(old); });
}

} // namespace

std::vector<SearchTerm> parseQuery(std::string_view typed, WordPart part) {
    std::vector<SearchTerm> terms;
    for (const Chunk& chunk : split(typed.substr(0, kQueryBytes))) {
        SearchTerm term = termOf(chunk, part);
        if (!term.needles.empty() && std::ranges::find(terms, term) == terms.end())
            terms.push_back(std::move(term));
    }
    return terms;
}

bool holds(std::string_view folded, const std::vector<SearchTerm>& terms) {
    return std::ranges::all_of(terms, [&](const SearchTerm& term) {
        return std::ranges::any_of(term.needles, [&](const std::string& needle) {
            return folded.find(needle) != std::string_view::npos;
        });
    });
}

std::string packTerms(const std::vector<SearchTerm>& terms) {
    std::string packed;
    for (const SearchTerm& term : terms) {
        if (!packed.empty())
            packed.push_back(kBetweenTerms);
        for (std::size_t i = 0; i < term.needles.size(); ++i) {
            if (i != 0)
                packed.push_back(kBetweenNeedles);
            packed += term.needles[i];
        }
    }
    return packed;
}

Result<void> addSearchFunctions(sqlite3* handle) {
    const int code = sqlite3_create_function_v2(
        handle, "holds", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, nullptr,
        holdsFunction, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return errorOf(code);
    return {};
}

} // namespace kontor::storage
