#include "crypto/mls/group_info.h"
#include "crypto/mls/private_message.h"
#include "crypto/mls/public_message.h"
#include "crypto/mls/transcript_hash.h"
#include "tools/vectors/vector_types.h"

namespace kontor::vectors {

using namespace mls;

namespace {

constexpr LeafIndex kSender{1};
constexpr LeafCount kLeaves{2};

/// The group of one case, as its two members see it.
struct Group {
    Bytes context;
    Bytes groupId;
    Epoch epoch;
    SignatureKeyPair signer;
    Bytes signatureKey;
    HashSecret encryption_secret;
    HashSecret sender_data_secret;
    HashSecret membership_key;

    explicit Group(const VectorCase& c)
        : groupId(c.hex("group_id"))
        , epoch(c.number("epoch"))
        , signer(SignatureKeyPair::fromSeed(c.secret("signature_priv").view()))
        , signatureKey(c.hex("signature_pub"))
        , encryption_secret(c.secret("encryption_secret"))
        , sender_data_secret(c.secret("sender_data_secret"))
        , membership_key(c.secret("membership_key")) {
        GroupContext groupContext;
        groupContext.cipher_suite = static_cast<std::uint16_t>(kCipherSuite);
        groupContext.group_id = groupId;
        groupContext.epoch = epoch;
        groupContext.tree_hash = c.hex("tree_hash");
        groupContext.confirmed_transcript_hash = c.hex("confirmed_transcript_hash");
        context = tls::encode(groupContext);
    }

    [[nodiscard]] SecretTree tree() const { return {encryption_secret.clone(), kLeaves}; }

    [[nodiscard]] AuthenticatedContent sign(WireFormat format, ContentType type,
                                            Bytes content) const {
        auto signedContent = signContent(format,
                                         {
                                             .group_id = groupId,
                                             .epoch = epoch,
                                             .sender = Sender::member(kSender),
                                             .authenticated_data = {},
                                             .content_type = type,
                                             .content = std::move(content),
                                         },
                                         signer, context);
        if (type == ContentType::commit) // the case has no confirmation_key: any tag will do
            signedContent.auth.confirmation_tag = Bytes(kHashBytes, 0x5A);
        return signedContent;
    }
};

void verifyPublic(const VectorCase& c, const Group& group, ByteView message, const char* field) {
    const auto parsed = c.got(PublicMessage::fromMessage(message), "public message parses");
    if (!parsed)
        return;
    c.expect(parsed->checkMembership(group.membership_key, group.context).ok(), "membership tag");
    c.expect(signatureVerifies(parsed->authenticated(), group.signatureKey, group.context),
             "signature of the public message");
    c.equal(parsed->content.content, field);
    c.expect(std::ranges::equal(parsed->toMessage(), message), "public message re-encodes");
}

void verifyPrivate(const VectorCase& c, const Group& group, ByteView message, const char* field) {
    const auto parsed = c.got(PrivateMessage::fromMessage(message), "private message parses");
    if (!parsed)
        return;
    const auto sender = c.got(openSenderData(*parsed, group.sender_data_secret), "sender data");
    if (!sender)
        return;
    c.expect(sender->leaf_index == kSender, "sender");
    SecretTree tree = group.tree();
    auto opening =
        tree.open(sender->leaf_index, ratchetFor(parsed->content_type), sender->generation);
    c.expect(opening.ok(), "message key");
    if (!opening.ok())
        return;
    const auto content = c.got(openContent(*parsed, *sender, opening.value().key()), "decrypts");
    if (!content)
        return;
    c.expect(signatureVerifies(*content, group.signatureKey, group.context),
             "signature of the private message");
    c.equal(content->content.content, field);
    tree.consume(std::move(opening).value(), Milliseconds(0));
    c.expect(
        !tree.open(sender->leaf_index, ratchetFor(parsed->content_type), sender->generation).ok(),
        "a key serves once");
}

void verifyOwnPublic(const VectorCase& c, const Group& group, ContentType type, const char* field) {
    auto message =
        PublicMessage::protect(group.sign(WireFormat::mls_public_message, type, c.hex(field)),
                               group.membership_key, group.context);
    if (type == ContentType::application)
        return c.expect(!message.ok(), "application data must not be public");
    c.expect(message.ok(), "protects as a public message");
    if (message.ok())
        verifyPublic(c, group, message.value().toMessage(), field);
}

void verifyOwnPrivate(const VectorCase& c, const Group& group, ContentType type,
                      const char* field) {
    SystemRandom random;
    SecretTree tree = group.tree();
    const auto sealing = tree.seal(kSender, ratchetFor(type));
    c.expect(sealing.ok(), "own key");
    if (!sealing.ok())
        return;
    const auto message =
        c.got(sealPrivateMessage(group.sign(WireFormat::mls_private_message, type, c.hex(field)),
                                 sealing.value(), group.sender_data_secret, random),
              "protects as a private message");
    if (message)
        verifyPrivate(c, group, *message, field);
}

} // namespace

void verifyMessageProtection(const VectorCase& c) {
    const Group group(c);
    c.equal(group.signer.publicKey().view(), "signature_pub");
    verifyPublic(c, group, c.hex("proposal_pub"), "proposal");
    verifyPublic(c, group, c.hex("commit_pub"), "commit");
    verifyPrivate(c, group, c.hex("proposal_priv"), "proposal");
    verifyPrivate(c, group, c.hex("commit_priv"), "commit");
    verifyPrivate(c, group, c.hex("application_priv"), "application");

    verifyOwnPublic(c, group, ContentType::proposal, "proposal");
    verifyOwnPublic(c, group, ContentType::commit, "commit");
    verifyOwnPublic(c, group, ContentType::application, "application");
    verifyOwnPrivate(c, group, ContentType::proposal, "proposal");
    verifyOwnPrivate(c, group, ContentType::commit, "commit");
    verifyOwnPrivate(c, group, ContentType::application, "application");
}

} // namespace kontor::vectors
