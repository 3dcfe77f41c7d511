#include "core/content/uris.h"
#include "core/formatting/markdown.h"
#include "core/formatting/web_addresses.h"

#include <algorithm>
#include <tuple>

namespace kontor {
namespace {

using Kind = TextSpan::Kind;

/// Writes line after line; every sign that Markdown could take for one of its own is escaped.
class MarkdownWriter {
public:
    MarkdownWriter(const FormattedText& words, const OrganisationId& organisation)
        : m_words(words)
        , m_organisation(organisation)
        , m_addresses(webAddressesIn(words.text)) {
        for (const auto& span : words.spans)
            (span.isBlock() ? m_blocks : m_inline).push_back(&span);
    }

    QString write() {
        qsizetype at = 0;
        for (const auto* block : m_blocks) {
            const auto start = static_cast<qsizetype>(block->start);
            if (start < at)
                continue; // overlaps the one before
            if (start > at)
                paragraph(at, start - 1);
            this->block(*block);
            at = static_cast<qsizetype>(block->end()) + 1;
        }
        if (at < m_words.text.size())
            paragraph(at, m_words.text.size());
        return std::move(m_out);
    }

private:
    void separate() {
        if (!m_out.isEmpty())
            m_out += m_out.endsWith(u'\n') ? QLatin1String("\n") : QLatin1String("\n\n");
    }
    /// Lines that belong together: each ends with a hard break.
    void paragraph(qsizetype from, qsizetype to) {
        if (to <= from)
            return;
        separate();
        lines(from, to, {});
        m_lastList = nullptr;
    }
    void lines(qsizetype from, qsizetype to, const QString& prefix) {
        for (auto at = from; at <= to;) {
            const auto found = m_words.text.indexOf(u'\n', at);
            const auto end = found < 0 || found > to ? to : found;
            if (at > from)
                m_out += QLatin1String("\\\n");
            m_out += prefix;
            line(at, end);
            at = end + 1;
        }
    }
    void block(const TextSpan& span) {
        const auto start = static_cast<qsizetype>(span.start);
        const auto end = static_cast<qsizetype>(span.end());
        switch (span.kind) {
        case Kind::CodeBlock:
            separate();
            codeBlock(start, end);
            break;
        case Kind::Quote:
            separate();
            lines(start, end, QStringLiteral("> "));
            break;
        default:
            item(span, start, end);
            return;
        }
        m_lastList = nullptr;
    }
    void item(const TextSpan& span, qsizetype start, qsizetype end) {
        const bool bullet = span.kind == Kind::Bullet;
        const bool continues = m_lastList != nullptr && m_lastList->kind == span.kind &&
                               (bullet || m_lastList->number + 1 == span.number);
        if (continues) {
            m_out += u'\n';
        } else {
            separate();
            // Two lists of one kind would become one.
            if (m_lastList != nullptr && m_lastList->kind == span.kind)
                m_other = !m_other;
        }
        const QString sign =
            bullet ? QString(QLatin1String(m_other ? "+ " : "- "))
                   : QString::number(span.number) + QLatin1String(m_other ? ") " : ". ");
        m_out += sign;
        lines(start, end, {});
        m_lastList = &span;
    }
    void codeBlock(qsizetype start, qsizetype end) {
        const auto code = m_words.text.mid(start, end - start);
        const auto fence = QString(std::max<qsizetype>(3, longestRun(code, u'`') + 1), u'`');
        m_out += fence + u'\n' + code + u'\n' + fence;
    }
    static qsizetype longestRun(QStringView text, QChar letter) {
        qsizetype longest = 0;
        qsizetype run = 0;
        for (const auto c : text) {
            run = c == letter ? run + 1 : 0;
            longest = std::max(longest, run);
        }
        return longest;
    }

    /// Spans open and close in the order of a stack: one that reaches over the end of another is
    /// closed with it and opened again.
    void line(qsizetype from, qsizetype to) {
        std::vector<const TextSpan*> open;
        for (auto at = from; at <= to; ++at) {
            closeEnding(open, at, at == to);
            if (at == to)
                return;
            if (const auto past = openAt(open, at, from, to); past > at) {
                at = past - 1;
                continue;
            }
            letter(at, from, to);
        }
    }
    void closeEnding(std::vector<const TextSpan*>& open, qsizetype at, bool all) {
        const auto ends = [at](const TextSpan* span) {
            return static_cast<qsizetype>(span->end()) <= at;
        };
        const auto first = all ? open.begin() : std::ranges::find_if(open, ends);
        std::vector<const TextSpan*> again;
        for (auto span = open.end(); span != first;) {
            --span;
            m_out += sign((*span)->kind);
            if (!all && !ends(*span))
                again.insert(again.begin(), *span);
        }
        open.erase(first, open.end());
        for (const auto* span : again) {
            m_out += sign(span->kind);
            open.push_back(span);
        }
    }
    /// Code and mentions are written whole; where the writing goes on.
    qsizetype openAt(std::vector<const TextSpan*>& open, qsizetype at, qsizetype from,
                     qsizetype to) {
        // Those that began on an earlier line begin anew on this one.
        while (m_next < m_inline.size() && static_cast<qsizetype>(m_inline[m_next]->start) <= at)
            m_begun.push_back(m_inline[m_next++]);
        std::erase_if(m_begun, [at](const TextSpan* span) {
            return static_cast<qsizetype>(span->end()) <= at;
        });
        for (const auto* span : m_begun) {
            const bool starts = static_cast<qsizetype>(span->start) == at || at == from;
            if (!starts || std::ranges::find(open, span) != open.end())
                continue;
            if (span->kind == Kind::Code || span->kind == Kind::Mention)
                return whole(*span, at, std::min(static_cast<qsizetype>(span->end()), to));
            m_out += sign(span->kind);
            open.push_back(span);
        }
        while (m_address < m_addresses.size() && m_addresses[m_address].start < at)
            ++m_address;
        if (m_address == m_addresses.size() || m_addresses[m_address].start != at)
            return at;
        const auto& address = m_addresses[m_address];
        return alone(at, at + address.length) ? asAddress(address) : at;
    }
    /// No span begins or ends within it.
    [[nodiscard]] bool alone(qsizetype from, qsizetype to) const {
        return std::ranges::none_of(m_inline, [&](const TextSpan* span) {
            const auto start = static_cast<qsizetype>(span->start);
            const auto end = static_cast<qsizetype>(span->end());
            return (start > from && start < to) || (end > from && end < to);
        });
    }
    qsizetype asAddress(const WebAddress& address) {
        const auto typed = m_words.text.mid(address.start, address.length);
        if (typed != address.address)
            return address.start;
        m_out += u'<' + typed + u'>';
        return address.start + address.length;
    }
    qsizetype whole(const TextSpan& span, qsizetype from, qsizetype to) {
        const auto words = m_words.text.mid(from, to - from);
        if (span.kind == Kind::Mention) {
            m_out += u'[';
            for (const auto c : words)
                escaped(c);
            m_out += QLatin1String("](") +
                     QString::fromStdString(content::userUri(m_organisation, span.user)) + u')';
            return to;
        }
        const auto fence = QString(longestRun(words, u'`') + 1, u'`');
        // A space beside the fence goes away when there is one on either side.
        const bool padded = words.startsWith(u'`') || words.endsWith(u'`') ||
                            (words.startsWith(u' ') && words.endsWith(u' '));
        const auto pad = padded ? QStringLiteral(" ") : QString();
        m_out += fence + pad + words + pad + fence;
        return to;
    }
    static QString sign(Kind kind) {
        switch (kind) {
        case Kind::Bold:
            return QStringLiteral("**");
        case Kind::Strike:
            return QStringLiteral("~~");
        default:
            return QStringLiteral("*"); // "_" would mean itself beside letters and most signs
        }
    }
    void letter(qsizetype at, qsizetype from, qsizetype to) {
        const auto c = m_words.text.at(at);
        const bool edge = at == from || at + 1 == to;
        if (edge && (c == u' ' || c == u'\t')) {
            m_out += QStringLiteral("&#%1;").arg(c.unicode()); // else it would be no word
            return;
        }
        const auto before = QStringView(m_words.text).mid(from, at - from);
        const bool counts = !before.isEmpty() && std::ranges::all_of(before, [](QChar letter) {
            return letter >= u'0' && letter <= u'9';
        });
        if ((at == from && QStringView(u"#>+-=:|").contains(c)) ||
            (counts && (c == u'.' || c == u')'))) {
            m_out += u'\\';
            m_out += c;
            return;
        }
        escaped(c);
    }
    void escaped(QChar c) {
        if (QStringView(u"\\`*_~[]<>&!").contains(c))
            m_out += u'\\';
        m_out += c;
    }

    const FormattedText& m_words;
    const OrganisationId& m_organisation;
    std::vector<WebAddress> m_addresses;
    std::vector<const TextSpan*> m_blocks;
    std::vector<const TextSpan*> m_inline;
    std::size_t m_next = 0;
    std::vector<const TextSpan*> m_begun;
    std::size_t m_address = 0;
    const TextSpan* m_lastList = nullptr;
    bool m_other = false;
    QString m_out;
};

} // namespace

QString markdownOf(const FormattedText& words, const OrganisationId& organisation) {
    return MarkdownWriter(words, organisation).write();
}

} // namespace kontor
