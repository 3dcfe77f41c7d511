#pragma once

#include "base/bytes.h"
#include "base/id.h"
#include "base/result.h"

#include <QCborValue>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// The container of every message: MIMI content (draft-ietf-mimi-content-08), CBOR. This file knows
/// its shape and nothing of what the parts mean.
namespace kontor::content {

// Of the draft ("Depth restrictions", "General handling", "Extension Fields").
inline constexpr int kGreatestPartDepth = 4;
inline constexpr std::size_t kGreatestParts = 1024;
inline constexpr std::size_t kGreatestTopic = 4096;
inline constexpr std::size_t kGreatestExtensionValue = 4095;
inline constexpr int kGreatestExtensionDepth = 4; ///< the map of extensions included
// Ours: far above what anybody writes, so that a parser cannot be made to keep more.
inline constexpr std::size_t kGreatestExtensions = 64;
inline constexpr std::size_t kGreatestLabel = 255; ///< content type, language, file name, key ...

enum class Disposition : std::uint8_t {
    unspecified = 0,
    render = 1,
    reaction = 2,
    profile = 3,
    inline_ = 4,
    icon = 5,
    attachment = 6,
    session = 7,
    preview = 8,
    // 9..255: unknown, to be treated as render
};

enum class PartSemantics : std::uint8_t { chooseOne = 0, singleUnit = 1, processAll = 2 };

struct NullPart {
    friend bool operator==(const NullPart&, const NullPart&) = default;
};

struct SinglePart {
    std::string contentType;
    Bytes content;
    friend bool operator==(const SinglePart&, const SinglePart&) = default;
};

struct ExternalPart {
    std::string contentType;
    std::string url;
    std::uint32_t expires = 0; ///< seconds since 1970; 0: never
    std::uint64_t size = 0;
    std::uint16_t encAlg = 0;
    Bytes key;
    Bytes nonce;
    Bytes aad;
    std::uint8_t hashAlg = 0;
    Bytes contentHash;
    std::string description;
    std::string filename;
    friend bool operator==(const ExternalPart&, const ExternalPart&) = default;
};

/// A cardinality that the draft does not have: its fields as they came.
struct UnknownPart {
    std::uint64_t cardinality = 0;
    std::vector<QCborValue> fields;
    friend bool operator==(const UnknownPart&, const UnknownPart&) = default;
};

struct NestedPart;
struct MultiPart {
    PartSemantics partSemantics = PartSemantics::processAll;
    std::vector<NestedPart> parts; ///< at least 2
};

struct NestedPart {
    Disposition disposition = Disposition::render;
    std::string language;
    std::variant<NullPart, SinglePart, ExternalPart, MultiPart, UnknownPart> part;
    friend bool operator==(const NestedPart&, const NestedPart&);
};

struct Expiration {
    enum class Kind : std::uint8_t { Absolute, Relative } kind = Kind::Relative;
    std::uint32_t time = 0; ///< seconds; Absolute: since 1970
    friend bool operator==(const Expiration&, const Expiration&) = default;
};

/// Key (integer, or text of 1-255 bytes) and value, in the order of the wire.
using Extension = std::pair<QCborValue, QCborValue>;
inline constexpr int kSenderUriKey = 1;
inline constexpr int kRoomUriKey = 2;

struct MimiContent {
    std::array<std::uint8_t, 16> salt{}; ///< random, for each message
    std::optional<MessageId> replaces;
    Bytes topicId;
    std::optional<Expiration> expires;
    std::optional<MessageId> inReplyTo;
    std::vector<Extension> mimiExtensions;
    NestedPart nestedPart;

    friend bool operator==(const MimiContent&, const MimiContent&) = default;

    /// Errors: TooLarge (over limits::kContentBytes), Malformed.
    [[nodiscard]] static Result<MimiContent> parse(ByteView bytes);
    /// Deterministic CBOR (RFC 8949, 4.2.1), as long as the extensions are in order.
    [[nodiscard]] Bytes encode() const;
};

} // namespace kontor::content
