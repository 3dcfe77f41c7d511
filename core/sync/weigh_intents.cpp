#include "core/sync/weigh_intents.h"

#include "base/limits.h"

#include <algorithm>
#include <set>

namespace kontor {
namespace {

class Weighing {
public:
    explicit Weighing(const GroupView& group)
        : m_group(group) {
        for (const auto& leaf : group.leaves)
            (std::ranges::count(group.pending, leaf.leaf) != 0 ? m_leaving : m_staying)
                .insert(leaf.user);
    }

    void weigh(const Intent& intent) {
        for (const UserId& user : intent.users)
            if (!m_touched.insert(user).second)
                return;
        switch (intent.kind) {
        case IntentKind::Add:
            weighAdd(intent);
            break;
        case IntentKind::Remove:
            weighRemove(intent);
            break;
        case IntentKind::Leave:
            weighLeave(intent);
            break;
        case IntentKind::UpdateLeaf:
            carry(intent);
            break;
        case IntentKind::Promote:
            weighPromotion(intent);
            break;
        case IntentKind::Demote:
            weighDemotion(intent);
            break;
        }
    }

    Weighed finish() && {
        // Whoever leaves by a proposal of her own waits for others to commit it.
        if (m_result.proposeSelfRemove) {
            m_result.carried.clear();
            m_result.addKeyPackages.clear();
            m_result.removes.clear();
            m_result.claims.clear();
            m_result.newRules.reset();
            return std::move(m_result);
        }
        if (!m_result.carried.empty())
            m_result.commit = Weighed::Commit::Wanted;
        else if (!m_group.pending.empty() && isGroup())
            m_result.commit = Weighed::Commit::OfPending;
        if (m_result.commit != Weighed::Commit::None)
            repairAdmins();
        return std::move(m_result);
    }

private:
    void done(const Intent& intent) { m_result.done.push_back(intent.row); }
    void refuse(const Intent& intent, ErrorCode reason) {
        m_result.refused.push_back({intent.row, reason});
    }
    void carry(const Intent& intent) { m_result.carried.push_back(intent.row); }
    [[nodiscard]] bool isGroup() const { return m_group.rules.kind == rules::GroupKind::Group; }
    [[nodiscard]] bool isAdmin() const { return m_group.rules.isAdmin(m_group.self); }

    void weighAdd(const Intent& intent) {
        const UserId& user = intent.users.front();
        if (m_staying.contains(user))
            return done(intent);
        // Between two there is nobody to come in but who goes out in the same commit.
        if (!isGroup() && !m_leaving.contains(user))
            return refuse(intent, ErrorCode::NotAllowed);
        // First the proposal that takes the old leaf out, then the user comes in again.
        if (isGroup() && m_leaving.contains(user))
            return;
        if (m_staying.size() + m_adds + 1 > limits::kGroupMembers)
            return refuse(intent, ErrorCode::GroupFull);
        if (m_adds >= limits::kAddsPerCommit)
            return;
        ++m_adds;
        if (intent.keyPackage.empty()) {
            m_result.claims.push_back({intent.row, user});
            return;
        }
        m_result.addKeyPackages.push_back(intent.keyPackage);
        carry(intent);
    }

    void weighRemove(const Intent& intent) {
        const UserId& user = intent.users.front();
        if (!m_staying.contains(user) && !m_leaving.contains(user))
            return done(intent);
        if (!isGroup() || !isAdmin() || user == m_group.self)
            return refuse(intent, ErrorCode::NotAllowed);
        for (const auto& leaf : m_group.leaves)
            if (leaf.user == user && std::ranges::count(m_group.pending, leaf.leaf) == 0)
                m_result.removes.push_back(leaf.leaf);
        m_removed.insert(user);
        carry(intent);
    }

    void weighLeave(const Intent& intent) {
        if (!isGroup())
            return refuse(intent, ErrorCode::NotAllowed);
        m_result.proposeSelfRemove = true;
    }

    void weighPromotion(const Intent& intent) {
        const UserId& user = intent.users.front();
        if (m_group.rules.isAdmin(user))
            return done(intent);
        if (!isGroup() || !isAdmin() || !m_staying.contains(user))
            return refuse(intent, ErrorCode::NotAllowed);
        auto& admins = wantedRules().admins;
        admins.insert(std::ranges::lower_bound(admins, user), user);
        carry(intent);
    }

    void weighDemotion(const Intent& intent) {
        const UserId& user = intent.users.front();
        if (isGroup() && !m_group.rules.isAdmin(user))
            return done(intent);
        // The last one can only leave: then the rules say who follows.
        if (!isGroup() || !isAdmin() || admins() == std::vector{user})
            return refuse(intent, ErrorCode::NotAllowed);
        std::erase(wantedRules().admins, user);
        carry(intent);
    }

    [[nodiscard]] const std::vector<UserId>& admins() const {
        return m_result.newRules ? m_result.newRules->admins : m_group.rules.admins;
    }
    [[nodiscard]] rules::KontorRules& wantedRules() {
        if (!m_result.newRules)
            m_result.newRules = m_group.rules;
        return *m_result.newRules;
    }

    void repairAdmins() {
        std::vector<UserId> after;
        for (const UserId& user : m_staying)
            if (!m_removed.contains(user))
                after.push_back(user);
        const rules::KontorRules wanted = m_result.newRules.value_or(m_group.rules);
        if (auto repaired = rules::repairedRules(wanted, after))
            m_result.newRules = std::move(repaired);
    }

    const GroupView& m_group;
    Weighed m_result;
    std::set<UserId> m_staying;
    std::set<UserId> m_leaving;
    std::set<UserId> m_touched;
    std::set<UserId> m_removed;
    std::size_t m_adds = 0;
};

} // namespace

Weighed weighIntents(const std::vector<Intent>& intents, const GroupView& group) {
    if (std::ranges::count(group.pending, group.ownLeaf) != 0) {
        Weighed leaving;
        for (const Intent& intent : intents)
            if (intent.kind == IntentKind::Leave)
                leaving.done.push_back(intent.row);
            else
                leaving.refused.push_back({intent.row, ErrorCode::NotAllowed});
        return leaving;
    }
    Weighing weighing(group);
    for (const Intent& intent : intents)
        weighing.weigh(intent);
    return std::move(weighing).finish();
}

} // namespace kontor
