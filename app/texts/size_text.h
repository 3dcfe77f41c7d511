#pragma once

#include <QLocale>

namespace kontor {

/// How large a file is: "412 kB", "3.4 MB"; a kB has 1,024 bytes, so that a limit has a round
/// figure.
[[nodiscard]] inline QString sizeText(qint64 bytes, const QLocale& locale) {
    constexpr qint64 kMegabyte = 1024LL * 1024;
    const bool fraction = bytes >= kMegabyte && bytes % kMegabyte != 0;
    return locale.formattedDataSize(bytes, fraction ? 1 : 0, QLocale::DataSizeTraditionalFormat);
}

} // namespace kontor
