#include "storage/poll_secrets.h"

#include "storage/rows.h"
#include "storage/slots.h"

#include <algorithm>

namespace kontor::storage {
namespace {

/// A fresh public key stands there: it is drawn for each vote.
constexpr std::size_t kBeginning = 32;

ByteView beginningOf(ByteView sealed) {
    return sealed.first(std::min(sealed.size(), kBeginning));
}

/// What `which` selects as (id, slot).
Result<void> drop(Connection& connection, Statement& which) {
    const auto rows = readAll(which, [](Statement& row) {
        const auto id = row.integer();
        return std::pair(id, row.number<SlotRow>());
    });
    if (!rows.ok())
        return rows.error();
    for (const auto& [id, slot] : rows.value()) {
        Statement gone = connection.prepare("DELETE FROM own_ballots WHERE id = ?1");
        if (const auto done = gone.bind(id).run(); !done.ok())
            return done.error();
        if (const auto freed = freeSlot(connection, slot); !freed.ok())
            return freed.error();
    }
    return {};
}

} // namespace

Result<void> PollSecrets::putKey(Transaction& transaction, MessageRow poll, ByteView key) {
    Connection& connection = transaction.connection();
    const auto slot = putIntoSlot(connection, key);
    if (!slot.ok())
        return slot.error();
    Statement update = connection.prepare("UPDATE polls SET secret = ?2 WHERE message = ?1");
    return update.bind(poll).bind(slot.value()).run();
}

Result<std::optional<SecretBytes>> PollSecrets::key(MessageRow poll) const {
    Statement ask = m_connection->prepare(
        "SELECT s.value FROM polls p JOIN slots s ON s.id = p.secret WHERE p.message = ?1");
    return readOne(ask.bind(poll), [](Statement& row) { return secretOfSlot(row); });
}

Result<void> PollSecrets::putBallot(Transaction& transaction, MessageRow poll, ByteView sealed,
                                    ByteView ballot) {
    Connection& connection = transaction.connection();
    const auto slot = putIntoSlot(connection, ballot);
    if (!slot.ok())
        return slot.error();
    Statement insert =
        connection.prepare("INSERT INTO own_ballots(message, sealed, slot) VALUES (?1, ?2, ?3)");
    return insert.bind(poll).bind(beginningOf(sealed)).bind(slot.value()).run();
}

Result<std::optional<Bytes>> PollSecrets::ballot(MessageRow poll, ByteView sealed) const {
    Statement ask =
        m_connection->prepare("SELECT s.value FROM own_ballots b JOIN slots s ON s.id = b.slot"
                              " WHERE b.message = ?1 AND b.sealed = ?2 LIMIT 1");
    return readOne(ask.bind(poll).bind(beginningOf(sealed)),
                   [](Statement& row) { return bytesOfSlot(row); });
}

Result<void> PollSecrets::dropBallot(Transaction& transaction, MessageRow poll, ByteView sealed) {
    Statement ask = transaction.connection().prepare(
        "SELECT id, slot FROM own_ballots WHERE message = ?1 AND sealed = ?2");
    return drop(transaction.connection(), ask.bind(poll).bind(beginningOf(sealed)));
}

Result<void> PollSecrets::erase(Transaction& transaction, MessageRow poll) {
    Connection& connection = transaction.connection();
    Statement ballots = connection.prepare("SELECT id, slot FROM own_ballots WHERE message = ?1");
    if (auto gone = drop(connection, ballots.bind(poll)); !gone.ok())
        return gone;
    Statement ask =
        connection.prepare("SELECT secret FROM polls WHERE message = ?1 AND secret IS NOT NULL");
    const auto slot = readOne(ask.bind(poll), [](Statement& row) { return row.number<SlotRow>(); });
    if (!slot.ok())
        return slot.error();
    if (!slot.value())
        return {};
    Statement update = connection.prepare("UPDATE polls SET secret = NULL WHERE message = ?1");
    if (const auto done = update.bind(poll).run(); !done.ok())
        return done.error();
    return freeSlot(connection, *slot.value());
}

} // namespace kontor::storage
