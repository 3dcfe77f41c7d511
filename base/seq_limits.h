#pragma once

#include <cstdint>

namespace kontor::limits {

/// Bits of an entry's number in its log, the greatest that anybody may name: it stands beside the
/// log's era in one integer of the store. (A server that starts at a trillion; an honest one needs
/// a thousand years.)
inline constexpr unsigned kSeqBits = 40;
inline constexpr std::uint64_t kGreatestSeq = (std::uint64_t{1} << kSeqBits) - 1;

} // namespace kontor::limits
