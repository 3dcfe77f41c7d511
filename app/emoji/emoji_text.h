#pragma once

#include "app/emoji/emoji_table.h"

#include <QByteArray>
#include <QLocale>
#include <QString>

/// Between the table's UTF-8 and what the window speaks.
namespace kontor::emoji {

[[nodiscard]] inline QString toQString(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Lives as long as the bytes.
[[nodiscard]] inline std::string_view viewOf(const QByteArray& bytes) {
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

[[nodiscard]] inline Language languageOf(const QLocale& locale) {
    return locale.language() == QLocale::German ? Language::German : Language::English;
}

} // namespace kontor::emoji
