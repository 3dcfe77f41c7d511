#pragma once

#include <QColor>
#include <QObject>
#include <QQuickTextDocument>
#include <QtQml/qqmlregistration.h>

class QTextBlock;

namespace kontor {

/// Gives a TextEdit what only Text has in QML: lines of a fixed height, links made pressable in
/// plain text, emoji in colour (drawn_text.h), and a way to replace a part in one step.
class DocumentLines : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QQuickTextDocument* document READ document WRITE setDocument NOTIFY changed FINAL)
    Q_PROPERTY(int lineHeight READ lineHeight WRITE setLineHeight NOTIFY changed FINAL)
    Q_PROPERTY(bool links READ links WRITE setLinks NOTIFY changed FINAL)
    Q_PROPERTY(QColor linkColour READ linkColour WRITE setLinkColour NOTIFY changed FINAL)

public:
    [[nodiscard]] QQuickTextDocument* document() const { return m_document; }
    [[nodiscard]] int lineHeight() const { return m_lineHeight; }
    [[nodiscard]] bool links() const { return m_links; }
    [[nodiscard]] QColor linkColour() const { return m_linkColour; }
    void setDocument(QQuickTextDocument* document);
    void setLineHeight(int height);
    void setLinks(bool links);
    void setLinkColour(const QColor& colour);
    /// One undo takes it back.
    Q_INVOKABLE void replace(int start, int end, const QString& text);

signals:
    void changed();

private:
    void format();
    void formatLines(const QTextBlock& block);
    void formatEmoji(const QTextBlock& block);
    void formatLinks(const QTextBlock& block);

    QQuickTextDocument* m_document = nullptr;
    int m_lineHeight = 0; ///< pixels; 0: as the font has it
    bool m_links = false;
    QColor m_linkColour;
    bool m_formatting = false;
};

} // namespace kontor
