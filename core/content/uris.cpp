#include "core/content/uris.h"

#include "crypto/encoding.h"
#include "crypto/hash.h"

#include <algorithm>

namespace kontor::content {
namespace {

constexpr std::uint8_t kSha256 = 0x01; ///< IANA Named Information Hash Algorithm Registry

std::string uri(const OrganisationId& organisation, std::string_view kind, ByteView id) {
    return "mimi://" + toHex(organisation.view()) + std::string(kind) + toHex(id);
}

std::array<std::uint8_t, 2> lengthOf(std::string_view text) {
    return {static_cast<std::uint8_t>(text.size() >> 8U), static_cast<std::uint8_t>(text.size())};
}

/// The last part of the path.
template <typename Id>
Result<Id> idIn(std::string_view uri) {
    const auto bytes = fromHex(uri.substr(uri.rfind('/') + 1));
    return bytes.ok() ? Id::parse(bytes.value()) : Result<Id>(bytes.error());
}

} // namespace

std::string userUri(const OrganisationId& organisation, const UserId& user) {
    return uri(organisation, "/u/", user.view());
}

std::string roomUri(const OrganisationId& organisation, const GroupId& group) {
    return uri(organisation, "/r/", group.view());
}

std::string blobUri(const OrganisationId& organisation, const BlobId& blob) {
    return uri(organisation, "/b/", blob.view());
}

Result<UserId> userOfUri(std::string_view uri, const OrganisationId& organisation) {
    const auto user = idIn<UserId>(uri);
    if (!user.ok() || userUri(organisation, user.value()) != uri)
        return Error(ErrorCode::Malformed, {"uri"});
    return user;
}

Result<BlobId> blobOfUri(std::string_view uri, const OrganisationId& organisation) {
    const auto blob = idIn<BlobId>(uri);
    // One text for one blob.
    if (!blob.ok() || blobUri(organisation, blob.value()) != uri)
        return Error(ErrorCode::Malformed, {"uri"});
    return blob;
}

MessageId messageIdOf(ByteView content, ByteView salt, std::string_view senderUri,
                      std::string_view roomUri) {
    const auto senderLength = lengthOf(senderUri);
    const auto roomLength = lengthOf(roomUri);
    const Digest digest =
        sha256({senderLength, viewOf(senderUri), roomLength, viewOf(roomUri), content, salt});
    MessageId id;
    id.bytes.front() = kSha256;
    std::copy_n(digest.begin(), id.bytes.size() - 1, id.bytes.begin() + 1);
    return id;
}

} // namespace kontor::content
