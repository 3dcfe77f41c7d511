#pragma once

#include "core/async/task.h"
#include "core/connection/requests.h"
#include "core/stores.h"
#include "core/sync/aftermath.h"

#include <functional>
#include <vector>

namespace kontor {

/// What a page of the directory changed.
struct DirectoryNews {
    std::vector<UserId> users;      ///< new, or another handle, name or standing
    std::vector<UserId> keyChanged; ///< their identity key is not the known one (any more)
    Aftermath aftermath;            ///< lines that say so
    Revision revision{};            ///< of the store
};

/// Follows the organisation's directory by its revisions into the contact store. A user's identity
/// key is pinned when it is first seen; another one is noted beside it and never taken in silence
/// (design.md, 4): sending to that user pauses until the person accepts it. Certificates that do
/// not verify, or speak of another user or organisation, are passed over, as if the server had not
/// said them. Core thread.
class DirectorySync {
public:
    struct Surroundings {
        storage::Database& database;
        Stores& stores;
        Requests& requests;
        OrganisationId organisation;
        const Clock& clock;
    };
    /// `onNews` after each page's transaction.
    DirectorySync(Surroundings surroundings, std::function<void(const DirectoryNews&)> onNews);

    /// Fetches up to `revision` at least; at login and when the server says that it changed. While
    /// one runs another call only raises its goal. Errors: those of the request; Storage.
    [[nodiscard]] Task<Result<void>> follow(std::uint64_t revision);
    /// The last one whose transaction is done.
    [[nodiscard]] Result<std::uint64_t> revision() const;

    /// One page, one transaction.
    [[nodiscard]] Result<DirectoryNews> apply(const wire::Directory& page);

private:
    [[nodiscard]] Result<void> applyUser(storage::Transaction& transaction,
                                         const wire::DirectoryUser& user, DirectoryNews& news);
    [[nodiscard]] Result<void> resumeBetweenTwo(storage::Transaction& transaction,
                                                const UserId& user);
    [[nodiscard]] Result<void> applyDevices(storage::Transaction& transaction, const UserId& user,
                                            const wire::DirectoryUser& said, DirectoryNews& news);

    storage::Database& m_database;
    Stores& m_stores;
    Requests& m_requests;
    OrganisationId m_organisation;
    const Clock& m_clock;
    std::function<void(const DirectoryNews&)> m_onNews;
    std::uint64_t m_goal = 0;
    enum class Running : std::uint8_t { No, Yes } m_running = Running::No;
};

} // namespace kontor
