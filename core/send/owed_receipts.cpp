#include "core/send/owed_receipts.h"

#include <algorithm>

namespace kontor {
namespace {

/// 1: what is delivered alone.
constexpr std::uint8_t kVersion = 2;
constexpr std::size_t kHead = 17;

void append(Bytes& bytes, Seq seq) {
    for (unsigned shift = 64; shift != 0; shift -= 8)
        bytes.push_back(static_cast<std::uint8_t>(seq.value >> (shift - 8)));
}

void append(Bytes& bytes, const std::vector<content::SeqRange>& ranges) {
    for (const auto& range : ranges) {
        append(bytes, range.first);
        append(bytes, range.last);
    }
}

Seq seqAt(ByteView bytes, std::size_t at) {
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes.subspan(at, 8))
        value = (value << 8U) | byte;
    return Seq(value);
}

} // namespace

void OwedReceipts::add(Seq seq) {
    if (!delivered.empty() && seenUpTo < delivered.back().last && seq > delivered.back().last)
        delivered.back().last = seq;
    else if (delivered.empty() || seq > delivered.back().last)
        delivered.push_back({seq, seq});
}

void OwedReceipts::addRead(content::SeqRange range) {
    read.push_back(range);
    std::ranges::sort(read, {}, &content::SeqRange::first);
    std::vector<content::SeqRange> apart;
    for (const auto& one : read) {
        if (!apart.empty() && one.first <= apart.back().last)
            apart.back().last = std::max(apart.back().last, one.last);
        else
            apart.push_back(one);
    }
    read = std::move(apart);
}

Bytes OwedReceipts::encode() const {
    Bytes stored{kVersion};
    append(stored, seenUpTo);
    append(stored, Seq(delivered.size()));
    append(stored, delivered);
    append(stored, read);
    return stored;
}

Result<OwedReceipts> OwedReceipts::parse(ByteView stored) {
    const Error malformed(ErrorCode::Malformed, {"receipts"});
    const bool first = !stored.empty() && stored[0] == 1;
    const std::size_t head = first ? 9 : kHead;
    if (stored.size() < head || (stored.size() - head) % 16 != 0 ||
        (!first && stored[0] != kVersion))
        return malformed;
    OwedReceipts owed;
    owed.seenUpTo = seqAt(stored, 1);
    const std::size_t ranges = (stored.size() - head) / 16;
    const std::size_t delivered = first ? ranges : seqAt(stored, 9).value;
    if (delivered > ranges)
        return malformed;
    for (std::size_t i = 0; i < ranges; ++i) {
        const std::size_t at = head + 16 * i;
        auto& list = i < delivered ? owed.delivered : owed.read;
        list.push_back({seqAt(stored, at), seqAt(stored, at + 8)});
    }
    return owed;
}

} // namespace kontor
