#include "app/texts/typed_looks.h"

#include "app/texts/letter_looks.h"
#include "core/formatting/typed_text.h"

#include <QTextDocument>

#include <algorithm>

namespace kontor {

namespace {
using Kind = TextSpan::Kind;
}

TypedLooks::TypedLooks()
    : QSyntaxHighlighter(static_cast<QObject*>(nullptr)) {}

void TypedLooks::setOf(QQuickTextDocument* document) {
    if (m_of == document)
        return;
    m_of = document;
    m_read = false;
    // Before those of the highlighter: it asks for looks of what is there now.
    if (document)
        connect(document->textDocument(), &QTextDocument::contentsChange, this,
                [this] { m_read = false; });
    setDocument(document ? document->textDocument() : nullptr);
    if (document)
        connect(document->textDocument(), &QTextDocument::contentsChanged, this,
                &TypedLooks::followFences);
    emit changed();
}

void TypedLooks::setHandles(const QStringList& handles) {
    if (m_handles == handles)
        return;
    m_handles = handles;
    m_read = false;
    rehighlight();
    emit changed();
}

void TypedLooks::setSignColour(const QColor& colour) {
    if (m_signColour == colour)
        return;
    m_signColour = colour;
    m_read = false;
    rehighlight();
    emit changed();
}

void TypedLooks::setNameColour(const QColor& colour) {
    if (m_nameColour == colour)
        return;
    m_nameColour = colour;
    m_read = false;
    rehighlight();
    emit changed();
}

void TypedLooks::add(int start, int length, const QTextCharFormat& format) {
    m_looks.push_back({start, length, format});
}

void TypedLooks::read() {
    m_read = true;
    m_looks.clear();
    const WhoIs who = [this](const QString& handle) {
        return m_handles.contains(handle) ? std::optional(Mentionable()) : std::nullopt;
    };
    const auto typed = readTyped(document()->toPlainText(), who);
    for (const auto& span : typed.typed.spans) {
        auto format = letterFormat(span.kind);
        if (span.kind == Kind::Mention)
            format.setForeground(m_nameColour);
        add(static_cast<int>(span.start), static_cast<int>(span.length), format);
    }
    QTextCharFormat sign;
    sign.setForeground(m_signColour);
    for (const auto& one : typed.signs)
        add(static_cast<int>(one.start), static_cast<int>(one.length), sign);
    m_code = std::ranges::count(typed.typed.spans, Kind::CodeBlock, &TextSpan::kind);
}

void TypedLooks::highlightBlock(const QString& text) {
    if (!m_read)
        read();
    const auto first = currentBlock().position();
    const auto past = first + static_cast<int>(text.size());
    for (const auto& look : m_looks) {
        const auto from = std::max(look.start, first);
        const auto to = std::min(look.start + look.length, past);
        for (auto at = from; at < to; ++at) {
            auto merged = this->format(at - first); // a word may be bold and italic
            merged.merge(look.format);
            setFormat(at - first, 1, merged);
        }
    }
    setCurrentBlockState(static_cast<int>(m_code));
}

/// A fence that was opened or closed changes lines that were not touched.
void TypedLooks::followFences() {
    if (m_shownCode == m_code)
        return;
    m_shownCode = m_code;
    rehighlight();
}

} // namespace kontor
