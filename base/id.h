#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <functional>

namespace kontor {

/// A fixed number of bytes with one meaning: a UserId is not a DeviceId, and neither is a bare
/// array. Ids are random or hashes, so any part of them is a good hash.
template <typename Tag, std::size_t N = 16>
struct Id {
    static constexpr std::size_t kSize = N;
    std::array<std::uint8_t, N> bytes{};

    constexpr Id() = default;
    explicit constexpr Id(const std::array<std::uint8_t, N>& value)
        : bytes(value) {}

    /// Malformed unless `view` has exactly kSize bytes.
    [[nodiscard]] static Result<Id> parse(ByteView view) {
        if (view.size() != N)
            return Error(ErrorCode::Malformed, {"id"});
        Id id;
        std::ranges::copy(view, id.bytes.begin());
        return id;
    }
    [[nodiscard]] ByteView view() const { return bytes; }
    [[nodiscard]] Bytes toBytes() const { return {bytes.begin(), bytes.end()}; }

    friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

using UserId = Id<struct UserIdTag>;
using DeviceId = Id<struct DeviceIdTag>;
using GroupId = Id<struct GroupIdTag>; ///< the MLS group's id, and its log's
using OrganisationId =
    Id<struct OrganisationIdTag, 32>;                ///< SHA-256 of the organisation's public key
using MessageId = Id<struct MessageIdTag, 32>;       ///< MIMI message id
using IdempotencyKey = Id<struct IdempotencyKeyTag>; ///< 6 bytes of time in ms, 10 random bytes
using Incarnation = Id<struct IncarnationTag>;       ///< changes when a server is restored
using BlobId = Id<struct BlobIdTag>; ///< an encrypted file on the server: random, unguessable
using PayloadHash = Id<struct PayloadHashTag, 32>; ///< SHA-256 of a log entry's payload

} // namespace kontor

template <typename Tag, std::size_t N>
struct std::hash<kontor::Id<Tag, N>> {
    std::size_t operator()(const kontor::Id<Tag, N>& id) const noexcept {
        std::size_t value = 0;
        for (std::size_t i = 0; i < sizeof value; ++i)
            value = (value << 8U) | id.bytes[i];
        return value;
    }
};
