#pragma once

#include "storage/connection.h"

namespace kontor::storage {

/// Where values lie that must leave no trace: ratchet secrets, keys, what waits to be sent. SQLite
/// zeroes what is deleted, but whenever a page is split or joined it leaves copies of its cells in
/// the gap of the page, and those outlive the value. Here no page is ever split in the middle: a
/// slot has a fixed size, new ones are only appended, a freed one is overwritten with zeros in
/// place and used again for a value of its size.
using SlotRow = Number<struct SlotRowTag, std::int64_t>;

[[nodiscard]] Result<SlotRow> putIntoSlot(Connection& connection, ByteView value);
/// Overwrites the value; in another slot when the size does not fit, and the old one is freed.
[[nodiscard]] Result<SlotRow> replaceInSlot(Connection& connection, SlotRow slot, ByteView value);
[[nodiscard]] Result<void> freeSlot(Connection& connection, SlotRow slot);

/// From a column that holds slots.value.
[[nodiscard]] SecretBytes secretOfSlot(Statement& row);
[[nodiscard]] Bytes bytesOfSlot(Statement& row);

} // namespace kontor::storage
