#include "crypto/mls/ephemeral_message.h"
#include "tests/crypto/group_story.h"

#include <QTest>

using namespace kontor;
using namespace kontor::test;

namespace {

Bytes sealed(Person& sender, std::string_view words) {
    return must(mls::sealEphemeral(sender.in(), sender.device(), viewOf(words), sender.random));
}

std::string opened(Person& reader, Epoch epoch, mls::LeafIndex leaf, ByteView payload) {
    const auto message = mls::openEphemeral(reader.in(), epoch, leaf, payload);
    return message.ok() ? std::string(textOf(message.value().content)) : describe(message.error());
}

} // namespace

class TestEphemeralMessage : public QObject {
    Q_OBJECT

private slots:
    void membersOfTheEpochReadIt() {
        Person anna("anna", 1);
        Person bob("bob", 2);
        GroupStory story;
        story.gather(anna, {&bob});
        const Epoch epoch = anna.in().publicState().epoch();
        const Bytes payload = sealed(anna, "typing");
        const auto message = must(mls::openEphemeral(bob.in(), epoch, anna.leaf(), payload));
        QCOMPARE(std::string(textOf(message.content)), std::string("typing"));
        QVERIFY(message.sender.certificate == anna.certificate);
        QVERIFY(sealed(anna, "typing") != payload); // a nonce of its own
        // No ratchet has moved: what comes next is read as ever, and so is the same once more.
        QCOMPARE(opened(bob, epoch, anna.leaf(), payload), std::string("typing"));
        QVERIFY(story.allHear(anna, "hello"));
    }

    void whoeverLacksTheEpochCannot() {
        Person anna("anna", 1);
        Person bob("bob", 2);
        Person carl("carl", 3);
        GroupStory story;
        story.gather(anna, {&bob, &carl});
        const Epoch before = anna.in().publicState().epoch();
        const Bytes payload = sealed(anna, "typing");
        story.commit(anna, story.removing(carl));
        QCOMPARE(opened(bob, before, anna.leaf(), payload), std::string("EpochTooOld"));
        QCOMPARE(opened(bob, before.next(), anna.leaf(), payload), std::string("CryptoFailed"));
        const Bytes after = sealed(anna, "typing");
        QCOMPARE(opened(carl, before.next(), anna.leaf(), after), std::string("EpochUnknown"));
        QCOMPARE(opened(carl, before, anna.leaf(), after), std::string("CryptoFailed"));
    }

    /// Every member has the key; only the signature says who it was.
    void nobodySpeaksForAnother() {
        Person anna("anna", 1);
        Person bob("bob", 2);
        Person carl("carl", 3);
        GroupStory story;
        story.gather(anna, {&bob, &carl});
        const Epoch epoch = anna.in().publicState().epoch();
        const Bytes payload = sealed(bob, "typing");
        QCOMPARE(opened(carl, epoch, anna.leaf(), payload), std::string("CryptoFailed"));
        QCOMPARE(opened(carl, epoch, mls::LeafIndex(40), payload), std::string("CryptoFailed"));
        // With bob's own place, but signed by another key.
        const mls::OwnDevice forger{bob.certificate, carl.deviceKey};
        const Bytes forged =
            must(mls::sealEphemeral(bob.in(), forger, viewOf("typing"), bob.random));
        QCOMPARE(opened(carl, epoch, bob.leaf(), forged), std::string("CryptoFailed"));
    }

    void everyByteCounts() {
        Person anna("anna", 1);
        Person bob("bob", 2);
        GroupStory story;
        story.gather(anna, {&bob});
        const Epoch epoch = anna.in().publicState().epoch();
        const Bytes payload = sealed(anna, "typing");
        for (std::size_t i = 0; i < payload.size(); ++i) {
            Bytes altered = payload;
            altered[i] ^= 1U;
            QCOMPARE(opened(bob, epoch, anna.leaf(), altered), std::string("CryptoFailed"));
        }
        for (std::size_t size = 0; size < payload.size(); ++size)
            QVERIFY(opened(bob, epoch, anna.leaf(), ByteView(payload).first(size)) != "typing");
    }
};

QTEST_GUILESS_MAIN(TestEphemeralMessage)
#include "tst_ephemeral_message.moc"
