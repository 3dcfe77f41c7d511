// Invites, registration, login: how a connection becomes a device's session. A token counts once;
// the same registration again is answered as the first was, because its answer may have been lost.

#include "base/limits.h"
#include "crypto/identity/device_certificate.h"
#include "crypto/identity/invite_link.h"
#include "crypto/identity/login_proof.h"
#include "server/directory/directory_store.h"
#include "server/requests/answers.h"
#include "server/requests/key_package_check.h"
#include "server/requests/names.h"
#include "server/requests/removals.h"
#include "server/requests/requests.h"
#include "server/server_limits.h"

#include <utility>
#include <variant>
#include <vector>

namespace kontor::server {

namespace {

struct Found {
    std::optional<Invite> invite;
    wire::Answer refusal;
};

/// Guessing is hopeless (128 bits); whoever tries is sent away all the same.
Found findInvite(Context& context, Session& session, const std::string& token) {
    const auto id = idIn<identity::InviteToken>(token);
    std::optional<Invite> invite;
    if (id)
        invite = context.store.directory().inviteByToken(sha256(id->view()));
    if (invite && !invite->revoked)
        return {std::move(invite), {}};
    if (++session.wrongTokens >= limits::kWrongTokens)
        session.leaves = true;
    return {std::nullopt, answerOf(wire::INVITE_UNKNOWN)};
}

bool proves(const Context& context, const Session& session, const SignaturePublicKey& deviceKey,
            const std::string& proof) {
    const identity::LoginChallenge challenge{.nonce = session.nonce,
                                             .organisation = context.identity.organisation,
                                             .tlsKey = context.identity.tlsKey};
    return identity::verifyLogin(deviceKey, challenge, viewOf(proof));
}

wire::LoggedIn enter(Context& context, Session& session, const User& user, const Device& device) {
    session.user = user.row;
    session.userId = user.id;
    session.device = device.row;
    session.deviceId = device.id;
    context.sessions.logIn(session);
    const auto packages = context.store.keyPackages().count(device.row, context.now());
    wire::LoggedIn entered;
    entered.set_user_id(fieldOf(user.id.view()));
    entered.set_key_packages(packages.single);
    entered.set_last_resort_used(packages.lastResortUsed);
    entered.set_directory_revision(context.store.directory().revision());
    entered.set_inbox_head(context.store.inbox().head(device.row));
    entered.set_now_ms(static_cast<std::uint64_t>(context.clock.sinceEpoch().count()));
    entered.set_policies(fieldOf(context.store.policies()));
    return entered;
}

wire::Answer registered(wire::LoggedIn session) {
    wire::Answer answer = done();
    *answer.mutable_registered()->mutable_session() = std::move(session);
    return answer;
}

/// What a registration brings, once it is known to be sound.
struct Candidate {
    identity::DeviceCertificate certificate;
    std::vector<NewKeyPackage> keyPackages;
    NewKeyPackage lastResort;
};

/// The first thing that is wrong, if anything is.
std::variant<Candidate, wire::Answer> examine(const Context& context, const Session& session,
                                              const Invite& invite, const wire::Register& request) {
    const auto certificate = identity::DeviceCertificate::parse(viewOf(request.certificate()));
    if (!certificate.ok() || !certificate.value().isGenuine())
        return badRequest("certificate");
    Candidate candidate{.certificate = certificate.value(), .keyPackages = {}, .lastResort = {}};
    if (candidate.certificate.organisation != context.identity.organisation)
        return badRequest("certificate-organisation");
    if (candidate.certificate.user != invite.user)
        return badRequest("certificate-user");
    if (!candidate.certificate.validAt(context.clock.sinceEpoch()))
        return badRequest("certificate-validity");
    if (!proves(context, session, candidate.certificate.deviceKey, request.proof()))
        return answerOf(wire::LOGIN_FAILED);
    if (static_cast<std::size_t>(request.key_packages_size()) > kontor::limits::kKeyPackages)
        return tooLarge(kontor::limits::kKeyPackages);
    const Seconds now = context.now();
    for (const auto& bytes : request.key_packages()) {
        auto package = checkKeyPackage(viewOf(bytes), candidate.certificate, now);
        if (!package.ok())
            return badRequest(package.error().args.front());
        candidate.keyPackages.push_back(std::move(package).value());
    }
    auto lastResort = checkKeyPackage(viewOf(request.last_resort()), candidate.certificate, now);
    if (!lastResort.ok())
        return badRequest(lastResort.error().args.front());
    candidate.lastResort = std::move(lastResort).value();
    return candidate;
}

/// A known user's new computer: the handle stays, the old devices are cut off at once.
User welcomeBack(Context& context, UserRow row, const std::string& name) {
    auto& directory = context.store.directory();
    for (const Device& old : directory.devicesOf(row)) {
        directory.revoke(old.row);
        context.store.keyPackages().dropAll(old.row);
        context.store.inbox().dropAll(old.row);
        context.sessions.endDevice(old.row, wire::DEVICE_REVOKED);
        proposeRemovalsOf(context, old.row);
    }
    directory.setName(row, name);
    return *directory.userByRow(row);
}

User addUser(Context& context, const Invite& invite, const wire::Register& request) {
    User user;
    user.id = invite.user;
    user.handle = request.handle();
    user.name = request.display_name();
    user.owner = invite.owner;
    user.row = context.store.directory().addUser(user, context.now());
    return user;
}

Device addDevice(Context& context, const User& user, const Candidate& candidate) {
    Device device;
    device.id = candidate.certificate.device;
    device.user = user.row;
    device.certificate = candidate.certificate.encode();
    device.row = context.store.directory().addDevice(device, context.now());
    for (const auto& package : candidate.keyPackages)
        context.store.keyPackages().add(device.row, package);
    context.store.keyPackages().setLastResort(device.row, candidate.lastResort);
    return device;
}

/// The answer to a token that was used: the same device again is let in, anybody else is not.
wire::Answer registerAgain(Context& context, Session& session, const Invite& invite,
                           const wire::Register& request) {
    const auto device = context.store.directory().deviceByRow(*invite.usedBy);
    if (!device || textOf(device->certificate) != request.certificate())
        return answerOf(wire::INVITE_USED);
    const auto certificate = identity::DeviceCertificate::parse(device->certificate);
    if (!certificate.ok() ||
        !proves(context, session, certificate.value().deviceKey, request.proof()))
        return answerOf(wire::LOGIN_FAILED);
    const auto user = context.store.directory().userByRow(device->user);
    if (device->revoked)
        return answerOf(wire::DEVICE_REVOKED);
    if (!user || user->disabled)
        return answerOf(wire::USER_DISABLED);
    return registered(enter(context, session, *user, *device));
}

} // namespace

wire::Answer openInvite(Context& context, Session& session, const wire::OpenInvite& request) {
    const auto [invite, refusal] = findInvite(context, session, request.token());
    if (!invite)
        return refusal;
    if (invite->usedBy)
        return answerOf(wire::INVITE_USED);
    if (invite->expiresAt <= context.now())
        return answerOf(wire::INVITE_EXPIRED);
    session.deadline = context.clock.steady() + limits::kInvitedPatience;
    wire::Answer answer = done();
    auto& opened = *answer.mutable_invite_opened();
    opened.set_user_id(fieldOf(invite->user.view()));
    opened.set_display_name(invite->name);
    if (invite->knownUser) {
        if (const auto user = context.store.directory().userByRow(*invite->knownUser)) {
            opened.set_handle(user->handle);
            opened.set_display_name(user->name);
        }
    }
    return answer;
}

wire::Answer registerDevice(Context& context, Session& session, const wire::Register& request) {
    const auto [invite, refusal] = findInvite(context, session, request.token());
    if (!invite)
        return refusal;
    if (invite->usedBy)
        return registerAgain(context, session, *invite, request);
    if (invite->expiresAt <= context.now())
        return answerOf(wire::INVITE_EXPIRED);

    auto& directory = context.store.directory();
    std::optional<User> known;
    if (invite->knownUser)
        known = directory.userByRow(*invite->knownUser);
    if (known && known->disabled)
        return answerOf(wire::USER_DISABLED);
    if (!isHandle(request.handle()) || (known && request.handle() != known->handle))
        return answerOf(wire::HANDLE_INVALID);
    if (!known && directory.userByHandle(request.handle()))
        return answerOf(wire::HANDLE_TAKEN);
    if (!isDisplayName(request.display_name()))
        return answerOf(wire::NAME_INVALID);
    auto examined = examine(context, session, *invite, request);
    if (auto* wrong = std::get_if<wire::Answer>(&examined))
        return std::move(*wrong);
    const auto& candidate = std::get<Candidate>(examined);
    if (directory.deviceById(candidate.certificate.device))
        return badRequest("device-id");

    const User user = known ? welcomeBack(context, known->row, request.display_name())
                            : addUser(context, *invite, request);
    const Device device = addDevice(context, user, candidate);
    directory.useInvite(invite->row, device.row);
    context.directoryChanged = true;
    return registered(enter(context, session, user, device));
}

wire::Answer logIn(Context& context, Session& session, const wire::Login& request) {
    auto& directory = context.store.directory();
    std::optional<Device> device;
    if (const auto id = idIn<DeviceId>(request.device_id()))
        device = directory.deviceById(*id);
    bool proven = false;
    if (device) {
        const auto certificate = identity::DeviceCertificate::parse(device->certificate);
        proven = certificate.ok() &&
                 proves(context, session, certificate.value().deviceKey, request.proof());
    }
    // Only the device itself learns what has become of it. One attempt a nonce.
    if (!proven) {
        session.leaves = true;
        return answerOf(wire::LOGIN_FAILED);
    }
    const auto user = directory.userByRow(device->user);
    if (device->revoked)
        return answerOf(wire::DEVICE_REVOKED);
    if (!user || user->disabled)
        return answerOf(wire::USER_DISABLED);
    wire::Answer answer = done();
    *answer.mutable_logged_in() = enter(context, session, *user, *device);
    return answer;
}

} // namespace kontor::server
