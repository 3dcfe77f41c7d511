#include "core/formatting/plain_name.h"

#include <QChar>
#include <QString>

namespace kontor {
namespace {

enum class Lines { Joined, Kept };

bool turnsDirection(QChar letter) {
    const char16_t code = letter.unicode();
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

bool breaks(QChar letter) {
    switch (letter.category()) {
    case QChar::Other_Control:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

QString cleaned(std::string_view utf8, Lines lines) {
    const QString text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    QString clean;
    clean.reserve(text.size());
    for (const QChar letter : text) {
        if (turnsDirection(letter))
            continue;
        const bool kept = lines == Lines::Kept && letter == u'\n';
        clean += breaks(letter) && !kept ? QChar(u' ') : letter;
    }
    return clean;
}

} // namespace

std::string plainName(std::string_view name, std::size_t letters) {
    const QString clean = cleaned(name, Lines::Joined).simplified();
    const auto points = clean.toStdU32String();
    if (points.size() <= letters)
        return clean.toStdString();
    return QString::fromUcs4(points.data(), static_cast<qsizetype>(letters))
        .trimmed()
        .toStdString();
}

std::string plainLines(std::string_view text) {
    return cleaned(text, Lines::Kept).toStdString();
}

} // namespace kontor
