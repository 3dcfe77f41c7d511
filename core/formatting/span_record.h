#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "core/formatting/text_span.h"

namespace kontor {

/// Spans as the store keeps them beside a text; empty for none.
[[nodiscard]] Bytes encodeSpans(const std::vector<TextSpan>& spans);
/// Of a text of `length` units. Malformed; VersionUnknown.
[[nodiscard]] Result<std::vector<TextSpan>> parseSpans(ByteView bytes, qsizetype length);

} // namespace kontor
