#pragma once

#include "app/texts/drawn_text.h"

#include <QFont>
#include <QGuiApplication>
#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// How letters are drawn, for QML: drawn_text.h, and the interface's fonts.
class TextDrawing : public QObject {
    Q_OBJECT
    QML_ELEMENT

public:
    Q_INVOKABLE [[nodiscard]] QString drawn(const QString& text) const { return drawnText(text); }
    /// For controls that are typed into: left to themselves they take the desktop's font, and QML
    /// of Qt 6.4 can name only one family.
    Q_INVOKABLE [[nodiscard]] QFont font(int pixels) const {
        auto font = QGuiApplication::font();
        font.setPixelSize(pixels);
        return font;
    }
};

} // namespace kontor
