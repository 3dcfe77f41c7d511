#pragma once

#include "core/formatting/text_span.h"

#include <QTextCharFormat>

namespace kontor {

/// How letters of a span are drawn, but for colours; nothing for spans of whole lines without a
/// look of their own.
[[nodiscard]] QTextCharFormat letterFormat(TextSpan::Kind kind);

} // namespace kontor
