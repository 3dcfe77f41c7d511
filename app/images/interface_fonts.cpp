#include "app/images/interface_fonts.h"

#include <QFont>
#include <QFontDatabase>
#include <QGuiApplication>

namespace kontor {

void useInterfaceFonts() {
    QFontDatabase::addApplicationFont(QStringLiteral(":/fonts/kontor_emoji.ttf"));
    QFont font;
    // The order matters: Qt takes the first that has a letter, so digits must be met before the
    // emoji font, which has them for keycaps.
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans"),
                      QStringLiteral("Noto Color Emoji"), QStringLiteral("Kontor Emoji")});
    QGuiApplication::setFont(font);
}

QStringList fixedFamilies() {
    // The first that there is; what the desktop calls fixed may be none on a bare one.
    return {QStringLiteral("Noto Sans Mono"), QStringLiteral("DejaVu Sans Mono"),
            QFontDatabase::systemFont(QFontDatabase::FixedFont).family(),
            QStringLiteral("monospace")};
}

} // namespace kontor
