#include "storage/told_polls.h"

#include "storage/poll_store.h"
#include "storage/rows.h"
#include "storage/unread.h"
#include "storage/vote_rows.h"

namespace kontor::storage {

Result<bool> isTold(Connection& connection, MessageRow poll, Seq asOf) {
    const auto place = placeIn(connection, poll, asOf);
    if (!place.ok())
        return place.error();
    Statement told =
        connection.prepare("SELECT count(*) FROM polls WHERE message = ?1 AND told_place = ?2");
    const auto count = readInteger(told.bind(poll).bind(place.value()));
    return count.ok() ? Result<bool>(count.value() != 0) : Result<bool>(count.error());
}

Result<bool> isUntold(Connection& connection, MessageRow poll, Seq joined) {
    const auto place = placeIn(connection, poll, joined);
    if (!place.ok())
        return place.error();
    Statement untold = connection.prepare(
        "SELECT count(*) FROM polls p JOIN messages m ON m.id = p.message"
        " WHERE p.message = ?1 AND m.erased = 0 AND m.place < ?2 AND p.told_place IS NOT ?2");
    const auto count = readInteger(untold.bind(poll).bind(place.value()));
    return count.ok() ? Result<bool>(count.value() != 0) : Result<bool>(count.error());
}

Result<void> beginTold(Transaction& transaction, MessageRow poll, Seq asOf) {
    Connection& connection = transaction.connection();
    const auto place = placeIn(connection, poll, asOf);
    if (!place.ok())
        return place.error();
    Statement which = connection.prepare("SELECT message, user, place, slot, ballot FROM votes"
                                         " WHERE message = ?1 AND place <= ?2");
    const auto gone = removeVotes(connection, which.bind(poll).bind(place.value()));
    return gone.ok() ? Result<void>() : Result<void>(gone.error());
}

Result<void> endTold(Transaction& transaction, MessageRow poll, Seq asOf) {
    Connection& connection = transaction.connection();
    const auto place = placeIn(connection, poll, asOf);
    if (!place.ok())
        return place.error();
    // As if it had been closed behind everything: reopening it takes no vote away.
    Statement update = connection.prepare(
        "UPDATE polls SET told_place = ?2, closed_place = ?3 WHERE message = ?1");
    update.bind(poll).bind(place.value()).bind(kFirstWaiting);
    if (auto set = update.run(); !set.ok())
        return set;
    return PollStore(connection).reopen(transaction, poll);
}

} // namespace kontor::storage
