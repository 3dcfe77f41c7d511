#include "core/polls/past_members.h"

#include "core/polls/poll_reading.h"

namespace kontor::polls {

Result<PastMembers> PastMembers::of(const CoreParts& parts, ConversationId conversation) {
    const auto members = membersOf(parts.database.writer(), conversation);
    if (!members.ok())
        return members.error();
    const auto departures = parts.stores.earlyPolls.departures(conversation);
    if (!departures.ok())
        return departures.error();
    PastMembers past;
    past.m_now.insert(members.value().begin(), members.value().end());
    std::set<UserId> leaving;
    for (const storage::EarlyPollAct& act : departures.value()) {
        // A departure that was announced is none at its own place.
        const bool announced =
            act.kind == storage::EarlyPollAct::Kind::Departure && leaving.erase(act.user) != 0;
        if (announced)
            continue;
        past.m_left[act.user] = act.seq;
        if (act.kind == storage::EarlyPollAct::Kind::Leaving)
            leaving.insert(act.user);
    }
    return past;
}

} // namespace kontor::polls
