#include "core/content/reaction.h"

#include "base/limits.h"

#include <QChar>
#include <QString>
#include <QStringDecoder>

#include <algorithm>

namespace kontor::content {
namespace {

constexpr char32_t kJoiner = 0x200D;
constexpr char32_t kInformation = 0x2139; // a letter to Unicode, and an emoji
constexpr char32_t kFirstTag = 0xE0020;   // flags of regions are spelt with these
constexpr char32_t kLastTag = 0xE007F;

bool mayStand(char32_t letter) {
    if (letter == kJoiner || letter == kInformation || (letter >= kFirstTag && letter <= kLastTag))
        return true;
    switch (QChar::category(letter)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Separator_Space:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    default:
        return !QChar::isLetter(letter);
    }
}

/// What carries the others: not a joiner, a skin tone or a digit alone.
bool isSign(char32_t letter) {
    switch (QChar::category(letter)) {
    case QChar::Symbol_Other:
    case QChar::Symbol_Math:
    case QChar::Punctuation_Other:
    case QChar::Punctuation_Dash:
    case QChar::Mark_Enclosing:
    case QChar::Other_NotAssigned: // of a later Unicode
        return true;
    default:
        return letter == kInformation;
    }
}

} // namespace

bool isReaction(std::string_view emoji) {
    if (emoji.empty() || emoji.size() > limits::kReactionBytes)
        return false;
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder(QByteArrayView(emoji.data(), emoji.size()));
    if (decoder.hasError())
        return false;
    const auto letters = decoded.toStdU32String();
    return std::ranges::all_of(letters, mayStand) && std::ranges::any_of(letters, isSign);
}

} // namespace kontor::content
