#include "core/formatting/typed_text.h"

#include "base/limits.h"
#include "core/formatting/text_cutter.h"
#include "core/formatting/web_addresses.h"

#include <algorithm>
#include <tuple>

namespace kontor {
namespace {

using Kind = TextSpan::Kind;

constexpr QLatin1String kFence("```");

std::optional<Kind> kindOf(QChar sign) {
    switch (sign.unicode()) {
    case '*':
        return Kind::Bold;
    case '_':
        return Kind::Italic;
    case '~':
        return Kind::Strike;
    default:
        return std::nullopt;
    }
}

bool isHandleLetter(QChar letter) {
    const auto c = letter.toLower().unicode();
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

class TypedReader {
public:
    TypedReader(const QString& text, const WhoIs& who)
        : m_text(text)
        , m_who(who) {
        m_result.typed.text = text;
        m_addresses = webAddressesIn(text);
    }

    TypedText read() {
        qsizetype at = 0;
        while (at < m_text.size())
            at = m_text.mid(at, 3) == kFence ? block(at) : line(at);
        std::ranges::sort(m_result.signs, {}, &TypedText::Sign::start);
        const bool said = !m_result.typed.spans.empty();
        tidySpans(m_result.typed);
        // Too much for looks: then its signs are words too, or they would be lost.
        if (said && m_result.typed.spans.empty())
            m_result.signs.clear();
        return std::move(m_result);
    }

private:
    struct Opened {
        Kind kind;
        qsizetype at;
    };

    void sign(qsizetype start, qsizetype length) {
        if (length > 0)
            m_result.signs.push_back(
                {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(length)});
    }
    void span(Kind kind, qsizetype start, qsizetype end, std::uint32_t number = 0) {
        TextSpan made;
        made.kind = kind;
        made.start = static_cast<std::uint32_t>(start);
        made.length = static_cast<std::uint32_t>(end - start);
        made.number = number;
        m_result.typed.spans.push_back(std::move(made));
    }
    [[nodiscard]] qsizetype lineEnd(qsizetype at) const {
        const auto end = m_text.indexOf(u'\n', at);
        return end < 0 ? m_text.size() : end;
    }
    [[nodiscard]] bool blank(qsizetype from, qsizetype to) const {
        return QStringView(m_text).mid(from, to - from).trimmed().isEmpty();
    }

    /// ``` up to the next ```: lines of code, and the name of a language behind the first one is
    /// none of them.
    qsizetype block(qsizetype at) {
        const auto close = m_text.indexOf(kFence, at + 3);
        if (close < 0 || !blank(close + 3, lineEnd(close)))
            return line(at);
        auto first = at + 3;
        const auto head = lineEnd(first);
        if (head < close && isLanguage(first, head))
            first = head + 1;
        auto last = close;
        if (last > first && m_text.at(last - 1) == u'\n')
            --last;
        if (last <= first || blank(first, last))
            return line(at);
        sign(at, first - at);
        span(Kind::CodeBlock, first, last);
        const auto end = lineEnd(close);
        sign(last, end - last);
        return end + 1;
    }
    [[nodiscard]] bool isLanguage(qsizetype from, qsizetype to) const {
        constexpr qsizetype kLongest = 16;
        const auto word = QStringView(m_text).mid(from, to - from).trimmed();
        return word.size() <= kLongest && std::ranges::all_of(word, [](QChar c) {
                   return c.isLetterOrNumber() || c == u'+' || c == u'#' || c == u'-';
               });
    }

    qsizetype line(qsizetype at) {
        const auto end = lineEnd(at);
        const auto words = begin(at, end);
        inLine(words, end);
        return end + 1;
    }
    /// What stands before the words of a line; where they begin.
    qsizetype begin(qsizetype at, qsizetype end) {
        const auto line = QStringView(m_text).mid(at, end - at);
        qsizetype length = 0;
        Kind kind = Kind::Quote;
        std::uint32_t number = 0;
        if (line.startsWith(u'>'))
            length = line.startsWith(QLatin1String("> ")) ? 2 : 1;
        else if (line.startsWith(QLatin1String("- ")) || line.startsWith(QLatin1String("* ")) ||
                 line.startsWith(QStringView(u"• "))) {
            length = 2;
            kind = Kind::Bullet;
        } else if ((length = numbered(line, number)) > 0) {
            kind = Kind::Numbered;
        }
        if (length == 0 || blank(at + length, end))
            return at;
        sign(at, length);
        // Lines of one quote that follow each other are one.
        auto& spans = m_result.typed.spans;
        if (kind == Kind::Quote && m_quote && spans.at(*m_quote).end() + 1 == at)
            spans.at(*m_quote).length = static_cast<std::uint32_t>(end) - spans.at(*m_quote).start;
        else
            span(kind, at + length, end, number);
        if (kind == Kind::Quote && (!m_quote || spans.at(*m_quote).end() != end))
            m_quote = spans.size() - 1;
        return at + length;
    }
    static qsizetype numbered(QStringView line, std::uint32_t& number) {
        constexpr qsizetype kMostDigits = 3;
        qsizetype digits = 0;
        while (digits < line.size() && digits <= kMostDigits && line.at(digits) >= u'0' &&
               line.at(digits) <= u'9')
            ++digits;
        if (digits == 0 || digits > kMostDigits || line.size() < digits + 2 ||
            (line.at(digits) != u'.' && line.at(digits) != u')') || line.at(digits + 1) != u' ')
            return 0;
        number = line.first(digits).toUInt();
        return digits + 2;
    }

    [[nodiscard]] bool wordEndsBefore(qsizetype at, qsizetype first) const {
        return at == first || !m_text.at(at - 1).isLetterOrNumber();
    }
    [[nodiscard]] bool wordBeginsAt(qsizetype at, qsizetype end) const {
        return at >= end || !m_text.at(at).isLetterOrNumber();
    }
    [[nodiscard]] bool mayOpen(qsizetype at, qsizetype first, qsizetype end) const {
        return at + 1 < end && !m_text.at(at + 1).isSpace() && m_text.at(at + 1) != m_text.at(at) &&
               wordEndsBefore(at, first) && (at == first || m_text.at(at - 1) != m_text.at(at));
    }
    [[nodiscard]] bool mayClose(qsizetype at, qsizetype opened, qsizetype end) const {
        return at > opened + 1 && !m_text.at(at - 1).isSpace() && wordBeginsAt(at + 1, end) &&
               (at + 1 >= end || m_text.at(at + 1) != m_text.at(at));
    }

    void inLine(qsizetype first, qsizetype end) {
        std::vector<Opened> opened;
        for (auto at = first; at < end; ++at) {
            const auto letter = m_text.at(at);
            if (const auto past = webAddressFrom(at)) {
                at = std::min(*past, end) - 1;
            } else if (letter == u'`') {
                at = code(at, end);
            } else if (letter == u'@') {
                at = mention(at, first, end);
            } else if (const auto kind = kindOf(letter)) {
                emphasis(*kind, at, first, end, opened);
            }
        }
    }
    std::optional<qsizetype> webAddressFrom(qsizetype at) {
        while (m_address < m_addresses.size() && m_addresses[m_address].start < at)
            ++m_address;
        if (m_address >= m_addresses.size() || m_addresses[m_address].start != at)
            return std::nullopt;
        return at + m_addresses[m_address].length;
    }
    void emphasis(Kind kind, qsizetype at, qsizetype first, qsizetype end,
                  std::vector<Opened>& opened) {
        const auto mine = std::ranges::find(opened, kind, &Opened::kind);
        if (mine != opened.end()) {
            if (!mayClose(at, mine->at, end))
                return;
            sign(mine->at, 1);
            sign(at, 1);
            span(kind, mine->at + 1, at);
            opened.erase(mine, opened.end()); // what was opened within it and never closed
        } else if (mayOpen(at, first, end)) {
            opened.push_back({kind, at});
        }
    }
    /// Between two ` of a line stands what it is.
    qsizetype code(qsizetype at, qsizetype end) {
        const auto close = m_text.indexOf(u'`', at + 1);
        if (close < 0 || close >= end || blank(at + 1, close))
            return at;
        if ((at > 0 && m_text.at(at - 1) == u'`') ||
            (close + 1 < end && m_text.at(close + 1) == u'`'))
            return at; // doubled ones mean themselves
        sign(at, 1);
        sign(close, 1);
        span(Kind::Code, at + 1, close);
        return close;
    }
    qsizetype mention(qsizetype at, qsizetype first, qsizetype end) {
        if (!m_who || !wordEndsBefore(at, first))
            return at;
        auto past = at + 1;
        while (past < end && isHandleLetter(m_text.at(past)) &&
               past - at <= static_cast<qsizetype>(limits::kHandleLetters))
            ++past;
        if (past < end && m_text.at(past).isLetterOrNumber())
            return at;
        // "@anna." names anna, and so does "_@anna_".
        for (; past > at + 1; --past) {
            const auto who = m_who(m_text.mid(at + 1, past - at - 1).toLower());
            if (who) {
                span(Kind::Mention, at, past);
                m_result.typed.spans.back().user = who->user;
                return past - 1;
            }
            if (m_text.at(past - 1).isLetterOrNumber())
                break;
        }
        return at;
    }

    const QString& m_text;
    const WhoIs& m_who;
    TypedText m_result;
    std::vector<WebAddress> m_addresses;
    std::size_t m_address = 0;
    std::optional<std::size_t> m_quote;
};

/// Blank lines at the ends, and those beside blocks: a block keeps its own distance.
FormattedText withoutBlankLines(const FormattedText& words) {
    TextCutter cutter(words);
    const QStringView text(words.text);
    // Which lines belong to a block?
    std::size_t span = 0;
    const auto inBlock = [&words, &span](qsizetype at) {
        while (span < words.spans.size() &&
               (!words.spans[span].isBlock() || words.spans[span].end() < at))
            ++span;
        return span < words.spans.size() && words.spans[span].start <= at;
    };
    struct Line {
        qsizetype start, end;
        bool block, blank;
    };
    std::vector<Line> lines;
    for (qsizetype at = 0; at <= text.size();) {
        const auto found = text.indexOf(u'\n', at);
        const auto end = found < 0 ? text.size() : found;
        lines.push_back({at, end, inBlock(at), text.mid(at, end - at).trimmed().isEmpty()});
        at = end + 1;
    }
    for (std::size_t first = 0; first < lines.size();) {
        const auto empty = [&lines](std::size_t line) {
            return lines[line].blank && !lines[line].block;
        };
        auto past = first;
        while (past < lines.size() && empty(past))
            ++past;
        const bool edge = first == 0 || past == lines.size();
        const bool beside =
            edge || lines[first - 1].block || (past < lines.size() && lines[past].block);
        if (past > first && beside) {
            // With the line end before them, or behind them at the beginning.
            const auto from = first == 0 ? 0 : lines[first].start - 1;
            const auto to =
                first == 0 && past < lines.size() ? lines[past].start : lines[past - 1].end;
            cutter.replace(from, to - from);
        }
        first = past + 1;
    }
    return cutter.done();
}

} // namespace

TypedText readTyped(const QString& text, const WhoIs& who) {
    return TypedReader(text, who).read();
}

FormattedText wordsOf(const TypedText& typed, const WhoIs& who) {
    struct Part {
        std::uint32_t start, length;
        QString with;
    };
    std::vector<Part> parts;
    for (const auto& sign : typed.signs)
        parts.push_back({sign.start, sign.length, {}});
    for (const auto& span : typed.typed.spans) {
        if (span.kind != Kind::Mention)
            continue;
        const auto handle = typed.typed.text.mid(span.start + 1, span.length - 1).toLower();
        const auto person = who ? who(handle) : std::nullopt;
        if (person)
            parts.push_back({span.start, span.length, QLatin1Char('@') + person->name});
    }
    std::ranges::sort(parts, {}, &Part::start);
    TextCutter cutter(typed.typed);
    for (const auto& part : parts)
        cutter.replace(part.start, part.length, part.with);
    auto words = cutter.done();
    tidySpans(words);
    words = withoutBlankLines(words);
    tidySpans(words);
    return words;
}

QString typedFrom(const FormattedText& words) {
    // At one place what ends comes before what begins, and blocks begin first and end last.
    struct Sign {
        qsizetype at;
        int turn;
        QString text;
    };
    std::vector<Sign> signs;
    const auto count = static_cast<int>(words.spans.size());
    const auto put = [&signs](qsizetype at, int turn, const QString& text) {
        signs.push_back({at, turn, text});
    };
    std::vector<bool> replaced(static_cast<std::size_t>(words.text.size()));
    for (int i = 0; i < count; ++i) {
        const auto& span = words.spans.at(static_cast<std::size_t>(i));
        const auto start = static_cast<qsizetype>(span.start);
        const auto end = static_cast<qsizetype>(span.end());
        const auto around = [&](const QString& sign) {
            put(start, count + i, sign);
            put(end, -i, sign);
        };
        switch (span.kind) {
        case Kind::Bold:
            around(QStringLiteral("*"));
            break;
        case Kind::Italic:
            around(QStringLiteral("_"));
            break;
        case Kind::Strike:
            around(QStringLiteral("~"));
            break;
        case Kind::Code:
            around(QStringLiteral("`"));
            break;
        case Kind::CodeBlock:
            put(start, 1, QStringLiteral("```\n"));
            put(end, 0, QStringLiteral("\n```"));
            break;
        case Kind::Quote:
            for (auto at = start; at < end;) {
                put(at, 1, QStringLiteral("> "));
                const auto next = words.text.indexOf(u'\n', at);
                at = next < 0 ? end : next + 1;
            }
            break;
        case Kind::Bullet:
            put(start, 1, QStringLiteral("- "));
            break;
        case Kind::Numbered:
            put(start, 1, QString::number(span.number) + QLatin1String(". "));
            break;
        case Kind::Mention:
            if (!span.handle.isEmpty()) {
                std::fill(replaced.begin() + start, replaced.begin() + end, true);
                put(start, 2 * count, QLatin1Char('@') + span.handle);
            }
            break;
        }
    }
    std::ranges::stable_sort(signs, [](const Sign& a, const Sign& b) {
        return std::tuple(a.at, a.turn) < std::tuple(b.at, b.turn);
    });
    QString typed;
    auto sign = signs.begin();
    for (qsizetype at = 0; at <= words.text.size(); ++at) {
        for (; sign != signs.end() && sign->at == at; ++sign)
            typed += sign->text;
        if (at < words.text.size() && !replaced[static_cast<std::size_t>(at)])
            typed += words.text.at(at);
    }
    return typed;
}

std::optional<TypedHandle> handleAt(const QString& text, qsizetype caret) {
    auto at = std::min(caret, text.size());
    const auto end = at;
    while (at > 0 && isHandleLetter(text.at(at - 1)) &&
           end - at <= static_cast<qsizetype>(limits::kHandleLetters))
        --at;
    if (at == 0 || text.at(at - 1) != u'@')
        return std::nullopt;
    if (at > 1 && text.at(at - 2).isLetterOrNumber())
        return std::nullopt; // an address of mail
    return TypedHandle{at - 1, text.mid(at, end - at)};
}

} // namespace kontor
