#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/secret.h"

#include <array>
#include <cstdint>
#include <sodium/crypto_secretstream_xchacha20poly1305.h>

/// Files, sealed in chunks with a key of their own (libsodium's secretstream): a file of any size
/// passes through little memory, and a chunk that is changed, moved, doubled, or missing at the end
/// is noticed. Sealed, a file is its chunks one after the other, each of kFileChunkBytes (the last
/// one of what is left; an empty file is one empty chunk) and kFileChunkOverhead more.
namespace kontor {

inline constexpr std::size_t kFileChunkBytes = 64U * 1024U;
inline constexpr std::size_t kFileChunkOverhead = 17;

using FileKey = Secret<32>;
/// Random, for each file; no secret.
using FileHeader = std::array<std::uint8_t, 24>;

/// What a file of so many bytes is when it is sealed.
[[nodiscard]] constexpr std::uint64_t sealedFileBytes(std::uint64_t plain) {
    const std::uint64_t chunks = plain == 0 ? 1 : (plain + kFileChunkBytes - 1) / kFileChunkBytes;
    return plain + chunks * kFileChunkOverhead;
}

enum class FileChunk : std::uint8_t { Inner, Last };

/// Seals the chunks of one file, in their order.
class FileSealer {
public:
    /// A key seals one file, ever.
    FileSealer(const FileKey& key, const FileHeader& header);
    FileSealer(const FileSealer&) = delete;
    FileSealer& operator=(const FileSealer&) = delete;
    ~FileSealer();

    /// Inner chunks have exactly kFileChunkBytes, the last one at most.
    [[nodiscard]] Bytes seal(ByteView plain, FileChunk place);

private:
    crypto_secretstream_xchacha20poly1305_state m_state;
};

/// Opens the chunks of one file, in their order.
class FileOpener {
public:
    FileOpener(const FileKey& key, const FileHeader& header);
    FileOpener(const FileOpener&) = delete;
    FileOpener& operator=(const FileOpener&) = delete;
    ~FileOpener();

    /// A chunk of kFileChunkBytes + kFileChunkOverhead, or the last one. CryptoFailed: it is not
    /// genuine, not at its place, or comes after the last.
    [[nodiscard]] Result<Bytes> open(ByteView sealed);
    /// The last chunk has been opened: nothing is missing.
    [[nodiscard]] bool complete() const { return m_complete; }

private:
    crypto_secretstream_xchacha20poly1305_state m_state;
    bool m_complete = false;
};

} // namespace kontor
