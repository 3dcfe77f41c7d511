#include "core/formatting/web_addresses.h"

#include <QRegularExpression>

namespace kontor {
namespace {

const QRegularExpression& pattern() {
    static const QRegularExpression pattern(
        QStringLiteral(R"((?<![\w/@.])(?:https?://|www\.)[^\s<>"“”„]+)"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return pattern;
}

/// A bracket belongs to the address only when it was opened in it.
qsizetype addressLength(QStringView found) {
    auto length = found.size();
    auto opened = found.count(QLatin1Char('('));
    auto closed = found.count(QLatin1Char(')'));
    while (length > 0) {
        const auto last = found.at(length - 1);
        if (last == QLatin1Char(')') && opened >= closed)
            break;
        if (!QStringView(u".,;:!?')]}*_~`").contains(last))
            break;
        closed -= last == QLatin1Char(')') ? 1 : 0;
        --length;
    }
    return length;
}

} // namespace

std::vector<WebAddress> webAddressesIn(const QString& text) {
    std::vector<WebAddress> found;
    auto matches = pattern().globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const auto length = addressLength(match.capturedView());
        const auto address = text.mid(match.capturedStart(), length);
        const bool bare = address.startsWith(QLatin1String("www."), Qt::CaseInsensitive);
        found.push_back({match.capturedStart(), length,
                         bare ? QString(QLatin1String("https://") + address) : address});
    }
    return found;
}

} // namespace kontor
