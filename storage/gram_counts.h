#pragma once

#include "storage/connection.h"

#include <unordered_map>

namespace kontor::storage {

/// How often each trigram occurs in the newest messages: a query asks the index only for its rarest
/// ones, which is four times faster than for all (store-notes, 2). Counted once; old figures only
/// make a query slower, never wrong.
class GramCounts {
public:
    [[nodiscard]] static Result<GramCounts> ofNewest(Connection& connection);

    void add(std::string_view folded);
    /// At most `count` different trigrams of a needle, the rarest, in the needle's order. None when
    /// it has fewer than three letters.
    [[nodiscard]] std::vector<std::string_view> rarest(std::string_view needle,
                                                       std::size_t count) const;

private:
    std::unordered_map<std::uint64_t, std::uint32_t> m_counts;
};

} // namespace kontor::storage
