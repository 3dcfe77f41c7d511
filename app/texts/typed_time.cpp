#include "app/texts/typed_time.h"

namespace kontor {

QTime typedTime(const QString& words, const QLocale& locale) {
    const auto typed = words.trimmed();
    if (const auto time = locale.toTime(typed, QLocale::ShortFormat); time.isValid())
        return time;
    const auto plain = QString(typed).replace(QLatin1Char('.'), QLatin1Char(':'));
    for (const auto* const form : {"H:mm", "H"})
        if (const auto time = QTime::fromString(plain, QLatin1String(form)); time.isValid())
            return time;
    return {};
}

} // namespace kontor
