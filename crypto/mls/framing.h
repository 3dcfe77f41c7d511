#pragma once

#include "base/number.h"
#include "base/result.h"
#include "crypto/hash.h"
#include "crypto/mls/mls_message.h"
#include "crypto/mls/tls_codec.h"
#include "crypto/mls/tree_math.h"
#include "crypto/signature.h"

#include <cstdint>

/// What is common to public and private messages: the content, who says it, and the signature over
/// both (RFC 9420, 6 and 6.1).
namespace kontor::mls {

enum class ContentType : std::uint8_t { application = 1, proposal = 2, commit = 3 };
enum class SenderType : std::uint8_t {
    member = 1,
    external = 2,
    new_member_proposal = 3,
    new_member_commit = 4,
};

struct Sender {
    SenderType sender_type = SenderType::member;
    std::uint32_t index = 0; ///< member: leaf_index; external: sender_index; otherwise 0

    [[nodiscard]] static Sender member(LeafIndex leaf) { return {SenderType::member, leaf.value}; }
    [[nodiscard]] static Sender external(std::uint32_t sender_index) {
        return {SenderType::external, sender_index};
    }
    [[nodiscard]] static Sender newMemberCommit() { return {SenderType::new_member_commit, 0}; }
    [[nodiscard]] bool isMember() const { return sender_type == SenderType::member; }
    [[nodiscard]] LeafIndex leaf() const { return LeafIndex(index); }

    friend bool operator==(const Sender&, const Sender&) = default;
    void encode(tls::Writer& w) const;
    static Sender parse(tls::Reader& r);
};

/// `content` stays as it came: the application's data, or the encoded Proposal or Commit (checked
/// by parse() to be one; decode it by tls::decode). The other fields have one encoding only, so
/// that what encode() writes is byte for byte what was received.
struct FramedContent {
    Bytes group_id;
    Epoch epoch;
    Sender sender;
    Bytes authenticated_data;
    ContentType content_type = ContentType::application;
    Bytes content;

    friend bool operator==(const FramedContent&, const FramedContent&) = default;
    void encode(tls::Writer& w) const;
    static FramedContent parse(tls::Reader& r);
};

/// The last field of a FramedContent and the first of a PrivateMessageContent.
void encodeContent(tls::Writer& w, ContentType type, ByteView content);
[[nodiscard]] Bytes parseContent(tls::Reader& r, ContentType type);

struct FramedContentAuthData {
    Bytes signature;
    Bytes confirmation_tag; ///< commits only

    friend bool operator==(const FramedContentAuthData&, const FramedContentAuthData&) = default;
    void encode(tls::Writer& w, ContentType type) const;
    static FramedContentAuthData parse(tls::Reader& r, ContentType type);
};

/// A content with its signature and, for commits, its confirmation tag, as it is or will be sent.
struct AuthenticatedContent {
    WireFormat wire_format = WireFormat::mls_public_message;
    FramedContent content;
    FramedContentAuthData auth;

    friend bool operator==(const AuthenticatedContent&, const AuthenticatedContent&) = default;
    void encode(tls::Writer& w) const;
    static AuthenticatedContent parse(tls::Reader& r);

    /// 5.2, of an AuthenticatedContent that carries a proposal.
    [[nodiscard]] Digest proposalRef() const;
};

/// Signs (6.1). `group_context`: the encoded GroupContext of the epoch in which this is sent; it
/// goes in for members and new_member_commit only. A commit's confirmation_tag is set afterwards.
[[nodiscard]] AuthenticatedContent signContent(WireFormat wire_format, FramedContent content,
                                               const SignatureKeyPair& key, ByteView group_context);
[[nodiscard]] bool signatureVerifies(const AuthenticatedContent& message, ByteView signature_key,
                                     ByteView group_context);
/// FramedContentTBS, which the membership tag covers, too.
void encodeToBeSigned(tls::Writer& w, WireFormat wire_format, const FramedContent& content,
                      ByteView group_context);

/// May such a sender send such a content (6.1)? Which proposals, validation says.
[[nodiscard]] bool senderMaySend(SenderType sender, ContentType content);

} // namespace kontor::mls
