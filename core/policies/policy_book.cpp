#include "core/policies/policy_book.h"

#include "base/log.h"
#include "core/setting_names.h"

#include <algorithm>

namespace kontor {

using identity::PolicyStatement;

Result<Policies> PolicyBook::stored(const storage::SettingsStore& settings) {
    const auto bytes = settings.get(settings::kPolicies);
    if (!bytes.ok())
        return bytes.error();
    if (!bytes.value())
        return Policies();
    const auto statement = PolicyStatement::parse(*bytes.value());
    if (!statement.ok())
        return statement.error();
    return Policies{statement.value().longestLife};
}

void PolicyBook::start() {
    if (m_policies != Policies())
        m_tell(PoliciesChanged{m_policies});
    m_shortening.goOn();
}

void PolicyBook::hear(ByteView signedStatement) {
    if (signedStatement.empty())
        return;
    if (const auto taken = take(signedStatement); !taken.ok())
        log::warning(log::Category::Sync, "what the server says of policies is not believed",
                     {{"code", static_cast<int>(taken.error().code)}});
}

Result<void> PolicyBook::take(ByteView signedStatement) {
    const auto statement = PolicyStatement::parse(signedStatement);
    if (!statement.ok())
        return statement.error();
    if (auto ours =
            identity::checkPolicies(statement.value(), m_parts.own.certificate.organisation);
        !ours.ok())
        return ours;
    const auto known = m_parts.stores.settings.get(settings::kPolicies);
    if (!known.ok())
        return known.error();
    if (known.value()) {
        if (std::ranges::equal(*known.value(), signedStatement))
            return {};
        const auto before = PolicyStatement::parse(*known.value());
        if (!before.ok())
            return before.error();
        if (statement.value().number <= before.value().number)
            return ErrorCode::StatementWrong;
    }
    return accept(signedStatement, statement.value().longestLife);
}

Result<void> PolicyBook::accept(ByteView signedStatement, Milliseconds longest) {
    auto written = write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) -> Result<void> {
        if (auto put =
                m_parts.stores.settings.put(transaction, settings::kPolicies, signedStatement);
            !put.ok())
            return put;
        return longest == Milliseconds(0) ? Result<void>()
                                          : m_shortening.order(transaction, longest);
    });
    if (!written.ok())
        return written;
    if (m_policies.longestLife != longest) {
        m_policies.longestLife = longest;
        m_tell(PoliciesChanged{m_policies});
    }
    m_shortening.goOn();
    return {};
}

} // namespace kontor
