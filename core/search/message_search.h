#pragma once

#include "core/values.h"
#include "storage/connection.h"

namespace kontor {

/// One search, on the reader thread: conversations and people by name, messages by their words and
/// by the filters among them (search_filters.h). Filters alone: the newest messages that fit.
/// When it is interrupted (storage::Connection::interrupt) it gives what it has found.
[[nodiscard]] Result<SearchResults> search(storage::Connection& connection, const UserId& self,
                                           const SearchQuery& query);

} // namespace kontor
