#include "crypto/identity/policy_statement.h"

#include "crypto/identity/labelled_signature.h"
#include "crypto/identity/organisation.h"
#include "crypto/mls/tls_codec.h"

#include <algorithm>
#include <string_view>

namespace kontor::identity {
namespace {

constexpr std::string_view kLabel = "Kontor 1.0 policies";
constexpr std::string_view kLongestLife = "longest_life";

PolicyStatement::Other longestLifeOf(std::chrono::seconds life) {
    mls::tls::Writer value;
    value.u32(static_cast<std::uint32_t>(life.count()));
    return {.name = std::string(kLongestLife), .value = std::move(value).take()};
}

Bytes encodeUnsigned(const PolicyStatement& statement) {
    auto policies = statement.others;
    if (statement.longestLife > std::chrono::seconds(0))
        policies.push_back(longestLifeOf(statement.longestLife));
    std::ranges::sort(policies, {}, &PolicyStatement::Other::name);
    mls::tls::Writer w;
    w.u16(PolicyStatement::kVersion);
    w.raw(statement.organisationKey.view());
    w.u64(statement.number);
    w.sized([&] {
        for (const auto& policy : policies) {
            w.opaque(viewOf(policy.name));
            w.opaque(policy.value);
        }
    });
    return std::move(w).take();
}

/// False for a life that no organisation may set: "no bound" is said by leaving it out.
bool readLongestLife(ByteView value, PolicyStatement& statement) {
    mls::tls::Reader r(value);
    statement.longestLife = std::chrono::seconds(r.u32());
    return r.ok() && r.atEnd() && statement.longestLife >= PolicyStatement::kLeastLife &&
           statement.longestLife <= PolicyStatement::kGreatestLife;
}

/// False when anything is other than sign() would have written it.
bool readPolicies(mls::tls::Reader& r, PolicyStatement& statement) {
    std::string last;
    for (std::size_t count = 0; r.ok() && !r.atEnd(); ++count) {
        std::string name(textOf(r.opaqueView()));
        const ByteView value = r.opaqueView();
        if (!r.ok() || count == PolicyStatement::kGreatestPolicies || name.empty() ||
            name.size() > PolicyStatement::kGreatestName || name <= last)
            return false;
        if (name != kLongestLife)
            statement.others.push_back({.name = name, .value = toBytes(value)});
        else if (!readLongestLife(value, statement))
            return false;
        last = std::move(name);
    }
    return r.ok();
}

} // namespace

Bytes PolicyStatement::sign(const SignatureKeyPair& key) const {
    PolicyStatement statement = *this;
    statement.organisationKey = key.publicKey();
    Bytes bytes = encodeUnsigned(statement);
    const Signature signature = signLabelled(key, kLabel, bytes);
    bytes.insert(bytes.end(), signature.bytes.begin(), signature.bytes.end());
    return bytes;
}

Result<PolicyStatement> PolicyStatement::parse(ByteView signedStatement) {
    if (signedStatement.size() > kGreatestBytes)
        return Error(ErrorCode::TooLarge, {std::to_string(kGreatestBytes)});
    mls::tls::Reader r(signedStatement);
    if (r.u16() != kVersion)
        return r.ok() ? Error(ErrorCode::VersionUnknown, {"policies"})
                      : Error(ErrorCode::Malformed, {"policies"});
    PolicyStatement statement;
    statement.organisationKey = r.fixed<SignaturePublicKey>();
    statement.number = r.u64();
    mls::tls::Reader policies(r.opaqueView());
    const bool good = readPolicies(policies, statement);
    const ByteView content = r.since(0);
    const auto signature = r.fixed<Signature>();
    if (!good || !r.ok() || !r.atEnd() || statement.number == 0)
        return Error(ErrorCode::Malformed, {"policies"});
    if (!verifyLabelled(statement.organisationKey, kLabel, content, signature))
        return ErrorCode::StatementWrong;
    return statement;
}

Result<void> checkPolicies(const PolicyStatement& statement, const OrganisationId& pinned) {
    if (organisationIdOf(statement.organisationKey) != pinned)
        return ErrorCode::FingerprintWrong;
    return {};
}

} // namespace kontor::identity
