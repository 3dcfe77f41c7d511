#include "app/texts/document_looks.h"

#include "app/texts/letter_looks.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextLayout>

namespace kontor {

namespace {

using Kind = TextSpan::Kind;

QTextCursor cursorOver(QTextDocument& document, const TextSpan& span) {
    QTextCursor cursor(&document);
    cursor.setPosition(static_cast<int>(span.start));
    cursor.setPosition(static_cast<int>(span.end()), QTextCursor::KeepAnchor);
    return cursor;
}

} // namespace

template <typename Value>
void DocumentLooks::change(Value& value, const Value& to) {
    if (value == to)
        return;
    value = to;
    format();
    emit changed();
}

void DocumentLooks::setDocument(QQuickTextDocument* document) {
    if (m_document == document)
        return;
    m_document = document;
    if (document)
        connect(document->textDocument(), &QTextDocument::contentsChange, this,
                [this](int, int removed, int added) {
                    if (removed != added || added > 0)
                        format();
                });
    format();
    emit changed();
}

void DocumentLooks::setWords(FormattedWords* words) {
    if (m_words == words)
        return;
    if (m_words)
        m_words->disconnect(this);
    m_words = words;
    if (words)
        connect(words, &FormattedWords::changed, this, &DocumentLooks::format);
    format();
    emit changed();
}

void DocumentLooks::setIndent(int pixels) {
    change(m_indent, pixels);
}
void DocumentLooks::setNameColour(const QColor& colour) {
    change(m_nameColour, colour);
}
void DocumentLooks::setOwnNameColour(const QColor& colour) {
    change(m_ownNameColour, colour);
}
void DocumentLooks::setCodeColour(const QColor& colour) {
    change(m_codeColour, colour);
}

void DocumentLooks::format() {
    // The text comes by a binding of its own, maybe later.
    if (!m_document || !m_words || m_formatting ||
        m_document->textDocument()->toPlainText() != m_words->text())
        return;
    m_formatting = true;
    for (const auto& span : m_words->spans()) {
        if (span.isBlock())
            formatBlock(span);
        formatLetters(span);
    }
    m_formatting = false;
}

void DocumentLooks::formatBlock(const TextSpan& span) {
    auto cursor = cursorOver(*m_document->textDocument(), span);
    QTextBlockFormat format;
    format.setLeftMargin(m_indent);
    if (span.kind == Kind::CodeBlock)
        format.setNonBreakableLines(false);
    cursor.mergeBlockFormat(format);
}

void DocumentLooks::formatLetters(const TextSpan& span) {
    auto format = letterFormat(span.kind);
    if (span.kind == Kind::Code)
        format.setBackground(m_codeColour);
    if (span.kind == Kind::Mention)
        format.setForeground(span.me == TextSpan::Me::Yes ? m_ownNameColour : m_nameColour);
    cursorOver(*m_document->textDocument(), span).mergeCharFormat(format);
}

qreal DocumentLooks::lastLine() const {
    if (!m_document)
        return 0;
    const auto block = m_document->textDocument()->lastBlock();
    const auto* const layout = block.layout();
    if (layout == nullptr || layout->lineCount() == 0)
        return 0;
    return layout->lineAt(layout->lineCount() - 1).naturalTextWidth() +
           block.blockFormat().leftMargin();
}

} // namespace kontor
