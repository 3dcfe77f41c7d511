#include "core/registration/registration.h"

#include "base/limits.h"
#include "core/registration/key_package_supply.h"
#include "protocol/status_code.h"

#include <algorithm>
#include <utility>

namespace kontor {
namespace {

/// Clocks differ: a certificate is valid from a day before it was made.
constexpr std::chrono::hours kClockDifference{24};
/// Devices are cut off by the server and by Removes, not by time.
constexpr std::chrono::hours kCertificateLife{24 * 365 * 10};

std::uint64_t seconds(Milliseconds time) {
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::seconds>(time).count());
}

std::size_t codePoints(std::string_view utf8) {
    return static_cast<std::size_t>(std::ranges::count_if(
        utf8, [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U; }));
}

void set(std::string& field, ByteView bytes) {
    field.assign(textOf(bytes));
}

wire::Register requestOf(const PendingRegistration& pending,
                         const identity::LoginChallenge& challenge) {
    wire::Register request;
    set(*request.mutable_token(), pending.token.view());
    request.set_handle(pending.handle);
    request.set_display_name(pending.name);
    set(*request.mutable_certificate(), pending.account.own.certificate.encode());
    set(*request.mutable_proof(), identity::proveLogin(pending.account.own.key, challenge).view());
    *request.mutable_key_packages() = pending.keyPackages.key_packages();
    request.set_last_resort(pending.keyPackages.last_resort());
    return request;
}

} // namespace

Result<void> checkHandle(std::string_view handle) {
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    const bool good = !handle.empty() && handle.size() <= limits::kHandleLetters &&
                      isLetter(handle.front()) && std::ranges::all_of(handle, [&](char c) {
                          return isLetter(c) || c == '.' || c == '_' || c == '-';
                      });
    if (!good)
        return Error(ErrorCode::HandleInvalid, {std::to_string(limits::kHandleLetters)});
    return {};
}

Result<void> checkName(std::string_view name) {
    if (name.empty() || codePoints(name) > limits::kNameLetters)
        return Error(ErrorCode::NameInvalid, {std::to_string(limits::kNameLetters)});
    return {};
}

Registration::Registration(Surroundings surroundings)
    : m_clock(surroundings.clock)
    , m_random(surroundings.random)
    , m_database(surroundings.database)
    , m_settings(m_database.writer())
    , m_keyPackages(m_database.writer())
    , m_contacts(m_database.writer())
    , m_accounts(m_settings, surroundings.keys)
    , m_stop(surroundings.stop)
    , m_requests(surroundings.clock, surroundings.timers, surroundings.stop)
    , m_channel(surroundings.clock, surroundings.timers, m_requests,
                std::move(surroundings.sockets)) {}

Task<Result<InviteOffer>> Registration::checkInvite(QString link) {
    auto parsed = identity::InviteLink::parse(link.toStdString());
    if (!parsed.ok())
        co_return parsed.error();
    identity::InviteLink invite = std::move(parsed).value();
    auto invited = co_await openInvite(invite);
    m_channel.close(Error(ErrorCode::NotReachable));
    if (!invited.ok())
        co_return invited.error();
    const auto& opened = invited.value().opened;
    InviteOffer offer;
    offer.organisation = QString::fromStdString(invited.value().greeting.statement.name);
    offer.suggestedName = QString::fromStdString(opened.display_name());
    offer.handle = QString::fromStdString(opened.handle());
    co_return offer;
}

Task<Result<StoredAccount>> Registration::registerAccount(RegistrationForm form) {
    auto parsed = identity::InviteLink::parse(form.link.toStdString());
    if (!parsed.ok())
        co_return parsed.error();
    const std::string handle = form.handle.trimmed().toStdString();
    const std::string name = form.name.simplified().toStdString();
    if (auto checked = checkHandle(handle); !checked.ok())
        co_return checked.error();
    if (auto checked = checkName(name); !checked.ok())
        co_return checked.error();
    identity::InviteLink invite = std::move(parsed).value();
    auto invited = co_await openInvite(invite);
    if (!invited.ok())
        co_return invited.error();
    auto prepared = prepare(invited.value(), handle, name);
    if (!prepared.ok())
        co_return prepared.error();
    PendingRegistration pending = std::move(prepared).value();
    Greeting greeting = std::move(invited.value().greeting);
    auto sent = send(std::move(pending), std::move(greeting));
    co_return co_await sent;
}

Task<Result<std::optional<StoredAccount>>> Registration::resume() {
    auto stored = m_accounts.pending();
    if (!stored.ok())
        co_return stored.error();
    if (!stored.value())
        co_return std::optional<StoredAccount>();
    PendingRegistration pending = std::move(*stored.value());
    auto opening = m_channel.open(pending.account.server, pending.account.pin, {}, m_stop);
    auto greeting = co_await opening;
    if (!greeting.ok()) {
        m_channel.close(greeting.error());
        co_return greeting.error();
    }
    const auto hello = m_requests.clientHello(clientHello());
    Greeting said = std::move(greeting).value();
    auto sent = send(std::move(pending), std::move(said));
    auto account = co_await sent;
    if (!account.ok())
        co_return account.error();
    co_return std::optional(std::move(account).value());
}

/// Connected afterwards, unless it failed.
Task<Result<Registration::Invited>> Registration::openInvite(identity::InviteLink link) {
    const ServerAddress server{link.host, link.port};
    const ServerPin pin{link.fingerprint, 0};
    const auto opening = m_channel.open(server, pin, {}, m_stop);
    auto greeting = co_await opening;
    if (!greeting.ok()) {
        m_channel.close(greeting.error());
        co_return greeting.error();
    }
    wire::OpenInvite request;
    set(*request.mutable_token(), link.token.view());
    const auto helloSent = m_requests.clientHello(clientHello());
    const auto inviteSent = m_requests.openInvite(std::move(request));
    const auto hello = co_await helloSent;
    auto opened = co_await inviteSent;
    Invited invited{std::move(greeting).value(), std::move(link), {}};
    const auto pending = pendingOf(invited.link.token);
    if (hello.ok() && opened.ok()) {
        invited.opened = std::move(opened).value();
        co_return invited;
    }
    if (hello.ok() && opened.error().code == ErrorCode::InviteUsed && pending) {
        set(*invited.opened.mutable_user_id(), pending->account.own.user().view());
        invited.opened.set_display_name(pending->name);
        invited.opened.set_handle(pending->handle);
        co_return invited;
    }
    const Error reason = hello.ok() ? opened.error() : hello.error();
    m_channel.close(reason);
    co_return reason;
}

/// The keys of this invite: those of an earlier attempt, or fresh ones. Durable when it returns.
Result<PendingRegistration> Registration::prepare(const Invited& invited, const std::string& handle,
                                                  const std::string& name) {
    auto pending = pendingOf(invited.link.token);
    if (!pending || textOf(pending->account.own.user().view()) != invited.opened.user_id())
        return makeKeys(invited, handle, name);
    pending->handle = handle;
    pending->name = name;
    auto transaction = storage::Transaction::begin(m_database);
    if (!transaction.ok())
        return transaction.error();
    if (auto renamed = m_accounts.rename(transaction.value(), handle, name); !renamed.ok())
        return renamed.error();
    if (auto committed = transaction.value().commit(); !committed.ok())
        return committed.error();
    return *std::move(pending);
}

Result<PendingRegistration>
Registration::makeKeys(const Invited& invited, const std::string& handle, const std::string& name) {
    const auto user = UserId::parse(viewOf(invited.opened.user_id()));
    if (!user.ok())
        return user.error();
    const auto identityKey = SignatureKeyPair::generate(m_random);
    auto deviceKey = SignatureKeyPair::generate(m_random);
    const auto now = m_clock.sinceEpoch();
    identity::DeviceCertificate content;
    content.organisation = invited.link.fingerprint;
    content.user = user.value();
    content.device = m_random.id<DeviceId>();
    content.deviceKey = deviceKey.publicKey();
    content.notBefore = seconds(now - kClockDifference);
    content.notAfter = seconds(now + kCertificateLife);
    const auto& statement = invited.greeting.statement;
    PendingRegistration pending{{{invited.link.host, invited.link.port},
                                 {invited.link.fingerprint, statement.number},
                                 statement.name,
                                 {identity::DeviceCertificate::issue(content, identityKey),
                                  std::move(deviceKey), statement.removalKey}},
                                invited.link.token,
                                {},
                                handle,
                                name};
    auto transaction = storage::Transaction::begin(m_database);
    if (!transaction.ok())
        return transaction.error();
    const KeyPackageOrder order{limits::kKeyPackages, KeyPackageOrder::LastResort::Renew};
    auto batch = makeKeyPackages(transaction.value(), m_keyPackages, pending.account.own, order,
                                 m_random, now);
    if (!batch.ok())
        return batch.error();
    pending.keyPackages = publishRequest(batch.value());
    if (auto begun = m_accounts.begin(transaction.value(), {pending, identityKey}, m_random);
        !begun.ok())
        return begun.error();
    if (auto committed = transaction.value().commit(); !committed.ok())
        return committed.error();
    return pending;
}

Task<Result<StoredAccount>> Registration::send(PendingRegistration pending, Greeting greeting) {
    const auto sent = m_requests.registerDevice(requestOf(pending, greeting.challenge));
    const auto registered = co_await sent;
    m_channel.close(Error(ErrorCode::NotReachable));
    if (!registered.ok()) {
        if (registered.error().code == ErrorCode::HandleTaken)
            co_return Error(ErrorCode::HandleTaken, {pending.handle});
        co_return registered.error();
    }
    if (auto finished = finish(pending); !finished.ok())
        co_return finished.error();
    co_return std::move(pending.account);
}

/// The account, and its user as the first contact.
Result<void> Registration::finish(const PendingRegistration& pending) {
    const auto& certificate = pending.account.own.certificate;
    auto transaction = storage::Transaction::begin(m_database);
    if (!transaction.ok())
        return transaction.error();
    if (auto completed = m_accounts.complete(transaction.value()); !completed.ok())
        return completed;
    storage::DirectoryUser self;
    self.id = certificate.user;
    self.handle = pending.handle;
    self.displayName = pending.name;
    if (auto put = m_contacts.putUser(transaction.value(), self); !put.ok())
        return put;
    const storage::PublicKeyBytes identityKey(certificate.identityKey.bytes);
    const auto seen = m_contacts.seeIdentityKey(transaction.value(), certificate.user, identityKey);
    if (!seen.ok())
        return seen.error();
    const auto committed = transaction.value().commit();
    return committed.ok() ? Result<void>() : Result<void>(committed.error());
}

std::optional<PendingRegistration>
Registration::pendingOf(const identity::InviteToken& token) const {
    auto stored = m_accounts.pending();
    if (!stored.ok() || !stored.value() || stored.value()->token != token)
        return std::nullopt;
    return *std::move(stored).value();
}

} // namespace kontor
