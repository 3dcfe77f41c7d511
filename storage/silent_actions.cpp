#include "storage/silent_actions.h"

#include "storage/rows.h"

namespace kontor::storage {

Result<void> noteSilentAction(Transaction& transaction, OutboxRow row, MessageRow message) {
    Statement insert = transaction.connection().prepare(
        "INSERT INTO pending_actions(outbox, message, silent) VALUES (?1, ?2, 1)");
    return insert.bind(row).bind(message).run();
}

} // namespace kontor::storage
