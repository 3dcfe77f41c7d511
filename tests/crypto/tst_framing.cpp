#include "crypto/mls/private_message.h"
#include "crypto/mls/proposals.h"
#include "crypto/mls/public_message.h"
#include "crypto/mls/transcript_hash.h"
#include "tests/crypto/fails_with.h"
#include "tests/crypto/repeatable_random.h"

#include <QtTest>

using namespace kontor;
using namespace kontor::mls;

namespace {

constexpr LeafIndex kAnna{0};
constexpr LeafCount kLeaves{2};
const Bytes kContext = toBytes(viewOf("GroupContext of epoch 7"));

HashSecret filled(std::uint8_t value) {
    HashSecret secret;
    std::ranges::fill(secret.writable(), value);
    return secret;
}

/// Anna seals, Bob opens; both hold the same epoch.
struct Epoch7 {
    test::RepeatableRandom random;
    SignatureKeyPair anna = SignatureKeyPair::generate(random);
    HashSecret sender_data_secret = filled(1);
    HashSecret membership_key = filled(2);
    SecretTree annas{filled(3), kLeaves};
    SecretTree bobs{filled(3), kLeaves};

    static FramedContent framed(ContentType type, Bytes content) {
        return {
            .group_id = Bytes(16, 0x11),
            .epoch = Epoch(7),
            .sender = Sender::member(kAnna),
            .authenticated_data = {},
            .content_type = type,
            .content = std::move(content),
        };
    }
    AuthenticatedContent sign(WireFormat format, FramedContent content) const {
        return signContent(format, std::move(content), anna, kContext);
    }
    Bytes seal(Bytes text) {
        const auto sealing = annas.seal(kAnna, RatchetType::application);
        return sealPrivateMessage(sign(WireFormat::mls_private_message,
                                       framed(ContentType::application, std::move(text))),
                                  sealing.value(), sender_data_secret, random)
            .value();
    }
    /// As Group::unprotect goes about it.
    Result<Bytes> open(ByteView bytes) {
        const auto message = PrivateMessage::fromMessage(bytes);
        if (!message.ok())
            return message.error();
        const auto sender = openSenderData(message.value(), sender_data_secret);
        if (!sender.ok())
            return sender.error();
        auto opening =
            bobs.open(sender.value().leaf_index, ratchetFor(message.value().content_type),
                      sender.value().generation);
        if (!opening.ok())
            return opening.error();
        auto content = openContent(message.value(), sender.value(), opening.value().key());
        if (!content.ok())
            return content.error();
        if (!signatureVerifies(content.value(), anna.publicKey().view(), kContext))
            return ErrorCode::CryptoFailed;
        bobs.consume(std::move(opening).value(), Milliseconds(0));
        return std::move(content.value().content.content);
    }
    PublicMessage propose() const {
        const Bytes proposal = tls::encode(Proposal{Remove{LeafIndex(1)}});
        return PublicMessage::protect(
                   sign(WireFormat::mls_public_message, framed(ContentType::proposal, proposal)),
                   membership_key, kContext)
            .value();
    }
};

} // namespace

class TestFraming : public QObject {
    Q_OBJECT

private slots:
    void messagesArriveInOrderAndOnce();
    void anyChangedByteIsRefused();
    void aRefusedMessageBurnsNoKey();
    void lengthsAreHidden();
    void paddedSizesArePadme();
    void paddingIsZero();
    void theSameTextNeverLooksTheSame();
    void authenticatedDataIsBound();
    void onlyMembersSealAndOnlyTheirFormat();
    void aPublicProposalIsVerified();
    void membershipTagsAreWhole();
    void applicationDataIsNeverPublic();
    void signaturesAreBoundToFormatAndEpoch();
    void whoMaySendWhat();
    void outsidersHaveNoMembershipTag();
    void tagsCoverTheConfirmationTag();
};

void TestFraming::messagesArriveInOrderAndOnce() {
    Epoch7 epoch;
    const Bytes first = epoch.seal(toBytes(viewOf("first")));
    const Bytes second = epoch.seal(toBytes(viewOf("second")));
    QCOMPARE(textOf(epoch.open(first).value()), "first");
    QCOMPARE(textOf(epoch.open(second).value()), "second");
    QVERIFY(test::failsWith(epoch.open(first), ErrorCode::GenerationSpent));
    QCOMPARE(epoch.open(epoch.seal({})).value(), Bytes{});
}

void TestFraming::anyChangedByteIsRefused() {
    Epoch7 epoch;
    const Bytes message = epoch.seal(toBytes(viewOf("text")));
    for (std::size_t i = 0; i < message.size(); ++i) {
        Bytes changed = message;
        changed[i] ^= 1U;
        QVERIFY2(!epoch.open(changed).ok(), qPrintable(QString::number(i)));
        QVERIFY(!epoch.open(ByteView(message).first(i)).ok());
    }
    QVERIFY(epoch.open(message).ok());
}

void TestFraming::aRefusedMessageBurnsNoKey() {
    Epoch7 epoch;
    const Bytes good = epoch.seal(toBytes(viewOf("good")));
    Bytes bad = good;
    bad.back() ^= 1U;
    QVERIFY(test::failsWith(epoch.open(bad), ErrorCode::CryptoFailed));
    // Bob forges a message of Anna's: he has the keys of the group, but not her signature.
    Epoch7 bob;
    bob.anna = SignatureKeyPair::generate(bob.random);
    QVERIFY(bob.anna.publicKey() != epoch.anna.publicKey());
    QVERIFY(
        test::failsWith(epoch.open(bob.seal(toBytes(viewOf("forged")))), ErrorCode::CryptoFailed));
    QCOMPARE(textOf(epoch.open(good).value()), "good");
}

void TestFraming::lengthsAreHidden() {
    Epoch7 epoch;
    const std::size_t shortest = epoch.seal({}).size();
    for (const std::size_t size : {1, 10, 60, 62, 63})
        QCOMPARE(epoch.seal(Bytes(size)).size(), shortest);
    QVERIFY(epoch.seal(Bytes(64)).size() > shortest);
    QCOMPARE(epoch.seal(Bytes(1000)).size(), epoch.seal(Bytes(1010)).size());
}

void TestFraming::paddedSizesArePadme() {
    QCOMPARE(paddedSize(0), std::size_t{64});
    QCOMPARE(paddedSize(64), std::size_t{64});
    QCOMPARE(paddedSize(65), std::size_t{72});
    QCOMPARE(paddedSize(100), std::size_t{104});
    QCOMPARE(paddedSize(1000), std::size_t{1024});
    QCOMPARE(paddedSize(1025), std::size_t{1088});
    QCOMPARE(paddedSize(9000), std::size_t{9216});
    for (std::size_t size = 65; size < 200'000; size += 7) {
        const std::size_t padded = paddedSize(size);
        QVERIFY(padded >= size && padded * 100 <= size * 112);
        QCOMPARE(paddedSize(padded), padded);
    }
}

void TestFraming::paddingIsZero() {
    Epoch7 epoch;
    const Bytes message = epoch.seal(toBytes(viewOf("text")));
    const auto parsed = PrivateMessage::fromMessage(message).value();
    const auto sender = openSenderData(parsed, epoch.sender_data_secret).value();
    const auto opening = epoch.bobs.open(kAnna, RatchetType::application, sender.generation);
    const MessageKey& key = opening.value().key();
    AeadNonce nonce{};
    std::ranges::copy(key.nonce(), nonce.begin());
    for (std::size_t i = 0; i < 4; ++i)
        nonce[i] ^= sender.reuse_guard[i];
    auto plain = aeadOpen(key.key(), nonce, parsed.content_aad, parsed.ciphertext);
    QVERIFY(plain.ok());
    // 1 + 4 bytes of text, 2 + 64 of signature, and zeros to 64 + 66.
    QCOMPARE(plain.value().size(), std::size_t{64 + 66});
    plain.value().writable().back() = 1;
    const Bytes sealed = aeadSeal(key.key(), nonce, parsed.content_aad, plain.value().view());
    PrivateMessage changed = parsed;
    changed.ciphertext = sealed;
    const auto opened = openContent(changed, sender, key);
    QVERIFY(test::failsWith(opened, Error(ErrorCode::Malformed, {"PrivateMessageContent"})));
}

void TestFraming::theSameTextNeverLooksTheSame() {
    // A profile that was restored seals one generation twice: the guard keeps the nonces apart.
    Epoch7 epoch;
    Epoch7 restored;
    restored.random = test::RepeatableRandom(99);
    const Bytes one = epoch.seal(toBytes(viewOf("text")));
    const Bytes two = restored.seal(toBytes(viewOf("text")));
    QVERIFY(toBytes(PrivateMessage::fromMessage(one).value().ciphertext) !=
            toBytes(PrivateMessage::fromMessage(two).value().ciphertext));
}

void TestFraming::authenticatedDataIsBound() {
    Epoch7 epoch;
    auto framed = Epoch7::framed(ContentType::application, toBytes(viewOf("text")));
    framed.authenticated_data = toBytes(viewOf("header"));
    const auto sealing = epoch.annas.seal(kAnna, RatchetType::application);
    const Bytes message =
        sealPrivateMessage(epoch.sign(WireFormat::mls_private_message, framed), sealing.value(),
                           epoch.sender_data_secret, epoch.random)
            .value();
    QVERIFY(!std::ranges::search(message, viewOf("header")).empty());
    Bytes changed = message;
    *std::ranges::search(changed, viewOf("header")).begin() = 'H';
    QVERIFY(test::failsWith(epoch.open(changed), ErrorCode::CryptoFailed));
    QVERIFY(epoch.open(message).ok());
}

void TestFraming::onlyMembersSealAndOnlyTheirFormat() {
    Epoch7 epoch;
    const auto sealing = epoch.annas.seal(kAnna, RatchetType::application);
    auto content = Epoch7::framed(ContentType::application, {});
    const auto wrongFormat = epoch.sign(WireFormat::mls_public_message, content);
    content.sender = Sender::external(0);
    const auto outsider = epoch.sign(WireFormat::mls_private_message, content);
    for (const auto& message : {wrongFormat, outsider})
        QVERIFY(
            !sealPrivateMessage(message, sealing.value(), epoch.sender_data_secret, epoch.random)
                 .ok());
}

void TestFraming::aPublicProposalIsVerified() {
    const Epoch7 epoch;
    const Bytes bytes = epoch.propose().toMessage();
    const auto parsed = PublicMessage::fromMessage(bytes);
    QVERIFY(parsed.ok());
    QVERIFY(parsed.value().checkMembership(epoch.membership_key, kContext).ok());
    QVERIFY(
        signatureVerifies(parsed.value().authenticated(), epoch.anna.publicKey().view(), kContext));
    QCOMPARE(parsed.value().toMessage(), bytes);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        Bytes changed = bytes;
        changed[i] ^= 1U;
        const auto message = PublicMessage::fromMessage(changed);
        QVERIFY(!message.ok() ||
                !message.value().checkMembership(epoch.membership_key, kContext).ok());
        QVERIFY(!PublicMessage::fromMessage(ByteView(bytes).first(i)).ok());
    }
}

void TestFraming::membershipTagsAreWhole() {
    const Epoch7 epoch;
    PublicMessage message = epoch.propose();
    const Bytes tag = message.membership_tag;
    for (std::size_t size = 0; size < tag.size(); ++size) {
        message.membership_tag.assign(tag.begin(), tag.begin() + static_cast<std::ptrdiff_t>(size));
        QVERIFY(!message.checkMembership(epoch.membership_key, kContext).ok());
    }
    message.membership_tag = tag;
    QVERIFY(message.checkMembership(epoch.membership_key, kContext).ok());
    QVERIFY(!message.checkMembership(epoch.membership_key, viewOf("another context")).ok());
    QVERIFY(!message.checkMembership(filled(9), kContext).ok());
}

void TestFraming::applicationDataIsNeverPublic() {
    const Epoch7 epoch;
    const auto message = PublicMessage::protect(
        epoch.sign(WireFormat::mls_public_message, Epoch7::framed(ContentType::application, {})),
        epoch.membership_key, kContext);
    QVERIFY(
        test::failsWith(message, Error(ErrorCode::GroupInvalid, {"public application message"})));
}

void TestFraming::signaturesAreBoundToFormatAndEpoch() {
    const Epoch7 epoch;
    auto message = epoch.propose().authenticated();
    const auto key = epoch.anna.publicKey().view();
    QVERIFY(signatureVerifies(message, key, kContext));
    QVERIFY(!signatureVerifies(message, key, viewOf("GroupContext of epoch 8")));
    QVERIFY(!signatureVerifies(message, key.first(31), kContext));
    message.wire_format = WireFormat::mls_private_message;
    QVERIFY(!signatureVerifies(message, key, kContext));
    message.wire_format = WireFormat::mls_public_message;
    message.auth.signature.pop_back();
    QVERIFY(!signatureVerifies(message, key, kContext));
}

void TestFraming::whoMaySendWhat() {
    using enum SenderType;
    using enum ContentType;
    for (const auto type : {application, proposal, commit})
        QVERIFY(senderMaySend(member, type));
    for (const auto sender : {external, new_member_proposal}) {
        QVERIFY(senderMaySend(sender, proposal));
        QVERIFY(!senderMaySend(sender, commit));
        QVERIFY(!senderMaySend(sender, application));
    }
    QVERIFY(senderMaySend(new_member_commit, commit));
    QVERIFY(!senderMaySend(new_member_commit, proposal));
}

void TestFraming::outsidersHaveNoMembershipTag() {
    const Epoch7 epoch;
    auto framed =
        Epoch7::framed(ContentType::proposal, tls::encode(Proposal{Remove{LeafIndex(1)}}));
    framed.sender = Sender::external(0);
    const auto message = PublicMessage::protect(epoch.sign(WireFormat::mls_public_message, framed),
                                                epoch.membership_key, kContext);
    QVERIFY(message.value().membership_tag.empty());
    const auto back = PublicMessage::fromMessage(message.value().toMessage());
    QCOMPARE(back.value(), message.value());
    // The group's context is not part of what an outsider signs: it need not know it.
    QVERIFY(signatureVerifies(back.value().authenticated(), epoch.anna.publicKey().view(),
                              viewOf("anything")));
}

void TestFraming::tagsCoverTheConfirmationTag() {
    const Epoch7 epoch;
    const Bytes emptyCommit{0, 0}; // no proposals, no path
    auto signedCommit = epoch.sign(WireFormat::mls_public_message,
                                   Epoch7::framed(ContentType::commit, emptyCommit));
    const Digest confirmed = confirmedTranscriptHash({}, signedCommit);
    const Digest tag = makeConfirmationTag(filled(5), confirmed);
    signedCommit.auth.confirmation_tag = toBytes(tag);
    auto message = PublicMessage::protect(signedCommit, epoch.membership_key, kContext).value();
    QVERIFY(message.checkMembership(epoch.membership_key, kContext).ok());
    QVERIFY(confirmationTagVerifies(filled(5), confirmed, tag));
    QVERIFY(!confirmationTagVerifies(filled(5), confirmed, ByteView(tag).first(31)));
    message.auth.confirmation_tag[0] ^= 1U;
    QVERIFY(!message.checkMembership(epoch.membership_key, kContext).ok());
    // The confirmed hash does not depend on the tag, the interim hash does.
    QCOMPARE(confirmedTranscriptHash({}, message.authenticated()), confirmed);
    QVERIFY(interimTranscriptHash(confirmed, tag) !=
            interimTranscriptHash(confirmed, message.auth.confirmation_tag));
}

QTEST_GUILESS_MAIN(TestFraming)
#include "tst_framing.moc"
