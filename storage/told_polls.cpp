#include "storage/told_polls.h"

#include "storage/poll_store.h"
#include "storage/rows.h"
#include "storage/unread.h"
#include "storage/vote_rows.h"

namespace kontor::storage {
namespace {

using Rows = Result<std::vector<MessageRow>>;

/// The row, where the update has changed it.
Rows changedBy(Statement& update) {
    return readAll(update, [](Statement& row) { return row.number<MessageRow>(); });
}

/// What came since stays: so it is reopened as if it had been closed behind everything.
Result<void> forgetClosing(Transaction& transaction, MessageRow poll, std::int64_t place) {
    Statement update = transaction.connection().prepare(
        "UPDATE polls SET closed_place = ?3 WHERE message = ?1 AND closed_place <= ?2"
        " RETURNING message");
    const auto closed = changedBy(update.bind(poll).bind(place).bind(kFirstWaiting));
    if (!closed.ok())
        return closed.error();
    return closed.value().empty() ? Result<void>()
                                  : PollStore(transaction.connection()).reopen(transaction, poll);
}

} // namespace

Result<void> beginTold(Transaction& transaction, MessageRow poll, Seq asOf) {
    Connection& connection = transaction.connection();
    const auto place = placeIn(connection, poll, asOf);
    if (!place.ok())
        return place.error();
    Statement begin = connection.prepare("UPDATE polls SET told_place = ?2 WHERE message = ?1"
                                         " AND told_place IS NOT ?2 RETURNING message");
    const auto fresh = changedBy(begin.bind(poll).bind(place.value()));
    if (!fresh.ok())
        return fresh.error();
    if (fresh.value().empty())
        return {};
    if (auto forgotten = forgetClosing(transaction, poll, place.value()); !forgotten.ok())
        return forgotten;
    Statement which = connection.prepare("SELECT message, user, place, slot, ballot FROM votes"
                                         " WHERE message = ?1 AND place <= ?2");
    const auto gone = removeVotes(connection, which.bind(poll).bind(place.value()));
    return gone.ok() ? Result<void>() : Result<void>(gone.error());
}

} // namespace kontor::storage
