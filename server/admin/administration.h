#pragma once

#include "base/result.h"
#include "crypto/identity/invite_link.h"
#include "server/directory/directory_store.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kontor::server {

struct ServerStats {
    UserCounts users;
    std::uint64_t openInvites = 0;
    std::uint64_t groups = 0;
    std::uint64_t sessions = 0; ///< logged in
    std::uint64_t appends = 0;  ///< accepted since the start
    std::uint64_t databaseBytes = 0;
};

/// What whoever may open the control socket may do. Belongs to a Backend and its batch: results are
/// true once Backend::commit() has succeeded.
class Administration {
public:
    virtual ~Administration() = default;

    /// An invite for a new user; the very first is the owner's. NameInvalid, TooLarge (open
    /// invites).
    [[nodiscard]] virtual Result<identity::InviteToken> inviteNew(std::string_view name) = 0;
    /// An invite for a known user's new computer. UserUnknown, UserDisabled, TooLarge.
    [[nodiscard]] virtual Result<identity::InviteToken> inviteKnown(std::string_view handle) = 0;
    [[nodiscard]] virtual std::vector<Invite> openInvites() = 0;
    /// InviteUnknown: no such open invite.
    [[nodiscard]] virtual Result<void> revokeInvite(InviteRow invite) = 0;

    [[nodiscard]] virtual std::vector<User> users() = 0;
    /// Sessions end at once; no login and no claim of key packages from then on. UserUnknown.
    [[nodiscard]] virtual Result<void> disable(std::string_view handle) = 0;
    [[nodiscard]] virtual Result<void> enable(std::string_view handle) = 0;

    /// What the organisation sets for everybody, as its key has signed it; empty: nothing yet.
    [[nodiscard]] virtual Bytes policies() = 0;
    /// Every session hears of it at once, later ones when they log in. The server passes it on and
    /// judges nothing but its size; clients do. TooLarge.
    [[nodiscard]] virtual Result<void> setPolicies(ByteView signedStatement) = 0;

    [[nodiscard]] virtual ServerStats stats() = 0;
};

} // namespace kontor::server
