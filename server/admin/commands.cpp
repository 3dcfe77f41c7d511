#include "server/admin/commands.h"

#include "crypto/encoding.h"
#include "crypto/identity/policy_statement.h"

#include <array>
#include <boost/json.hpp>
#include <utility>

namespace kontor::server {

namespace {

namespace json = boost::json;

using Answer = json::object;

struct Call {
    Administration& administration;
    const CommandEnvironment& environment;
    const json::object& arguments;

    [[nodiscard]] std::string_view text(std::string_view name) const {
        const json::value* value =
            arguments.if_contains(json::string_view(name.data(), name.size()));
        if (value == nullptr || !value->is_string())
            return {};
        const auto& string = value->get_string();
        return {string.data(), string.size()};
    }
};

Answer refusal(std::string_view sentence) {
    return {{"ok", false}, {"error", json::string_view(sentence.data(), sentence.size())}};
}

Answer refusal(const Error& error) {
    const std::string what = error.args.empty() ? std::string() : error.args.front();
    switch (error.code) {
    case ErrorCode::NameInvalid:
        return refusal("The name must have 1 to " + what + " letters.");
    case ErrorCode::UserUnknown:
        return refusal("There is no user '" + what + "'.");
    case ErrorCode::UserDisabled:
        return refusal("This user is disabled; enable the user first.");
    case ErrorCode::InviteUnknown:
        return refusal("There is no open invite of this number.");
    case ErrorCode::TooLarge:
        return refusal("There are " + what + " open invites; revoke some first.");
    case ErrorCode::StatementWrong:
        return refusal("The statement is not this organisation's, does not name this server's keys,"
                       " or is not newer than the present one.");
    case ErrorCode::FingerprintWrong:
        return refusal("The key is not this organisation's.");
    case ErrorCode::Stale:
        return refusal("Somebody has set a policy just now; try again.");
    default:
        return refusal("The server could not do it (" + std::string(nameOf(error.code)) + ").");
    }
}

Answer createInvite(const Call& call) {
    const std::string_view handle = call.text("for");
    const std::string_view name = call.text("name");
    if (handle.empty() && name.empty())
        return refusal("Say whom the invite is for.");
    auto token = handle.empty() ? call.administration.inviteNew(name)
                                : call.administration.inviteKnown(handle);
    if (!token.ok())
        return refusal(token.error());
    const identity::InviteLink link{.host = call.environment.publicAddress.host,
                                    .port = call.environment.publicAddress.port,
                                    .token = token.value(),
                                    .fingerprint = call.environment.organisation};
    return {{"ok", true}, {"link", link.format()}};
}

Answer listInvites(const Call& call) {
    json::array invites;
    for (const auto& invite : call.administration.openInvites()) {
        invites.push_back({{"number", invite.row.value},
                           {"name", invite.name},
                           {"new_computer", invite.knownUser.has_value()},
                           {"expires_at", invite.expiresAt.count()}});
    }
    return {{"ok", true}, {"invites", std::move(invites)}};
}

Answer revokeInvite(const Call& call) {
    const json::value* number = call.arguments.if_contains("number");
    if (number == nullptr || !number->is_int64())
        return refusal("Say which invite: its number in `invite list`.");
    const auto revoked = call.administration.revokeInvite(InviteRow(number->get_int64()));
    return revoked.ok() ? Answer{{"ok", true}} : refusal(revoked.error());
}

Answer listUsers(const Call& call) {
    json::array users;
    for (const auto& user : call.administration.users()) {
        users.push_back({{"handle", user.handle},
                         {"name", user.name},
                         {"id", toHex(user.id.view())},
                         {"owner", user.owner},
                         {"disabled", user.disabled}});
    }
    return {{"ok", true}, {"users", std::move(users)}};
}

Answer disableUser(const Call& call) {
    const auto done = call.administration.disable(call.text("handle"));
    return done.ok() ? Answer{{"ok", true}} : refusal(done.error());
}

Answer enableUser(const Call& call) {
    const auto done = call.administration.enable(call.text("handle"));
    return done.ok() ? Answer{{"ok", true}} : refusal(done.error());
}

Answer stats(const Call& call) {
    const ServerStats stats = call.administration.stats();
    return {{"ok", true},
            {"users", stats.users.users},
            {"users_disabled", stats.users.disabled},
            {"devices", stats.users.devices},
            {"open_invites", stats.openInvites},
            {"groups", stats.groups},
            {"sessions", stats.sessions},
            {"appends_since_start", stats.appends},
            {"database_bytes", stats.databaseBytes}};
}

Answer getStatement(const Call& call) {
    return {{"ok", true}, {"statement", toHex(call.environment.statement)}};
}

Answer setStatement(const Call& call) {
    const auto bytes = fromHex(call.text("statement"));
    if (!bytes.ok())
        return refusal("This is no statement.");
    const auto done = call.environment.setStatement(bytes.value());
    return done.ok() ? Answer{{"ok", true}} : refusal(done.error());
}

Answer getPolicies(const Call& call) {
    return {{"ok", true},
            {"statement", toHex(call.administration.policies())},
            {"organisation", toHex(call.environment.organisation.view())}};
}

/// Whoever administers hears at once what clients would refuse.
Result<void> takePolicies(const Call& call, ByteView bytes) {
    const auto fresh = identity::PolicyStatement::parse(bytes);
    if (!fresh.ok())
        return ErrorCode::StatementWrong;
    if (auto ours = identity::checkPolicies(fresh.value(), call.environment.organisation);
        !ours.ok())
        return ours;
    const auto present = identity::PolicyStatement::parse(call.administration.policies());
    if (present.ok() && fresh.value().number <= present.value().number)
        return ErrorCode::Stale;
    return call.administration.setPolicies(bytes);
}

Answer setPolicies(const Call& call) {
    const auto bytes = fromHex(call.text("statement"));
    if (!bytes.ok())
        return refusal("This is no statement.");
    const auto done = takePolicies(call, bytes.value());
    return done.ok() ? Answer{{"ok", true}} : refusal(done.error());
}

struct Command {
    std::string_view name;
    Answer (*run)(const Call&);
};
constexpr auto kCommands = std::to_array<Command>({
    {"invite create", createInvite},
    {"invite list", listInvites},
    {"invite revoke", revokeInvite},
    {"user list", listUsers},
    {"user disable", disableUser},
    {"user enable", enableUser},
    {"stats", stats},
    {"statement get", getStatement},
    {"statement set", setStatement},
    {"policies get", getPolicies},
    {"policies set", setPolicies},
});

Answer answerTo(Administration& administration, const CommandEnvironment& environment,
                std::string_view text) {
    boost::system::error_code error;
    json::parse_options shallow;
    shallow.max_depth = 4;
    const json::value parsed =
        json::parse(json::string_view(text.data(), text.size()), error, {}, shallow);
    if (error || !parsed.is_object())
        return refusal("This is no command.");
    const Call call{administration, environment, parsed.get_object()};
    const std::string_view name = call.text("command");
    for (const auto& command : kCommands) {
        if (command.name == name)
            return command.run(call);
    }
    return refusal("The server does not know this command.");
}

} // namespace

std::string carryOut(Administration& administration, const CommandEnvironment& environment,
                     std::string_view command) {
    return json::serialize(answerTo(administration, environment, command));
}

} // namespace kontor::server
