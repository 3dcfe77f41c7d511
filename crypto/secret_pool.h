#pragma once

#include <cstddef>
#include <cstdint>

/// Memory for secrets: locked (never swapped), left out of core dumps, between guard pages, wiped
/// when it is given back. A system's page locking is slow and scarce (64 kB for a program on some
/// systems), so blocks come from chunks that are locked once and used again. Where the system locks
/// no more, memory is still guarded, undumped and wiped, and lockedCompletely() tells. Any thread.
namespace kontor::secret_pool {

/// Zeroed; as many bytes as a power of two that holds `size`. Ends the program when there is no
/// memory.
[[nodiscard]] std::uint8_t* allocate(std::size_t size);
/// Wipes and takes back what allocate(size) gave. Null is allowed.
void release(std::uint8_t* block, std::size_t size) noexcept;

/// False once some chunk could not be locked: said in the settings and by the server at its start.
[[nodiscard]] bool lockedCompletely();

} // namespace kontor::secret_pool
