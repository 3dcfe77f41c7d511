#include "app/texts/initials.h"

#include <QStringList>
#include <QTextBoundaryFinder>

namespace kontor {

namespace {

QString firstLetter(const QString& word) {
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
    const auto end = finder.toNextBoundary();
    return end > 0 ? word.left(end) : QString();
}

} // namespace

QString initials(const QString& name) {
    const auto words = name.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.isEmpty())
        return {};
    auto letters = firstLetter(words.front());
    if (words.size() > 1)
        letters += firstLetter(words.back());
    return letters.toUpper();
}

int colourOf(const UserId& user) {
    std::uint32_t hash = 2166136261U; // FNV-1a: ids of tests are not random, and must differ too
    for (const auto byte : user.bytes)
        hash = (hash ^ byte) * 16777619U;
    return static_cast<int>((hash ^ (hash >> 15U)) % kPersonColours);
}

int colourOf(ConversationId conversation) {
    // Neighbouring numbers get colours that are far apart.
    return static_cast<int>((conversation.value * 5 + 4) % kPersonColours);
}

} // namespace kontor
