#include "tools/kontor_bench/office_profile.h"

#include "core/registration/account.h"
#include "core/setting_names.h"
#include "crypto/random.h"
#include "storage/contact_store.h"
#include "storage/conversation_store.h"
#include "storage/key_slots.h"
#include "tools/kontor_bench/company_archive.h"

namespace kontor::bench {
namespace {

constexpr char kStoreFile[] = "store.db";
constexpr std::uint16_t kNoServer = 9; ///< nobody listens there
constexpr std::uint64_t kAfterLife = 4'000'000'000;

PendingRegistration registrationOf(Random& random, const SignatureKeyPair& identityKey) {
    auto deviceKey = SignatureKeyPair::generate(random);
    identity::DeviceCertificate content;
    content.organisation = random.id<OrganisationId>();
    content.user = random.id<UserId>();
    content.device = random.id<DeviceId>();
    content.deviceKey = deviceKey.publicKey();
    content.notAfter = kAfterLife;
    const auto removalKey = SignatureKeyPair::generate(random).publicKey();
    return {{{"127.0.0.1", kNoServer},
             {content.organisation, 1},
             "Bench",
             {identity::DeviceCertificate::issue(content, identityKey), std::move(deviceKey),
              removalKey}},
            random.id<identity::InviteToken>(),
            {},
            "me",
            "Measured"};
}

Result<void> registerIn(storage::Database& database, const storage::StoreKey& key, Random& random) {
    storage::SettingsStore settings(database.writer());
    storage::OwnKeyStore keys(database.writer(), key);
    AccountStore accounts(settings, keys);
    const auto identityKey = SignatureKeyPair::generate(random);
    const auto registration = registrationOf(random, identityKey);
    auto transaction = storage::Transaction::begin(database);
    if (!transaction.ok())
        return transaction.error();
    if (auto begun = accounts.begin(transaction.value(), {registration, identityKey}, random);
        !begun.ok())
        return begun;
    if (auto completed = accounts.complete(transaction.value()); !completed.ok())
        return completed;
    storage::DirectoryUser self;
    self.id = registration.account.own.user();
    self.handle = registration.handle;
    self.displayName = registration.name;
    if (auto put = storage::ContactStore(database.writer()).putUser(transaction.value(), self);
        !put.ok())
        return put;
    const auto committed = transaction.value().commit();
    return committed.ok() ? Result<void>() : Result<void>(committed.error());
}

Result<void> readAll(storage::Database& database, const CompanyArchive& archive) {
    auto transaction = storage::Transaction::begin(database);
    if (!transaction.ok())
        return transaction.error();
    storage::ConversationStore conversations(database.writer());
    for (std::size_t place = 0; place < archive.conversations().size(); ++place)
        if (auto read = conversations.setReadUpTo(
                transaction.value(), archive.conversations()[place], archive.newestOf(place));
            !read.ok())
            return read;
    storage::SettingsStore settings(database.writer());
    const auto busiest = std::to_string(archive.conversations().front().value);
    if (auto put = settings.putText(
            transaction.value(), std::string(settings::kRemembered) + "open_conversation", busiest);
        !put.ok())
        return put;
    const auto committed = transaction.value().commit();
    return committed.ok() ? Result<void>() : Result<void>(committed.error());
}

} // namespace

Result<void> makeOfficeProfile(const std::filesystem::path& folder, OfficeSize size) {
    std::filesystem::create_directories(folder);
    if (size.conversations == 0)
        return {};
    SystemRandom random;
    KeyFileSlot slot(folder);
    const auto key = createStoreKey(folder, slot, random);
    if (!key.ok())
        return key.error();
    auto opened = storage::Database::open(folder / kStoreFile, key.value());
    if (!opened.ok())
        return opened.error();
    storage::Database& database = *opened.value();
    if (auto registered = registerIn(database, key.value(), random); !registered.ok())
        return registered;
    CompanyArchive archive(size.conversations);
    if (auto filled = archive.fill(database, size.messages); !filled.ok())
        return filled;
    return readAll(database, archive);
}

} // namespace kontor::bench
