#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace kontor {

/// One number, one meaning: a Seq is neither an Epoch nor a bare integer.
template <typename Tag, typename Value = std::uint64_t>
struct Number {
    Value value = 0;

    constexpr Number() = default;
    explicit constexpr Number(Value number)
        : value(number) {}
    [[nodiscard]] constexpr Number next() const { return Number(value + 1); }
    friend constexpr auto operator<=>(Number, Number) = default;
};

using Seq = Number<struct SeqTag>; ///< an entry's place in its log; the first is 1, 0 is "none yet"
using Epoch = Number<struct EpochTag>; ///< RFC 9420: a group's epoch
using ConversationId = Number<struct ConversationIdTag, std::int64_t>; ///< local to a profile
using MessageRow =
    Number<struct MessageRowTag, std::int64_t>; ///< local id of a message; never reused
using Revision = Number<struct RevisionTag>; ///< of a local store: each write transaction makes one

} // namespace kontor

template <typename Tag, typename Value>
struct std::hash<kontor::Number<Tag, Value>> {
    std::size_t operator()(kontor::Number<Tag, Value> number) const noexcept {
        return std::hash<Value>{}(number.value);
    }
};
