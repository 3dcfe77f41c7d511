#pragma once

#include "app/texts/formatted_words.h"

#include <QColor>
#include <QPointer>
#include <QQuickTextDocument>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// Gives a TextEdit that shows `words.text` their looks: letters by their formats, blocks by their
/// margins. Nothing is ever read as markup, and nothing is loaded. What stands beside blocks draws
/// who shows them (FormattedWords::blocks).
class DocumentLooks : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QQuickTextDocument* document READ document WRITE setDocument NOTIFY changed FINAL)
    Q_PROPERTY(kontor::FormattedWords* words READ words WRITE setWords NOTIFY changed FINAL)
    Q_PROPERTY(int indent READ indent WRITE setIndent NOTIFY changed FINAL)
    Q_PROPERTY(QColor nameColour READ nameColour WRITE setNameColour NOTIFY changed FINAL)
    Q_PROPERTY(QColor ownNameColour READ ownNameColour WRITE setOwnNameColour NOTIFY changed FINAL)
    Q_PROPERTY(QColor codeColour READ codeColour WRITE setCodeColour NOTIFY changed FINAL)

public:
    [[nodiscard]] QQuickTextDocument* document() const { return m_document; }
    [[nodiscard]] FormattedWords* words() const { return m_words; }
    [[nodiscard]] int indent() const { return m_indent; }
    [[nodiscard]] const QColor& nameColour() const { return m_nameColour; }
    [[nodiscard]] const QColor& ownNameColour() const { return m_ownNameColour; }
    [[nodiscard]] const QColor& codeColour() const { return m_codeColour; }
    void setDocument(QQuickTextDocument* document);
    void setWords(FormattedWords* words);
    void setIndent(int pixels);
    void setNameColour(const QColor& colour);
    void setOwnNameColour(const QColor& colour);
    void setCodeColour(const QColor& colour);
    /// How far the last line reaches.
    Q_INVOKABLE [[nodiscard]] qreal lastLine() const;

signals:
    void changed();

private:
    void format();
    void formatLetters(const TextSpan& span);
    void formatBlock(const TextSpan& span);
    template <typename Value>
    void change(Value& value, const Value& to);

    QQuickTextDocument* m_document = nullptr;
    QPointer<FormattedWords> m_words;
    int m_indent = 0;
    QColor m_nameColour;
    QColor m_ownNameColour;
    QColor m_codeColour;
    bool m_formatting = false;
};

} // namespace kontor
