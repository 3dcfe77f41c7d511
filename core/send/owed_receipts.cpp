#include "core/send/owed_receipts.h"

namespace kontor {
namespace {

constexpr std::uint8_t kVersion = 1;

void append(Bytes& bytes, Seq seq) {
    for (unsigned shift = 64; shift != 0; shift -= 8)
        bytes.push_back(static_cast<std::uint8_t>(seq.value >> (shift - 8)));
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

Bytes OwedReceipts::encode() const {
    Bytes stored{kVersion};
    append(stored, seenUpTo);
    for (const auto& range : delivered) {
        append(stored, range.first);
        append(stored, range.last);
    }
    return stored;
}

Result<OwedReceipts> OwedReceipts::parse(ByteView stored) {
    if (stored.size() < 9 || (stored.size() - 9) % 16 != 0 || stored[0] != kVersion)
        return Error(ErrorCode::Malformed, {"receipts"});
    OwedReceipts owed;
    owed.seenUpTo = seqAt(stored, 1);
    for (std::size_t at = 9; at < stored.size(); at += 16)
        owed.delivered.push_back({seqAt(stored, at), seqAt(stored, at + 8)});
    return owed;
}

} // namespace kontor
