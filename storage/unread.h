#pragma once

#include "base/limits.h"
#include "storage/connection.h"

/// What a conversation says about its messages, kept right by everything in this room that changes
/// them.
namespace kontor::storage {

/// Counts the messages of others behind readUpTo anew.
[[nodiscard]] Result<void> recountUnread(Connection& connection, ConversationId conversation);
/// The newest entry becomes the one that the list shows.
[[nodiscard]] Result<void> refreshLastMessage(Connection& connection, ConversationId conversation);

/// Places (message_store.h): log order within an era, eras one after the other, then what waits.
inline constexpr std::int64_t kFirstWaiting = std::int64_t{1} << 62U;
using limits::kSeqBits;
/// A log that counts further would reach into the next era: TooLarge.
[[nodiscard]] inline Result<std::int64_t> placeOf(std::int64_t era, Seq seq) {
    if (seq.value > limits::kGreatestSeq)
        return ErrorCode::TooLarge;
    return (era << kSeqBits) | static_cast<std::int64_t>(seq.value);
}
/// Where that entry of the message's conversation stands.
[[nodiscard]] Result<std::int64_t> placeIn(Connection& connection, MessageRow message, Seq seq);
/// The era of the message's conversation now.
[[nodiscard]] Result<std::int64_t> eraOf(Connection& connection, MessageRow message);
[[nodiscard]] constexpr Seq seqOfPlace(std::int64_t place) {
    return Seq(static_cast<std::uint64_t>(place) & limits::kGreatestSeq);
}
[[nodiscard]] constexpr std::int64_t eraOfPlace(std::int64_t place) {
    return place >> kSeqBits;
}

} // namespace kontor::storage
