#include "app/texts/message_markup.h"

#include "app/texts/drawn_text.h"
#include "core/formatting/web_addresses.h"

#include <QRegularExpression>

namespace kontor {

namespace {

QString escaped(QStringView text) {
    auto safe = drawnText(text.toString()).toHtmlEscaped();
    safe.replace(QLatin1Char('\n'), QLatin1String("<br>"));
    safe.replace(QLatin1String("  "), QLatin1String(" &nbsp;"));
    return safe;
}

} // namespace

MessageMarkup markupOf(const QString& text) {
    const auto links = webAddressesIn(text);
    if (links.empty())
        return {drawnText(text), false};
    const QStringView whole(text);
    QString styled;
    qsizetype done = 0;
    for (const auto& link : links) {
        styled += escaped(whole.mid(done, link.start - done));
        styled +=
            QStringLiteral("<a href=\"%1\">%2</a>")
                .arg(link.address.toHtmlEscaped(), escaped(whole.mid(link.start, link.length)));
        done = link.start + link.length;
    }
    styled += escaped(whole.mid(done));
    return {styled, true};
}

bool mayOpen(const QUrl& link) {
    return link.isValid() && !link.host().isEmpty() &&
           (link.scheme() == QLatin1String("https") || link.scheme() == QLatin1String("http"));
}

QString cleanPaste(const QString& text) {
    QString clean;
    clean.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto letter = text.at(i);
        switch (letter.unicode()) {
        case '\r':
            if (i + 1 >= text.size() || text.at(i + 1) != QLatin1Char('\n'))
                clean += QLatin1Char('\n');
            break;
        case 0x000B: // what Word puts for Shift+Enter
        case 0x000C:
        case 0x0085:
        case 0x2028:
        case 0x2029:
            clean += QLatin1Char('\n');
            break;
        case 0x00A0:
        case 0x202F:
            clean += QLatin1Char(' ');
            break;
        case 0x00AD: // soft hyphen
        case 0x200B: // zero-width space
        case 0xFEFF: // byte order mark
        case 0xFFFC: // where a picture stood
            break;
        default:
            if (letter >= QLatin1Char(' ') || letter == QLatin1Char('\n') ||
                letter == QLatin1Char('\t'))
                clean += letter;
        }
    }
    static const QRegularExpression blanksAtLineEnd(QStringLiteral("[ \\t]+\n"));
    return clean.replace(blanksAtLineEnd, QStringLiteral("\n"));
}

} // namespace kontor
