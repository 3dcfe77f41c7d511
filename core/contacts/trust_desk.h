#pragma once

#include "core/core_parts.h"

#include <functional>

namespace kontor {

/// What the person says of other people's keys. Core thread.
class TrustDesk {
public:
    /// `onTrusted`: what waited in any conversation may go on.
    TrustDesk(CoreParts& parts, std::function<void()> onTrusted)
        : m_parts(parts)
        , m_onTrusted(std::move(onTrusted)) {}

    /// UserUnknown; NotAllowed: oneself.
    [[nodiscard]] Result<ContactView> contact(const UserId& user) const;
    /// As Client::setTrust.
    [[nodiscard]] Result<void> set(const UserId& user, const std::string& safetyNumber,
                                   Trust trust);

private:
    [[nodiscard]] Result<storage::ContactRecord> find(const UserId& user) const;
    [[nodiscard]] Result<void> wantBack(storage::Transaction& transaction, Aftermath& aftermath,
                                        const UserId& user);
    [[nodiscard]] std::string numberOf(const storage::ContactRecord& contact) const;

    CoreParts& m_parts;
    std::function<void()> m_onTrusted;
};

} // namespace kontor
