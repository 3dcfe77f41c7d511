#pragma once

#include "storage/connection.h"

namespace kontor::storage {

/// One message in the search index: exactly what was put in must be given to take it out.
struct IndexedMessage {
    MessageRow row;
    ConversationId conversation;
    std::int64_t sender = 0; ///< local number (peers.h)
    std::string text;
    enum class Life : std::uint8_t { Lasting, Timed } life = Life::Lasting;
};

/// As it stands in the index now. None: erased, or there is no such row.
[[nodiscard]] Result<std::optional<IndexedMessage>> indexedMessage(Connection& connection,
                                                                   MessageRow row);
[[nodiscard]] Result<void> putIntoIndex(Connection& connection, const IndexedMessage& message);
/// Timed ones are taken out in one sweep of their small index where that costs less than taking
/// out each, so that thousands can expire together. An emptied index has nothing to take out.
[[nodiscard]] Result<void> takeOutOfIndex(Connection& connection,
                                          const std::vector<IndexedMessage>& messages);
/// Empties both indexes, before so much is erased that refillIndex() behind it costs less. What
/// stops in between is filled at the next opening of the store.
[[nodiscard]] Result<void> emptyIndex(Connection& connection);
/// Empties both indexes and fills them from the messages; notes the fold version.
[[nodiscard]] Result<void> refillIndex(Connection& connection);

/// The trigram of private-use letters that stands for a conversation or a sender; empty when the
/// number is out of range (then the message is found without that filter only).
[[nodiscard]] std::string conversationGram(ConversationId conversation);
[[nodiscard]] std::string senderGram(std::int64_t sender);

} // namespace kontor::storage
