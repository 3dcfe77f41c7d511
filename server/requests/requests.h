#pragma once

#include "protocol/kontor.pb.h"
#include "server/requests/context.h"

#include <optional>

/// One function a request. They read and write the store and queue pushes; the answer is what comes
/// back, nothing where silence is the answer. Those after login are called with a logged-in session
/// only. docs/protocol.md says what each means.
namespace kontor::server {

// ---- Before login
[[nodiscard]] wire::Answer openInvite(Context& context, Session& session,
                                      const wire::OpenInvite& request);
[[nodiscard]] wire::Answer registerDevice(Context& context, Session& session,
                                          const wire::Register& request);
[[nodiscard]] wire::Answer logIn(Context& context, Session& session, const wire::Login& request);

// ---- Directory and key packages
[[nodiscard]] wire::Answer fetchDirectory(Context& context, const wire::FetchDirectory& request);
[[nodiscard]] wire::Answer rename(Context& context, Session& session, const wire::Rename& request);
[[nodiscard]] wire::Answer publishKeyPackages(Context& context, Session& session,
                                              const wire::PublishKeyPackages& request);
[[nodiscard]] wire::Answer claimKeyPackages(Context& context, Session& session,
                                            const wire::ClaimKeyPackages& request);

// ---- Logs
[[nodiscard]] wire::Answer append(Context& context, Session& session, const wire::Append& request);
[[nodiscard]] wire::Answer listGroups(Context& context, Session& session);
[[nodiscard]] wire::Answer fetch(Context& context, Session& session, const wire::Fetch& request);
[[nodiscard]] std::optional<wire::Answer> ackLog(Context& context, Session& session,
                                                 const wire::AckLog& request);
[[nodiscard]] wire::Answer fetchRejoin(Context& context, Session& session,
                                       const wire::FetchRejoin& request);

// ---- Inbox
[[nodiscard]] wire::Answer fetchInbox(Context& context, Session& session,
                                      const wire::FetchInbox& request);
[[nodiscard]] std::optional<wire::Answer> ackInbox(Context& context, Session& session,
                                                   const wire::AckInbox& request);
[[nodiscard]] wire::Answer fetchTree(Context& context, Session& session,
                                     const wire::FetchTree& request);

// ---- Neither stored nor ordered
[[nodiscard]] std::optional<wire::Answer> relay(Context& context, Session& session,
                                                const wire::Ephemeral& request);
[[nodiscard]] wire::Answer fetchCallServers(Context& context, Session& session);

} // namespace kontor::server
