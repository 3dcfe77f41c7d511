#include "core/formatting/text_cutter.h"

#include <algorithm>

namespace kontor {

void TextCutter::replace(qsizetype start, qsizetype length, const QString& with) {
    if (start < m_past)
        return;
    m_text += QStringView(m_from.text).mid(m_past, start - m_past);
    m_changes.push_back({start, length, m_text.size(), with.size()});
    m_text += with;
    m_past = start + length;
}

FormattedText TextCutter::done() {
    m_text += QStringView(m_from.text).mid(m_past);
    m_past = m_from.text.size();
    FormattedText made;
    made.text = m_text;
    for (auto span : m_from.spans) {
        const auto start = moved(span.start, Edge::Start);
        const auto end = std::max(moved(span.end(), Edge::End), start);
        span.start = static_cast<std::uint32_t>(start);
        span.length = static_cast<std::uint32_t>(end - start);
        made.spans.push_back(std::move(span));
    }
    return made;
}

/// What begins where something is replaced begins with it; what ends there ends before it.
qsizetype TextCutter::moved(qsizetype at, Edge edge) const {
    auto change = edge == Edge::Start ? std::ranges::upper_bound(m_changes, at, {}, &Change::start)
                                      : std::ranges::lower_bound(m_changes, at, {}, &Change::start);
    if (change == m_changes.begin())
        return at;
    --change;
    if (at < change->start + change->length)
        return edge == Edge::Start ? change->newStart : change->newStart + change->newLength;
    return at - change->start - change->length + change->newStart + change->newLength;
}

} // namespace kontor
