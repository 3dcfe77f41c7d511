#pragma once

#include <QString>

#include <vector>

namespace kontor {

/// A web address in a text, and what a press on it opens.
struct WebAddress {
    qsizetype start;
    qsizetype length;
    QString address;
};
/// Those that begin with http://, https:// or www., in order. "See www.example.org." ends before
/// the full stop.
[[nodiscard]] std::vector<WebAddress> webAddressesIn(const QString& text);

} // namespace kontor
