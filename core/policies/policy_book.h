#pragma once

#include "core/events.h"
#include "core/policies/life_shortening.h"
#include "crypto/identity/policy_statement.h"

#include <functional>

namespace kontor {

/// What holds in the organisation: the newest statement that its key has signed and that this
/// device has seen. The server passes statements on; it cannot forge one, nor bring back an old
/// one. It can keep a new one to itself. Core thread.
class PolicyBook {
public:
    /// What the store has; none before the first.
    [[nodiscard]] static Result<Policies> stored(const storage::SettingsStore& settings);

    /// `policies`: what everybody else reads; changed here, after each commit that changes it.
    PolicyBook(const CoreParts& parts, Policies& policies, std::function<void(const Event&)> tell)
        : m_parts(parts)
        , m_policies(policies)
        , m_tell(std::move(tell))
        , m_shortening(parts) {}

    /// Tells of what holds, and goes on with what a crash has left.
    void start();
    /// What a server says, at the login and later. Empty, known, or not to be believed (forged,
    /// another organisation's, an older number, the same number with another content): nothing
    /// happens, and the log has a line of all but the first two. A newer one is durable and holds
    /// when it returns; what is stored is shortened from then on.
    void hear(ByteView signedStatement);

private:
    [[nodiscard]] Result<void> take(ByteView signedStatement);
    [[nodiscard]] Result<void> accept(ByteView signedStatement, Milliseconds longest);

    CoreParts m_parts;
    Policies& m_policies;
    std::function<void(const Event&)> m_tell;
    LifeShortening m_shortening;
};

} // namespace kontor
