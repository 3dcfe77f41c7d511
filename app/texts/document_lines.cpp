#include "app/texts/document_lines.h"

#include "app/texts/message_markup.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

namespace kontor {

void DocumentLines::setDocument(QQuickTextDocument* document) {
    if (m_document == document)
        return;
    m_document = document;
    if (document) {
        connect(document->textDocument(), &QTextDocument::contentsChange, this,
                [this](int, int removed, int added) {
                    if (removed != added || added > 0)
                        format();
                });
        format();
    }
    emit changed();
}

void DocumentLines::setLineHeight(int height) {
    if (m_lineHeight == height)
        return;
    m_lineHeight = height;
    format();
    emit changed();
}

void DocumentLines::setLinks(bool links) {
    if (m_links == links)
        return;
    m_links = links;
    format();
    emit changed();
}

void DocumentLines::setLinkColour(const QColor& colour) {
    if (m_linkColour == colour)
        return;
    m_linkColour = colour;
    format();
    emit changed();
}

void DocumentLines::format() {
    if (!m_document || m_formatting)
        return;
    m_formatting = true;
    auto* text = m_document->textDocument();
    for (auto block = text->begin(); block.isValid(); block = block.next()) {
        auto format = block.blockFormat();
        if (m_lineHeight > 0 && format.lineHeight() != m_lineHeight) {
            format.setLineHeight(m_lineHeight, QTextBlockFormat::FixedHeight);
            QTextCursor cursor(block);
            cursor.joinPreviousEditBlock(); // one undo takes back what was typed, not its height
            cursor.setBlockFormat(format);
            cursor.endEditBlock();
        }
        if (!m_links)
            continue;
        for (const auto& link : linksOf(block.text())) {
            QTextCursor cursor(block);
            cursor.setPosition(block.position() + static_cast<int>(link.start));
            cursor.setPosition(block.position() + static_cast<int>(link.start + link.length),
                               QTextCursor::KeepAnchor);
            QTextCharFormat anchor;
            anchor.setAnchor(true);
            anchor.setAnchorHref(link.address);
            anchor.setForeground(m_linkColour);
            anchor.setFontUnderline(true);
            cursor.mergeCharFormat(anchor);
        }
    }
    m_formatting = false;
}

} // namespace kontor
