#include "crypto/rules/group_rules.h"

#include "crypto/mls/tls_codec.h"

#include <algorithm>
#include <functional>

namespace kontor::rules {

namespace {

using Users = std::vector<UserId>;

Error broken(const char* rule) {
    return Error(ErrorCode::GroupInvalid, {rule});
}

/// `users` are ascending, as all lists here.
bool has(const Users& users, const UserId& user) {
    return std::ranges::binary_search(users, user);
}

bool isAscending(const Users& users) {
    return std::ranges::adjacent_find(users, std::greater_equal<>()) == users.end();
}

/// The listed admins that still have a leaf; if there is none, the user with the lowest id.
Users repairedAdmins(const Users& admins, const Users& afterRemovals) {
    Users kept;
    std::ranges::copy_if(admins, std::back_inserter(kept),
                         [&](const UserId& admin) { return has(afterRemovals, admin); });
    if (kept.empty() && !afterRemovals.empty())
        kept.push_back(afterRemovals.front());
    return kept;
}

/// What somebody who is no admin may do to the list: drop those who lost their leaves, and name the
/// one who follows when nobody is left.
Result<void> judgeRepair(const Users& before, const Users& proposed, const Users& afterRemovals) {
    Users kept;
    for (const UserId& admin : before) {
        if (has(proposed, admin))
            kept.push_back(admin);
        else if (has(afterRemovals, admin))
            return broken("admin_dropped_by_member");
    }
    if (kept.empty()) {
        if (afterRemovals.empty() || proposed != Users{afterRemovals.front()})
            return broken("admin_named_by_member");
    } else if (proposed != kept) {
        return broken("admin_named_by_member");
    }
    return {};
}

Result<void> judgeGroup(const KontorRules& current, const CommitFacts& facts) {
    const bool byAdmin = current.isAdmin(facts.committer);
    const auto removesOther = [&](const UserId& user) { return user != facts.committer; };
    if (!byAdmin && std::ranges::any_of(facts.removed, removesOther))
        return broken("remove_needs_admin");
    if (facts.newRules && !byAdmin) {
        auto repair = judgeRepair(current.admins, facts.newRules->admins, facts.afterRemovals);
        if (!repair.ok())
            return repair;
    }
    const Users& admins = facts.newRules ? facts.newRules->admins : current.admins;
    if (admins.empty())
        return broken("no_admin");
    if (!std::ranges::all_of(admins, [&](const UserId& admin) { return has(facts.after, admin); }))
        return broken("admin_without_leaf");
    return {};
}

/// Direct and Self: a fixed company that nobody but the server takes anybody from.
Result<void> judgeClosed(const KontorRules& current, const CommitFacts& facts) {
    if (facts.newRules && *facts.newRules != current)
        return broken("admins_in_closed_group");
    if (!facts.removed.empty())
        return broken("remove_in_closed_group");
    if (!facts.left.empty())
        return broken("self_remove_in_closed_group");
    if (facts.first && current.kind == GroupKind::Direct) {
        if (facts.after.size() != 2)
            return broken("direct_needs_two_users");
        return {};
    }
    if (!std::ranges::all_of(facts.added,
                             [&](const UserId& user) { return has(facts.before, user); }))
        return broken("add_to_closed_group");
    return {};
}

} // namespace

Bytes KontorRules::encode() const {
    mls::tls::Writer w;
    w.u16(version);
    w.value(kind);
    w.sized([&] {
        for (const UserId& admin : admins)
            w.raw(admin.bytes);
    });
    return std::move(w).take();
}

Result<KontorRules> KontorRules::parse(ByteView extensionData) {
    mls::tls::Reader r(extensionData);
    KontorRules rules;
    rules.version = r.u16();
    if (r.ok() && rules.version > kVersion)
        return Error(ErrorCode::VersionUnknown, {"group rules"});
    rules.kind = r.oneOf<GroupKind>({GroupKind::Direct, GroupKind::Group, GroupKind::Self});
    ByteView ids = r.opaqueView();
    if (!r.ok() || !r.atEnd() || rules.version == 0 || ids.size() % UserId::kSize != 0)
        return Error(ErrorCode::Malformed, {"kontor_rules"});
    for (; !ids.empty(); ids = ids.subspan(UserId::kSize))
        rules.admins.push_back(UserId::parse(ids.first(UserId::kSize)).value());
    if (!isAscending(rules.admins) || (rules.kind != GroupKind::Group && !rules.admins.empty()))
        return Error(ErrorCode::Malformed, {"kontor_rules"});
    return rules;
}

bool KontorRules::isAdmin(const UserId& user) const {
    return has(admins, user);
}

Result<void> judgeCommit(const KontorRules& current, const CommitFacts& facts) {
    if (facts.newRules &&
        (facts.newRules->kind != current.kind || facts.newRules->version != current.version))
        return broken("kind_is_fixed");
    return current.kind == GroupKind::Group ? judgeGroup(current, facts)
                                            : judgeClosed(current, facts);
}

Result<void> judgeSelfRemove(const KontorRules& current) {
    if (current.kind != GroupKind::Group)
        return broken("self_remove_in_closed_group");
    return {};
}

std::optional<KontorRules> repairedRules(const KontorRules& current,
                                         const std::vector<UserId>& afterRemovals) {
    if (current.kind != GroupKind::Group)
        return std::nullopt;
    auto admins = repairedAdmins(current.admins, afterRemovals);
    if (admins == current.admins)
        return std::nullopt;
    KontorRules repaired = current;
    repaired.admins = std::move(admins);
    return repaired;
}

} // namespace kontor::rules
