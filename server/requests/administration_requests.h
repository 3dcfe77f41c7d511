#pragma once

#include "server/admin/administration.h"
#include "server/requests/context.h"

namespace kontor::server {

class AdministrationRequests final : public Administration {
public:
    explicit AdministrationRequests(Context& context)
        : m_context(context) {}

    Result<identity::InviteToken> inviteNew(std::string_view name) override;
    Result<identity::InviteToken> inviteKnown(std::string_view handle) override;
    std::vector<Invite> openInvites() override;
    Result<void> revokeInvite(InviteRow invite) override;
    std::vector<User> users() override;
    Result<void> disable(std::string_view handle) override;
    Result<void> enable(std::string_view handle) override;
    Bytes policies() override;
    Result<void> setPolicies(ByteView signedStatement) override;
    ServerStats stats() override;

private:
    [[nodiscard]] Result<identity::InviteToken> addInvite(Invite invite);

    Context& m_context;
};

} // namespace kontor::server
