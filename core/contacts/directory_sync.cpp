#include "core/contacts/directory_sync.h"

#include "base/limits.h"
#include "base/log.h"
#include "core/contacts/key_change.h"
#include "core/contacts/returning.h"
#include "core/formatting/plain_name.h"
#include "crypto/identity/device_certificate.h"

#include <algorithm>

namespace kontor {
namespace {

constexpr char kRevision[] = "directory.revision"; ///< number: the last one that is in the store

/// A certificate that may be believed about `user`.
std::optional<identity::DeviceCertificate> believed(const std::string& bytes, const UserId& user,
                                                    const OrganisationId& organisation) {
    const auto parsed = identity::DeviceCertificate::parse(viewOf(bytes));
    if (!parsed.ok() || parsed.value().user != user ||
        parsed.value().organisation != organisation || !parsed.value().isGenuine()) {
        log::warning(log::Category::Sync, "a certificate of the directory does not verify");
        return std::nullopt;
    }
    return parsed.value();
}

} // namespace

DirectorySync::DirectorySync(Surroundings surroundings,
                             std::function<void(const DirectoryNews&)> onNews)
    : m_database(surroundings.database)
    , m_stores(surroundings.stores)
    , m_requests(surroundings.requests)
    , m_organisation(surroundings.organisation)
    , m_clock(surroundings.clock)
    , m_onNews(std::move(onNews)) {}

Result<std::uint64_t> DirectorySync::revision() const {
    const auto stored = m_stores.settings.number(kRevision);
    if (!stored.ok())
        return stored.error();
    return static_cast<std::uint64_t>(stored.value().value_or(0));
}

Task<Result<void>> DirectorySync::follow(std::uint64_t revision) {
    m_goal = std::max(m_goal, revision);
    if (m_running == Running::Yes)
        co_return Result<void>();
    m_running = Running::Yes;
    Result<void> outcome;
    while (outcome.ok()) {
        const auto known = this->revision();
        if (!known.ok()) {
            outcome = known.error();
            break;
        }
        if (known.value() >= m_goal)
            break;
        const auto fetching = m_requests.fetchDirectory(known.value());
        auto page = co_await fetching;
        if (!page.ok()) {
            outcome = page.error();
            break;
        }
        const wire::Directory directory = std::move(page).value();
        // A server that gives less than it said must not be asked for ever.
        if (directory.revision() <= known.value())
            m_goal = known.value();
        const auto news = apply(directory);
        if (!news.ok())
            outcome = news.error();
        else if (m_onNews)
            m_onNews(news.value());
    }
    m_running = Running::No;
    co_return outcome;
}

Result<DirectoryNews> DirectorySync::apply(const wire::Directory& page) {
    DirectoryNews news;
    auto transaction = storage::Transaction::begin(m_database);
    if (!transaction.ok())
        return transaction.error();
    for (const auto& user : page.users()) {
        if (auto applied = applyUser(transaction.value(), user, news); !applied.ok())
            return applied.error();
    }
    const auto stored = m_stores.settings.putNumber(transaction.value(), kRevision,
                                                    static_cast<std::int64_t>(page.revision()));
    if (!stored.ok())
        return stored.error();
    const auto committed = transaction.value().commit();
    if (!committed.ok())
        return committed.error();
    news.revision = committed.value();
    return news;
}

Result<void> DirectorySync::applyUser(storage::Transaction& transaction,
                                      const wire::DirectoryUser& said, DirectoryNews& news) {
    const auto id = UserId::parse(viewOf(said.user_id()));
    if (!id.ok())
        return {};
    storage::DirectoryUser user;
    user.id = id.value();
    // A server that keeps no rules could send anything.
    user.handle = plainName(said.handle(), limits::kHandleLetters);
    user.displayName = plainName(said.display_name(), limits::kNameLetters);
    user.standing = said.disabled() ? storage::DirectoryUser::Standing::Disabled
                                    : storage::DirectoryUser::Standing::Active;
    const auto before = m_stores.contacts.find(user.id);
    if (!before.ok())
        return before.error();
    if (auto put = m_stores.contacts.putUser(transaction, user); !put.ok())
        return put;
    const auto& known = before.value();
    if (!known || known->handle != user.handle || known->displayName != user.displayName ||
        known->standing != user.standing)
        news.users.push_back(user.id);
    if (known && known->standing == storage::DirectoryUser::Standing::Disabled &&
        user.standing == storage::DirectoryUser::Standing::Active)
        if (auto wanted = resumeBetweenTwo(transaction, user.id); !wanted.ok())
            return wanted;
    return applyDevices(transaction, user.id, said, news);
}

/// Her account is open again. Groups have gone on without her; a conversation between two waits for
/// the Add that its pending removal goes with.
Result<void> DirectorySync::resumeBetweenTwo(storage::Transaction& transaction,
                                             const UserId& user) {
    const auto direct = m_stores.conversations.findDirect(user);
    if (!direct.ok())
        return direct.error();
    if (!direct.value())
        return {};
    return bringBack(m_stores, transaction, direct.value()->id, user, m_clock.sinceEpoch());
}

Result<void> DirectorySync::applyDevices(storage::Transaction& transaction, const UserId& user,
                                         const wire::DirectoryUser& said, DirectoryNews& news) {
    std::vector<DeviceId> active;
    for (const auto& bytes : said.certificates()) {
        const auto certificate = believed(bytes, user, m_organisation);
        if (!certificate)
            continue;
        active.push_back(certificate->device);
        storage::DeviceRecord device;
        device.id = certificate->device;
        device.user = user;
        device.deviceKey = storage::PublicKeyBytes(certificate->deviceKey.bytes);
        if (auto put = m_stores.contacts.putDevice(transaction, device); !put.ok())
            return put;
        const ShownKey shown{user, certificate->device,
                             storage::PublicKeyBytes(certificate->identityKey.bytes)};
        const auto seen =
            takeIdentityKey(m_stores, transaction, news.aftermath, shown, m_clock.sinceEpoch());
        if (!seen.ok())
            return seen.error();
        if (seen.value() == storage::ContactStore::Seen::Changed)
            news.keyChanged.push_back(user);
    }
    const auto known = m_stores.contacts.devicesOf(user);
    if (!known.ok())
        return known.error();
    for (auto device : known.value()) {
        if (device.standing == storage::DeviceRecord::Standing::Revoked ||
            std::ranges::find(active, device.id) != active.end())
            continue;
        device.standing = storage::DeviceRecord::Standing::Revoked;
        if (auto put = m_stores.contacts.putDevice(transaction, device); !put.ok())
            return put;
    }
    return {};
}

} // namespace kontor
