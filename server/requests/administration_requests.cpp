#include "server/requests/administration_requests.h"

#include "base/limits.h"
#include "crypto/identity/policy_statement.h"
#include "server/requests/names.h"
#include "server/requests/removals.h"
#include "server/server_limits.h"

#include <limits>
#include <utility>

namespace kontor::server {

Result<identity::InviteToken> AdministrationRequests::inviteNew(std::string_view name) {
    // The owner's invite has no name: nobody has been asked yet.
    if (!name.empty() && !isDisplayName(name))
        return Error(ErrorCode::NameInvalid, {std::to_string(kontor::limits::kNameLetters)});
    auto& directory = m_context.store.directory();
    Invite invite;
    invite.user = m_context.random.id<UserId>();
    invite.name = name;
    invite.owner = !directory.anyInvite() && directory.count().users == 0;
    return addInvite(std::move(invite));
}

Result<identity::InviteToken> AdministrationRequests::inviteKnown(std::string_view handle) {
    const auto user = m_context.store.directory().userByHandle(handle);
    if (!user)
        return Error(ErrorCode::UserUnknown, {std::string(handle)});
    if (user->disabled)
        return ErrorCode::UserDisabled;
    Invite invite;
    invite.user = user->id;
    invite.name = user->name;
    invite.knownUser = user->row;
    invite.owner = user->owner;
    return addInvite(std::move(invite));
}

Result<identity::InviteToken> AdministrationRequests::addInvite(Invite invite) {
    auto& directory = m_context.store.directory();
    if (directory.openInvites().size() >= limits::kOpenInvites)
        return Error(ErrorCode::TooLarge, {std::to_string(limits::kOpenInvites)});
    const auto token = m_context.random.id<identity::InviteToken>();
    invite.tokenHash = sha256(token.view());
    invite.expiresAt = m_context.now() + kontor::limits::kInviteLife;
    directory.addInvite(invite, m_context.now());
    return token;
}

std::vector<Invite> AdministrationRequests::openInvites() {
    return m_context.store.directory().openInvites();
}

Result<void> AdministrationRequests::revokeInvite(InviteRow row) {
    auto& directory = m_context.store.directory();
    const auto invite = directory.inviteByRow(row);
    if (!invite || invite->revoked || invite->usedBy)
        return ErrorCode::InviteUnknown;
    directory.revokeInvite(row);
    return {};
}

std::vector<User> AdministrationRequests::users() {
    return m_context.store.directory().changedAfter(0, std::numeric_limits<std::int32_t>::max());
}

Result<void> AdministrationRequests::disable(std::string_view handle) {
    auto& directory = m_context.store.directory();
    const auto user = directory.userByHandle(handle);
    if (!user)
        return Error(ErrorCode::UserUnknown, {std::string(handle)});
    directory.disable(user->row);
    for (const Device& device : directory.devicesOf(user->row)) {
        m_context.sessions.endDevice(device.row, wire::USER_DISABLED);
        proposeRemovalsOf(m_context, device.row);
    }
    m_context.directoryChanged = true;
    return {};
}

Result<void> AdministrationRequests::enable(std::string_view handle) {
    auto& directory = m_context.store.directory();
    const auto user = directory.userByHandle(handle);
    if (!user)
        return Error(ErrorCode::UserUnknown, {std::string(handle)});
    directory.enable(user->row);
    m_context.directoryChanged = true;
    return {};
}

Bytes AdministrationRequests::policies() {
    return m_context.store.policies();
}

Result<void> AdministrationRequests::setPolicies(ByteView signedStatement) {
    constexpr std::size_t kGreatest = identity::PolicyStatement::kGreatestBytes;
    if (signedStatement.size() > kGreatest)
        return Error(ErrorCode::TooLarge, {std::to_string(kGreatest)});
    m_context.store.setPolicies(signedStatement);
    m_context.policiesChanged = true;
    return {};
}

ServerStats AdministrationRequests::stats() {
    ServerStats stats;
    stats.users = m_context.store.directory().count();
    stats.openInvites = m_context.store.directory().openInvites().size();
    stats.groups = m_context.store.log().countGroups();
    stats.sessions = m_context.sessions.loggedIn();
    stats.appends = m_context.appends;
    stats.databaseBytes = m_context.store.bytes();
    return stats;
}

} // namespace kontor::server
