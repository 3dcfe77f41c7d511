#pragma once

#include "base/bytes.h"
#include "base/id.h"
#include "base/result.h"

#include <cstdint>
#include <optional>
#include <vector>

/// Who may what in a group: delivery.md, rule 17, rules version 1. Pure, shared by server and
/// clients, so that all reach the same verdict. Rules decide over users; leaves are the caller's
/// business.
namespace kontor::rules {

enum class GroupKind : std::uint8_t { Direct = 1, Group = 2, Self = 3 };

/// The GroupContext extension `kontor_rules` (private-use type kRulesExtension).
struct KontorRules {
    static constexpr std::uint16_t kRulesExtension = 0xF0C7;
    static constexpr std::uint16_t kVersion = 1;

    std::uint16_t version = kVersion;
    GroupKind kind = GroupKind::Group;
    std::vector<UserId> admins; ///< ascending, no doubles; empty for Direct and Self

    friend bool operator==(const KontorRules&, const KontorRules&) = default;
    [[nodiscard]] Bytes encode() const;
    /// Malformed (also for admins that are not ascending, or of a kind that has none);
    /// VersionUnknown for a version above ours (a client stops at that entry: rule 18).
    [[nodiscard]] static Result<KontorRules> parse(ByteView extensionData);
    [[nodiscard]] bool isAdmin(const UserId& user) const;
};

/// A commit in terms of users: what the rules look at.
struct CommitFacts {
    bool first = false; ///< the commit that creation carries, from epoch 0 to 1
    UserId committer;
    std::vector<UserId> before;  ///< users with a leaf before the commit, ascending, no doubles
    std::vector<UserId> removed; ///< of leaves removed by the committer's own Remove proposals
    std::vector<UserId> removedByServer; ///< of pending Removes of the server's removal key
    std::vector<UserId> left;            ///< of pending SelfRemoves
    std::vector<UserId> afterRemovals;   ///< users with a leaf after removals, before adds
    std::vector<UserId> added;
    std::vector<UserId> after;           ///< users with a leaf after the commit
    std::optional<KontorRules> newRules; ///< set when a GroupContextExtensions is in the commit
};

/// Ok, or GroupInvalid with the broken rule's name.
[[nodiscard]] Result<void> judgeCommit(const KontorRules& current, const CommitFacts& facts);
/// May `user` leave by SelfRemove (never in Direct and Self)?
[[nodiscard]] Result<void> judgeSelfRemove(const KontorRules& current);

/// What a committer must send along so that its commit obeys the rules: the admin list repaired for
/// those who have no leaf after the removals; nothing when the list is right as it is.
[[nodiscard]] std::optional<KontorRules> repairedRules(const KontorRules& current,
                                                       const std::vector<UserId>& afterRemovals);

} // namespace kontor::rules
