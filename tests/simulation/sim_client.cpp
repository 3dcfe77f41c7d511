#include "tests/simulation/sim_client.h"

#include "core/contacts/key_change.h"
#include "core/timers/start_sweep.h"
#include "tests/simulation/sim_blob_transport.h"
#include "tests/simulation/store_copy.h"
#include "tests/support/unwrap.h"

namespace kontor::test {

SimClient::SimClient(std::string name, FakeClock& clock, Random& random, LossyLink& link,
                     std::filesystem::path folder)
    : m_name(std::move(name))
    , m_clock(clock)
    , m_random(random)
    , m_link(link)
    , m_folder(std::move(folder))
    , m_key(random.secret<32>()) {
    std::filesystem::create_directories(m_folder);
    m_database = storage::Database::open(m_folder / "store.db", m_key).value();
    m_keys = std::make_unique<storage::OwnKeyStore>(m_database->writer(), m_key);
}

SimClient::~SimClient() {
    m_profile.reset();
    if (m_scope)
        m_scope->requestStop();
    m_registration.reset();
}

void SimClient::registerWith(const std::string& link) {
    m_scope = std::make_unique<Scope>();
    m_registration = std::make_unique<Registration>(
        Registration::Surroundings{m_clock, m_clock, m_random, m_link.factory(m_name), *m_database,
                                   *m_keys, m_scope->token()});
    m_scope->spawn(runRegistration(link));
}

Task<void> SimClient::runRegistration(std::string link) {
    RegistrationForm form;
    form.link = QString::fromStdString(link);
    form.handle = QString::fromStdString(m_name);
    form.name = QString::fromStdString(m_name);
    const auto account = co_await m_registration->registerAccount(std::move(form));
    if (!account.ok())
        qFatal("registration: %s", std::string(nameOf(account.error().code)).c_str());
    m_user = account.value().own.user();
    m_registered = true;
}

void SimClient::open() {
    m_registration.reset();
    m_scope.reset();
    if (!m_database) {
        m_database = storage::Database::open(m_folder / "store.db", m_key).value();
        m_keys = std::make_unique<storage::OwnKeyStore>(m_database->writer(), m_key);
    }
    (void)unwrap(sweepAtStart(*m_database, m_ownClock)); // as ProfileKeeper does
    storage::SettingsStore settings(m_database->writer());
    auto account = AccountStore(settings, *m_keys).account();
    m_profile = std::make_unique<OpenProfile>(
        OpenProfile::Surroundings{
            m_ownClock, m_clock, m_random, m_link.factory(m_name), *m_database,
            [this](const Event& event) { hear(event); }, m_folder / "files",
            [this] { return std::make_unique<SimBlobTransport>(m_clock, m_link, brokenTransfers); },
            workHere()},
        *std::move(account).value());
    if (auto started = m_profile->start(); !started.ok())
        qFatal("start: %s", std::string(nameOf(started.error().code)).c_str());
}

void SimClient::hear(const Event& event) {
    events.push_back(event);
    if (m_eventsToLive == 0 || --m_eventsToLive != 0)
        return;
    m_dying = true;
    keepCopy("last moment");
    m_link.cutSilently(m_name);
    // Not here: the core is at work, and its timers of this moment come after it.
    m_clock.at(m_clock.steady(), [this] {
        if (m_dying)
            restoreCopy("last moment");
        if (const auto then = std::exchange(m_whenDead, {}))
            then();
    });
}

void SimClient::crashInside(int events, std::function<void()> then) {
    m_eventsToLive = events;
    m_whenDead = std::move(then);
}

void SimClient::crash() {
    m_eventsToLive = 0;
    m_dying = false;
    m_profile.reset();
    m_keys.reset();
    m_database.reset();
}

storage::KeyBackup SimClient::keyBackup() {
    return unwrap(backupOf({*m_database, *m_keys}));
}

void SimClient::startAfresh(const storage::KeyBackup& backup) {
    crash();
    for (const char* ending : {"", "-wal", "-shm"})
        std::filesystem::remove(m_folder / (std::string("store.db") + ending));
    m_database = storage::Database::open(m_folder / "store.db", m_key).value();
    m_keys = std::make_unique<storage::OwnKeyStore>(m_database->writer(), m_key);
    const auto restored =
        restoreBackup({*m_database, *m_keys}, backup, m_random, m_ownClock.sinceEpoch());
    if (!restored.ok())
        qFatal("afresh: %s", std::string(nameOf(restored.error().code)).c_str());
    open();
}

void SimClient::keepCopy(const std::string& label) {
    copyStore(m_folder, "store.db", m_folder / label);
}

void SimClient::restoreCopy(const std::string& label) {
    crash();
    copyStore(m_folder / label, "store.db", m_folder);
}

std::uintmax_t SimClient::logBytes() const {
    return std::filesystem::file_size(m_folder / "store.db-wal");
}

bool SimClient::isOnline() const {
    return m_profile && m_profile->connectionState() == ConnectionState::Online;
}

void SimClient::meet(const SimClient& other) {
    auto transaction = storage::Transaction::begin(*m_database);
    storage::DirectoryUser user;
    user.id = other.user();
    user.handle = other.name();
    user.displayName = other.name();
    (void)storage::ContactStore(m_database->writer()).putUser(transaction.value(), user);
    (void)transaction.value().commit();
}

void SimClient::seeIdentityKey(const SimClient& other, const storage::PublicKeyBytes& key) {
    auto transaction = unwrap(storage::Transaction::begin(*m_database));
    Stores stores(m_database->writer());
    const DeviceId device = unwrap(stores.contacts.devicesOf(other.user())).back().id;
    Aftermath unheard;
    (void)unwrap(takeIdentityKey(stores, transaction, unheard, {other.user(), device, key},
                                 m_clock.sinceEpoch()));
    (void)unwrap(transaction.commit());
}

Result<void> SimClient::trust(const SimClient& other, Trust trust) {
    const auto contact = m_profile->trust().contact(other.user());
    if (!contact.ok())
        return contact.error();
    return m_profile->trust().set(other.user(), contact.value().safetyNumber.toStdString(), trust);
}

std::optional<ConversationId> SimClient::groupNamed(const std::string& name) {
    for (const auto& record : unwrap(stores().conversations.all()))
        if (record.name == name && record.kind == storage::ConversationKind::Group)
            return record.id;
    return std::nullopt;
}

std::optional<ConversationId> SimClient::directWith(const SimClient& other) {
    const auto record = unwrap(stores().conversations.findDirect(other.user()));
    return record ? std::optional(record->id) : std::nullopt;
}

SimClient::Outcome SimClient::outcome(const std::string& label) const {
    const auto known = m_outcomes.find(label);
    return known == m_outcomes.end() ? Outcome() : known->second;
}

void SimClient::startDirect(const SimClient& peer, const std::string& label) {
    m_profile->startDirect(peer.user(), into<ConversationId>(label));
}

void SimClient::noteToSelf(const std::string& label) {
    m_profile->noteToSelf(into<ConversationId>(label));
}

void SimClient::createGroup(const std::string& name, const std::vector<UserId>& members,
                            const std::string& label) {
    m_profile->createGroup(name, members, into<ConversationId>(label));
}

void SimClient::add(ConversationId conversation, const std::vector<UserId>& members,
                    const std::string& label) {
    m_profile->addMembers(conversation, members, into<void>(label));
}

void SimClient::remove(ConversationId conversation, const UserId& member,
                       const std::string& label) {
    m_profile->removeMember(conversation, member, into<void>(label));
}

void SimClient::leave(ConversationId conversation, const std::string& label) {
    m_profile->leave(conversation, into<void>(label));
}

void SimClient::setRole(ConversationId conversation, const UserId& member, MemberInfo::Role role,
                        const std::string& label) {
    m_profile->setRole(conversation, member, role, into<void>(label));
}

Result<void> SimClient::changeSettings(ConversationId conversation, const SettingsForm& form) {
    return m_profile->changeSettings(conversation, form);
}

Result<MessageRow> SimClient::send(ConversationId conversation, const std::string& text) {
    return m_profile->sendText(conversation, text);
}

} // namespace kontor::test
