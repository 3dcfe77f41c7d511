#pragma once

#include "core/content/mimi_content.h"
#include "core/content/uris.h"
#include "crypto/file_cipher.h"
#include "crypto/hash.h"

#include <memory>

/// A file: MIMI's external part. The message carries what it takes to fetch, check and open it; the
/// sealed bytes lie on the server as a blob (docs/protocol.md, "Attachment"). A picture tells its
/// size in pixels and a tiny mosaic of its colours beforehand, so that nothing jumps when it
/// arrives.
namespace kontor::content {

// Of the registries that MIMI names.
inline constexpr std::uint16_t kFileCipher = 0x8001; ///< AEAD numbers, private use: file_cipher.h
inline constexpr std::uint8_t kFileHash = 1;         ///< SHA-256
/// Key of the extension with a picture's shape, and its version.
inline constexpr char kPictureKey[] = "vnd.kontor.picture";
inline constexpr std::uint64_t kPictureVersion = 1;

/// A mosaic: columns and rows, each 1 to this, then red, green, blue of each cell, row by row.
inline constexpr std::size_t kMosaicSide = 16;
inline constexpr std::size_t kGreatestMosaic = 2 + 3 * kMosaicSide * kMosaicSide;

struct PictureShape {
    std::uint32_t width = 0; ///< as it is shown: turned upright
    std::uint32_t height = 0;
    Bytes mosaic; ///< may be empty
    friend bool operator==(const PictureShape&, const PictureShape&) = default;
};

struct Attachment {
    std::string mediaType; ///< type/subtype in lower case
    BlobId blob;
    std::shared_ptr<const FileKey> key; ///< never none
    FileHeader header{};
    std::uint64_t size = 0; ///< of the file
    Digest hash{};          ///< of the sealed bytes
    std::string fileName;   ///< may be empty; never a path
    std::string caption;    ///< may be empty
    std::optional<PictureShape> picture;

    friend bool operator==(const Attachment& one, const Attachment& other);
};

/// Is it a whole mosaic, or none at all?
[[nodiscard]] bool isMosaic(ByteView mosaic);
/// Malformed or TooLarge: what encode() refuses.
[[nodiscard]] Result<void> checkAttachment(const Attachment& attachment);

/// Puts it into a message. `organisation`: whose server has the blob.
void writeAttachment(const Attachment& attachment, const OrganisationId& organisation,
                     MimiContent& content);
/// The message whose nested part is an external one. VersionUnknown: another cipher or another
/// place than ours; Malformed, TooLarge.
[[nodiscard]] Result<Attachment> readAttachment(const MimiContent& content,
                                                const OrganisationId& organisation);

/// By itself, as it is kept beside its message.
[[nodiscard]] Bytes encodeAttachment(const Attachment& attachment);
[[nodiscard]] Result<Attachment> parseAttachment(ByteView bytes);

} // namespace kontor::content
