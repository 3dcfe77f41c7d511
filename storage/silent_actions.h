#pragma once

#include "storage/outbox_store.h"

namespace kontor::storage {

/// This row says something about a message and does not show as being on its way to it, as what
/// OutboxStore::noteAction() notes does: a closing, a result, a poll's state for newcomers. It is
/// not sent any more once the message is erased; forgotten with the row.
[[nodiscard]] Result<void> noteSilentAction(Transaction& transaction, OutboxRow row,
                                            MessageRow message);

} // namespace kontor::storage
