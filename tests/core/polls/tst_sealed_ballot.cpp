#include "core/polls/sealed_ballot.h"
#include "crypto/random.h"

#include <QTest>

using namespace kontor;
using namespace kontor::polls;
using content::Answer;
using content::Ballot;
using content::OptionId;

namespace {

struct Asked {
    explicit Asked(std::uint32_t options = 3)
        : keys(HpkeKeyPair::generate(random))
        , id(random.id<MessageId>())
        , voter(random.id<UserId>()) {
        poll.sealedTo = keys.publicKey;
        for (std::uint32_t number = 1; number <= options; ++number)
            poll.options.push_back({OptionId(number), std::to_string(number)});
    }
    [[nodiscard]] Ballot says(Answer answer, const std::string& comment = {}) const {
        Ballot ballot;
        for (const auto& option : poll.options)
            ballot.choices.push_back({option.id, answer});
        ballot.comment = comment;
        return ballot;
    }
    Bytes seal(const Ballot& ballot) { return sealBallot(poll, id, voter, ballot, random).value(); }
    [[nodiscard]] Result<Ballot> open(ByteView sealed) const {
        return openBallot(keys.privateKey.bytes.view(), id, voter, sealed);
    }

    SystemRandom random;
    HpkeKeyPair keys;
    MessageId id;
    UserId voter;
    content::Poll poll;
};

} // namespace

class TestSealedBallot : public QObject {
    Q_OBJECT
private slots:
    void itsAuthorOpensIt() {
        Asked asked;
        for (const Ballot& ballot :
             {asked.says(Answer::Yes), asked.says(Answer::No, "not before 9"), Ballot()})
            QVERIFY(asked.open(asked.seal(ballot)).value() == ballot);
    }
    void nobodyElseDoes() {
        Asked asked;
        const Bytes sealed = asked.seal(asked.says(Answer::Yes));
        const Asked other;
        QVERIFY(
            !openBallot(other.keys.privateKey.bytes.view(), asked.id, asked.voter, sealed).ok());
        // It is of this voter, and of this poll.
        QVERIFY(
            !openBallot(asked.keys.privateKey.bytes.view(), asked.id, other.voter, sealed).ok());
        QVERIFY(
            !openBallot(asked.keys.privateKey.bytes.view(), other.id, asked.voter, sealed).ok());
        Bytes spoilt = sealed;
        spoilt.back() ^= 1U;
        QVERIFY(!asked.open(spoilt).ok());
        for (const std::size_t size : {0U, 31U, 47U, 48U})
            QVERIFY(!asked.open(ByteView(sealed).first(size)).ok());
        QVERIFY(!openBallot({}, asked.id, asked.voter, sealed).ok());
    }
    void itsLengthTellsNothing() {
        for (const std::uint32_t options : {2U, 3U, 20U, 50U}) {
            Asked asked(options);
            const auto size = asked.seal(asked.says(Answer::Yes)).size();
            for (const Ballot& ballot :
                 {asked.says(Answer::No), asked.says(Answer::IfNeedBe), Ballot()})
                QCOMPARE(asked.seal(ballot).size(), size);
        }
        Asked asked;
        QCOMPARE(asked.seal(asked.says(Answer::No, "not before 9")).size(),
                 asked.seal(Ballot()).size());
        // Long numbers of options and a long comment still fit.
        for (std::uint32_t i = 4; i <= 50; ++i)
            asked.poll.options.push_back({OptionId(4'000'000'000U + i), std::to_string(i)});
        std::string comment;
        for (std::size_t i = 0; i < content::kGreatestComment; ++i)
            comment += "😀";
        const Ballot longest = asked.says(Answer::IfNeedBe, comment);
        const Bytes sealed = asked.seal(longest);
        QVERIFY(sealed.size() <= content::Vote::kGreatestSealed);
        QVERIFY(asked.open(sealed).value() == longest);
    }
    void whatIsPaddedOtherwiseIsNone() {
        Asked asked;
        const auto sealedAs = [&](Bytes plain) {
            Bytes info = toBytes(viewOf("Kontor 1.0 vote"));
            info.insert(info.end(), asked.id.bytes.begin(), asked.id.bytes.end());
            info.insert(info.end(), asked.voter.bytes.begin(), asked.voter.bytes.end());
            auto sealed = hpkeSeal(*asked.poll.sealedTo, info, {}, plain, asked.random).value();
            sealed.enc.insert(sealed.enc.end(), sealed.ciphertext.begin(), sealed.ciphertext.end());
            return asked.open(sealed.enc);
        };
        Bytes plain = content::encodeBallot(asked.says(Answer::Yes));
        QVERIFY(!sealedAs(plain).ok());
        plain.push_back(0x80);
        QVERIFY(sealedAs(plain).ok());
        plain.push_back(0x01);
        QVERIFY(!sealedAs(plain).ok());
        QVERIFY(!sealedAs(Bytes(256)).ok());
        QVERIFY(!sealedAs({}).ok());
    }
};

QTEST_GUILESS_MAIN(TestSealedBallot)
#include "tst_sealed_ballot.moc"
