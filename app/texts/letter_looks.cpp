#include "app/texts/letter_looks.h"

#include "app/images/interface_fonts.h"

namespace kontor {

QTextCharFormat letterFormat(TextSpan::Kind kind) {
    using Kind = TextSpan::Kind;
    QTextCharFormat format;
    switch (kind) {
    case Kind::Bold:
        format.setFontWeight(QFont::Bold);
        break;
    case Kind::Italic:
        format.setFontItalic(true);
        break;
    case Kind::Strike:
        format.setFontStrikeOut(true);
        break;
    case Kind::Code:
    case Kind::CodeBlock:
        format.setFontFamilies(fixedFamilies());
        break;
    case Kind::Mention:
        format.setFontWeight(QFont::DemiBold);
        break;
    case Kind::Quote:
    case Kind::Bullet:
    case Kind::Numbered:
        break;
    }
    return format;
}

} // namespace kontor
