#include "core/content/attachment.h"

#include "base/limits.h"
#include "core/content/media_type.h"
#include "core/formatting/plain_name.h"

#include <QCborArray>

#include <algorithm>

namespace kontor::content {
namespace {

constexpr std::size_t kGreatestMediaType =
    127; // RFC 6838, 4.2: two names of at most 127, in practice
constexpr int kShapeFields = 4;

Error malformed() {
    return Error(ErrorCode::Malformed, {"attachment"});
}

/// token "/" token (RFC 9110, 5.6.2), without parameters.
bool isMediaType(const std::string& type) {
    static constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
    const auto isToken = [](std::string_view text) {
        return !text.empty() && std::ranges::all_of(text, [](char letter) {
            return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
                   kMarks.find(letter) != std::string_view::npos;
        });
    };
    const auto slash = type.find('/');
    return type.size() <= kGreatestMediaType && slash != std::string::npos &&
           isToken(std::string_view(type).substr(0, slash)) &&
           isToken(std::string_view(type).substr(slash + 1));
}

/// A name, and nothing that could lead out of a folder.
bool isFileName(const std::string& name) {
    return name.size() <= limits::kFileNameBytes && name != "." && name != ".." &&
           std::ranges::none_of(name, [](char letter) {
               return letter == '/' || letter == '\\' || static_cast<unsigned char>(letter) < 0x20;
           });
}

/// A name that reads as it is: one that is turned around could end in another ending than it has.
std::string nameOfFile(const std::string& said) {
    std::string name = plainName(said, limits::kFileNameBytes);
    return name.empty() && !said.empty() ? "_" : name;
}

bool isSide(std::uint64_t pixels) {
    return pixels > 0 && pixels <= limits::kPictureSide;
}

Extension extensionOf(const PictureShape& shape) {
    const QCborArray value{static_cast<qint64>(kPictureVersion), static_cast<qint64>(shape.width),
                           static_cast<qint64>(shape.height),
                           QByteArray(reinterpret_cast<const char*>(shape.mosaic.data()),
                                      static_cast<qsizetype>(shape.mosaic.size()))};
    return {QCborValue(QLatin1String(kPictureKey)), QCborValue(value)};
}

/// None: a shape of a newer version, without which a picture is a file like others.
Result<std::optional<PictureShape>> shapeOf(const QCborValue& value) {
    const QCborArray fields = value.toArray();
    if (fields.isEmpty() || !fields.at(0).isInteger())
        return malformed();
    if (fields.at(0).toInteger() != static_cast<qint64>(kPictureVersion))
        return std::optional<PictureShape>();
    const bool fits = fields.size() == kShapeFields && fields.at(1).isInteger() &&
                      fields.at(2).isInteger() && fields.at(3).isByteArray() &&
                      isSide(static_cast<std::uint64_t>(fields.at(1).toInteger())) &&
                      isSide(static_cast<std::uint64_t>(fields.at(2).toInteger()));
    if (!fits)
        return malformed();
    PictureShape shape;
    shape.width = static_cast<std::uint32_t>(fields.at(1).toInteger());
    shape.height = static_cast<std::uint32_t>(fields.at(2).toInteger());
    const QByteArray mosaic = fields.at(3).toByteArray();
    shape.mosaic = Bytes(mosaic.begin(), mosaic.end());
    if (!isMosaic(shape.mosaic))
        return malformed();
    return std::optional(shape);
}

} // namespace

bool operator==(const Attachment& one, const Attachment& other) {
    return one.mediaType == other.mediaType && one.blob == other.blob &&
           equalInConstantTime(one.key->view(), other.key->view()) && one.header == other.header &&
           one.size == other.size && one.hash == other.hash && one.fileName == other.fileName &&
           one.caption == other.caption && one.picture == other.picture;
}

bool isMosaic(ByteView mosaic) {
    if (mosaic.empty())
        return true;
    if (mosaic.size() < 2)
        return false;
    const std::size_t columns = mosaic[0];
    const std::size_t rows = mosaic[1];
    return columns > 0 && rows > 0 && columns <= kMosaicSide && rows <= kMosaicSide &&
           mosaic.size() == 2 + 3 * columns * rows;
}

Result<void> checkAttachment(const Attachment& attachment) {
    if (attachment.size > limits::kFileBytes)
        return Error(ErrorCode::TooLarge, {std::to_string(limits::kFileBytes)});
    if (attachment.caption.size() > limits::kCaptionBytes)
        return Error(ErrorCode::TooLarge, {std::to_string(limits::kCaptionBytes)});
    if (!isMediaType(attachment.mediaType) || !isFileName(attachment.fileName))
        return malformed();
    const auto& picture = attachment.picture;
    if (picture &&
        !(isSide(picture->width) && isSide(picture->height) && isMosaic(picture->mosaic)))
        return malformed();
    return {};
}

void writeAttachment(const Attachment& attachment, const OrganisationId& organisation,
                     MimiContent& content) {
    ExternalPart part;
    part.contentType = attachment.mediaType;
    part.url = blobUri(organisation, attachment.blob);
    part.size = attachment.size;
    part.encAlg = kFileCipher;
    part.key = toBytes(attachment.key->view());
    part.nonce = Bytes(attachment.header.begin(), attachment.header.end());
    part.hashAlg = kFileHash;
    part.contentHash = Bytes(attachment.hash.begin(), attachment.hash.end());
    part.description = attachment.caption;
    part.filename = attachment.fileName;
    if (attachment.picture)
        content.mimiExtensions.push_back(extensionOf(*attachment.picture));
    else
        content.nestedPart.disposition = Disposition::attachment;
    content.nestedPart.part = std::move(part);
}

Result<Attachment> readAttachment(const MimiContent& content, const OrganisationId& organisation) {
    const auto* part = std::get_if<ExternalPart>(&content.nestedPart.part);
    if (part == nullptr)
        return malformed();
    const auto blob = blobOfUri(part->url, organisation);
    if (!blob.ok() || part->encAlg != kFileCipher || part->hashAlg != kFileHash ||
        !part->aad.empty())
        return Error(ErrorCode::VersionUnknown, {"attachment"});
    Attachment attachment;
    auto key = FileKey::copyOf(part->key);
    if (!key.ok() || part->nonce.size() != attachment.header.size() ||
        part->contentHash.size() != attachment.hash.size())
        return malformed();
    attachment.mediaType = essenceOf(part->contentType);
    attachment.blob = blob.value();
    attachment.key = std::make_shared<const FileKey>(std::move(key).value());
    std::ranges::copy(part->nonce, attachment.header.begin());
    attachment.size = part->size;
    std::ranges::copy(part->contentHash, attachment.hash.begin());
    attachment.fileName = nameOfFile(part->filename);
    attachment.caption = part->description;
    for (const auto& [name, value] : content.mimiExtensions) {
        if (name != QCborValue(QLatin1String(kPictureKey)))
            continue;
        auto shape = shapeOf(value);
        if (!shape.ok())
            return shape.error();
        attachment.picture = std::move(shape).value();
    }
    if (const auto checked = checkAttachment(attachment); !checked.ok())
        return checked.error();
    return attachment;
}

// There is but one organisation here, so none is named.
Bytes encodeAttachment(const Attachment& attachment) {
    MimiContent content;
    writeAttachment(attachment, OrganisationId(), content);
    return content.encode();
}

Result<Attachment> parseAttachment(ByteView bytes) {
    const auto content = MimiContent::parse(bytes);
    if (!content.ok())
        return content.error();
    return readAttachment(content.value(), OrganisationId());
}

} // namespace kontor::content
