#include "core/conversations/membership.h"

#include "base/log.h"
#include "core/send/intent.h"

#include <algorithm>

namespace kontor {

void Membership::add(ConversationId conversation, const std::vector<UserId>& members,
                     Reply<void> reply) {
    std::vector<Intent> intents;
    for (const UserId& member : members) {
        Intent intent;
        intent.kind = IntentKind::Add;
        intent.users = {member};
        intents.push_back(std::move(intent));
    }
    want(conversation, intents, std::move(reply));
}

void Membership::remove(ConversationId conversation, const UserId& member, Reply<void> reply) {
    Intent intent;
    intent.kind = IntentKind::Remove;
    intent.users = {member};
    want(conversation, {intent}, std::move(reply));
}

void Membership::leave(ConversationId conversation, Reply<void> reply) {
    Intent intent;
    intent.kind = IntentKind::Leave;
    want(conversation, {intent}, std::move(reply));
}

void Membership::setRole(ConversationId conversation, const UserId& member, MemberInfo::Role role,
                         Reply<void> reply) {
    Intent intent;
    intent.kind = role == MemberInfo::Role::Admin ? IntentKind::Promote : IntentKind::Demote;
    intent.users = {member};
    want(conversation, {intent}, std::move(reply));
}

Result<void> Membership::check(ConversationId conversation) const {
    const auto record = m_parts.stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    if (!record.value())
        return ErrorCode::ConversationUnknown;
    if (record.value()->kind != storage::ConversationKind::Group ||
        record.value()->state != storage::ConversationState::Live)
        return ErrorCode::NotAllowed;
    if (!m_follower.isReading())
        return ErrorCode::NotReachable;
    return {};
}

void Membership::want(ConversationId conversation, const std::vector<Intent>& intents,
                      Reply<void> reply) {
    if (auto checked = check(conversation); !checked.ok())
        return reply(checked);
    if (intents.empty())
        return reply({});
    Waiting waiting;
    waiting.conversation = conversation;
    auto written = write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) -> Result<void> {
        for (const Intent& intent : intents) {
            const auto row = m_parts.stores.commits.addIntent(
                transaction, intent.toRecord(conversation, m_parts.clock.sinceEpoch()));
            if (!row.ok())
                return row.error();
            waiting.open.insert(row.value());
        }
        return {};
    });
    if (!written.ok())
        return reply(written);
    waiting.reply = std::move(reply);
    m_waiting.push_back(std::move(waiting));
    m_arbiter.pump(conversation);
}

void Membership::note(const std::vector<Aftermath::Settled>& settled) {
    std::list<Waiting> answered;
    for (auto waiting = m_waiting.begin(); waiting != m_waiting.end();) {
        for (const Aftermath::Settled& one : settled)
            if (waiting->open.erase(one.intent) != 0 && one.refused && !waiting->refused)
                waiting->refused = one.refused;
        const auto next = std::next(waiting);
        if (waiting->open.empty())
            answered.splice(answered.end(), m_waiting, waiting);
        waiting = next;
    }
    for (const Waiting& waiting : answered)
        waiting.reply(waiting.refused ? Result<void>(*waiting.refused) : Result<void>());
}

Result<void> Membership::withdraw(const Waiting& waiting) {
    const auto staged = m_parts.stores.commits.staged(waiting.conversation);
    if (!staged.ok())
        return staged.error();
    return write(m_parts, [&](auto& transaction, Aftermath& /*aftermath*/) -> Result<void> {
        for (const storage::IntentRow intent : waiting.open) {
            if (staged.value() && std::ranges::count(staged.value()->intents, intent) != 0)
                continue;
            if (auto gone = m_parts.stores.commits.removeIntent(transaction, intent); !gone.ok())
                return gone;
        }
        return {};
    });
}

void Membership::disconnected() {
    for (const Waiting& waiting : std::exchange(m_waiting, {})) {
        if (auto withdrawn = withdraw(waiting); !withdrawn.ok())
            log::error(log::Category::Sync, "cannot withdraw an intent",
                       {{"code", static_cast<int>(withdrawn.error().code)}});
        waiting.reply(ErrorCode::NotReachable);
    }
}

} // namespace kontor
