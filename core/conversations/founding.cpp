#include "core/conversations/founding.h"

#include "base/limits.h"
#include "core/content/settings.h"
#include "core/conversations/settings_repeater.h"
#include "core/group_kind.h"
#include "core/registration/registration.h"
#include "core/setting_names.h"
#include "core/sync/roster.h"
#include "core/sync/settings_intake.h"
#include "core/sync/staging.h"
#include "storage/group_store_sql.h"

#include <algorithm>

namespace kontor {
void Founding::startDirect(const UserId& peer, Reply<ConversationId> reply) {
    if (peer == m_parts.own.user())
        return noteToSelf(std::move(reply));
    const auto contact = m_parts.stores.contacts.find(peer);
    if (!contact.ok())
        return reply(contact.error());
    if (!contact.value())
        return reply(ErrorCode::UserUnknown);
    Plan plan;
    plan.kind = storage::ConversationKind::Direct;
    plan.others = {peer};
    m_parts.scope.spawn(found(std::move(plan), std::move(reply)));
}

void Founding::noteToSelf(Reply<ConversationId> reply) {
    Plan plan;
    plan.kind = storage::ConversationKind::Self;
    m_parts.scope.spawn(found(std::move(plan), std::move(reply)));
}

void Founding::createGroup(const std::string& name, std::vector<UserId> members,
                           Reply<ConversationId> reply) {
    if (auto checked = checkName(name); !checked.ok())
        return reply(checked.error());
    std::erase(members, m_parts.own.user());
    std::ranges::sort(members);
    members.erase(std::ranges::unique(members).begin(), members.end());
    if (members.size() + 1 > limits::kGroupMembers)
        return reply(Error(ErrorCode::GroupFull, {std::to_string(limits::kGroupMembers)}));
    Plan plan;
    plan.name = name;
    plan.others = std::move(members);
    m_parts.scope.spawn(found(std::move(plan), std::move(reply)));
}

Result<std::optional<ConversationId>> Founding::existing(const Plan& plan) const {
    if (plan.kind == storage::ConversationKind::Group)
        return std::optional<ConversationId>();
    const auto known = plan.kind == storage::ConversationKind::Self
                           ? m_parts.stores.conversations.findSelf()
                           : m_parts.stores.conversations.findDirect(plan.others.front());
    if (!known.ok())
        return known.error();
    if (!known.value())
        return std::optional<ConversationId>();
    return std::optional(known.value()->id);
}

bool Founding::answerExisting(const Plan& plan, const Reply<ConversationId>& reply) const {
    const auto known = existing(plan);
    if (!known.ok()) {
        reply(known.error());
        return true;
    }
    if (known.value())
        reply(*known.value());
    return known.value().has_value();
}

Task<void> Founding::found(Plan plan, Reply<ConversationId> reply) {
    if (answerExisting(plan, reply))
        co_return;
    wire::KeyPackages claimed;
    if (!plan.others.empty()) {
        wire::ClaimKeyPackages request;
        for (const UserId& user : plan.others)
            request.add_user_ids(std::string(textOf(user.view())));
        auto answer = co_await m_parts.requests.claimKeyPackages(std::move(request));
        if (!answer.ok()) {
            reply(answer.error());
            co_return;
        }
        claimed = std::move(answer).value();
    } else if (!m_follower.isReading()) {
        reply(ErrorCode::NotReachable);
        co_return;
    }
    // The other side may have begun it while we waited.
    if (answerExisting(plan, reply))
        co_return;
    const auto keyPackages = choose(plan, claimed);
    if (!keyPackages.ok()) {
        reply(keyPackages.error());
        co_return;
    }
    const auto made = create(plan, keyPackages.value());
    if (!made.ok()) {
        reply(made.error());
        co_return;
    }
    m_waiting[made.value()].push_back(std::move(reply));
    m_arbiter.pump(made.value());
}

Result<std::vector<Bytes>> Founding::choose(const Plan& plan, const wire::KeyPackages& claimed) {
    std::vector<Bytes> chosen;
    std::optional<Error> refused;
    auto written = write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        for (const UserId& user : plan.others) {
            auto one = chooseKeyPackage(m_parts, transaction, user, claimed, aftermath);
            if (one.ok()) {
                chosen.push_back(std::move(one).value());
                continue;
            }
            if (isStoreFault(one.error().code))
                return one.error();
            const auto contact = m_parts.stores.contacts.find(user);
            if (!contact.ok())
                return contact.error();
            // What was seen of keys stays noted.
            refused = Error(one.error().code,
                            {contact.value() ? contact.value()->handle : std::string()});
            return {};
        }
        return {};
    });
    if (!written.ok())
        return written.error();
    if (refused)
        return *refused;
    return chosen;
}

Result<ConversationId> Founding::create(const Plan& plan, const std::vector<Bytes>& keyPackages) {
    const auto group = m_parts.random.id<GroupId>();
    ConversationId conversation;
    auto written = write(m_parts, [&](auto& transaction, Aftermath& aftermath) -> Result<void> {
        const auto made = writeCreation(transaction, plan, keyPackages, group);
        if (!made.ok())
            return made.error();
        conversation = made.value();
        aftermath.summaries.insert(conversation);
        return {};
    });
    if (!written.ok())
        return written.error();
    m_follower.follow(conversation, group, Seq(0));
    return conversation;
}

Result<ConversationId> Founding::writeCreation(storage::Transaction& transaction, const Plan& plan,
                                               const std::vector<Bytes>& keyPackages,
                                               const GroupId& group) {
    const Milliseconds now = m_parts.clock.sinceEpoch();
    rules::KontorRules rules;
    rules.kind = ruleKindOf(plan.kind);
    if (plan.kind == storage::ConversationKind::Group)
        rules.admins = {m_parts.own.user()};
    auto made = mls::Group::create(m_parts.own.forMls(), group, rules,
                                   m_parts.own.removalKey.view(), m_parts.random, now);
    if (!made.ok())
        return made.error();
    storage::NewConversation fresh;
    fresh.group = group;
    fresh.kind = plan.kind;
    fresh.name = plan.name;
    fresh.createdAt = now;
    if (plan.kind == storage::ConversationKind::Direct)
        fresh.peer = plan.others.front();
    const auto conversation = m_parts.stores.conversations.create(transaction, fresh);
    if (!conversation.ok())
        return conversation;
    content::JoinerView view;
    view.settings.name = plan.name;
    if (auto put = putSettings(m_parts, transaction, conversation.value(), view); !put.ok())
        return put.error();
    storage::GroupStoreSql store(transaction, group);
    if (auto saved = made.value().save(store); !saved.ok())
        return saved.error();
    mls::CommitRequest request;
    request.addKeyPackages = keyPackages;
    request.joinerExtension = content::encodeJoinerView(view);
    const auto staged =
        made.value().stageCommit(m_parts.own.forMls(), request, m_parts.random, now);
    if (!staged.ok())
        return staged.error();
    auto record = recordOf(m_parts, conversation.value(), Epoch(0), staged.value());
    auto groupInfo = made.value().groupInfo(m_parts.own.forMls());
    if (!groupInfo.ok())
        return groupInfo.error();
    record.creation = storage::StagedCommitRecord::Creation{
        std::move(groupInfo).value(), made.value().publicState().ratchetTree()};
    if (auto stored = m_parts.stores.commits.stage(transaction, record); !stored.ok())
        return stored.error();
    if (plan.kind == storage::ConversationKind::Group)
        if (auto queued =
                queueSettings(m_parts, transaction, conversation.value(), group, view.settings);
            !queued.ok())
            return queued.error();
    if (auto noted =
            m_parts.stores.conversations.noteActivity(transaction, conversation.value(), now);
        !noted.ok())
        return noted.error();
    m_parts.groups.put(group, std::move(made).value());
    return conversation;
}

void Founding::note(const std::set<ConversationId>& changed) {
    for (const ConversationId conversation : changed) {
        const auto waiting = m_waiting.find(conversation);
        if (waiting == m_waiting.end())
            continue;
        const auto record = m_parts.stores.conversations.find(conversation);
        if (!record.ok() || !record.value() || record.value()->cursor == Seq(0))
            continue;
        const auto answered = m_waiting.extract(waiting);
        for (const auto& reply : answered.mapped())
            reply(conversation);
    }
}

void Founding::refused(ConversationId conversation, const Error& error) {
    const auto waiting = m_waiting.find(conversation);
    if (waiting == m_waiting.end())
        return;
    const auto answered = m_waiting.extract(waiting);
    for (const auto& reply : answered.mapped())
        reply(error);
}

void Founding::disconnected() {
    for (const auto& [conversation, replies] : std::exchange(m_waiting, {}))
        for (const auto& reply : replies)
            reply(conversation);
}

} // namespace kontor
