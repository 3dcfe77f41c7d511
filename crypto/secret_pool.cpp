#include "crypto/secret_pool.h"

#include "crypto/sodium_start.h"

#include <array>
#include <bit>
#include <cstring>
#include <mutex>

namespace kontor::secret_pool {
namespace {

constexpr std::size_t kLeastBlock = 32;
constexpr std::size_t kGreatestBlock = 4096;
constexpr std::size_t kClasses = std::bit_width(kGreatestBlock / kLeastBlock);
/// libsodium puts a canary before the memory and rounds up to pages: what is left of 16 pages,
/// aligned to a cache line.
constexpr std::size_t kChunk = 65536 - 64;

/// A free block holds nothing but the way to the next one.
struct FreeBlock {
    FreeBlock* next;
};

struct Pool {
    std::mutex mutex;
    std::array<FreeBlock*, kClasses> free{};
    std::uint8_t* chunk = nullptr; ///< where blocks are cut from
    std::size_t left = 0;          ///< bytes of it that were never given out
    bool locked = true;
};

/// Never destroyed: secrets of static life may be given back after every destructor of ours.
Pool& pool() {
    static Pool& only = *new Pool;
    return only;
}

std::size_t classOf(std::size_t size) {
    return size <= kLeastBlock ? 0 : std::bit_width((size - 1) / kLeastBlock);
}

std::uint8_t* lockedMemory(Pool& pool, std::size_t size) {
    auto* memory = static_cast<std::uint8_t*>(sodium_malloc(size));
    if (memory == nullptr)
        std::abort();
    // sodium_malloc has tried to lock and says nothing about it; locking again tells.
    if (sodium_mlock(memory, size) != 0)
        pool.locked = false;
    return memory;
}

std::uint8_t* cut(Pool& pool, std::size_t block) {
    if (pool.left < block) {
        // What is left of the old chunk is less than a page and stays unused.
        pool.chunk = lockedMemory(pool, kChunk);
        pool.left = kChunk;
    }
    pool.left -= block;
    return pool.chunk + pool.left;
}

} // namespace

std::uint8_t* allocate(std::size_t size) {
    Pool& shared = pool();
    const std::lock_guard guard(shared.mutex);
    if (size > kGreatestBlock) {
        auto* memory = lockedMemory(shared, size);
        std::memset(memory, 0, size);
        return memory;
    }
    const std::size_t sizeClass = classOf(size);
    std::uint8_t* block = nullptr;
    if (FreeBlock* first = shared.free[sizeClass]) {
        shared.free[sizeClass] = first->next;
        block = reinterpret_cast<std::uint8_t*>(first);
    } else {
        block = cut(shared, kLeastBlock << sizeClass);
    }
    std::memset(block, 0, kLeastBlock << sizeClass);
    return block;
}

void release(std::uint8_t* block, std::size_t size) noexcept {
    if (block == nullptr)
        return;
    if (size > kGreatestBlock) {
        sodium_free(block); // wipes
        return;
    }
    sodium_memzero(block, size);
    Pool& shared = pool();
    const std::lock_guard guard(shared.mutex);
    const std::size_t sizeClass = classOf(size);
    shared.free[sizeClass] = new (block) FreeBlock{shared.free[sizeClass]};
}

bool lockedCompletely() {
    Pool& shared = pool();
    const std::lock_guard guard(shared.mutex);
    return shared.locked;
}

} // namespace kontor::secret_pool
