#include "core/sync/rejoining.h"

#include "base/log.h"
#include "core/group_kind.h"
#include "core/send/idempotency_key.h"
#include "core/setting_names.h"
#include "core/sync/moving.h"
#include "core/sync/notice_row.h"
#include "core/sync/roster.h"
#include "core/sync/staging.h"
#include "core/sync/standing.h"
#include "crypto/hash.h"
#include "storage/group_store_sql.h"

#include <algorithm>

namespace kontor {
namespace {

void logFault(const Error& error) {
    log::error(log::Category::Sync, "a lost group cannot come back",
               {{"code", static_cast<int>(error.code)}});
}

storage::StagedCommitRecord recordOf(const CoreParts& parts, ConversationId conversation,
                                     const mls::StagedRejoin& staged) {
    storage::StagedCommitRecord record;
    record.conversation = conversation;
    record.epoch = staged.before().epoch();
    record.key = freshKey(parts.clock, parts.random);
    record.hash = PayloadHash(sha256(staged.message()));
    record.message = toBytes(staged.message());
    record.groupInfo = toBytes(staged.groupInfo());
    record.staged = staged.serialize();
    return record;
}

/// Whoever is in now with a device that the own newest roster did not have.
std::vector<UserId> strangersIn(const mls::PublicGroup& group,
                                const std::vector<storage::MemberRecord>& known) {
    std::vector<UserId> strangers;
    for (const mls::Member& member : group.members()) {
        const auto& [device, user] = std::pair(member.certificate.device, member.certificate.user);
        const bool isKnown =
            std::ranges::count(known, device, &storage::MemberRecord::device) != 0 &&
            std::ranges::count(known, user, &storage::MemberRecord::user) != 0;
        if (!isKnown && std::ranges::count(strangers, user) == 0)
            strangers.push_back(user);
    }
    return strangers;
}

} // namespace

struct Rejoining::Before {
    storage::ConversationRecord conversation;
    std::vector<storage::MemberRecord> members;
};

void Rejoining::pump(ConversationId conversation) {
    if (!m_follower.isReading() || m_busy.contains(conversation) ||
        m_pausing.contains(conversation))
        return;
    if (auto done = step(conversation); !done.ok())
        logFault(done.error());
}

void Rejoining::pumpAll() {
    const auto all = m_parts.stores.conversations.all();
    if (!all.ok())
        return logFault(all.error());
    for (const storage::ConversationRecord& conversation : all.value())
        if (conversation.state == storage::ConversationState::Lost)
            pump(conversation.id);
}

Result<void> Rejoining::step(ConversationId conversation) {
    const auto record = m_parts.stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    if (!record.value() || record.value()->state != storage::ConversationState::Lost)
        return {};
    auto staged = m_parts.stores.commits.staged(conversation);
    if (!staged.ok())
        return staged.error();
    if (staged.value()) {
        sendStaged(*record.value(), *std::move(staged).value());
        return {};
    }
    wire::FetchRejoin request;
    request.set_group(std::string(textOf(record.value()->group.view())));
    m_busy.insert(conversation);
    m_parts.scope.spawn(fetch(conversation, std::move(request)));
    return {};
}

// ---- What the server has of the group

Task<void> Rejoining::fetch(ConversationId conversation, wire::FetchRejoin request) {
    const std::string group = request.group();
    const auto shown = co_await m_parts.requests.fetchRejoin(std::move(request));
    m_busy.erase(conversation);
    Result<void> taken;
    if (shown.ok()) {
        taken = takeFetched(conversation, shown.value());
    } else if (shown.error().code == ErrorCode::NotMember) {
        taken = leave(conversation);
    } else if (shown.error().code != ErrorCode::NotReachable &&
               shown.error().code != ErrorCode::Stopped) {
        tryLater(conversation); // without a connection the next one pumps
    }
    if (!taken.ok()) {
        log::warning(log::Category::Sync, "the server's state of a group cannot be joined",
                     {{"code", static_cast<int>(taken.error().code)}});
        tryLater(conversation);
    }
}

Result<void> Rejoining::takeFetched(ConversationId conversation, const wire::Rejoin& shown) {
    const auto record = m_parts.stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    // A Welcome was faster.
    if (!record.value() || record.value()->state != storage::ConversationState::Lost)
        return {};
    std::vector<Bytes> selfRemoves;
    for (const std::string& proposal : shown.self_removes())
        selfRemoves.push_back(toBytes(viewOf(proposal)));
    const mls::RejoinRequest request{record.value()->group, viewOf(shown.group_info()),
                                     viewOf(shown.tree()), selfRemoves,
                                     m_parts.own.removalKey.view()};
    const auto staged = mls::StagedRejoin::stage(m_parts.own.forMls(), request, m_parts.random);
    if (!staged.ok())
        return staged.error();
    const auto learnt = learnKind(*record.value(), staged.value().before());
    if (!learnt.ok())
        return learnt.error();
    if (auto fits = checkShown(learnt.value(), staged.value().before()); !fits.ok())
        return fits;
    return stage(learnt.value(), staged.value());
}

/// A Welcome that opened for nobody told of a group, and of what kind it is no more than that.
Result<storage::ConversationRecord>
Rejoining::learnKind(const storage::ConversationRecord& conversation,
                     const mls::PublicGroup& shown) {
    const auto members = m_parts.stores.conversations.members(conversation.id);
    if (!members.ok())
        return members.error();
    const auto view = m_parts.stores.settings.get(
        settings::ofConversation(settings::kSettingsView, conversation.id));
    if (!view.ok())
        return view.error();
    const bool known = !members.value().empty() || view.value() ||
                       conversation.kind != storage::ConversationKind::Group;
    const auto others = othersOf(shown, m_parts.own.user());
    if (known || shown.rules().kind != rules::GroupKind::Direct || others.size() != 1)
        return conversation;
    const auto same = m_parts.stores.conversations.findDirect(others.front());
    if (!same.ok())
        return same.error();
    if (same.value())
        return conversation;
    storage::ConversationRecord learnt = conversation;
    learnt.kind = storage::ConversationKind::Direct;
    learnt.peer = others.front();
    auto written = write(m_parts, [&](auto& transaction, Aftermath& aftermath) {
        aftermath.summaries.insert(learnt.id);
        return m_parts.stores.conversations.setKind(transaction, learnt.id, learnt.kind,
                                                    learnt.peer);
    });
    return written.ok() ? Result<storage::ConversationRecord>(learnt)
                        : Result<storage::ConversationRecord>(written.error());
}

/// Is it the group as it can have become? One of an older epoch would make this device read again,
/// as if new, what it has read: only a server that was restored has nothing else.
Result<void> Rejoining::checkShown(const storage::ConversationRecord& conversation,
                                   const mls::PublicGroup& shown) {
    if (shown.rules().kind != ruleKindOf(conversation.kind))
        return Error(ErrorCode::GroupInvalid, {"kind"});
    if (conversation.peer) {
        const auto others = othersOf(shown, m_parts.own.user());
        if (others.size() > 1 || (others.size() == 1 && others.front() != *conversation.peer))
            return Error(ErrorCode::GroupInvalid, {"peer"});
    }
    const auto restored = m_parts.stores.settings.number(
        settings::ofConversation(settings::kServerRestored, conversation.id));
    if (!restored.ok())
        return restored.error();
    const auto own = m_parts.groups.find(conversation.group);
    if (!own.ok())
        return own.error();
    if (!restored.value() && own.value() != nullptr &&
        shown.epoch() < own.value()->publicState().epoch())
        return ErrorCode::Stale;
    return {};
}

Result<void> Rejoining::stage(const storage::ConversationRecord& conversation,
                              const mls::StagedRejoin& staged) {
    storage::StagedCommitRecord record = recordOf(m_parts, conversation.id, staged);
    auto written = write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) {
        return m_parts.stores.commits.stage(transaction, record);
    });
    if (written.ok())
        sendStaged(conversation, std::move(record));
    return written;
}

// ---- The external commit

void Rejoining::sendStaged(const storage::ConversationRecord& conversation,
                           storage::StagedCommitRecord staged) {
    const IdempotencyKey key = staged.key;
    wire::Append request = appendOf(conversation, std::move(staged), m_parts.incarnation);
    m_busy.insert(conversation.id);
    m_parts.scope.spawn(send(conversation.id, key, std::move(request)));
}

Task<void> Rejoining::send(ConversationId conversation, IdempotencyKey key, wire::Append request) {
    const auto answer = co_await m_parts.requests.append(std::move(request));
    m_busy.erase(conversation);
    if (!answer.ok()) {
        // It may have arrived: the same bytes again, on the next connection if this one broke.
        if (answer.error().code == ErrorCode::TimedOut)
            tryLater(conversation);
        co_return;
    }
    if (auto taken = takeAnswer(conversation, key, answer.value()); !taken.ok()) {
        logFault(taken.error());
        tryLater(conversation);
    }
}

Result<void> Rejoining::takeAnswer(ConversationId conversation, const IdempotencyKey& key,
                                   const wire::Answer& answer) {
    const auto record = m_parts.stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    const auto staged = m_parts.stores.commits.staged(conversation);
    if (!staged.ok())
        return staged.error();
    // A Welcome was installed before the answer came.
    if (!record.value() || record.value()->state != storage::ConversationState::Lost ||
        !staged.value() || staged.value()->key != key)
        return {};
    switch (answer.code()) {
    case wire::OK:
        return install(*record.value(), *staged.value(), Seq(answer.appended().seq()));
    case wire::KEY_REUSED:
        return install(*record.value(), *staged.value(), Seq(answer.args().seq()));
    case wire::RETRY_LATER:
        pause(conversation, Milliseconds(std::max<std::uint64_t>(answer.args().retry_ms(), 1)));
        return {};
    case wire::INCARNATION:
        return {}; // the connection begins anew
    case wire::NOT_MEMBER:
        return leave(conversation);
    default:
        // STALE, most likely: somebody was faster. Whatever it is, from the start.
        tryLater(conversation);
        return dropStaged(conversation);
    }
}

Result<void> Rejoining::install(const storage::ConversationRecord& conversation,
                                const storage::StagedCommitRecord& staged, Seq seq) {
    auto restored = mls::StagedRejoin::restore(staged.staged);
    if (!restored.ok()) {
        // The server made it true and it is no use any more: another one takes its place.
        tryLater(conversation.id);
        return dropStaged(conversation.id);
    }
    auto members = m_parts.stores.conversations.members(conversation.id);
    if (!members.ok())
        return members.error();
    const Before before{conversation, std::move(members).value()};
    std::optional<mls::Group> group;
    auto written = write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        storage::GroupStoreSql store(transaction, conversation.group);
        auto made = mls::Group::rejoin(std::move(restored).value(), store);
        if (!made.ok())
            return made.error();
        group = std::move(made).value();
        // What is in memory is of the state that could not follow.
        m_parts.groups.drop(conversation.group);
        return writeBack(transaction, aftermath, before, group->publicState(), seq);
    });
    if (!written.ok())
        return written;
    m_parts.groups.put(conversation.group, *std::move(group));
    m_backoff.erase(conversation.id);
    m_follower.follow(conversation.id, conversation.group, seq);
    m_follower.probe(conversation.id);
    return {};
}

Result<void> Rejoining::writeBack(storage::Transaction& transaction, Aftermath& aftermath,
                                  const Before& before, const mls::PublicGroup& group, Seq seq) {
    auto& stores = m_parts.stores;
    const ConversationId conversation = before.conversation.id;
    if (seq <= before.conversation.cursor) {
        // What was read up to there stands in a log that is gone.
        if (auto begun = stores.conversations.beginEra(transaction, conversation); !begun.ok())
            return begun;
        if (auto gone = stores.settings.remove(
                transaction, settings::ofConversation(settings::kOwedReceipts, conversation));
            !gone.ok())
            return gone;
    }
    if (auto moved = stores.conversations.setCursor(transaction, conversation, seq); !moved.ok())
        return moved;
    if (auto live = stores.conversations.setState(transaction, conversation,
                                                  storage::ConversationState::Live);
        !live.ok())
        return live;
    if (auto forgotten = forgetOldState(m_parts, transaction, conversation, seq, aftermath);
        !forgotten.ok())
        return forgotten;
    // Who came in meanwhile was to be told the settings; by whom is not known here any more.
    if (auto owed = stores.settings.putNumber(
            transaction, settings::ofConversation(settings::kNewcomersSince, conversation),
            static_cast<std::int64_t>(seq.value));
        !owed.ok())
        return owed;
    // The commit had a path: the leaf is as fresh as can be.
    if (auto noted = stores.settings.putNumber(
            transaction, settings::ofConversation(settings::kLeafSince, conversation),
            m_parts.clock.sinceEpoch().count());
        !noted.ok())
        return noted;
    if (auto written = writeRoster(m_parts, transaction, aftermath, conversation, group);
        !written.ok())
        return written;
    aftermath.summaries.insert(conversation);
    aftermath.details.insert(conversation);
    return tell(transaction, aftermath, before, group, seq);
}

Result<void> Rejoining::tell(storage::Transaction& transaction, Aftermath& aftermath,
                             const Before& before, const mls::PublicGroup& group, Seq seq) {
    LogEntry place;
    place.seq = seq;
    place.receivedAt = m_parts.clock.sinceEpoch();
    EntryInHand hand{transaction, before.conversation, place, {}, aftermath};
    const Author self{m_parts.own.user(), m_parts.own.device()};
    for (const auto kind : {Notice::Kind::Rejoined, Notice::Kind::MessagesMissing}) {
        Notice notice;
        notice.kind = kind;
        if (auto line = addNotice(m_parts, hand, self, notice); !line.ok())
            return line;
    }
    // Who had never been in has no roster to compare with.
    Notice strangers;
    strangers.kind = Notice::Kind::Strangers;
    if (!before.members.empty())
        strangers.people = strangersIn(group, before.members);
    if (strangers.people.empty())
        return {};
    Bytes named;
    for (const UserId& user : strangers.people)
        named.insert(named.end(), user.bytes.begin(), user.bytes.end());
    if (auto put = m_parts.stores.settings.put(
            transaction, settings::ofConversation(settings::kStrangers, hand.conversation.id),
            named);
        !put.ok())
        return put;
    return addNotice(m_parts, hand, self, strangers);
}

Result<void> Rejoining::dropStaged(ConversationId conversation) {
    return write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) {
        return m_parts.stores.commits.unstage(transaction, conversation);
    });
}

/// The server knows of no leaf of this device.
Result<void> Rejoining::leave(ConversationId conversation) {
    const auto record = m_parts.stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    if (!record.value() || record.value()->state != storage::ConversationState::Lost)
        return {};
    m_backoff.erase(conversation);
    return write(m_parts, [&](auto& transaction, Aftermath& aftermath) {
        return enterLeft(m_parts, transaction, *record.value(), aftermath);
    });
}

// ---- Pauses

void Rejoining::tryLater(ConversationId conversation) {
    const auto place = m_backoff.try_emplace(conversation, m_parts.random).first;
    pause(conversation, place->second.next());
}

void Rejoining::pause(ConversationId conversation, Milliseconds length) {
    m_pausing.insert(conversation);
    m_parts.scope.spawn(wakeAfter(conversation, length));
}

Task<void> Rejoining::wakeAfter(ConversationId conversation, Milliseconds length) {
    const auto deadline = m_parts.clock.steady() + length;
    const auto reached = co_await waitUntil(m_parts.timers, deadline, m_parts.scope.token());
    m_pausing.erase(conversation);
    if (reached.ok())
        pump(conversation);
}

} // namespace kontor
