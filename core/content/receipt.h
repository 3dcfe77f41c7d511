#pragma once

#include "base/number.h"
#include "core/content/mimi_content.h"

namespace kontor::content {

inline constexpr std::string_view kReceiptType = "application/vnd.kontor.receipt+cbor";

/// Entries of a log, both ends included.
struct SeqRange {
    Seq first;
    Seq last;
    friend bool operator==(const SeqRange&, const SeqRange&) = default;
};

/// What the sender's device has in its store, and what its user has seen, as ranges of the log that
/// carries the receipt. Ranges are merged, ascending, and name nothing twice. A receipt is for
/// messages; one for receipts is never sent.
///
///     receipt = { 0: 1,                       ; version
///                 ? 1: [1*1000 [uint, uint]], ; delivered
///                 ? 2: [1*1000 [uint, uint]]} ; read
struct Receipt {
    static constexpr std::uint64_t kVersion = 1;
    static constexpr std::size_t kGreatestRanges = 1'000;

    std::vector<SeqRange> delivered;
    std::vector<SeqRange> read;
    friend bool operator==(const Receipt&, const Receipt&) = default;
};

/// At most kGreatestRanges of each kind: the caller sends several otherwise.
[[nodiscard]] SinglePart encodeReceipt(const Receipt& receipt);
/// Malformed; VersionUnknown.
[[nodiscard]] Result<Receipt> parseReceipt(ByteView cbor);

/// Seqs as ranges: sorted, neighbours joined.
[[nodiscard]] std::vector<SeqRange> rangesOf(std::vector<Seq> seqs);

} // namespace kontor::content
