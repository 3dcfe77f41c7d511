#include "crypto/file_cipher.h"

#include "crypto/sodium_start.h"

#include <cassert>

namespace kontor {

static_assert(kFileChunkOverhead == crypto_secretstream_xchacha20poly1305_ABYTES);
static_assert(FileKey::kSize == crypto_secretstream_xchacha20poly1305_KEYBYTES);
static_assert(std::tuple_size_v<FileHeader> == crypto_secretstream_xchacha20poly1305_HEADERBYTES);

namespace {

// init_push() draws the header itself; after that both ends begin in the same state. So this begins
// either of them with a header that comes from our own source of randomness.
void begin(crypto_secretstream_xchacha20poly1305_state& state, const FileKey& key,
           const FileHeader& header) {
    crypto_secretstream_xchacha20poly1305_init_pull(&state, header.data(), key.view().data());
}

void wipeState(crypto_secretstream_xchacha20poly1305_state& state) {
    sodium_memzero(&state, sizeof state);
}

} // namespace

FileSealer::FileSealer(const FileKey& key, const FileHeader& header) {
    begin(m_state, key, header);
}

FileSealer::~FileSealer() {
    wipeState(m_state);
}

Bytes FileSealer::seal(ByteView plain, FileChunk place) {
    assert(place == FileChunk::Last ? plain.size() <= kFileChunkBytes
                                    : plain.size() == kFileChunkBytes);
    Bytes sealed(plain.size() + kFileChunkOverhead);
    const unsigned char tag = place == FileChunk::Last
                                  ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                  : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    crypto_secretstream_xchacha20poly1305_push(&m_state, sealed.data(), nullptr, somewhere(plain),
                                               plain.size(), nullptr, 0, tag);
    return sealed;
}

FileOpener::FileOpener(const FileKey& key, const FileHeader& header) {
    begin(m_state, key, header);
}

FileOpener::~FileOpener() {
    wipeState(m_state);
}

Result<Bytes> FileOpener::open(ByteView sealed) {
    const bool fits = sealed.size() >= kFileChunkOverhead &&
                      sealed.size() <= kFileChunkBytes + kFileChunkOverhead;
    if (m_complete || !fits)
        return ErrorCode::CryptoFailed;
    Bytes plain(sealed.size() - kFileChunkOverhead);
    unsigned char tag = 0;
    std::uint8_t nothing = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(
            &m_state, plain.empty() ? &nothing : plain.data(), nullptr, &tag, sealed.data(),
            sealed.size(), nullptr, 0) != 0)
        return ErrorCode::CryptoFailed;
    m_complete = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    // Only the last chunk may be a short one, so that every file has one form.
    if (!m_complete && plain.size() != kFileChunkBytes)
        return ErrorCode::CryptoFailed;
    return plain;
}

} // namespace kontor
