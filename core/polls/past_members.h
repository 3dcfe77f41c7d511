#pragma once

#include "core/core_parts.h"

#include <map>
#include <set>

namespace kontor::polls {

/// Who was a member at an entry of the log, as far as this device was there (early_acts.h keeps
/// who went since it came in).
class PastMembers {
public:
    [[nodiscard]] static Result<PastMembers> of(const CoreParts& parts,
                                                ConversationId conversation);

    [[nodiscard]] bool had(const UserId& user, Seq at) const {
        const auto left = m_left.find(user);
        return m_now.contains(user) || (left != m_left.end() && left->second > at);
    }

private:
    std::set<UserId> m_now;
    std::map<UserId, Seq> m_left; ///< the last time, as the group showed it
};

} // namespace kontor::polls
