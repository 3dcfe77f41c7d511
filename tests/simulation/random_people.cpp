// What people do to conversations and say of themselves, at random.
#include "core/conversations/people.h"
#include "tests/simulation/random_run.h"
#include "tests/support/unwrap.h"

#include <algorithm>

namespace kontor::test {

using namespace std::chrono_literals;
using storage::ConversationKind;
using storage::ConversationState;

void RandomRun::say(SimClient& client, const storage::ConversationRecord& where) {
    const std::string text = "Nr. " + std::to_string(++m_texts);
    note(client.name() + " says " + text + " in " + std::to_string(where.id.value));
    const auto sent = client.send(where.id, text);
    if (sent.ok())
        m_world.noteSent(client, text);
    else if (sent.error().code != ErrorCode::NotAllowed || !mayNotWrite(client, where.id))
        m_wrong = client.name() + " could not write: " + std::string(nameOf(sent.error().code));
}

void RandomRun::saySomething() {
    if (SimClient* client = anybodyOpen())
        if (const auto where = anyConversation(*client))
            say(*client, *where);
}

void RandomRun::sayMuch() {
    const auto count = 2 + below(6);
    for (std::uint64_t i = 0; i < count; ++i)
        saySomething();
}

void RandomRun::createGroup() {
    SimClient* client = anybodyOpen();
    if (client == nullptr)
        return;
    std::vector<UserId> members;
    for (const std::string& name : m_names)
        if (name != client->name() && below(3) != 0)
            members.push_back(m_world[name].user());
    const std::string name = "G" + std::to_string(++m_groups);
    note(client->name() + " creates " + name + " with " + std::to_string(members.size()));
    client->createGroup(name, members, begin(*client, {"create", {}, {}, false}));
}

void RandomRun::noteToSelf() {
    if (SimClient* client = anybodyOpen()) {
        note(client->name() + " notes to herself");
        client->noteToSelf(begin(*client, {"note", {}, {}, false}));
    }
}

void RandomRun::startDirect(SimClient& client, const SimClient& peer) {
    note(client.name() + " begins with " + peer.name());
    client.startDirect(peer, begin(client, {"direct", {}, peer.user(), false}));
}

void RandomRun::startDirect() {
    if (SimClient* client = anybodyOpen())
        startDirect(*client, anybody());
}

void RandomRun::startDirectFromBoth() {
    SimClient* one = anybodyOpen();
    SimClient* other = anybodyOpen();
    if (one == nullptr || other == nullptr || one == other)
        return;
    startDirect(*one, *other);
    m_world.run(upTo(20ms));
    if (other->isOpen())
        startDirect(*other, *one);
    // Both write at once, into what may have to move.
    for (const auto& [from, to] : {std::pair(one, other), std::pair(other, one)}) {
        m_world.run(upTo(30ms));
        if (!from->isOpen())
            continue;
        if (const auto chat = from->directWith(*to))
            say(*from, *unwrap(from->stores().conversations.find(*chat)));
    }
}

void RandomRun::add() {
    SimClient* client = anybodyOpen();
    const auto where = anyGroup(client);
    if (!where)
        return;
    const SimClient& whom = anybody();
    note(client->name() + " adds " + whom.name() + " to " + where->name);
    client->add(where->id, {whom.user()}, begin(*client, {"add", where->id, whom.user(), false}));
}

void RandomRun::remove() {
    SimClient* client = anybodyOpen();
    const auto where = anyGroup(client);
    const SimClient& whom = anybody();
    if (!where || &whom == client)
        return;
    note(client->name() + " removes " + whom.name() + " from " + where->name);
    client->remove(where->id, whom.user(),
                   begin(*client, {"remove", where->id, whom.user(), false}));
}

void RandomRun::leave() {
    SimClient* client = anybodyOpen();
    const auto where = anyGroup(client);
    if (!where)
        return;
    note(client->name() + " leaves " + where->name);
    client->leave(where->id, begin(*client, {"leave", where->id, {}, false}));
}

void RandomRun::setRole() {
    SimClient* client = anybodyOpen();
    const auto where = anyGroup(client);
    if (!where)
        return;
    const SimClient& whom = anybody();
    const bool named = below(3) != 0;
    note(client->name() + (named ? " makes " : " does not want ") + whom.name() + " admin of " +
         where->name);
    client->setRole(where->id, whom.user(),
                    named ? MemberInfo::Role::Admin : MemberInfo::Role::Member,
                    begin(*client, {"role", where->id, whom.user(), false}));
}

void RandomRun::changeSettings() {
    SimClient* client = anybodyOpen();
    const auto where = anyGroup(client);
    if (!where)
        return;
    SettingsForm form;
    const QString text = QString::number(++m_texts);
    if (below(2) == 0)
        form.name = "N" + text;
    else if (below(2) == 0)
        form.description = "D" + text;
    else
        form.lifetime = std::chrono::weeks(3 + below(2)); // longer than a run: nothing ends in it
    note(client->name() + " sets " + text.toStdString() + " of " + where->name);
    const auto queued = client->changeSettings(where->id, form);
    if (!queued.ok() && (queued.error().code != ErrorCode::NotAllowed ||
                         (!mayNotWrite(*client, where->id) && isAdmin(*client, where->id))))
        m_wrong = client->name() +
                  " could not set something: " + std::string(nameOf(queued.error().code));
}

void RandomRun::decideOverFailed() {
    SimClient* client = anybodyOpen();
    const auto where = client == nullptr ? std::nullopt : anyConversation(*client);
    if (!where)
        return;
    for (const auto& message :
         unwrap(client->stores().messages.newest(where->id, 1'000)).messages) {
        if (message.state != storage::MessageState::Failed ||
            message.content == storage::MessageRecord::Content::Erased)
            continue;
        if (below(2) == 0) {
            note(client->name() + " discards " + message.text);
            unwrap(client->profile().discard(message.row));
            m_world.forget(message.text);
        } else {
            note(client->name() + " sends again " + message.text);
            if (const auto again = client->profile().sendAgain(message.row);
                !again.ok() && !mayNotWrite(*client, where->id))
                m_wrong = client->name() + " could not send again";
        }
        return;
    }
}

void RandomRun::markSeen() {
    SimClient* client = anybodyOpen();
    const auto where = client == nullptr ? std::nullopt : anyConversation(*client);
    if (!where || !where->lastMessage)
        return;
    note(client->name() + " sees everything in " + std::to_string(where->id.value));
    unwrap(client->profile().markSeen(where->id, {*where->lastMessage}));
}

/// Never a second one in the same breath: who says most is told once in a while.
void RandomRun::setStatus() {
    SimClient* client = anybodyOpen();
    if (client == nullptr)
        return;
    Status status;
    status.availability = Status::Availability::Busy;
    status.line = QStringLiteral("status %1").arg(++m_texts);
    note(client->name() + " says of herself: " + status.line.toStdString());
    if (client->profile().setStatus(status).ok())
        m_statuses[client->name()] = status;
}

/// Whoever shares a conversation that lives knows what its members say of themselves.
std::string RandomRun::checkStatuses() {
    m_world.run(30s); // newcomers are told after a while
    for (const auto& [name, status] : m_statuses) {
        SimClient& teller = m_world[name];
        for (const auto& [other, reader] : m_world.clients()) {
            if (other == name || !sharesConversation(teller, *reader))
                continue;
            const auto known = unwrap(People(reader->database().writer()).find(teller.user()));
            if (known.status != status)
                return other + " does not know what " + name + " says of herself";
        }
    }
    return {};
}

bool RandomRun::sharesConversation(SimClient& one, SimClient& other) {
    for (const auto& record : unwrap(one.stores().conversations.all())) {
        if (record.state != ConversationState::Live)
            continue;
        const auto members = unwrap(one.stores().conversations.members(record.id));
        if (std::ranges::count(members, other.user(), &storage::MemberRecord::user) != 0)
            return true;
    }
    return false;
}

} // namespace kontor::test
