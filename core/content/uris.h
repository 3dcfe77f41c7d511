#pragma once

#include "base/id.h"
#include "base/result.h"

#include <string>
#include <string_view>

namespace kontor::content {

/// Who said something where: what a message id is bound to.
struct Origin {
    OrganisationId organisation;
    UserId sender;
    GroupId group;
};

/// `mimi://<organisation id>/u/<user id>` and `.../r/<group id>`, ids in lower-case hexadecimal
/// (the authority of a URI has no case). Also the target of a mention.
[[nodiscard]] std::string userUri(const OrganisationId& organisation, const UserId& user);
[[nodiscard]] std::string roomUri(const OrganisationId& organisation, const GroupId& group);

/// Malformed: another kind of URI, or another organisation's.
[[nodiscard]] Result<UserId> userOfUri(std::string_view uri, const OrganisationId& organisation);

/// `mimi://<organisation id>/b/<blob id>`: a blob on the organisation's server.
[[nodiscard]] std::string blobUri(const OrganisationId& organisation, const BlobId& blob);
/// Malformed: another kind of URI, or another organisation's.
[[nodiscard]] Result<BlobId> blobOfUri(std::string_view uri, const OrganisationId& organisation);

/// MIMI content, "Message ID": 0x01, then 31 bytes of SHA-256 over sender, room, the whole content
/// and, again, its salt. A content that moves to another group gets another id.
[[nodiscard]] MessageId messageIdOf(ByteView content, ByteView salt, std::string_view senderUri,
                                    std::string_view roomUri);

} // namespace kontor::content
