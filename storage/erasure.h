#pragma once

#include "storage/transaction.h"

#include <span>

namespace kontor::storage {

/// Takes the content of messages out of every place of the store (storage/content_places.h): index
/// rows, text and detail, outbox bytes; a tombstone keeps the order. Rows that are erased already
/// are passed over. Gone from disk once Database::truncateLog() has said Done after the commit;
/// what lies outside the store (files, caches, notifications) is told by the caller, after the
/// commit, through ContentPlaces::forget(). Returns the rows that were erased now.
[[nodiscard]] Result<std::vector<MessageRow>> eraseMessages(Transaction& transaction,
                                                            std::span<const MessageRow> rows);
/// Erased ones are no line that says so, either: their place is kept, no page has them any more.
[[nodiscard]] Result<void> leaveTimeline(Transaction& transaction,
                                         std::span<const MessageRow> rows);

} // namespace kontor::storage
