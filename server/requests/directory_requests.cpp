#include "base/limits.h"
#include "crypto/identity/device_certificate.h"
#include "server/directory/directory_store.h"
#include "server/requests/answers.h"
#include "server/requests/key_package_check.h"
#include "server/requests/names.h"
#include "server/requests/requests.h"
#include "server/server_limits.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace kontor::server {

namespace {

/// A device tops up by its own count and by ours; both may be right at once.
constexpr std::size_t kGreatestKeyPackages = 2 * kontor::limits::kKeyPackages;
constexpr Rate kClaims{limits::kClaimBurst, limits::kClaimEvery};
constexpr Rate kClaimsOfTarget{limits::kClaimOfTargetBurst, limits::kClaimOfTargetEvery};

void tellWhenLow(Context& context, DeviceRow device) {
    Session* session = context.sessions.of(device);
    if (session == nullptr)
        return;
    const auto left = context.store.keyPackages().count(device, context.now()).single;
    if (left >= kontor::limits::kKeyPackagesLow)
        return;
    wire::Frame frame;
    frame.mutable_key_packages_low()->set_left(left);
    context.sessions.send(*session, frame);
}

/// Each new name is told to everybody.
constexpr Rate kRenames{limits::kRenameBurst, limits::kRenameEvery};

/// How long this requester has to wait before all of the targets may be asked for.
Milliseconds claimWait(Context& context, const Session& session, const std::vector<User>& targets) {
    const Milliseconds now = context.clock.steady();
    using enum RateLimits::Purpose;
    Milliseconds wait = context.rates.wait({Claim, session.device.value}, kClaims, now,
                                           static_cast<std::uint32_t>(targets.size()));
    for (const auto& target : targets)
        wait = std::max(wait,
                        context.rates.wait({ClaimOfTarget, session.device.value, target.row.value},
                                           kClaimsOfTarget, now));
    if (wait > Milliseconds(0))
        return wait;
    context.rates.take({Claim, session.device.value}, kClaims, now,
                       static_cast<std::uint32_t>(targets.size()));
    for (const auto& target : targets)
        context.rates.take({ClaimOfTarget, session.device.value, target.row.value}, kClaimsOfTarget,
                           now);
    return wait;
}

} // namespace

wire::Answer fetchDirectory(Context& context, const wire::FetchDirectory& request) {
    auto& directory = context.store.directory();
    const auto users = directory.changedAfter(request.after_revision(), limits::kDirectoryPage);
    wire::Answer answer = done();
    auto& page = *answer.mutable_directory();
    for (const auto& user : users) {
        auto& entry = *page.add_users();
        entry.set_user_id(fieldOf(user.id.view()));
        entry.set_handle(user.handle);
        entry.set_display_name(user.name);
        entry.set_disabled(user.disabled);
        entry.set_revision(user.revision);
        for (const auto& device : directory.devicesOf(user.row))
            entry.add_certificates(fieldOf(device.certificate));
    }
    page.set_revision(users.empty() ? directory.revision() : users.back().revision);
    page.set_more(page.revision() < directory.revision());
    return answer;
}

wire::Answer rename(Context& context, Session& session, const wire::Rename& request) {
    if (!isDisplayName(request.display_name()))
        return answerOf(wire::NAME_INVALID);
    auto& directory = context.store.directory();
    const auto device = directory.deviceByRow(session.device);
    if (!device)
        return answerOf(wire::NOT_LOGGED_IN);
    const auto user = directory.userByRow(device->user);
    if (!user)
        return answerOf(wire::NOT_LOGGED_IN);
    if (user->name == request.display_name())
        return done(); // asked again after a lost answer
    const RateLimits::Key key{RateLimits::Purpose::Rename, user->row.value};
    if (const auto wait = context.rates.refuse(key, kRenames, context.clock.steady()))
        return retryLater(*wait);
    directory.setName(user->row, request.display_name());
    context.directoryChanged = true;
    return done();
}

wire::Answer publishKeyPackages(Context& context, Session& session,
                                const wire::PublishKeyPackages& request) {
    auto& packages = context.store.keyPackages();
    const auto device = context.store.directory().deviceByRow(session.device);
    if (!device)
        return answerOf(wire::NOT_LOGGED_IN);
    const auto certificate = identity::DeviceCertificate::parse(device->certificate);
    if (!certificate.ok())
        return badRequest("certificate");
    const auto there =
        request.in_place_of_all() ? 0 : packages.count(session.device, context.now()).single;
    if (there + static_cast<std::size_t>(request.key_packages_size()) > kGreatestKeyPackages)
        return tooLarge(kGreatestKeyPackages);
    std::vector<NewKeyPackage> fresh;
    for (const auto& bytes : request.key_packages()) {
        auto package = checkKeyPackage(viewOf(bytes), certificate.value(), context.now());
        if (!package.ok())
            return badRequest(package.error().args.front());
        fresh.push_back(std::move(package).value());
    }
    std::optional<NewKeyPackage> lastResort;
    if (!request.last_resort().empty()) {
        auto last =
            checkKeyPackage(viewOf(request.last_resort()), certificate.value(), context.now());
        if (!last.ok())
            return badRequest(last.error().args.front());
        lastResort = std::move(last).value();
    }
    if (request.in_place_of_all())
        packages.dropAll(session.device);
    if (lastResort)
        packages.setLastResort(session.device, *lastResort);
    for (const auto& package : fresh)
        packages.add(session.device, package);
    return done();
}

wire::Answer claimKeyPackages(Context& context, Session& session,
                              const wire::ClaimKeyPackages& request) {
    if (request.user_ids_size() > limits::kClaimedUsers)
        return tooLarge(limits::kClaimedUsers);
    auto& directory = context.store.directory();
    std::vector<User> targets;
    std::set<UserId> seen;
    for (const auto& field : request.user_ids()) {
        const auto id = idIn<UserId>(field);
        if (!id)
            return badRequest("user-id");
        auto user = directory.userById(*id);
        if (user && !user->disabled && seen.insert(*id).second)
            targets.push_back(*std::move(user));
    }
    const Milliseconds wait = claimWait(context, session, targets);
    if (wait > Milliseconds(0))
        return retryLater(wait);

    wire::Answer answer = done();
    auto& claimed = *answer.mutable_key_packages();
    for (const auto& user : targets) {
        for (const auto& device : directory.devicesOf(user.row)) {
            const auto package = context.store.keyPackages().claim(device.row, context.now());
            if (!package)
                continue;
            auto& entry = *claimed.add_claimed();
            entry.set_user_id(fieldOf(user.id.view()));
            entry.set_device_id(fieldOf(device.id.view()));
            entry.set_key_package(fieldOf(package->bytes));
            tellWhenLow(context, device.row);
        }
    }
    if (claimed.claimed_size() == 0)
        return answerOf(wire::KEY_PACKAGES_NONE);
    return answer;
}

} // namespace kontor::server
