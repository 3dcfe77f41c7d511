#pragma once

#include "core/formatting/text_span.h"

namespace kontor {

/// A text without some parts, with others replaced; its spans follow.
class TextCutter {
public:
    explicit TextCutter(const FormattedText& from)
        : m_from(from) {}

    /// Parts come in ascending order; one that begins within the one before is passed over.
    void replace(qsizetype start, qsizetype length, const QString& with = {});
    /// Spans may be empty now, and out of order: tidySpans().
    [[nodiscard]] FormattedText done();

private:
    struct Change {
        qsizetype start, length, newStart, newLength;
    };
    enum class Edge { Start, End };
    [[nodiscard]] qsizetype moved(qsizetype at, Edge edge) const;

    const FormattedText& m_from;
    QString m_text;
    qsizetype m_past = 0;
    std::vector<Change> m_changes;
};

} // namespace kontor
