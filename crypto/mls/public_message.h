#pragma once

#include "crypto/cipher_suite.h"
#include "crypto/mls/framing.h"

namespace kontor::mls {

/// RFC 9420, 6.2: a handshake that the server can read, too. Members prove membership by a tag that
/// the server cannot check.
struct PublicMessage {
    FramedContent content;
    FramedContentAuthData auth;
    Bytes membership_tag; ///< members only

    friend bool operator==(const PublicMessage&, const PublicMessage&) = default;
    void encode(tls::Writer& w) const;
    static PublicMessage parse(tls::Reader& r);

    /// From an MLSMessage. Syntax only. Malformed, VersionUnknown.
    [[nodiscard]] static Result<PublicMessage> fromMessage(ByteView mlsMessage);
    /// As an MLSMessage.
    [[nodiscard]] Bytes toMessage() const;

    /// Frames what was signed for this wire format and, for a member, adds the tag. Application
    /// data must never be public: GroupInvalid. `group_context`: encoded, of the epoch in which it
    /// is sent.
    [[nodiscard]] static Result<PublicMessage>
    protect(AuthenticatedContent message, const HashSecret& membership_key, ByteView group_context);
    /// CryptoFailed for a wrong tag, in constant time; true for senders that have none.
    [[nodiscard]] Result<void> checkMembership(const HashSecret& membership_key,
                                               ByteView group_context) const;
    /// For signature, transcript and proposal reference. Says nothing about the tag.
    [[nodiscard]] AuthenticatedContent authenticated() const&;
    [[nodiscard]] AuthenticatedContent authenticated() &&;
};

} // namespace kontor::mls
