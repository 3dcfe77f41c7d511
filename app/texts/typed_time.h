#pragma once

#include <QLocale>
#include <QTime>

namespace kontor {

/// A time of day as people type it: 14:30, 14.30, 9, or as their language writes it; invalid when
/// it is none.
[[nodiscard]] QTime typedTime(const QString& words, const QLocale& locale = QLocale::c());

} // namespace kontor
