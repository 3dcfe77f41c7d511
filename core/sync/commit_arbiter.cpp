#include "core/sync/commit_arbiter.h"

#include "base/log.h"
#include "core/send/idempotency_key.h"
#include "core/sync/moving.h"
#include "core/sync/staging.h"
#include "core/sync/standing.h"
#include "protocol/status_code.h"

#include <algorithm>

namespace kontor {
namespace {

constexpr Milliseconds kAskAgain{1'000};

void logFault(const Error& error) {
    log::error(log::Category::Sync, "a change of a group cannot go on",
               {{"code", static_cast<int>(error.code)}});
}

} // namespace

void CommitArbiter::pump(ConversationId conversation) {
    if (m_busy.contains(conversation) || m_pausing.contains(conversation))
        return;
    if (auto done = step(conversation); !done.ok())
        logFault(done.error());
}

void CommitArbiter::pumpAll() {
    std::set<ConversationId> all;
    for (const auto& some :
         {m_parts.stores.commits.withStaged(), m_parts.stores.commits.withOpenIntents()}) {
        if (!some.ok())
            return logFault(some.error());
        all.insert(some.value().begin(), some.value().end());
    }
    const auto pending = m_parts.stores.conversations.withGroupPart(mls::StatePart::Proposal);
    if (!pending.ok())
        return logFault(pending.error());
    for (const storage::ConversationRecord& conversation : pending.value())
        all.insert(conversation.id);
    for (const ConversationId conversation : all)
        pump(conversation);
}

Result<void> CommitArbiter::step(ConversationId conversation) {
    if (!m_follower.isCaughtUp(conversation)) {
        m_patient.erase(conversation); // the others wait anew, too, when they are back
        return {};
    }
    const auto record = m_parts.stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    if (!record.value() || record.value()->state != storage::ConversationState::Live)
        return {};
    const bool stale = m_stale.erase(conversation) != 0;
    auto staged = m_parts.stores.commits.staged(conversation);
    if (!staged.ok())
        return staged.error();
    // When another commit was met on the way the row is gone already, and its intents are weighed.
    if (stale && staged.value())
        return dropStale(conversation);
    if (!staged.value())
        return weigh(*record.value());
    const auto acceptedAt = staged.value()->acceptedAt;
    if (!acceptedAt)
        sendStaged(*record.value(), *std::move(staged).value());
    else if (record.value()->cursor >= *acceptedAt)
        return stopLiar(*record.value());
    return {};
}

/// The server said OK for a seq at which the log holds something else.
Result<void> CommitArbiter::stopLiar(const storage::ConversationRecord& conversation) {
    log::warning(log::Category::Sync, "the server acknowledged a commit that its log lacks");
    auto stopped = write(m_parts, [&](auto& transaction, Aftermath& aftermath) {
        return enterStopped(m_parts, transaction, conversation, ErrorCode::GroupInvalid, aftermath);
    });
    m_follower.unfollow(conversation.id);
    return stopped;
}

void CommitArbiter::sendStaged(const storage::ConversationRecord& conversation,
                               storage::StagedCommitRecord staged) {
    const IdempotencyKey key = staged.key;
    wire::Append request = appendOf(conversation, std::move(staged), m_parts.incarnation);
    m_busy.insert(conversation.id);
    m_parts.scope.spawn(send(conversation.id, key, std::move(request)));
}

Task<void> CommitArbiter::send(ConversationId conversation, IdempotencyKey key,
                               wire::Append request) {
    const auto answer = co_await m_parts.requests.append(std::move(request));
    m_busy.erase(conversation);
    if (!answer.ok()) {
        if (answer.error().code == ErrorCode::TimedOut) {
            m_follower.probe(conversation);
            pause(conversation, kAskAgain);
        }
        co_return; // NotReachable: the next connection catches up and pumps
    }
    if (auto taken = takeAnswer(conversation, key, answer.value()); !taken.ok())
        logFault(taken.error());
    pump(conversation);
}

Result<void> CommitArbiter::takeAnswer(ConversationId conversation, const IdempotencyKey& key,
                                       const wire::Answer& answer) {
    const auto record = m_parts.stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    const auto staged = m_parts.stores.commits.staged(conversation);
    if (!staged.ok())
        return staged.error();
    // Its own hash or another commit was met before the answer came.
    if (!record.value() || !staged.value() || staged.value()->key != key)
        return {};
    switch (answer.code()) {
    case wire::OK:
    case wire::KEY_REUSED: {
        const Seq seq(answer.code() == wire::OK ? answer.appended().seq() : answer.args().seq());
        auto noted = write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) {
            return m_parts.stores.commits.setAcceptedAt(transaction, conversation, seq);
        });
        m_follower.learnHead(conversation, seq);
        return noted;
    }
    case wire::STALE:
        return takeStale(conversation, answer);
    case wire::EXISTS:
        if (record.value()->kind == storage::ConversationKind::Group)
            return takeRefusal(*record.value(), *staged.value(), Error(ErrorCode::GroupExists));
        return takeExists(*record.value(), answer);
    case wire::RETRY_LATER:
        pause(conversation, Milliseconds(std::max<std::uint64_t>(answer.args().retry_ms(), 1)));
        return {};
    case wire::NOT_MEMBER:
        m_follower.probe(conversation);
        return {};
    case wire::INCARNATION:
        return {}; // the connection begins anew
    default:
        log::warning(log::Category::Sync, "a commit was refused",
                     {{"code", static_cast<int>(answer.code())}});
        return takeRefusal(*record.value(), *staged.value(), protocol::errorOf(answer));
    }
}

Result<void> CommitArbiter::takeStale(ConversationId conversation, const wire::Answer& answer) {
    m_stale.insert(conversation);
    m_follower.learnHead(conversation, Seq(answer.args().head_seq()));
    if (m_follower.isCaughtUp(conversation))
        m_follower.probe(conversation);
    return {};
}

/// Caught up after STALE, and the row is still there.
Result<void> CommitArbiter::dropStale(ConversationId conversation) {
    auto dropped = write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) {
        return m_parts.stores.commits.unstage(transaction, conversation);
    });
    pause(conversation, afterRace());
    return dropped;
}

Result<void> CommitArbiter::takeExists(const storage::ConversationRecord& conversation,
                                       const wire::Answer& answer) {
    const auto group = GroupId::parse(viewOf(answer.args().group()));
    if (!group.ok())
        return group.error();
    auto moved = write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        aftermath.summaries.insert(conversation.id);
        return moveToWinner(transaction, conversation, group.value(), aftermath);
    });
    if (!moved.ok())
        return moved;
    // Its Welcome is in the inbox, or on its way.
    m_follower.unfollow(conversation.id);
    m_listener.moved(conversation.id);
    return {};
}

/// A Welcome to the winner that nothing could open (its key was in a damaged store) has left a row
/// that knows no more than the group: this conversation takes its place, and comes back alone.
Result<void> CommitArbiter::moveToWinner(storage::Transaction& transaction,
                                         const storage::ConversationRecord& conversation,
                                         const GroupId& group, Aftermath& aftermath) {
    const auto orphan = m_parts.stores.conversations.findByGroup(group);
    if (!orphan.ok())
        return orphan.error();
    if (orphan.value())
        if (auto gone = removeCreation(m_parts, transaction, *orphan.value(), aftermath);
            !gone.ok())
            return gone;
    if (auto moved = moveConversation(m_parts, transaction, conversation, group, Seq(0), aftermath);
        !moved.ok() || !orphan.value())
        return moved;
    const auto there = m_parts.stores.conversations.find(conversation.id);
    if (!there.ok())
        return there.error();
    return there.value() ? enterLost(m_parts, transaction, *there.value(), aftermath)
                         : Result<void>();
}

Result<void> CommitArbiter::takeRefusal(const storage::ConversationRecord& conversation,
                                        const storage::StagedCommitRecord& staged,
                                        const Error& error) {
    if (staged.creation) {
        auto gone = write(m_parts, [&](auto& transaction, Aftermath& aftermath) {
            return removeCreation(m_parts, transaction, conversation, aftermath);
        });
        m_follower.unfollow(conversation.id);
        m_listener.creationRefused(conversation.id, error);
        return gone;
    }
    return write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        for (const storage::IntentRow intent : staged.intents) {
            if (auto gone = m_parts.stores.commits.removeIntent(transaction, intent); !gone.ok())
                return gone;
            aftermath.settled.push_back({intent, error.code});
        }
        return m_parts.stores.commits.unstage(transaction, conversation.id);
    });
}

// ---- Weighing

Result<std::vector<Intent>> CommitArbiter::openIntents(ConversationId conversation) const {
    const auto records = m_parts.stores.commits.intents(conversation);
    if (!records.ok())
        return records.error();
    std::vector<Intent> intents;
    for (const storage::IntentRecord& record : records.value()) {
        if (record.state != storage::IntentState::Open)
            continue;
        auto intent = Intent::fromRecord(record);
        if (!intent.ok())
            return intent.error();
        intents.push_back(std::move(intent).value());
    }
    return intents;
}

Result<void> CommitArbiter::weigh(const storage::ConversationRecord& conversation) {
    if (conversation.cursor == Seq(0))
        return {};
    const auto group = m_parts.groups.find(conversation.group);
    if (!group.ok())
        return group.error();
    if (group.value() == nullptr)
        return {};
    auto intents = openIntents(conversation.id);
    if (!intents.ok())
        return intents.error();
    forgetStaleKeyPackages(intents.value(), m_parts.clock.sinceEpoch());
    const Weighed weighed =
        weighIntents(intents.value(), viewOf(*group.value(), m_parts.own.user()));
    if (auto settled = settle(weighed); !settled.ok())
        return settled;
    if (weighed.proposeSelfRemove)
        return proposeLeave(conversation);
    if (!weighed.claims.empty()) {
        m_busy.insert(conversation.id);
        m_parts.scope.spawn(claim(conversation.id, weighed.claims));
        return {};
    }
    switch (weighed.commit) {
    case Weighed::Commit::None:
        m_patient.erase(conversation.id);
        return {};
    case Weighed::Commit::OfPending:
        if (m_patient.insert(conversation.id).second) {
            pause(conversation.id, upTo(kGreatestBeforePending));
            return {};
        }
        break;
    case Weighed::Commit::Wanted:
        break;
    }
    m_patient.erase(conversation.id);
    return stage(conversation, weighed);
}

Result<void> CommitArbiter::settle(const Weighed& weighed) {
    if (weighed.done.empty() && weighed.refused.empty())
        return {};
    return write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        for (const storage::IntentRow intent : weighed.done) {
            if (auto gone = m_parts.stores.commits.removeIntent(transaction, intent); !gone.ok())
                return gone;
            aftermath.settled.push_back({intent, std::nullopt});
        }
        for (const Weighed::Refused& refused : weighed.refused) {
            if (auto gone = m_parts.stores.commits.removeIntent(transaction, refused.row);
                !gone.ok())
                return gone;
            aftermath.settled.push_back({refused.row, refused.reason});
        }
        return {};
    });
}

Result<void> CommitArbiter::stage(const storage::ConversationRecord& conversation,
                                  const Weighed& weighed) {
    auto staged = stageCommit(m_parts, conversation, weighed);
    if (!staged.ok()) {
        const ErrorCode code = staged.error().code;
        if (isStoreFault(code))
            return staged.error();
        log::warning(log::Category::Sync, "a commit cannot be made",
                     {{"code", static_cast<int>(code)}});
        // A key package that no honest device made; or rules that forbid it after all.
        return refuseCarried(weighed,
                             code == ErrorCode::Malformed || code == ErrorCode::CryptoFailed
                                 ? ErrorCode::KeyPackageMissing
                                 : code);
    }
    auto written = write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) {
        return m_parts.stores.commits.stage(transaction, staged.value());
    });
    if (!written.ok())
        return written;
    sendStaged(conversation, std::move(staged).value());
    return {};
}

Result<void> CommitArbiter::refuseCarried(const Weighed& weighed, ErrorCode reason) {
    Weighed refused;
    for (const storage::IntentRow intent : weighed.carried)
        refused.refused.push_back({intent, reason});
    return settle(refused);
}

// ---- Key packages

Task<void> CommitArbiter::claim(ConversationId conversation, std::vector<Weighed::Claim> claims) {
    wire::ClaimKeyPackages request;
    for (const Weighed::Claim& claim : claims)
        request.add_user_ids(std::string(textOf(claim.user.view())));
    auto claimed = co_await m_parts.requests.claimKeyPackages(std::move(request));
    m_busy.erase(conversation);
    if (!claimed.ok() && claimed.error().code == ErrorCode::KeyPackageMissing)
        claimed = wire::KeyPackages(); // nobody has any: each is refused
    if (claimed.ok()) {
        if (auto taken = takeClaimed(claims, claimed.value()); !taken.ok())
            logFault(taken.error());
        pump(conversation);
    } else if (claimed.error().code != ErrorCode::NotReachable &&
               claimed.error().code != ErrorCode::Stopped) {
        pause(conversation, kAskAgain);
    }
}

Result<void> CommitArbiter::takeClaimed(const std::vector<Weighed::Claim>& claims,
                                        const wire::KeyPackages& claimed) {
    return write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        for (const Weighed::Claim& claim : claims) {
            const auto chosen =
                chooseKeyPackage(m_parts, transaction, claim.user, claimed, aftermath);
            if (chosen.ok()) {
                if (auto kept = m_parts.stores.commits.setKeyPackage(transaction, claim.row,
                                                                     chosen.value());
                    !kept.ok())
                    return kept;
                continue;
            }
            if (isStoreFault(chosen.error().code))
                return chosen.error();
            if (auto gone = m_parts.stores.commits.removeIntent(transaction, claim.row); !gone.ok())
                return gone;
            aftermath.settled.push_back({claim.row, chosen.error().code});
        }
        return {};
    });
}

// ---- Leaving

/// A proposal needs no row of its own: when it is lost on the way the next weighing makes another,
/// and the server answers a second one with the first one's seq (delivery.md, rule 3).
Result<void> CommitArbiter::proposeLeave(const storage::ConversationRecord& conversation) {
    const auto group = m_parts.groups.find(conversation.group);
    if (!group.ok())
        return group.error();
    const auto proposal = group.value()->proposeSelfRemove(m_parts.own.forMls());
    if (!proposal.ok())
        return proposal.error();
    wire::Append request;
    request.set_group(std::string(textOf(conversation.group.view())));
    request.set_incarnation(std::string(textOf(m_parts.incarnation.view())));
    request.set_idempotency_key(
        std::string(textOf(freshKey(m_parts.clock, m_parts.random).view())));
    request.set_payload(std::string(textOf(proposal.value())));
    m_busy.insert(conversation.id);
    m_parts.scope.spawn(sendProposal(conversation.id, std::move(request)));
    return {};
}

Task<void> CommitArbiter::sendProposal(ConversationId conversation, wire::Append request) {
    const auto answer = co_await m_parts.requests.append(std::move(request));
    m_busy.erase(conversation);
    if (!answer.ok()) {
        if (answer.error().code == ErrorCode::TimedOut)
            pause(conversation, kAskAgain);
        co_return;
    }
    switch (answer.value().code()) {
    case wire::OK:
        m_follower.learnHead(conversation, Seq(answer.value().appended().seq()));
        break;
    case wire::STALE:
        m_follower.learnHead(conversation, Seq(answer.value().args().head_seq()));
        break;
    case wire::NOT_MEMBER:
        m_follower.probe(conversation);
        break;
    default:
        break;
    }
    // Still not in the log, though everything was read: not at once.
    if (m_follower.isCaughtUp(conversation))
        pause(conversation, kAskAgain);
}

// ---- Pauses

void CommitArbiter::pause(ConversationId conversation, Milliseconds length) {
    const std::uint64_t ticket = ++m_tickets;
    m_pausing[conversation] = ticket;
    m_parts.scope.spawn(wakeAfter(conversation, length, ticket));
}

Task<void> CommitArbiter::wakeAfter(ConversationId conversation, Milliseconds length,
                                    std::uint64_t ticket) {
    const auto deadline = m_parts.clock.steady() + length;
    const auto reached = co_await waitUntil(m_parts.timers, deadline, m_parts.scope.token());
    const auto pausing = m_pausing.find(conversation);
    if (!reached.ok() || pausing == m_pausing.end() || pausing->second != ticket)
        co_return;
    m_pausing.erase(pausing);
    pump(conversation);
}

Milliseconds CommitArbiter::afterRace() {
    return kLeastAfterRace + upTo(kGreatestAfterRace - kLeastAfterRace);
}

Milliseconds CommitArbiter::upTo(Milliseconds greatest) {
    const auto bytes = m_parts.random.array<4>();
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes)
        value = (value << 8U) | byte;
    return Milliseconds(
        static_cast<std::int64_t>(value % (static_cast<std::uint64_t>(greatest.count()) + 1)));
}

GroupView viewOf(const mls::Group& group, const UserId& self) {
    const mls::PublicGroup& state = group.publicState();
    GroupView view;
    view.self = self;
    view.ownLeaf = group.ownLeaf();
    view.rules = state.rules();
    for (const mls::Member& member : state.members())
        view.leaves.push_back({member.leaf, member.certificate.user});
    for (const mls::PendingProposal& proposal : state.pending())
        view.pending.push_back(proposal.target);
    return view;
}

} // namespace kontor
