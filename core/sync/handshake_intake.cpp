#include "core/sync/handshake_intake.h"

#include "base/log.h"
#include "core/contacts/returning.h"
#include "core/polls/early_acts.h"
#include "core/polls/poll_intake.h"
#include "core/polls/poll_telling.h"
#include "core/send/intent.h"
#include "core/setting_names.h"
#include "core/sync/notice_row.h"
#include "core/sync/roster.h"
#include "core/sync/standing.h"
#include "storage/group_store_sql.h"

#include <algorithm>

namespace kontor {

/// What a commit did, kept while the judged handshake is merged away.
struct HandshakeIntake::Facts {
    Author committer;
    std::vector<UserId> added;
    std::vector<UserId> removed; ///< by the committer
    std::vector<UserId> cut;     ///< by the server's removal key
    std::vector<UserId> left;    ///< by themselves: told of when they said so
    std::vector<DeviceId> gone;  ///< all that were removed
    rules::KontorRules before;
    rules::KontorRules after;
    bool isCreation = false;
    bool isRejoin = false; ///< by external commit: the committer comes in anew

    Facts(const mls::JudgedHandshake& judged, const mls::PublicGroup& group, Author own)
        : committer(judged.sender() ? Author::of(*judged.sender()) : own)
        , before(group.rules())
        , after(judged.rulesAfter())
        , isCreation(group.epoch() == Epoch(0))
        , isRejoin(judged.replaced().has_value()) {
        for (const mls::Addition& addition : judged.additions())
            added.push_back(addition.member.certificate.user);
        for (const mls::Removal& removal : judged.removals()) {
            const UserId& user = removal.member.certificate.user;
            gone.push_back(removal.member.certificate.device);
            switch (removal.cause) {
            case mls::RemovalCause::Member:
                removed.push_back(user);
                break;
            case mls::RemovalCause::Server:
                cut.push_back(user);
                break;
            case mls::RemovalCause::SelfRemove:
                left.push_back(user);
                break;
            }
        }
    }
};

Result<Taken> HandshakeIntake::refuse(EntryInHand& hand, const Error& error) {
    Result<void> left;
    switch (error.code) {
    case ErrorCode::GroupLost:
        left = lose(hand, error);
        break;
    case ErrorCode::VersionUnknown:
        left = enterStopped(m_parts, hand.transaction, hand.conversation, ErrorCode::VersionUnknown,
                            hand.aftermath);
        break;
    case ErrorCode::GroupInvalid:
    case ErrorCode::Malformed:
    case ErrorCode::CryptoFailed:
    case ErrorCode::Stale:
    case ErrorCode::EpochUnknown:
    case ErrorCode::EpochTooOld:
    case ErrorCode::NotAllowed:
    case ErrorCode::GroupFull:
    case ErrorCode::TooLarge:
        log::warning(log::Category::Sync, "the server took a change against the rules");
        left = enterStopped(m_parts, hand.transaction, hand.conversation, ErrorCode::GroupInvalid,
                            hand.aftermath);
        break;
    default:
        return error;
    }
    if (!left.ok())
        return left.error();
    return Taken::Stopped;
}

/// Once somebody else may have come in with our key: a copy of this store that ran for a while. Who
/// does it again is another program that uses it, and the two would push each other out for ever.
Result<void> HandshakeIntake::lose(EntryInHand& hand, const Error& error) {
    const bool replaced = !error.args.empty() && error.args.front() == "replaced";
    if (!replaced) {
        log::warning(log::Category::Sync, "a commit could not be opened");
        return enterLost(m_parts, hand.transaction, hand.conversation, hand.aftermath);
    }
    log::warning(log::Category::Sync, "somebody else came in with the key of this device");
    const auto name = settings::ofConversation(settings::kReplacedElsewhere, hand.conversation.id);
    const auto before = m_parts.stores.settings.number(name);
    if (!before.ok())
        return before.error();
    if (before.value())
        return enterStopped(m_parts, hand.transaction, hand.conversation, ErrorCode::Fenced,
                            hand.aftermath);
    if (auto noted = m_parts.stores.settings.putNumber(hand.transaction, name, 1); !noted.ok())
        return noted;
    return enterLost(m_parts, hand.transaction, hand.conversation, hand.aftermath);
}

Result<Taken> HandshakeIntake::takeCommit(EntryInHand& hand) {
    const auto group = m_parts.groups.find(hand.conversation.group);
    if (!group.ok())
        return group.error();
    const auto staged = m_parts.stores.commits.stagedHash(hand.conversation.id);
    if (!staged.ok())
        return staged.error();
    if (staged.value() && *staged.value() == hand.hash)
        return takeOwnCommit(hand, *group.value());
    return takeForeignCommit(hand, *group.value());
}

Result<Taken> HandshakeIntake::takeOwnCommit(EntryInHand& hand, mls::Group& group) {
    auto record = m_parts.stores.commits.staged(hand.conversation.id);
    if (!record.ok())
        return record.error();
    auto staged = group.restoreStaged(record.value()->staged);
    if (!staged.ok()) {
        // The server made it true, so there is no way back.
        return refuse(hand, isStoreFault(staged.error().code) ? staged.error()
                                                              : Error(ErrorCode::GroupLost));
    }
    const Facts facts(staged.value().judged(), group.publicState(),
                      {m_parts.own.user(), m_parts.own.device()});
    storage::GroupStoreSql store(hand.transaction, hand.conversation.group);
    if (auto merged = group.merge(std::move(staged).value(), store); !merged.ok())
        return merged.error();
    if (auto gone = m_parts.stores.commits.unstage(hand.transaction, hand.conversation.id);
        !gone.ok())
        return gone.error();
    if (auto done = finishIntents(hand, record.value()->intents); !done.ok())
        return done.error();
    if (auto noted = m_parts.stores.settings.putNumber(
            hand.transaction, settings::ofConversation(settings::kLeafSince, hand.conversation.id),
            m_parts.clock.sinceEpoch().count());
        !noted.ok())
        return noted.error();
    if (auto told = tell(hand, facts, group.publicState()); !told.ok())
        return told.error();
    return Taken::Done;
}

Result<Taken> HandshakeIntake::takeForeignCommit(EntryInHand& hand, mls::Group& group) {
    const auto header = mls::peek(hand.entry.payload);
    if (header.ok() && header.value().sender == group.ownLeaf() &&
        header.value().epoch == group.publicState().epoch()) {
        // Nobody else has our leaf: a commit of ours that this store does not know.
        return refuse(hand, Error(ErrorCode::GroupLost));
    }
    auto staged = group.stageReceived(hand.entry.payload);
    if (!staged.ok())
        return refuse(hand, staged.error());
    const Facts facts(staged.value().judged(), group.publicState(), {});
    if (staged.value().removesUs()) {
        if (auto told = tellChanges(hand, facts); !told.ok())
            return told.error();
        if (auto dropped =
                dropFromRoster(m_parts, hand.transaction, hand.conversation.id, facts.gone);
            !dropped.ok())
            return dropped.error();
        if (auto left = enterLeft(m_parts, hand.transaction, hand.conversation, hand.aftermath);
            !left.ok())
            return left.error();
        return Taken::Done;
    }
    storage::GroupStoreSql store(hand.transaction, hand.conversation.group);
    if (auto merged = group.merge(std::move(staged).value(), store); !merged.ok())
        return merged.error();
    if (auto dropped = dropStaged(hand); !dropped.ok())
        return dropped.error();
    if (auto told = tell(hand, facts, group.publicState()); !told.ok())
        return told.error();
    return Taken::Done;
}

Result<void> HandshakeIntake::dropStaged(EntryInHand& hand) {
    const auto staged = m_parts.stores.commits.stagedHash(hand.conversation.id);
    if (!staged.ok())
        return staged.error();
    if (!staged.value())
        return {};
    hand.aftermath.beaten.insert(hand.conversation.id);
    return m_parts.stores.commits.unstage(hand.transaction, hand.conversation.id);
}

Result<void> HandshakeIntake::finishIntents(EntryInHand& hand,
                                            const std::vector<storage::IntentRow>& intents) {
    for (const storage::IntentRow intent : intents) {
        if (auto gone = m_parts.stores.commits.removeIntent(hand.transaction, intent); !gone.ok())
            return gone;
        hand.aftermath.settled.push_back({intent, std::nullopt});
    }
    return {};
}

Result<void> HandshakeIntake::tell(EntryInHand& hand, const Facts& facts,
                                   const mls::PublicGroup& group) {
    if (auto written =
            writeRoster(m_parts, hand.transaction, hand.aftermath, hand.conversation.id, group);
        !written.ok())
        return written;
    hand.aftermath.summaries.insert(hand.conversation.id);
    hand.aftermath.details.insert(hand.conversation.id);
    if (facts.isCreation)
        return tellCreation(hand, facts);
    if (!facts.added.empty() || facts.isRejoin)
        if (auto noted = m_parts.stores.settings.putNumber(
                hand.transaction,
                settings::ofConversation(settings::kNewcomersSince, hand.conversation.id),
                static_cast<std::int64_t>(hand.entry.seq.value));
            !noted.ok())
            return noted;
    if (facts.isRejoin) {
        // What she was told while she was out she could not read.
        if (auto forgotten =
                m_parts.stores.cards.forgetTold(hand.transaction, facts.committer.device);
            !forgotten.ok())
            return forgotten;
        Notice notice;
        notice.kind = Notice::Kind::Rejoined;
        if (auto line = addNotice(m_parts, hand, facts.committer, notice); !line.ok())
            return line;
    }
    // Whom somebody took out, or who went, is not brought back for a new key.
    for (const auto* gone : {&facts.removed, &facts.left})
        for (const UserId& user : *gone)
            if (auto done =
                    forgetReturning(m_parts.stores, hand.transaction, hand.conversation.id, user);
                !done.ok())
                return done;
    for (const auto* gone : {&facts.removed, &facts.cut, &facts.left})
        if (auto dropped = polls::dropVotesOf(m_parts, hand, *gone); !dropped.ok())
            return dropped;
    if (auto told = tellOfPolls(hand, facts); !told.ok())
        return told;
    return tellChanges(hand, facts);
}

Result<void> HandshakeIntake::tellOfPolls(EntryInHand& hand, const Facts& facts) {
    if (facts.isRejoin)
        return facts.committer.device == m_parts.own.device()
                   ? Result<void>()
                   : polls::tellReturned(m_parts, hand, facts.committer.user);
    const bool brought = !facts.added.empty() && facts.committer.device == m_parts.own.device();
    return brought ? polls::tellNewcomers(m_parts, hand) : Result<void>();
}

Result<void> HandshakeIntake::tellCreation(EntryInHand& hand, const Facts& facts) {
    if (facts.after.kind != rules::GroupKind::Group)
        return {};
    Notice notice;
    notice.kind = Notice::Kind::GroupCreated;
    notice.people = facts.added;
    return addNotice(m_parts, hand, facts.committer, notice);
}

Result<void> HandshakeIntake::tellChanges(EntryInHand& hand, const Facts& facts) {
    // Between two only a computer is another one now, and the line about its key has said so.
    if (facts.after.kind != rules::GroupKind::Group)
        return {};
    const auto add = [&](Notice::Kind kind, const std::vector<UserId>& people) -> Result<void> {
        if (people.empty())
            return {};
        Notice notice;
        notice.kind = kind;
        notice.people = people;
        return addNotice(m_parts, hand, facts.committer, notice);
    };
    if (auto added = add(Notice::Kind::MembersRemoved, facts.removed); !added.ok())
        return added;
    if (auto added = add(Notice::Kind::MembersCutOff, facts.cut); !added.ok())
        return added;
    if (auto added = add(Notice::Kind::MembersAdded, facts.added); !added.ok())
        return added;
    return tellAdmins(hand, facts);
}

Result<void> HandshakeIntake::tellAdmins(EntryInHand& hand, const Facts& facts) {
    const auto isGone = [&](const UserId& user) {
        return std::ranges::count(facts.removed, user) + std::ranges::count(facts.cut, user) +
                   std::ranges::count(facts.left, user) !=
               0;
    };
    Notice named;
    named.kind = Notice::Kind::AdminsNamed;
    for (const UserId& admin : facts.after.admins)
        if (!facts.before.isAdmin(admin))
            named.people.push_back(admin);
    // An admin who is gone needs no line of her own.
    Notice dismissed;
    dismissed.kind = Notice::Kind::AdminsDismissed;
    for (const UserId& admin : facts.before.admins)
        if (!facts.after.isAdmin(admin) && !isGone(admin))
            dismissed.people.push_back(admin);
    // Who is no admin names nobody: it was the rules, when the last one had left.
    if (!facts.before.isAdmin(facts.committer.user)) {
        named.kind = Notice::Kind::AdminsChanged;
        named.people = named.people.empty() ? named.people : facts.after.admins;
    }
    for (const Notice* const notice : {&named, &dismissed})
        if (!notice->people.empty())
            if (auto added = addNotice(m_parts, hand, facts.committer, *notice); !added.ok())
                return added;
    return {};
}

Result<Taken> HandshakeIntake::takeProposal(EntryInHand& hand) {
    const auto group = m_parts.groups.find(hand.conversation.group);
    if (!group.ok())
        return group.error();
    storage::GroupStoreSql store(hand.transaction, hand.conversation.group);
    const auto judged = group.value()->receiveProposal(hand.entry.payload, store);
    if (!judged.ok())
        return refuse(hand, judged.error());
    hand.aftermath.details.insert(hand.conversation.id);
    if (!judged.value().sender() || judged.value().repeatsPending())
        return Taken::Done;
    const Author leaver = Author::of(*judged.value().sender());
    Notice notice;
    notice.kind = Notice::Kind::MemberLeft;
    notice.people = {leaver.user};
    if (auto added = addNotice(m_parts, hand, leaver, notice); !added.ok())
        return added.error();
    // Said is done for whoever looks at the members; the commit that carries it out follows.
    if (auto dropped =
            dropFromRoster(m_parts, hand.transaction, hand.conversation.id, {leaver.device});
        !dropped.ok())
        return dropped.error();
    if (auto kept = polls::keepLeaving(m_parts, hand, leaver.user); !kept.ok())
        return kept.error();
    hand.aftermath.summaries.insert(hand.conversation.id);
    const mls::PublicGroup& state = group.value()->publicState();
    if (state.pending().size() == state.members().size()) {
        // Everybody is on the way out, so nobody commits it: the server has closed the group.
        if (auto left = enterLeft(m_parts, hand.transaction, hand.conversation, hand.aftermath);
            !left.ok())
            return left.error();
        return Taken::Done;
    }
    if (leaver.device != m_parts.own.device())
        return Taken::Done;
    if (auto noted = m_parts.stores.settings.putNumber(
            hand.transaction, settings::ofConversation(settings::kLeaving, hand.conversation.id),
            1);
        !noted.ok())
        return noted.error();
    // Whatever else was wanted is void now; the next weighing would say the same.
    const auto intents = m_parts.stores.commits.intents(hand.conversation.id);
    if (!intents.ok())
        return intents.error();
    std::vector<storage::IntentRow> leaves;
    for (const auto& intent : intents.value())
        if (IntentKind(intent.kind) == IntentKind::Leave)
            leaves.push_back(intent.row);
    if (auto done = finishIntents(hand, leaves); !done.ok())
        return done.error();
    return Taken::Done;
}

} // namespace kontor
