#include "crypto/mls/skipped_keys.h"

#include "crypto/mls/tls_codec.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace kontor::mls {
namespace {

constexpr std::array kParts{StatePart::SkippedKey, StatePart::PastSkippedKey};

} // namespace

Secret<kKeyBytes + kNonceBytes + 8> SkippedKeyRow::encode() const {
    Secret<kKeyBytes + kNonceBytes + 8> row;
    const auto out = row.writable();
    std::ranges::copy(key.view(), out.begin());
    const auto time = static_cast<std::uint64_t>(keptAt.count());
    for (std::size_t i = 0; i < 8; ++i)
        out[kKeyBytes + kNonceBytes + i] = static_cast<std::uint8_t>(time >> (56 - 8 * i));
    return row;
}

Result<SkippedKeyRow> SkippedKeyRow::parse(ByteView row) {
    constexpr std::size_t kWithoutTime = kKeyBytes + kNonceBytes;
    if (row.size() != kWithoutTime && row.size() != kWithoutTime + 8)
        return Error(ErrorCode::Malformed, {"skipped key"});
    SkippedKeyRow parsed;
    std::ranges::copy(row.first(kWithoutTime), parsed.key.writable().begin());
    if (row.size() == kWithoutTime)
        return parsed;
    tls::Reader time(row.last(8));
    parsed.keptAt = Milliseconds(static_cast<std::int64_t>(time.u64()));
    if (parsed.keptAt < Milliseconds(0))
        return Error(ErrorCode::Malformed, {"skipped key"});
    return parsed;
}

Result<std::optional<Milliseconds>> firstSkippedKeyExpiry(const GroupStoreReader& rows,
                                                          Milliseconds now) {
    std::optional<Milliseconds> first;
    for (const StatePart part : kParts) {
        auto visited = rows.visit(part, [&](std::uint64_t, const SecretBytes& row) -> Result<void> {
            const auto key = SkippedKeyRow::parse(row.view());
            if (!key.ok())
                return key.error();
            const Milliseconds keptAt = key.value().keptAt;
            const Milliseconds due =
                skippedKeyIsExpired(keptAt, now) ? now : keptAt + limits::kSkippedKeyLife;
            first = std::min(first.value_or(due), due);
            return {};
        });
        if (!visited.ok())
            return visited.error();
    }
    return first;
}

Result<void> dropExpiredSkippedKeys(GroupStore& rows, Milliseconds now) {
    for (const StatePart part : kParts) {
        std::vector<std::uint64_t> expired; // rows are not erased while they are visited
        auto visited =
            rows.visit(part, [&](std::uint64_t index, const SecretBytes& row) -> Result<void> {
                const auto key = SkippedKeyRow::parse(row.view());
                if (!key.ok())
                    return key.error();
                if (skippedKeyIsExpired(key.value().keptAt, now))
                    expired.push_back(index);
                return {};
            });
        if (!visited.ok())
            return visited;
        for (const std::uint64_t index : expired)
            if (auto gone = rows.erase(part, index); !gone.ok())
                return gone;
    }
    return {};
}

} // namespace kontor::mls
