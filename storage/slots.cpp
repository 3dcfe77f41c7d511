#include "storage/slots.h"

#include "storage/rows.h"

#include <algorithm>

namespace kontor::storage {

namespace {

constexpr std::size_t kLengthBytes = 4;
constexpr std::size_t kLeast = 64;

/// 64, 96, 128, 192, 256 ...: at most a third is padding.
std::size_t slotSize(std::size_t valueBytes) {
    const std::size_t needed = valueBytes + kLengthBytes;
    std::size_t size = kLeast;
    while (size < needed) {
        const std::size_t half = size + size / 2;
        if (half >= needed)
            return half;
        size *= 2;
    }
    return size;
}

/// Length (4 bytes, the smallest first), value, zeros.
SecretBytes padded(ByteView value) {
    SecretBytes slot(slotSize(value.size()));
    const auto out = slot.writable();
    for (std::size_t i = 0; i < kLengthBytes; ++i)
        out[i] = static_cast<std::uint8_t>(value.size() >> (8 * i));
    std::ranges::copy(value, out.begin() + kLengthBytes);
    return slot;
}

ByteView valueIn(ByteView slot) {
    if (slot.size() < kLengthBytes) // NULL: no slot
        return {};
    std::size_t length = 0;
    for (std::size_t i = 0; i < kLengthBytes; ++i)
        length |= std::size_t{slot[i]} << (8 * i);
    return slot.subspan(kLengthBytes, std::min(length, slot.size() - kLengthBytes));
}

Result<void> overwrite(Connection& connection, SlotRow slot, ByteView bytes) {
    Statement update = connection.prepare("UPDATE slots SET value = ?2 WHERE id = ?1");
    return update.bind(slot).bindBorrowed(bytes).run();
}

Result<std::optional<SlotRow>> takeFree(Connection& connection, std::size_t size) {
    Statement ask =
        connection.prepare("SELECT slot FROM free_slots WHERE size = ?1 ORDER BY slot LIMIT 1");
    ask.bind(static_cast<std::int64_t>(size));
    auto free = readOne(ask, [](Statement& row) { return row.number<SlotRow>(); });
    if (!free.ok() || !free.value())
        return free;
    Statement taken = connection.prepare("DELETE FROM free_slots WHERE size = ?1 AND slot = ?2");
    taken.bind(static_cast<std::int64_t>(size)).bind(*free.value());
    if (const auto done = taken.run(); !done.ok())
        return done.error();
    return free;
}

Result<std::size_t> sizeOf(Connection& connection, SlotRow slot) {
    Statement ask = connection.prepare("SELECT length(value) FROM slots WHERE id = ?1");
    ask.bind(slot);
    const auto size = readInteger(ask);
    if (!size.ok())
        return size.error();
    return static_cast<std::size_t>(size.value());
}

} // namespace

Result<SlotRow> putIntoSlot(Connection& connection, ByteView value) {
    const SecretBytes bytes = padded(value);
    const auto free = takeFree(connection, bytes.size());
    if (!free.ok())
        return free.error();
    if (free.value()) {
        const auto written = overwrite(connection, *free.value(), bytes.view());
        if (!written.ok())
            return written.error();
        return *free.value();
    }
    Statement append = connection.prepare("INSERT INTO slots(value) VALUES (?1)");
    if (const auto done = append.bindBorrowed(bytes.view()).run(); !done.ok())
        return done.error();
    return SlotRow(connection.lastRow());
}

Result<SlotRow> replaceInSlot(Connection& connection, SlotRow slot, ByteView value) {
    const auto size = sizeOf(connection, slot);
    if (!size.ok())
        return size.error();
    const SecretBytes bytes = padded(value);
    if (bytes.size() == size.value()) {
        if (const auto written = overwrite(connection, slot, bytes.view()); !written.ok())
            return written.error();
        return slot;
    }
    if (const auto freed = freeSlot(connection, slot); !freed.ok())
        return freed.error();
    return putIntoSlot(connection, value);
}

Result<void> freeSlot(Connection& connection, SlotRow slot) {
    Statement zero =
        connection.prepare("UPDATE slots SET value = zeroblob(length(value)) WHERE id = ?1");
    if (const auto done = zero.bind(slot).run(); !done.ok())
        return done.error();
    Statement note = connection.prepare(
        "INSERT INTO free_slots(size, slot) SELECT length(value), id FROM slots WHERE id = ?1");
    return note.bind(slot).run();
}

SecretBytes secretOfSlot(Statement& row) {
    return SecretBytes::copyOf(valueIn(row.blobView()));
}

Bytes bytesOfSlot(Statement& row) {
    return toBytes(valueIn(row.blobView()));
}

} // namespace kontor::storage
