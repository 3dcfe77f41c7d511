#pragma once

#include "core/listing_values.h"
#include "storage/database.h"

namespace kontor {

/// What a conversation has of one kind, a page at a time: a window on the store. Reader thread.
/// ConversationUnknown: `olderThan` is not in that list (any more).
[[nodiscard]] Result<ListingPage> listing(storage::Connection& connection, const UserId& self,
                                          const ListingRequest& request);

} // namespace kontor
