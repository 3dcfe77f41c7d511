#include "storage/gram_counts.h"

#include "storage/fold.h"
#include "storage/rows.h"

#include <algorithm>

namespace kontor::storage {

namespace {

constexpr std::int64_t kSample = 5'000;

struct Gram {
    std::string_view text;
    std::uint64_t key; ///< three code points of 21 bits
};

template <typename Each>
void eachGram(std::string_view folded, Each each) {
    constexpr std::uint64_t kThree = (std::uint64_t{1} << 63U) - 1;
    std::uint64_t key = 0;
    std::size_t begin = 0; // of the letter two before the present one
    std::size_t second = 0;
    std::size_t letters = 0;
    for (std::size_t at = 0; at < folded.size();) {
        const Utf8Letter next = firstLetter(folded.substr(at));
        key = ((key << 21U) | next.code) & kThree;
        ++letters;
        if (letters >= 3)
            each(Gram{folded.substr(begin, at + next.bytes - begin), key});
        if (letters >= 2)
            begin = second;
        second = at;
        if (letters == 1)
            begin = 0;
        at += next.bytes;
    }
}

} // namespace

Result<GramCounts> GramCounts::ofNewest(Connection& connection) {
    Statement statement = connection.prepare(
        "SELECT body FROM bodies WHERE body IS NOT NULL ORDER BY id DESC LIMIT ?1");
    statement.bind(kSample);
    const auto bodies = readAll(statement, [](Statement& row) { return row.text(); });
    if (!bodies.ok())
        return bodies.error();
    GramCounts counts;
    for (const std::string& body : bodies.value())
        counts.add(foldText(body));
    return counts;
}

void GramCounts::add(std::string_view folded) {
    eachGram(folded, [&](const Gram& gram) { ++m_counts[gram.key]; });
}

std::vector<std::string_view> GramCounts::rarest(std::string_view needle, std::size_t count) const {
    struct Rated {
        Gram gram;
        std::uint32_t times;
        std::size_t place;
    };
    std::vector<Rated> rated;
    eachGram(needle, [&](const Gram& gram) {
        const bool known =
            std::ranges::any_of(rated, [&](const Rated& one) { return one.gram.key == gram.key; });
        if (known)
            return;
        const auto found = m_counts.find(gram.key);
        rated.push_back({gram, found == m_counts.end() ? 0 : found->second, rated.size()});
    });
    std::ranges::stable_sort(rated, {}, &Rated::times);
    if (rated.size() > count)
        rated.resize(count);
    std::ranges::sort(rated, {}, &Rated::place);
    std::vector<std::string_view> grams;
    for (const Rated& one : rated)
        grams.push_back(one.gram.text);
    return grams;
}

} // namespace kontor::storage
