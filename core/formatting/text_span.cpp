#include "core/formatting/text_span.h"

#include "base/limits.h"

#include <algorithm>
#include <tuple>

namespace kontor {

void tidySpans(FormattedText& words) {
    const auto size = static_cast<std::uint64_t>(words.text.size());
    std::erase_if(words.spans, [size](const TextSpan& span) {
        return span.length == 0 || std::uint64_t{span.start} + span.length > size;
    });
    if (words.spans.size() > limits::kTextSpans)
        words.spans.clear();
    // Bold within bold says nothing; the same twice neither.
    const auto key = [](const TextSpan& span) {
        return std::tuple(span.start, ~span.length, span.kind);
    };
    std::ranges::stable_sort(words.spans, {}, key);
    const auto doubled = [](const TextSpan& a, const TextSpan& b) {
        return a.kind == b.kind && a.start == b.start && a.length == b.length;
    };
    words.spans.erase(std::ranges::unique(words.spans, doubled).begin(), words.spans.end());
}

} // namespace kontor
