#include "base/limits.h"
#include "core/content/uris.h"
#include "core/formatting/markdown.h"

#include <algorithm>
#include <md4c.h>
#include <optional>

namespace kontor {
namespace {

using Kind = TextSpan::Kind;

/// Builds the words while MD4C tells what it meets.
class MarkdownReader {
public:
    explicit MarkdownReader(const OrganisationId& organisation)
        : m_organisation(organisation) {}

    FormattedText read(const QString& markdown) {
        const auto bytes = markdown.toUtf8();
        MD_PARSER parser{};
        parser.flags = MD_FLAG_STRIKETHROUGH | MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS;
        parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
            return static_cast<MarkdownReader*>(self)->enterBlock(type, detail);
        };
        parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) {
            return static_cast<MarkdownReader*>(self)->leaveBlock(type);
        };
        parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) {
            return static_cast<MarkdownReader*>(self)->enterSpan(type, detail);
        };
        parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
            return static_cast<MarkdownReader*>(self)->leaveSpan(type);
        };
        parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
            return static_cast<MarkdownReader*>(self)->add(type, QByteArrayView(text, size));
        };
        if (md_parse(bytes.constData(), static_cast<MD_SIZE>(bytes.size()), &parser, this) != 0)
            return {markdown, {}};
        tidySpans(m_words);
        return std::move(m_words);
    }

private:
    struct Open {
        Kind kind;
        qsizetype start;
    };
    struct List {
        std::optional<std::uint32_t> next; ///< none: bullets
        std::optional<qsizetype> item;     ///< where the present item begins
    };
    struct Link {
        qsizetype start;
        QString address;
    };

    QString& text() { return m_words.text; }
    /// The next words begin a line; two: a blank line is between them.
    void breakLine(int lines) {
        if (!text().isEmpty() || m_break > 0)
            m_break = std::max(m_break, lines);
    }
    void flushBreak() {
        for (; m_break > 0; --m_break)
            text() += u'\n';
    }
    /// Where a block begins, which may have no words.
    [[nodiscard]] qsizetype here() const { return m_words.text.size() + m_break; }
    void span(Kind kind, qsizetype start, qsizetype end) {
        if (end <= start || m_words.spans.size() > limits::kTextSpans)
            return;
        TextSpan made;
        made.kind = kind;
        made.start = static_cast<std::uint32_t>(start);
        made.length = static_cast<std::uint32_t>(end - start);
        m_words.spans.push_back(std::move(made));
    }

    int enterBlock(MD_BLOCKTYPE type, void* detail) {
        switch (type) {
        case MD_BLOCK_QUOTE:
            breakLine(1);
            m_afterParagraph = false;
            if (m_quotes++ == 0)
                m_quoteStart = here();
            break;
        case MD_BLOCK_UL:
        case MD_BLOCK_OL:
            endItem(); // lists have one level: the outer item ends where an inner one begins
            m_lists.push_back({});
            if (type == MD_BLOCK_OL)
                m_lists.back().next = static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start;
            break;
        case MD_BLOCK_LI:
            breakLine(1);
            m_afterParagraph = false;
            m_lists.back().item = here();
            break;
        case MD_BLOCK_P:
            breakLine(m_afterParagraph ? 2 : 1);
            break;
        case MD_BLOCK_H:
        case MD_BLOCK_CODE:
            breakLine(1);
            m_blockStart = here();
            break;
        case MD_BLOCK_HR:
            breakLine(1);
            put(QStringLiteral("———"));
            break;
        default:
            break;
        }
        return 0;
    }

    int leaveBlock(MD_BLOCKTYPE type) {
        switch (type) {
        case MD_BLOCK_QUOTE:
            if (--m_quotes == 0)
                span(Kind::Quote, m_quoteStart, text().size());
            break;
        case MD_BLOCK_UL:
        case MD_BLOCK_OL:
            m_lists.pop_back();
            break;
        case MD_BLOCK_LI:
            endItem();
            break;
        case MD_BLOCK_H:
            span(Kind::Bold, m_blockStart, text().size());
            break;
        case MD_BLOCK_CODE:
            while (text().size() > m_blockStart && text().endsWith(u'\n'))
                text().chop(1);
            span(Kind::CodeBlock, m_blockStart, text().size());
            break;
        default:
            break;
        }
        m_afterParagraph = type == MD_BLOCK_P;
        return 0;
    }
    /// Blocks within a quote are words of the quote.
    void endItem() {
        if (m_lists.empty() || !m_lists.back().item)
            return;
        List& list = m_lists.back();
        const auto before = m_words.spans.size();
        if (m_quotes == 0)
            span(list.next ? Kind::Numbered : Kind::Bullet, *list.item, text().size());
        if (list.next && m_words.spans.size() > before)
            m_words.spans.back().number = (*list.next)++;
        list.item.reset();
    }

    int enterSpan(MD_SPANTYPE type, void* detail) {
        flushBreak();
        switch (type) {
        case MD_SPAN_A:
            m_links.push_back(
                {text().size(), wordsIn(static_cast<MD_SPAN_A_DETAIL*>(detail)->href)});
            break;
        case MD_SPAN_IMG:
            m_links.push_back(
                {text().size(), wordsIn(static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src)});
            break;
        default:
            m_open.push_back({kindOf(type), text().size()});
        }
        return 0;
    }
    int leaveSpan(MD_SPANTYPE type) {
        if (type == MD_SPAN_A || type == MD_SPAN_IMG) {
            endLink(m_links.back());
            m_links.pop_back();
            return 0;
        }
        span(m_open.back().kind, m_open.back().start, text().size());
        m_open.pop_back();
        return 0;
    }
    static Kind kindOf(MD_SPANTYPE type) {
        switch (type) {
        case MD_SPAN_STRONG:
            return Kind::Bold;
        case MD_SPAN_DEL:
            return Kind::Strike;
        case MD_SPAN_CODE:
            return Kind::Code;
        default:
            return Kind::Italic;
        }
    }
    void endLink(const Link& link) {
        const auto user = content::userOfUri(link.address.toStdString(), m_organisation);
        if (user.ok()) {
            const auto before = m_words.spans.size();
            span(Kind::Mention, link.start, text().size());
            if (m_words.spans.size() > before)
                m_words.spans.back().user = user.value();
            return;
        }
        const auto words = text().mid(link.start);
        if (words == link.address || link.address.isEmpty())
            return;
        // Nobody is led elsewhere than the words say.
        put(words.isEmpty() ? link.address : QStringLiteral(" (%1)").arg(link.address));
    }
    /// An attribute's words, entities resolved.
    static QString wordsIn(const MD_ATTRIBUTE& attribute) {
        QString words;
        for (int i = 0; attribute.size > 0 && attribute.substr_offsets[i] < attribute.size; ++i) {
            const auto from = attribute.substr_offsets[i];
            const QByteArrayView part(attribute.text + from,
                                      attribute.substr_offsets[i + 1] - from);
            words += attribute.substr_types[i] == MD_TEXT_ENTITY ? entity(part)
                                                                 : QString::fromUtf8(part);
        }
        return words;
    }

    void put(const QString& words) {
        flushBreak();
        text() += words;
    }
    int add(MD_TEXTTYPE type, QByteArrayView bytes) {
        switch (type) {
        case MD_TEXT_BR:
        case MD_TEXT_SOFTBR:
            put(QStringLiteral("\n"));
            break;
        case MD_TEXT_NULLCHAR:
            put(QString(QChar(QChar::ReplacementCharacter)));
            break;
        case MD_TEXT_ENTITY:
            put(entity(bytes));
            break;
        default:
            put(QString::fromUtf8(bytes));
        }
        return 0;
    }
    /// Those that are numbers, and the few that have a meaning in Markdown; others are words.
    static QString entity(QByteArrayView bytes) {
        const auto words = QString::fromUtf8(bytes);
        if (words.startsWith(QLatin1String("&#"))) {
            const bool hex = words.size() > 2 && words.at(2).toLower() == u'x';
            bool fits = false;
            const auto digits = QStringView(words).mid(hex ? 3 : 2).chopped(1);
            const auto code = digits.toUInt(&fits, hex ? 16 : 10);
            const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
            if (!fits || code == 0 || code > QChar::LastValidCodePoint || surrogate)
                return QString(QChar(QChar::ReplacementCharacter));
            const char32_t letter = code;
            return QString::fromUcs4(&letter, 1);
        }
        constexpr std::pair<QLatin1String, char16_t> kNamed[] = {
            {QLatin1String("&amp;"), u'&'},   {QLatin1String("&lt;"), u'<'},
            {QLatin1String("&gt;"), u'>'},    {QLatin1String("&quot;"), u'"'},
            {QLatin1String("&apos;"), u'\''}, {QLatin1String("&nbsp;"), u'\x00A0'}};
        for (const auto& [name, letter] : kNamed)
            if (words == name)
                return QString(QChar(letter));
        return words;
    }

    const OrganisationId& m_organisation;
    FormattedText m_words;
    int m_break = 0;
    bool m_afterParagraph = false;
    int m_quotes = 0;
    qsizetype m_quoteStart = 0;
    qsizetype m_blockStart = 0;
    std::vector<List> m_lists;
    std::vector<Open> m_open;
    std::vector<Link> m_links;
};

} // namespace

FormattedText readMarkdown(const QString& markdown, const OrganisationId& organisation) {
    return MarkdownReader(organisation).read(markdown);
}

} // namespace kontor
