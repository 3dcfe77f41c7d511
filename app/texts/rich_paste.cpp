#include "app/texts/rich_paste.h"

#include "app/texts/message_markup.h"
#include "core/formatting/typed_text.h"

#include <QFontDatabase>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextDocumentFragment>
#include <QTextList>
#include <QUrl>

#include <algorithm>

namespace kontor {
namespace {

using Kind = TextSpan::Kind;

/// A document that asks nobody for anything: pictures and style sheets stay where they are.
class ClosedDocument : public QTextDocument {
protected:
    QVariant loadResource(int /*type*/, const QUrl& /*name*/) override { return QVariant(""); }
};

bool isMonospaced(const QTextCharFormat& format) {
    if (format.fontFixedPitch())
        return true;
    const auto families = format.fontFamilies().toStringList();
    return std::ranges::any_of(families, [](const QString& family) {
        return family.contains(QLatin1String("mono"), Qt::CaseInsensitive) ||
               family.contains(QLatin1String("courier"), Qt::CaseInsensitive) ||
               family.contains(QLatin1String("consolas"), Qt::CaseInsensitive) ||
               family.contains(QLatin1String("menlo"), Qt::CaseInsensitive);
    });
}

class HtmlReader {
public:
    explicit HtmlReader(const QString& html) { m_document.setHtml(html); }

    FormattedText read() {
        for (auto block = m_document.begin(); block.isValid(); block = block.next())
            take(block);
        endCode();
        tidySpans(m_words);
        return std::move(m_words);
    }

private:
    void take(const QTextBlock& block) {
        const auto format = block.blockFormat();
        const bool code =
            !block.text().isEmpty() && (format.nonBreakableLines() || allMonospaced(block));
        if (!code)
            endCode();
        if (block != m_document.begin())
            m_words.text += u'\n';
        const auto start = m_words.text.size();
        if (code && m_codeStart < 0)
            m_codeStart = start;
        for (auto at = block.begin(); !at.atEnd(); ++at)
            take(at.fragment(), code, format.headingLevel() > 0);
        m_codeEnd = code ? m_words.text.size() : m_codeEnd;
        if (code || m_words.text.size() == start)
            return;
        if (const auto* const list = block.textList())
            addItem(*list, block, start);
        else if (format.intProperty(QTextFormat::BlockQuoteLevel) > 0)
            add(Kind::Quote, start, m_words.text.size());
        if (format.headingLevel() > 0)
            addInline(Kind::Bold, start, m_words.text.size());
    }
    static bool allMonospaced(const QTextBlock& block) {
        for (auto at = block.begin(); !at.atEnd(); ++at)
            if (!isMonospaced(at.fragment().charFormat()))
                return false;
        return true;
    }
    void take(const QTextFragment& fragment, bool inCode, bool inHeading) {
        const auto format = fragment.charFormat();
        const auto start = m_words.text.size();
        m_words.text += cleanPaste(fragment.text());
        const auto end = m_words.text.size();
        if (inCode || start == end)
            return;
        if (isMonospaced(format))
            return addInline(Kind::Code, start, end);
        if (format.fontWeight() >= QFont::DemiBold && !inHeading)
            addInline(Kind::Bold, start, end);
        if (format.fontItalic())
            addInline(Kind::Italic, start, end);
        if (format.fontStrikeOut())
            addInline(Kind::Strike, start, end);
        addAddress(format, start);
    }
    void addAddress(const QTextCharFormat& format, qsizetype start) {
        const QUrl address(format.anchorHref());
        const auto words = m_words.text.mid(start).trimmed();
        if (!format.isAnchor() || !mayOpen(address) ||
            words == address.toString(QUrl::FullyEncoded) || words == address.toString())
            return;
        m_words.text += QStringLiteral(" (%1)").arg(address.toString(QUrl::FullyEncoded));
    }
    void addItem(const QTextList& list, const QTextBlock& block, qsizetype start) {
        const bool numbered = list.format().style() <= QTextListFormat::ListDecimal;
        add(numbered ? Kind::Numbered : Kind::Bullet, start, m_words.text.size());
        m_words.spans.back().number = static_cast<std::uint32_t>(list.itemNumber(block) + 1);
    }
    void add(Kind kind, qsizetype start, qsizetype end) {
        TextSpan span;
        span.kind = kind;
        span.start = static_cast<std::uint32_t>(start);
        span.length = static_cast<std::uint32_t>(end - start);
        m_words.spans.push_back(std::move(span));
    }
    /// Without the blanks at its ends; joined with what ends right before it; of one line.
    void addInline(Kind kind, qsizetype start, qsizetype end) {
        while (start < end && m_words.text.at(start).isSpace())
            ++start;
        while (end > start && m_words.text.at(end - 1).isSpace())
            --end;
        if (start == end || QStringView(m_words.text).mid(start, end - start).contains(u'\n'))
            return;
        for (auto span = m_words.spans.rbegin(); span != m_words.spans.rend(); ++span)
            if (span->kind == kind && static_cast<qsizetype>(span->end()) == start) {
                span->length = static_cast<std::uint32_t>(end) - span->start;
                return;
            }
        add(kind, start, end);
    }
    void endCode() {
        if (m_codeStart >= 0 && m_codeEnd > m_codeStart)
            add(Kind::CodeBlock, m_codeStart, m_codeEnd);
        m_codeStart = -1;
    }

    ClosedDocument m_document;
    FormattedText m_words;
    qsizetype m_codeStart = -1;
    qsizetype m_codeEnd = -1;
};

/// Signs within a word mean themselves when they are typed: such looks cannot be typed.
void dropUntypable(FormattedText& words) {
    const auto letterAt = [&words](qsizetype at) {
        return at >= 0 && at < words.text.size() && words.text.at(at).isLetterOrNumber();
    };
    std::erase_if(words.spans, [&](const TextSpan& span) {
        return !span.isBlock() && (letterAt(static_cast<qsizetype>(span.start) - 1) ||
                                   letterAt(static_cast<qsizetype>(span.end())));
    });
}

} // namespace

FormattedText wordsOfHtml(const QString& html) {
    return HtmlReader(html).read();
}

QString typedPaste(const QMimeData& clipboard) {
    const auto plain = cleanPaste(clipboard.text());
    const auto html = clipboard.hasHtml() ? clipboard.html() : QString();
    if (html.isEmpty() || html.size() > kMostHtml)
        return plain;
    auto words = wordsOfHtml(html);
    dropUntypable(words);
    return words.spans.empty() ? plain : typedFrom(words).trimmed();
}

} // namespace kontor
