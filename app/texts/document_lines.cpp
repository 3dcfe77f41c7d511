#include "app/texts/document_lines.h"

#include "app/texts/drawn_text.h"
#include "app/texts/message_markup.h"
#include "core/formatting/web_addresses.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

#include <algorithm>

namespace kontor {

namespace {
const QString kEmojiFont = QStringLiteral("Noto Color Emoji");
}

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

void DocumentLines::replace(int start, int end, const QString& text) {
    if (!m_document)
        return;
    QTextCursor cursor(m_document->textDocument());
    cursor.setPosition(start);
    cursor.setPosition(end, QTextCursor::KeepAnchor);
    cursor.beginEditBlock();
    cursor.insertText(text);
    format();
    cursor.endEditBlock();
}

void DocumentLines::format() {
    if (!m_document || m_formatting)
        return;
    m_formatting = true;
    auto* text = m_document->textDocument();
    for (auto block = text->begin(); block.isValid(); block = block.next()) {
        formatLines(block);
        formatEmoji(block);
        if (m_links)
            formatLinks(block);
    }
    m_formatting = false;
}

void DocumentLines::formatLines(const QTextBlock& block) {
    auto format = block.blockFormat();
    if (m_lineHeight <= 0 || format.lineHeight() == m_lineHeight)
        return;
    format.setLineHeight(m_lineHeight, QTextBlockFormat::FixedHeight);
    QTextCursor cursor(block);
    cursor.joinPreviousEditBlock(); // one undo takes back what was typed, not its height
    cursor.setBlockFormat(format);
    cursor.endEditBlock();
}

/// What is typed after an emoji continues in its font until it is set back here.
void DocumentLines::formatEmoji(const QTextBlock& block) {
    std::vector<bool> pictured(static_cast<std::size_t>(block.length()));
    for (const auto& place : emojiPlaces(block.text()))
        std::fill_n(pictured.begin() + place.start, place.length, true);
    std::vector<std::pair<int, QTextCharFormat>> wrong;
    for (auto part = block.begin(); !part.atEnd(); ++part) {
        auto format = part.fragment().charFormat();
        const bool set = format.hasProperty(QTextFormat::FontFamilies);
        if (set)
            format.clearProperty(QTextFormat::FontFamilies);
        else
            format.setFontFamilies({kEmojiFont});
        const auto first = part.fragment().position();
        for (auto at = first; at < first + part.fragment().length(); ++at)
            if (pictured[static_cast<std::size_t>(at - block.position())] != set)
                wrong.emplace_back(at, format);
    }
    for (const auto& [at, format] : wrong) {
        QTextCursor cursor(block);
        cursor.setPosition(at);
        cursor.setPosition(at + 1, QTextCursor::KeepAnchor);
        cursor.joinPreviousEditBlock();
        cursor.setCharFormat(format);
        cursor.endEditBlock();
    }
}

void DocumentLines::formatLinks(const QTextBlock& block) {
    for (const auto& link : webAddressesIn(block.text())) {
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

} // namespace kontor
