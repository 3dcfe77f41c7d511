#pragma once

#include "core/formatting/text_span.h"

#include <QStringList>

/// "bold fett|quote ja": what a failed row shows.
inline QString spansOf(const kontor::FormattedText& words) {
    static const QStringList kNames{"?",     "bold",  "italic", "strike", "code",
                                    "block", "quote", "bullet", "number", "mention"};
    QStringList all;
    for (const auto& span : words.spans)
        all << kNames.at(static_cast<int>(span.kind)) + QLatin1Char(' ') +
                   words.text.mid(span.start, span.length);
    return all.join(QLatin1Char('|'));
}
