// What an organisation sets: bytes in one form alone, signed for this purpose alone.
#include "crypto/identity/labelled_signature.h"
#include "crypto/identity/organisation.h"
#include "crypto/identity/policy_statement.h"
#include "crypto/mls/tls_codec.h"
#include "tests/crypto/fails_with.h"
#include "tests/crypto/repeatable_random.h"

#include <QtTest>

using namespace kontor;
using namespace kontor::identity;
using kontor::test::failsWith;

namespace {

struct Fixture {
    test::RepeatableRandom random;
    SignatureKeyPair key = SignatureKeyPair::generate(random);

    PolicyStatement statement() {
        PolicyStatement statement;
        statement.organisationKey = key.publicKey();
        statement.number = 7;
        statement.longestLife = std::chrono::hours(1);
        statement.others = {{"calls", {0}}, {"zeal", {1, 2, 3}}};
        return statement;
    }
    /// Signed as they are, in whatever order and form.
    Bytes signPolicies(const std::vector<PolicyStatement::Other>& policies,
                       std::string_view label = "Kontor 1.0 policies",
                       std::uint16_t version = 1) const {
        mls::tls::Writer w;
        w.u16(version);
        w.raw(key.publicKey().view());
        w.u64(7);
        w.sized([&] {
            for (const auto& policy : policies) {
                w.opaque(viewOf(policy.name));
                w.opaque(policy.value);
            }
        });
        const Signature signature = signLabelled(key, label, w.view());
        w.raw(signature.view());
        return std::move(w).take();
    }
};

const Error kMalformed(ErrorCode::Malformed, {"policies"});

} // namespace

class TestPolicyStatement : public QObject {
    Q_OBJECT

private slots:
    void itComesBackWithWhatIsUnknown() {
        Fixture f;
        const auto statement = f.statement();
        const auto parsed = PolicyStatement::parse(statement.sign(f.key));
        QVERIFY(parsed.ok());
        QVERIFY(parsed.value() == statement);
        QVERIFY(parsed.value().sign(f.key) == statement.sign(f.key));
        auto unbound = statement;
        unbound.longestLife = std::chrono::seconds(0);
        QVERIFY(PolicyStatement::parse(unbound.sign(f.key)).value() == unbound);
        unbound.others.clear();
        QVERIFY(PolicyStatement::parse(unbound.sign(f.key)).value() == unbound);
    }

    void itIsOfOneOrganisation() {
        Fixture f;
        const auto statement = f.statement();
        QVERIFY(checkPolicies(statement, organisationIdOf(f.key.publicKey())).ok());
        QVERIFY(failsWith(checkPolicies(statement, f.random.id<OrganisationId>()),
                          Error(ErrorCode::FingerprintWrong)));
    }

    void aChangedOneIsRefused() {
        Fixture f;
        const Bytes bytes = f.statement().sign(f.key);
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            Bytes changed = bytes;
            changed[i] ^= 1U;
            QVERIFY(!PolicyStatement::parse(changed).ok());
            QVERIFY(!PolicyStatement::parse(ByteView(bytes).first(i)).ok());
        }
        Bytes longer = bytes;
        longer.push_back(0);
        QVERIFY(!PolicyStatement::parse(longer).ok());
        // Signed by somebody else in the organisation's name.
        auto forged = f.statement().sign(SignatureKeyPair::generate(f.random));
        std::ranges::copy(f.key.publicKey().bytes, forged.begin() + 2);
        QVERIFY(failsWith(PolicyStatement::parse(forged), Error(ErrorCode::StatementWrong)));
        // The right key, for another purpose.
        QVERIFY(failsWith(PolicyStatement::parse(f.signPolicies({}, "Kontor 1.0 statement")),
                          Error(ErrorCode::StatementWrong)));
        QVERIFY(PolicyStatement::parse(f.signPolicies({})).ok());
    }

    void itHasOneForm() {
        Fixture f;
        const auto life = [](std::uint32_t seconds) {
            mls::tls::Writer value;
            value.u32(seconds);
            return PolicyStatement::Other{"longest_life", std::move(value).take()};
        };
        QVERIFY(PolicyStatement::parse(f.signPolicies({{"a", {}}, life(3'600), {"z", {}}})).ok());
        const std::vector<std::vector<PolicyStatement::Other>> wrong{
            {{"z", {}}, {"a", {}}},
            {{"a", {}}, {"a", {}}},
            {{"", {}}},
            {{std::string(PolicyStatement::kGreatestName + 1, 'a'), {}}},
            {life(0)},
            {life(4)},
            {life(28U * 86'400U + 1U)},
            {{"longest_life", {0, 0, 5}}},
            {{"longest_life", {0, 0, 0, 5, 0}}},
        };
        for (const auto& policies : wrong)
            QVERIFY(failsWith(PolicyStatement::parse(f.signPolicies(policies)), kMalformed));
        QVERIFY(PolicyStatement::parse(f.signPolicies({life(5)})).ok());
        QVERIFY(PolicyStatement::parse(f.signPolicies({life(28U * 86'400U)})).ok());
    }

    void itIsBounded() {
        Fixture f;
        std::vector<PolicyStatement::Other> many;
        for (std::size_t i = 0; i < PolicyStatement::kGreatestPolicies; ++i)
            many.push_back({"p" + std::to_string(100 + i), {}});
        QVERIFY(PolicyStatement::parse(f.signPolicies(many)).ok());
        many.push_back({"q", {}});
        QVERIFY(failsWith(PolicyStatement::parse(f.signPolicies(many)), kMalformed));
        const Bytes large = f.signPolicies({{"a", Bytes(PolicyStatement::kGreatestBytes)}});
        QVERIFY(failsWith(PolicyStatement::parse(large), Error(ErrorCode::TooLarge, {"4096"})));
    }

    void oneOfTheFutureSaysSo() {
        Fixture f;
        QVERIFY(failsWith(PolicyStatement::parse(f.signPolicies({}, "Kontor 1.0 policies", 2)),
                          Error(ErrorCode::VersionUnknown, {"policies"})));
        QVERIFY(failsWith(PolicyStatement::parse({}), kMalformed));
        auto none = f.statement();
        none.number = 0;
        QVERIFY(failsWith(PolicyStatement::parse(none.sign(f.key)), kMalformed));
    }
};

QTEST_GUILESS_MAIN(TestPolicyStatement)
#include "tst_policy_statement.moc"
