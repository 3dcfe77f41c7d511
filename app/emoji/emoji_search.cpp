#include "app/emoji/emoji_search.h"

#include "app/emoji/emoji_text.h"
#include "core/search/word_lookup.h"

#include <algorithm>

namespace kontor::emoji {

namespace {

/// How well a word that was typed fits one language's name and words, best first.
enum Rank : int {
    kNameBegins = 0, ///< and one more where only the beginning of the word was typed
    kNameWord = 2,
    kOtherWord = 4,
    kWords = 6, ///< below are words, from here on parts of them
    kInsideName = kWords,
    kInsideWord = kWords + 1,
    kNowhere = kWords + 2,
};

/// Words of one's own language, words of the other, then parts of words in the same order.
int rankOfBoth(int own, int other) {
    constexpr int kParts = kNowhere - kWords;
    if (own < kWords)
        return own;
    if (other < kWords)
        return kWords + other;
    return own < kNowhere ? kWords + own : kWords + kParts + other;
}
const int kNotFound = rankOfBoth(kNowhere, kNowhere);

enum class Fit : std::uint8_t { Whole, Beginning, Inside, None };

Fit fitOf(std::string_view folded, std::string_view needle) {
    auto best = Fit::None;
    const bool fromBlank = needle.front() == ' ';
    for (auto at = folded.find(needle); at != std::string_view::npos && best != Fit::Whole;
         at = folded.find(needle, at + 1)) {
        const auto end = at + needle.size();
        const bool whole = end == folded.size() || folded[end] == ' ';
        const bool begins = fromBlank || folded[at - 1] == ' ';
        best = std::min(best, !begins ? Fit::Inside : whole ? Fit::Whole : Fit::Beginning);
    }
    return best;
}

int rankOf(Fit fit, Rank word, Rank inside) {
    switch (fit) {
    case Fit::Whole:
        return word;
    case Fit::Beginning:
        return word + 1;
    case Fit::Inside:
        return inside;
    case Fit::None:
        break;
    }
    return kNowhere;
}

/// Of the name's first word alone: what the name begins with.
std::string_view beginningOf(std::string_view name, std::string_view needle) {
    const std::size_t first = needle.front() == ' ' ? 0 : 1;
    return name.size() > first && name.substr(first).starts_with(needle)
               ? name.substr(0, first + needle.size() + 1)
               : std::string_view();
}

int rankIn(std::string_view name, std::string_view words, const std::vector<std::string>& needles) {
    int best = kNowhere;
    for (const auto& needle : needles) {
        best =
            std::min({best, rankOf(fitOf(beginningOf(name, needle), needle), kNameBegins, kNowhere),
                      rankOf(fitOf(name, needle), kNameWord, kInsideName)});
        if (best >= kOtherWord)
            best = std::min(best, rankOf(fitOf(words, needle), kOtherWord, kInsideWord));
    }
    return best;
}

} // namespace

void EmojiSearch::prepare() {
    for (const auto language : {Language::German, Language::English}) {
        auto& entries = m_entries.at(static_cast<std::size_t>(language));
        entries.reserve(count());
        for (std::uint16_t at = 0; at < count(); ++at) {
            const auto id = static_cast<EmojiId>(at);
            std::string words(wordsOf(id, language));
            words += '\n';
            words += textOf(id);
            entries.push_back({foldedWords(nameOf(id, language)), foldedWords(words)});
        }
    }
}

const std::vector<EmojiSearch::Entry>& EmojiSearch::entries(Language language) const {
    return m_entries.at(static_cast<std::size_t>(language));
}

int EmojiSearch::rankOf(std::size_t at, const std::vector<std::string>& needles, Language first,
                        Order order) const {
    const auto second = first == Language::German ? Language::English : Language::German;
    const auto& own = entries(first)[at];
    const int ownRank = rankIn(own.name, own.words, needles);
    if (ownRank < kWords && order == Order::OwnFirst)
        return ownRank;
    const auto& other = entries(second)[at];
    const int otherRank = rankIn(other.name, other.words, needles);
    return order == Order::Equal && std::min(ownRank, otherRank) < kWords
               ? std::min(ownRank, otherRank)
               : rankOfBoth(ownRank, otherRank);
}

std::vector<EmojiId> EmojiSearch::find(QStringView typed, Language first, Order order) {
    const auto bytes = typed.toUtf8();
    const auto words = typedWords(viewOf(bytes));
    if (words.empty())
        return {};
    if (m_entries.front().empty())
        prepare();
    struct Hit {
        int rank;
        EmojiId id;
    };
    std::vector<Hit> hits;
    for (std::uint16_t at = 0; at < count(); ++at) {
        int sum = 0;
        const bool all = std::ranges::all_of(words, [&](const auto& needles) {
            const int rank = rankOf(at, needles, first, order);
            sum += rank;
            return rank < kNotFound;
        });
        if (all)
            hits.push_back({sum, static_cast<EmojiId>(at)});
    }
    std::ranges::stable_sort(hits, {}, &Hit::rank);
    std::vector<EmojiId> found;
    found.reserve(hits.size());
    std::ranges::transform(hits, std::back_inserter(found), &Hit::id);
    return found;
}

std::optional<EmojiId> emojiWithShortcode(QStringView code) {
    const auto wanted = code.toLatin1().toLower();
    for (std::uint16_t at = 0; at < count(); ++at)
        if (shortcodeOf(static_cast<EmojiId>(at)) == viewOf(wanted))
            return static_cast<EmojiId>(at);
    return std::nullopt;
}

} // namespace kontor::emoji
