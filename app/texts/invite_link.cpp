#include "app/texts/invite_link.h"

#include "base/limits.h"

#include <QRegularExpression>

namespace kontor {

QString tidyInviteLink(const QString& pasted) {
    static const QRegularExpression blanks(QStringLiteral("[\\s\\x{200b}\\x{feff}]"),
                                           QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression around(
        QStringLiteral("^[<\"'„“”‚‘’»«(\\[]+|[>\"'“”‘’»«)\\].,;]+$"));
    auto link = pasted;
    link.remove(blanks);
    link.remove(around);
    // The rest of a sentence in front of it: "Dein Link: kontor://..."
    const auto scheme = link.indexOf(QLatin1String("kontor://"), 0, Qt::CaseInsensitive);
    return scheme > 0 ? link.mid(scheme).remove(around) : link;
}

bool looksLikeInviteLink(const QString& tidied) {
    return tidied.startsWith(QLatin1String("kontor://"), Qt::CaseInsensitive) &&
           tidied.contains(QLatin1String("/invite/")) && tidied.contains(QLatin1Char('#'));
}

QString suggestedHandle(const QString& name) {
    auto first = name.section(QLatin1Char(' '), 0, 0, QString::SectionSkipEmpty).toLower();
    first.replace(QStringLiteral("ä"), QLatin1String("ae"));
    first.replace(QStringLiteral("ö"), QLatin1String("oe"));
    first.replace(QStringLiteral("ü"), QLatin1String("ue"));
    first.replace(QStringLiteral("ß"), QLatin1String("ss"));
    QString handle;
    for (const auto letter : first.normalized(QString::NormalizationForm_KD))
        if ((letter >= QLatin1Char('a') && letter <= QLatin1Char('z')) ||
            (letter >= QLatin1Char('0') && letter <= QLatin1Char('9')) ||
            letter == QLatin1Char('-'))
            handle += letter;
    return handle.left(static_cast<int>(limits::kHandleLetters));
}

} // namespace kontor
