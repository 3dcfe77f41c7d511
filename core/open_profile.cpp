#include "core/open_profile.h"

#include "base/log.h"
#include "core/conversations/people.h"
#include "core/conversations/seeing.h"
#include "core/conversations/shelving.h"
#include "core/registration/registration.h"
#include "core/setting_names.h"

#include <algorithm>

namespace kontor {
namespace {

LogEntry toLogEntry(const wire::Entry& entry) {
    return {Seq(entry.seq()), toBytes(viewOf(entry.payload())),
            std::chrono::seconds(entry.received_at())};
}

} // namespace

Account shownAccount(storage::Connection& connection, const StoredAccount& account,
                     KeyPlace keyPlace) {
    Account shown;
    const auto self = People(connection).find(account.own.user());
    if (self.ok())
        shown.self = self.value();
    shown.organisation = QString::fromStdString(account.organisation);
    shown.server = QString::fromStdString(account.server.host) + QLatin1Char(':') +
                   QString::number(account.server.port);
    shown.keyPlace = keyPlace;
    return shown;
}

OpenProfile::OpenProfile(Surroundings surroundings, StoredAccount account)
    : m_account(std::move(account))
    , m_keyPlace(surroundings.keyPlace)
    , m_database(surroundings.database)
    , m_stores(m_database.writer())
    , m_groups(m_database)
    , m_changes(m_database, m_account.own.user(), std::move(surroundings.events))
    , m_requests(surroundings.clock, surroundings.timers, m_scope.token())
    , m_lives(m_database, surroundings.clock)
    , m_parts{surroundings.clock,
              surroundings.timers,
              surroundings.random,
              m_database,
              m_stores,
              m_groups,
              m_requests,
              m_scope,
              m_account.own,
              m_incarnation,
              m_lives,
              m_policies,
              *this}
    , m_follower(m_parts, *this)
    , m_joining(m_parts, m_follower)
    , m_arrival(m_parts, m_follower, m_joining)
    , m_rejoining(m_parts, m_follower)
    , m_arbiter(m_parts, m_follower, *this)
    , m_queue(m_parts, m_follower)
    , m_receipts(m_parts, m_follower, m_queue)
    , m_calls(m_parts, m_follower, m_queue,
              [this](const Event& event) { m_changes.publish(event); })
    , m_typing(m_parts, [this](const Event& event) { m_changes.publish(event); })
    , m_repeater(m_parts, m_queue)
    , m_cards(m_parts, m_queue)
    , m_outgoing(m_parts, m_queue)
    , m_polls(m_parts, m_outgoing, m_queue)
    , m_actions(m_parts, m_outgoing, m_queue)
    , m_settings(m_parts, m_outgoing, m_queue)
    , m_transfers(m_parts,
                  {m_account.server, FileVault(std::move(surroundings.files)),
                   std::move(surroundings.transports), std::move(surroundings.background)},
                  [this](ConversationId conversation) { m_queue.pump(conversation); })
    , m_files(m_parts, m_outgoing, m_transfers)
    , m_forwarding(m_parts, m_outgoing, m_files)
    , m_founding(m_parts, m_follower, m_arbiter)
    , m_membership(m_parts, m_follower, m_arbiter)
    , m_directory({m_database, m_stores, m_requests, m_account.own.certificate.organisation,
                   surroundings.clock},
                  [this](const DirectoryNews& news) { directoryChanged(news); })
    , m_trust(m_parts, [this] { trustChanged(); })
    , m_mutes(m_parts)
    , m_cardExpiry(m_parts)
    , m_earlyActs(m_parts)
    , m_pollDeadlines(m_parts, m_polls, m_queue)
    , m_skippedKeys(m_parts)
    , m_tidier(m_database, surroundings.clock, surroundings.timers,
               [this] { return m_skippedKeys.drop(); })
    , m_policyBook(m_parts, m_policies, [this](const Event& event) { policiesChanged(event); })
    , m_expiry(m_parts)
    , m_connection({surroundings.clock, surroundings.timers, surroundings.random,
                    std::move(surroundings.sockets)},
                   m_requests,
                   {[this](ConnectionState state, const std::optional<Error>& reason,
                           Milliseconds nextTryIn) { connectionChanged(state, reason, nextTryIn); },
                    [this](const Session& session) { loggedIn(session); },
                    [this](wire::Frame push) { pushed(std::move(push)); }}) {
    addPlaces();
}

/// What holds content beside the store.
void OpenProfile::addPlaces() {
    m_places.add({.kind = storage::PlaceKind::Cache,
                  .name = "what the windows hold and the desktop shows",
                  .erasing = storage::Erasing::Forgotten,
                  .forget = [this](std::span<const MessageRow> rows) {
                      m_changes.publish(ContentErased{{rows.begin(), rows.end()}});
                  }});
    m_places.add({.kind = storage::PlaceKind::File,
                  .name = "the sealed files of messages, here and on the server",
                  .erasing = storage::Erasing::FileDeleted,
                  .forget = [this](std::span<const MessageRow>) { m_transfers.pump(); }});
}

OpenProfile::~OpenProfile() {
    m_scope.requestStop();
}

Result<void> OpenProfile::start() {
    if (auto loaded = m_follower.load(); !loaded.ok())
        return loaded;
    const auto policies = PolicyBook::stored(m_stores.settings);
    if (!policies.ok())
        return policies.error();
    m_policies = policies.value();
    if (auto started = m_transfers.start(); !started.ok())
        return started;
    m_policyBook.start();
    m_expiry.start();
    m_mutes.look();
    m_cardExpiry.look();
    m_earlyActs.look();
    m_pollDeadlines.look();
    m_connection.start(accessOf(m_account));
    m_transfers.pump(); // what has been erased goes from here without a connection, too
    return {};
}

// ---- Connection

void OpenProfile::connectionChanged(ConnectionState state, const std::optional<Error>& reason,
                                    Milliseconds nextTryIn) {
    if (state != ConnectionState::CatchingUp && state != ConnectionState::Online) {
        m_follower.disconnected();
        m_founding.disconnected();
        m_membership.disconnected();
        m_transfers.disconnected();
    }
    m_changes.publish(ConnectionChanged{state, reason, nextTryIn});
}

void OpenProfile::loggedIn(const Session& session) {
    m_incarnation = session.greeting.incarnation;
    m_calls.loggedIn(Milliseconds(session.loggedIn.now_ms()));
    m_policyBook.hear(viewOf(session.loggedIn.policies()));
    m_scope.spawn(followDirectory(session.loggedIn.directory_revision()));
    m_scope.spawn(arrive(session));
    m_transfers.loggedIn(session);
}

Task<void> OpenProfile::followDirectory(std::uint64_t revision) {
    const auto followed = co_await m_directory.follow(revision);
    // The next change or connection goes on from the last page that is durable.
    if (!followed.ok())
        log::info(log::Category::Sync, "the directory was not read to its end",
                  {{"code", static_cast<int>(followed.error().code)}});
}

/// Names and standings stand in every list; a changed key bars sending.
void OpenProfile::directoryChanged(const DirectoryNews& news) {
    std::set<ConversationId> shared;
    for (const auto* users : {&news.users, &news.keyChanged})
        for (const UserId& user : *users) {
            const auto some = m_stores.conversations.withMember(user);
            if (some.ok())
                shared.insert(some.value().begin(), some.value().end());
        }
    happened(news.aftermath, news.revision);
    m_arbiter.pumpAll(); // somebody may be awaited again
    m_changes.publishPeople(shared);
    m_changes.publish(DirectoryUpdated());
    if (std::ranges::find(news.users, m_account.own.user()) != news.users.end())
        tellAccount();
}

/// The own name is in the directory, too.
void OpenProfile::tellAccount() {
    m_changes.publish(AccountChanged{shownAccount(m_database.writer(), m_account, m_keyPlace)});
}

Task<void> OpenProfile::arrive(Session session) {
    const auto arrived = co_await m_arrival.run(std::move(session));
    if (arrived.ok()) {
        m_rejoining.pumpAll();
        co_return;
    }
    const ErrorCode code = arrived.error().code;
    if (code != ErrorCode::NotReachable && code != ErrorCode::Stopped)
        m_connection.reconnect(arrived.error());
}

void OpenProfile::pushed(wire::Frame push) {
    if (push.has_entry_push()) {
        const auto group = GroupId::parse(viewOf(push.entry_push().group()));
        if (group.ok())
            m_follower.pushed(group.value(), toLogEntry(push.entry_push().entry()));
    } else if (push.has_inbox_push()) {
        m_joining.pushed(push.inbox_push().row());
    } else if (push.has_ephemeral()) {
        if (const auto heard = openEphemeral(m_parts, push.ephemeral())) {
            m_calls.takeEphemeral(*heard);
            m_typing.take(*heard);
        }
    } else if (push.has_directory_changed()) {
        m_scope.spawn(followDirectory(push.directory_changed().revision()));
    } else if (push.has_policies_changed()) {
        m_policyBook.hear(viewOf(push.policies_changed().policies()));
    } else if (push.has_key_packages_low()) {
        wire::LoggedIn left;
        left.set_key_packages(push.key_packages_low().left());
        const auto order = orderFor(left);
        m_scope.spawn(m_arrival.supplyKeyPackages(order));
    }
}

// ---- What the parts tell each other

void OpenProfile::happened(const Aftermath& aftermath, Revision revision) {
    if (!aftermath.erased.empty())
        forget(aftermath.erased);
    m_changes.publish(aftermath, revision);
    m_expiry.note(aftermath);
    for (const ConversationId conversation : aftermath.beaten)
        m_arbiter.beaten(conversation);
    for (const ConversationId conversation : aftermath.lost)
        m_rejoining.pump(conversation);
    m_repeater.note(aftermath);
    m_cards.note(aftermath);
    m_cardExpiry.note(aftermath);
    m_earlyActs.note(aftermath);
    m_pollDeadlines.note(aftermath);
    m_founding.note(aftermath.summaries);
    m_membership.note(aftermath.settled);
    m_calls.note(aftermath);
    m_typing.note(aftermath);
    if (aftermath.filesWanted)
        m_transfers.pump();
}

void OpenProfile::trustChanged() {
    m_arbiter.pumpAll();
    m_queue.pumpAll();
    m_changes.publish(DirectoryUpdated());
}

void OpenProfile::policiesChanged(const Event& event) {
    m_earlyActs.look();
    m_changes.publish(event);
}

/// Gone from disk at once; while somebody reads, as soon as the tidier finds the store quiet.
void OpenProfile::forget(const std::vector<MessageRow>& erased) {
    if (const auto emptied = m_database.truncateLog(); !emptied.ok())
        log::warning(log::Category::Storage, "the store's log was not emptied");
    m_places.forget(erased);
}

void OpenProfile::caughtUp(ConversationId conversation) {
    m_arbiter.pump(conversation);
    m_queue.pump(conversation);
    m_receipts.pump(conversation);
    m_calls.caughtUp(conversation);
}

void OpenProfile::allCaughtUp() {
    m_connection.caughtUp();
    m_arbiter.pumpAll();
    m_queue.pumpAll();
    m_receipts.pumpAll();
    m_repeater.pumpAll();
    m_cards.pumpAll();
    m_calls.allCaughtUp();
}

void OpenProfile::arrived(ConversationId conversation, MessageRow row) {
    m_changes.publishArrival(conversation, row);
}

void OpenProfile::reacted(ConversationId conversation, const Aftermath::Reaction& reaction) {
    m_changes.publishReaction(conversation, reaction);
}

void OpenProfile::creationRefused(ConversationId conversation, const Error& error) {
    m_founding.refused(conversation, error);
}

void OpenProfile::moved(ConversationId /*conversation*/) {}

// ---- Verbs

void OpenProfile::startDirect(const UserId& peer, Reply<ConversationId> reply) {
    m_founding.startDirect(peer, std::move(reply));
}

void OpenProfile::noteToSelf(Reply<ConversationId> reply) {
    m_founding.noteToSelf(std::move(reply));
}

void OpenProfile::createGroup(const std::string& name, std::vector<UserId> members,
                              Reply<ConversationId> reply) {
    m_founding.createGroup(name, std::move(members), std::move(reply));
}

void OpenProfile::addMembers(ConversationId conversation, const std::vector<UserId>& members,
                             Reply<void> reply) {
    m_membership.add(conversation, members, std::move(reply));
}

void OpenProfile::removeMember(ConversationId conversation, const UserId& member,
                               Reply<void> reply) {
    m_membership.remove(conversation, member, std::move(reply));
}

void OpenProfile::leave(ConversationId conversation, Reply<void> reply) {
    m_membership.leave(conversation, std::move(reply));
}

void OpenProfile::setRole(ConversationId conversation, const UserId& member, MemberInfo::Role role,
                          Reply<void> reply) {
    m_membership.setRole(conversation, member, role, std::move(reply));
}

Result<void> OpenProfile::changeSettings(ConversationId conversation, const SettingsForm& form) {
    return m_settings.change(conversation, form);
}

Result<MessageRow> OpenProfile::sendText(ConversationId conversation, const Draft& draft,
                                         std::optional<MessageRow> to) {
    auto sent = m_outgoing.send(conversation, draft, to);
    m_arbiter.pump(conversation); // a fresh leaf may be due
    return sent;
}

Result<void> OpenProfile::sendAgain(MessageRow row) {
    auto queued = m_outgoing.again(row);
    m_transfers.pump(); // its file may still have to go first
    return queued;
}

Result<void> OpenProfile::discard(MessageRow row) {
    return m_outgoing.discard(row);
}

Result<void> OpenProfile::markSeen(ConversationId conversation,
                                   const std::vector<MessageRow>& onScreen) {
    auto seen = kontor::markSeen(m_parts, conversation, onScreen);
    m_receipts.pump(conversation);
    return seen;
}

void OpenProfile::rename(const std::string& name, Reply<void> reply) {
    if (auto checked = checkName(name); !checked.ok())
        return reply(checked);
    m_scope.spawn(renameAtServer(name, std::move(reply)));
}

/// The list of everybody brings the name back, here as everywhere.
Task<void> OpenProfile::renameAtServer(std::string name, Reply<void> reply) {
    const auto asked = m_requests.rename(name);
    const auto renamed = co_await asked;
    reply(renamed);
}

Result<void> OpenProfile::setStatus(const Status& status) {
    return m_cards.setStatus(status);
}

Result<void> OpenProfile::setAvatar(const QByteArray& picture) {
    return m_cards.setAvatar(picture);
}

Result<void> OpenProfile::mute(ConversationId conversation, Milliseconds until) {
    return m_mutes.mute(conversation, until);
}

Result<void> OpenProfile::acceptStrangers(ConversationId conversation) {
    auto accepted = write(m_parts, [&](auto& transaction, Aftermath& aftermath) {
        aftermath.details.insert(conversation);
        return m_stores.settings.remove(
            transaction, settings::ofConversation(settings::kStrangers, conversation));
    });
    if (accepted.ok())
        m_queue.pump(conversation);
    return accepted;
}

Result<void> OpenProfile::shelve(ConversationId conversation, Shelf shelf) {
    return kontor::shelve(m_parts, conversation, shelf);
}

Result<void> OpenProfile::markUnread(ConversationId conversation) {
    return kontor::markUnread(m_parts, conversation);
}

Result<void> OpenProfile::markRead(ConversationId conversation) {
    auto read = kontor::markRead(m_parts, conversation);
    m_receipts.pump(conversation);
    return read;
}

void OpenProfile::remembered(const std::string& name) {
    if (const auto conversation = settings::conversationOf(settings::kDraft, name))
        m_changes.publishSummary(*conversation);
}

Result<mls::Group*> OpenProfile::groupOf(ConversationId conversation) {
    const auto record = m_stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    if (!record.value())
        return nullptr;
    return m_groups.find(record.value()->group);
}

} // namespace kontor
