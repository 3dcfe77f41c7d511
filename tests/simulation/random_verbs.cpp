// What became of verbs that wait, and whether a refusal holds.
#include "core/conversations/summaries.h"
#include "core/setting_names.h"
#include "tests/simulation/random_run.h"
#include "tests/support/unwrap.h"

#include <algorithm>

namespace kontor::test {

using namespace std::chrono_literals;
using storage::ConversationKind;
using storage::ConversationState;

std::string RandomRun::begin(SimClient& client, Verb verb) {
    const std::string label = std::to_string(++m_labels);
    verb.online = client.isOnline();
    m_verbs[client.name()].emplace(label, verb);
    return label;
}

void RandomRun::answered(SimClient& client, const std::string& label,
                         const std::optional<Error>& error) {
    const auto verbs = m_verbs.find(client.name());
    const auto verb = verbs == m_verbs.end() ? std::map<std::string, Verb>::node_type()
                                             : verbs->second.extract(label);
    if (verb.empty() || !error)
        return;
    if (!holds(client, verb.mapped(), error->code))
        m_wrong = client.name() + " was refused '" + verb.mapped().what +
                  "' for no reason: " + std::string(nameOf(error->code));
}

bool RandomRun::holds(SimClient& client, const Verb& verb, ErrorCode reason) {
    switch (reason) {
    case ErrorCode::NotReachable:
        return !verb.online || !client.isOnline() || !m_world.link.sessionOf(client.name());
    case ErrorCode::Stopped:
        return true; // the program is being closed
    case ErrorCode::RetryLater:
        return !verb.where; // many claims of one person's keys
    case ErrorCode::NotMember:
        return unwrap(client.stores().conversations.find(*verb.where))->state ==
               ConversationState::Left;
    case ErrorCode::NotAllowed:
        if (mayNotWrite(client, *verb.where))
            return true;
        if (std::string_view(verb.what) == "remove" || std::string_view(verb.what) == "role")
            return !isAdmin(client, *verb.where) ||
                   (std::string_view(verb.what) == "role" && !mayHaveRole(client, verb));
        return false;
    default:
        return false;
    }
}

bool RandomRun::isAdmin(SimClient& client, ConversationId where) {
    return std::ranges::count(unwrap(storedAdmins(client.database().writer(), where)),
                              client.user()) != 0;
}

/// Whoever is no member becomes no admin, and the last one stays.
bool RandomRun::mayHaveRole(SimClient& client, const Verb& verb) {
    const auto admins = unwrap(storedAdmins(client.database().writer(), *verb.where));
    if (admins == std::vector{*verb.whom})
        return false;
    return std::ranges::count(unwrap(client.stores().conversations.members(*verb.where)),
                              *verb.whom, &storage::MemberRecord::user) != 0;
}

bool RandomRun::mayNotWrite(SimClient& client, ConversationId where) {
    const auto leaving = unwrap(
        client.stores().settings.number(settings::ofConversation(settings::kLeaving, where)));
    return leaving ||
           unwrap(client.stores().conversations.find(where))->state != ConversationState::Live;
}

} // namespace kontor::test
