#include "app/emoji/emoji_alone.h"

#include "app/emoji/emoji_text.h"

namespace kontor::emoji {

namespace {

constexpr int kMost = 3;
/// UTF-16 units that three of the longest take, and some blanks: longer texts are not looked at.
constexpr qsizetype kLongest = 3 * 20;

} // namespace

int emojiAlone(const QString& text) {
    const auto words = QStringView(text).trimmed();
    if (words.isEmpty() || words.size() > kLongest)
        return 0;
    const auto bytes = words.toUtf8();
    auto rest = viewOf(bytes);
    int found = 0;
    while (!rest.empty()) {
        if (rest.front() == ' ' || rest.front() == '\n') {
            rest.remove_prefix(1);
            continue;
        }
        const auto next = emojiAtBegin(rest);
        if (!next || ++found > kMost)
            return 0;
        rest.remove_prefix(next->bytes);
    }
    return found;
}

} // namespace kontor::emoji
