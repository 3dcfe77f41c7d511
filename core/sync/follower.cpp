#include "core/sync/follower.h"

#include "base/log.h"
#include "core/setting_names.h"
#include "core/sync/moving.h"
#include "core/sync/standing.h"

#include <algorithm>

namespace kontor {
namespace {

LogEntry toLogEntry(wire::Entry& entry) {
    const std::string& payload = entry.payload();
    return {Seq(entry.seq()), toBytes(viewOf(payload)), std::chrono::seconds(entry.received_at())};
}

} // namespace

Result<void> Follower::load() {
    const auto all = m_parts.stores.conversations.all();
    if (!all.ok())
        return all.error();
    for (const storage::ConversationRecord& conversation : all.value()) {
        if (conversation.state != storage::ConversationState::Live)
            continue;
        const auto creation = m_parts.stores.commits.stagedHash(conversation.id);
        if (!creation.ok())
            return creation.error();
        // One that waits for its Welcome has nothing to read yet.
        if (conversation.cursor != Seq(0) || creation.value())
            follow(conversation.id, conversation.group, conversation.cursor);
    }
    return {};
}

void Follower::follow(ConversationId conversation, const GroupId& group, Seq cursor) {
    unfollow(conversation);
    const auto place = m_followed.emplace(conversation, Followed(group, cursor)).first;
    m_byGroup[group] = conversation;
    // One's own creation begins with nothing: its first entry is the one on its way.
    if (cursor == Seq(0) && m_phase != Phase::Offline)
        place->second.head = Followed::Head::Known;
}

void Follower::unfollow(ConversationId conversation) {
    const auto place = m_followed.find(conversation);
    if (place == m_followed.end())
        return;
    auto followed = std::move(place->second);
    m_byGroup.erase(followed.group);
    m_followed.erase(place);
    m_ready.erase(conversation);
    tellWaiting(followed, {});
}

void Follower::tellWaiting(Followed& followed, const Result<void>& outcome) {
    for (const auto& waiting : std::exchange(followed.waiting, {}))
        waiting.complete(outcome);
}

Result<void> Follower::begin(const wire::Groups& groups, History history) {
    m_phase = Phase::Reading;
    std::set<ConversationId> listed;
    std::vector<ConversationId> torn;
    for (const wire::GroupHead& head : groups.groups()) {
        const auto id = GroupId::parse(viewOf(head.group()));
        if (!id.ok())
            return id.error();
        const auto known = m_byGroup.find(id.value());
        if (known == m_byGroup.end())
            continue;
        listed.insert(known->second);
        Followed& followed = m_followed.at(known->second);
        followed.head = Followed::Head::Known;
        if (history == History::Restored) // what was heard of the other log does not hold
            followed.reader = LogReader(followed.reader.cursor());
        followed.reader.learnHead(Seq(head.head_seq()));
        // More than we know of was acknowledged by this device: the store is an old copy. More than
        // the server knows of was read: the server is one. One that was restored goes on with us
        // only from where it knows us to be: behind that another log may have grown.
        const Seq cursor = followed.reader.cursor();
        const bool older = Seq(head.cursor()) > cursor || Seq(head.head_seq()) < cursor;
        const Seq agreed = Seq(std::max(head.cursor(), head.start_seq()));
        const bool elsewhere = history == History::Restored && agreed != cursor;
        if (cursor != Seq(0) && (older || elsewhere))
            torn.push_back(known->second);
    }
    if (auto lost = lose(torn); !lost.ok())
        return lost;
    if (history == History::Restored) {
        if (auto noted = noteRestored(); !noted.ok())
            return noted;
        if (auto asked = askAnew(listed); !asked.ok())
            return asked;
    }
    std::vector<ConversationId> all;
    for (const auto& [conversation, followed] : m_followed)
        all.push_back(conversation);
    for (const ConversationId conversation : all) {
        const auto place = m_followed.find(conversation);
        if (place == m_followed.end())
            continue;
        if (!listed.contains(conversation) && place->second.reader.cursor() == Seq(0))
            place->second.head = Followed::Head::Known; // its creation was not accepted yet
        else if (!listed.contains(conversation))
            leaveRefused(conversation);
        consider(conversation);
    }
    checkAll();
    return {};
}

Result<void> Follower::lose(const std::vector<ConversationId>& conversations) {
    for (const ConversationId conversation : conversations) {
        const auto record = m_parts.stores.conversations.find(conversation);
        if (!record.ok())
            return record.error();
        unfollow(conversation);
        auto lost = write(m_parts, [&](auto& transaction, Aftermath& aftermath) {
            return enterLost(m_parts, transaction, *record.value(), aftermath);
        });
        if (!lost.ok())
            return lost;
    }
    return {};
}

/// Groups that have to come in anew find an older one there than they have been in.
Result<void> Follower::noteRestored() {
    const auto all = m_parts.stores.conversations.all();
    if (!all.ok())
        return all.error();
    return write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) -> Result<void> {
        for (const storage::ConversationRecord& conversation : all.value()) {
            if (conversation.state != storage::ConversationState::Lost)
                continue;
            const auto name = settings::ofConversation(settings::kServerRestored, conversation.id);
            if (auto put = m_parts.stores.settings.putNumber(transaction, name, 1); !put.ok())
                return put;
        }
        return {};
    });
}

/// What the server had accepted, its copy may lack: it is sent again, and known again by its hash
/// if not.
Result<void> Follower::askAnew(const std::set<ConversationId>& conversations) {
    return write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        for (const ConversationId conversation : conversations) {
            if (!m_followed.contains(conversation))
                continue;
            if (auto back = requeue(m_parts, transaction, conversation, aftermath); !back.ok())
                return back;
            if (auto open = m_parts.stores.commits.setAcceptedAt(transaction, conversation, {});
                !open.ok())
                return open;
        }
        return {};
    });
}

void Follower::disconnected() {
    m_phase = Phase::Offline;
    for (auto& [conversation, followed] : m_followed) {
        followed.head = Followed::Head::Unknown;
        followed.early = false;
        tellWaiting(followed, ErrorCode::NotReachable);
    }
}

void Follower::pushed(const GroupId& group, LogEntry entry) {
    const auto known = m_byGroup.find(group);
    if (known == m_byGroup.end())
        return;
    m_followed.at(known->second).reader.pushed(std::move(entry));
    consider(known->second);
}

bool Follower::isCaughtUp(ConversationId conversation) const {
    const auto place = m_followed.find(conversation);
    return m_phase != Phase::Offline && place != m_followed.end() &&
           place->second.head == Followed::Head::Known && !place->second.fetching &&
           place->second.reader.caughtUp();
}

void Follower::learnHead(ConversationId conversation, Seq head) {
    const auto place = m_followed.find(conversation);
    if (place == m_followed.end())
        return;
    place->second.reader.learnHead(head);
    consider(conversation);
}

void Follower::probe(ConversationId conversation) {
    const auto place = m_followed.find(conversation);
    if (place == m_followed.end() || place->second.fetching)
        return;
    startFetch(conversation, place->second);
}

Completion<void> Follower::readUpTo(ConversationId conversation, Seq last) {
    Completion<void> reached;
    const auto place = m_followed.find(conversation);
    if (place == m_followed.end()) {
        reached.complete({});
        return reached;
    }
    Followed& followed = place->second;
    followed.reader.endAt(last);
    if (followed.reader.cursor() >= last) {
        reached.complete({});
        return reached;
    }
    followed.early = true;
    followed.waiting.push_back(reached);
    followed.reader.learnHead(last);
    consider(conversation);
    return reached;
}

/// Something about this group has changed: is there a next step, or must it be fetched?
void Follower::consider(ConversationId conversation) {
    const auto place = m_followed.find(conversation);
    if (place == m_followed.end())
        return;
    Followed& followed = place->second;
    if (m_phase == Phase::Offline && !followed.early)
        return;
    if (followed.reader.next()) {
        m_ready.insert(conversation);
        schedule();
    } else if (!followed.reader.caughtUp()) {
        startFetch(conversation, followed);
    }
}

void Follower::startFetch(ConversationId conversation, Followed& followed) {
    if (followed.fetching)
        return;
    followed.fetching = true;
    wire::Fetch request;
    request.set_group(std::string(textOf(followed.group.view())));
    request.set_after_seq(followed.reader.cursor().value);
    request.set_limit(kFetch);
    m_parts.scope.spawn(fetch(conversation, std::move(request)));
}

Task<void> Follower::fetch(ConversationId conversation, wire::Fetch request) {
    const Seq after(request.after_seq());
    const std::string group = request.group();
    auto answer = co_await m_parts.requests.fetch(std::move(request));
    const auto place = m_followed.find(conversation);
    if (place == m_followed.end() || textOf(place->second.group.view()) != group)
        co_return; // it was left, or moved to another group
    takeFetched(conversation, after, std::move(answer));
}

void Follower::takeFetched(ConversationId conversation, Seq after, Result<wire::Entries> answer) {
    Followed& followed = m_followed.at(conversation);
    followed.fetching = false;
    if (!answer.ok()) {
        const ErrorCode code = answer.error().code;
        if (code == ErrorCode::NotMember)
            leaveRefused(conversation);
        else if (code != ErrorCode::NotReachable && code != ErrorCode::Stopped)
            retryLater(conversation);
        return;
    }
    FetchedEntries fetched;
    fetched.after = after;
    fetched.head = Seq(answer.value().head_seq());
    fetched.newestDropped = Seq(answer.value().newest_dropped());
    fetched.newestDroppedHandshake = Seq(answer.value().newest_dropped_handshake());
    for (wire::Entry& entry : *answer.value().mutable_entries())
        fetched.entries.push_back(toLogEntry(entry));
    if (auto taken = followed.reader.fetched(std::move(fetched)); !taken.ok()) {
        log::warning(log::Category::Sync, "the server's entries have a hole");
        retryLater(conversation);
        return;
    }
    followed.head = Followed::Head::Known;
    // The server spoke of more than it gives: not at once again.
    if (!followed.reader.caughtUp() && !followed.reader.next())
        return retryLater(conversation);
    consider(conversation);
    if (isCaughtUp(conversation)) {
        m_listener.caughtUp(conversation);
        checkAll();
    }
}

void Follower::retryLater(ConversationId conversation) {
    m_parts.scope.spawn(retry(conversation));
}

Task<void> Follower::retry(ConversationId conversation) {
    const auto deadline = m_parts.clock.steady() + kRetry;
    const auto reached = co_await waitUntil(m_parts.timers, deadline, m_parts.scope.token());
    if (reached.ok() && m_followed.contains(conversation))
        consider(conversation);
}

/// NOT_MEMBER after reading to the end.
void Follower::leaveRefused(ConversationId conversation) {
    const auto record = m_parts.stores.conversations.find(conversation);
    unfollow(conversation);
    if (!record.ok() || !record.value())
        return;
    auto left = write(m_parts, [&](auto& transaction, Aftermath& aftermath) {
        return enterLeft(m_parts, transaction, *record.value(), aftermath);
    });
    if (!left.ok())
        log::error(log::Category::Sync, "cannot leave a group",
                   {{"code", static_cast<int>(left.error().code)}});
    checkAll();
}

void Follower::schedule() {
    if (m_slice != Timers::Handle::None)
        return;
    m_slice = m_parts.timers.at(m_parts.clock.steady(), [this] {
        m_slice = Timers::Handle::None;
        runSlice();
    });
}

void Follower::runSlice() {
    std::set<ConversationId> done;
    Aftermath aftermath;
    auto transaction = storage::Transaction::begin(m_parts.database);
    if (!transaction.ok())
        return reload();
    const auto processed = processReady(transaction.value(), aftermath, done);
    const auto revision = transaction.value().commit();
    if (!revision.ok())
        return reload();
    m_parts.sink.happened(aftermath, revision.value());
    if (!processed.ok()) {
        log::error(log::Category::Sync, "an entry could not be taken into the store",
                   {{"code", static_cast<int>(processed.error().code)}});
        reload();
    }
    finishSlice(done, aftermath);
}

Result<void> Follower::processReady(storage::Transaction& transaction, Aftermath& aftermath,
                                    std::set<ConversationId>& done) {
    const auto end = m_parts.clock.steady() + kSlice;
    int entries = 0;
    while (!m_ready.empty()) {
        // In turn, so that a long backlog does not hold up the others.
        auto turn = m_ready.upper_bound(m_turn);
        if (turn == m_ready.end())
            turn = m_ready.begin();
        const ConversationId conversation = *turn;
        Followed& followed = m_followed.at(conversation);
        const auto step = followed.reader.next();
        if (!step) {
            m_ready.erase(turn);
            continue;
        }
        if (entries++ == kEntriesOfSlice || (entries > 1 && m_parts.clock.steady() >= end))
            return {};
        m_turn = conversation;
        auto savepoint = storage::Savepoint::begin(transaction);
        if (!savepoint.ok())
            return savepoint.error();
        Aftermath ofEntry;
        const auto taken = m_processor.process(transaction, conversation, *step, ofEntry);
        if (!taken.ok()) {
            m_parts.groups.drop(followed.group);
            return taken.error();
        }
        if (auto kept = savepoint.value().keep(); !kept.ok())
            return kept;
        aftermath.add(ofEntry);
        done.insert(conversation);
        if (taken.value() == Taken::Done)
            followed.reader.advance(step->upTo);
        const auto record = m_parts.stores.conversations.find(conversation);
        if (!record.ok())
            return record.error();
        if (record.value()->state != storage::ConversationState::Live)
            m_ready.erase(conversation);
    }
    return {};
}

void Follower::finishSlice(const std::set<ConversationId>& done, const Aftermath& aftermath) {
    for (const ConversationId conversation : done) {
        const auto place = m_followed.find(conversation);
        if (place == m_followed.end())
            continue;
        Followed& followed = place->second;
        if (followed.reader.cursor() != Seq(0)) {
            wire::AckLog ack;
            ack.set_group(std::string(textOf(followed.group.view())));
            ack.set_seq(followed.reader.cursor().value);
            m_parts.requests.ackLog(std::move(ack));
        }
        if (const auto arrival = aftermath.arrivals.find(conversation);
            arrival != aftermath.arrivals.end())
            followed.arrival = arrival->second;
        if (const auto reaction = aftermath.reactions.find(conversation);
            reaction != aftermath.reactions.end())
            followed.reaction = reaction->second;
        const auto record = m_parts.stores.conversations.find(conversation);
        if (!record.ok() || record.value()->state != storage::ConversationState::Live) {
            unfollow(conversation);
            continue;
        }
        consider(conversation);
        if (followed.reader.caughtUp())
            tellWaiting(followed, {});
    }
    for (const ConversationId conversation : done) {
        if (!isCaughtUp(conversation))
            continue;
        if (const auto row = std::exchange(m_followed.at(conversation).arrival, std::nullopt))
            m_listener.arrived(conversation, *row);
        if (!isCaughtUp(conversation)) // whoever was told may have changed that
            continue;
        if (const auto reaction = std::exchange(m_followed.at(conversation).reaction, std::nullopt))
            m_listener.reacted(conversation, *reaction);
        if (isCaughtUp(conversation))
            m_listener.caughtUp(conversation);
    }
    checkAll();
    if (!m_ready.empty())
        schedule();
}

/// A fault: what is in memory may be ahead of the store. Reads it anew, a little later.
void Follower::reload() {
    m_parts.groups.dropAll();
    for (auto& [conversation, followed] : m_followed) {
        const auto record = m_parts.stores.conversations.find(conversation);
        if (!record.ok() || !record.value())
            continue;
        const Seq head = followed.reader.head();
        followed.reader = LogReader(record.value()->cursor);
        followed.reader.learnHead(head);
    }
    m_ready.clear();
    for (const auto& [conversation, followed] : m_followed)
        if (!followed.reader.caughtUp())
            retryLater(conversation);
}

void Follower::checkAll() {
    if (m_phase != Phase::Reading)
        return;
    for (const auto& [conversation, followed] : m_followed)
        if (!followed.reader.caughtUp() || followed.fetching)
            return;
    m_phase = Phase::AllRead;
    m_listener.allCaughtUp();
}

} // namespace kontor
