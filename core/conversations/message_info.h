#pragma once

#include "core/listing_values.h"
#include "storage/database.h"

namespace kontor {

/// Who has an own message, as far as people tell. Reader thread. ConversationUnknown (it is gone);
/// NotAllowed (somebody else's, the log does not have it, or the conversation is too large for
/// receipts).
[[nodiscard]] Result<MessageInfo> messageInfo(storage::Connection& connection, const UserId& self,
                                              MessageRow row);

} // namespace kontor
