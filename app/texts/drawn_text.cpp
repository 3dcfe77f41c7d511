#include "app/texts/drawn_text.h"

#include "emoji_sequences.h"

#include <algorithm>
#include <ranges>

namespace kontor {

namespace {

/// "Show the character before me as a picture."
constexpr QChar kPicture(0xFE0F);

struct Known {
    QString sequence;
    QString character;
};

/// Longest first, so that a heart on fire is not taken for a heart.
const std::vector<Known>& known() {
    static const auto sequences = [] {
        std::vector<Known> all;
        for (const auto& [sequence, character] : kEmojiSequences)
            all.push_back(
                {QString::fromUcs4(sequence.data(), static_cast<qsizetype>(sequence.size())),
                 QString::fromUcs4(&character, 1)});
        std::ranges::stable_sort(all, std::ranges::greater(),
                                 [](const Known& one) { return one.sequence.size(); });
        return all;
    }();
    return sequences;
}

const Known* knownAt(QStringView text) {
    const auto found = std::ranges::find_if(
        known(), [text](const Known& one) { return text.startsWith(one.sequence); });
    return found == known().end() ? nullptr : &*found;
}

/// Letters and digits begin no sequence, except for keycaps: most of a text is passed over here.
bool mayBegin(QStringView text) {
    const auto letter = text.front().unicode();
    return letter > 0x7F || (text.size() > 1 && text.at(1) == kPicture);
}

} // namespace

QString drawnText(const QString& text) {
    if (!text.contains(kPicture))
        return text;
    QString drawn;
    drawn.reserve(text.size());
    for (QStringView rest(text); !rest.isEmpty();) {
        const auto* one = mayBegin(rest) ? knownAt(rest) : nullptr;
        if (one)
            drawn += one->character;
        // Where the emoji font draws by itself the sign has done its work; left in, it would come
        // from another font and tear a sequence apart.
        else if (rest.front() != kPicture)
            drawn += rest.front();
        rest = rest.mid(one ? one->sequence.size() : 1);
    }
    return drawn;
}

std::vector<EmojiPlace> emojiPlaces(const QString& text) {
    std::vector<EmojiPlace> places;
    for (auto sign = text.indexOf(kPicture); sign > 0; sign = text.indexOf(kPicture, sign + 1)) {
        const QStringView single = QStringView(text).sliced(sign - 1, 2);
        const auto* one = single.front().unicode() > 0x7F ? knownAt(single) : nullptr;
        if (one)
            places.push_back({sign - 1, single.size()});
    }
    return places;
}

} // namespace kontor
