#include "core/sync/change_feed.h"

#include "base/log.h"
#include "core/conversations/summaries.h"

#include <algorithm>

namespace kontor {
namespace {

using Change = TimelineDiff::Change;

/// What happened to one row in the whole transaction.
Change together(Change first, Change then) {
    if (then == Change::Removed || first == Change::Removed)
        return Change::Removed;
    if (first == Change::Inserted)
        return Change::Inserted;
    return then == Change::Moved || first == Change::Moved ? Change::Moved : Change::Updated;
}

void logFault(const Error& error) {
    log::error(log::Category::Sync, "cannot tell of a change",
               {{"code", static_cast<int>(error.code)}});
}

} // namespace

Result<TimelineChanged> ChangeFeed::timelineChanged(ConversationId conversation,
                                                    const Aftermath& aftermath, Revision revision) {
    std::map<MessageRow, Change> changes;
    for (const auto& row : aftermath.rows) {
        if (row.conversation != conversation)
            continue;
        const auto [place, fresh] = changes.try_emplace(row.row, row.change);
        if (!fresh)
            place->second = together(place->second, row.change);
    }
    const storage::MessageStore messages(m_database.writer());
    Timeline timeline(m_database.writer(), m_self);
    TimelineChanged changed;
    changed.conversation = conversation;
    changed.revision = revision.value;
    std::vector<std::pair<storage::Place, TimelineDiff>> placed;
    for (const auto& [row, change] : changes) {
        const auto message = messages.find(row);
        if (!message.ok())
            return message.error();
        const bool shown =
            message.value() && message.value()->content != storage::MessageRecord::Content::Expired;
        if (change == Change::Removed || !shown) {
            TimelineDiff gone;
            gone.change = Change::Removed;
            gone.entry.row = row;
            changed.diffs.push_back(std::move(gone));
            continue;
        }
        auto diff = timeline.diff(change, row);
        if (!diff.ok())
            return diff.error();
        placed.emplace_back(message.value()->place, std::move(*std::move(diff).value()));
    }
    // Newest first: each names a neighbour that is there already.
    std::ranges::sort(placed, [](const auto& one, const auto& other) {
        return std::pair(one.first, one.second.entry.row) >
               std::pair(other.first, other.second.entry.row);
    });
    for (auto& [place, diff] : placed)
        changed.diffs.push_back(std::move(diff));
    return changed;
}

void ChangeFeed::publish(const Aftermath& aftermath, Revision revision) {
    std::set<ConversationId> touched;
    for (const auto& row : aftermath.rows)
        touched.insert(row.conversation);
    for (const ConversationId conversation : touched) {
        auto changed = timelineChanged(conversation, aftermath, revision);
        if (changed.ok())
            m_sink(std::move(changed).value());
        else
            logFault(changed.error());
    }
    publishLists(aftermath.summaries, aftermath.details);
    publishCards(aftermath);
}

void ChangeFeed::publishCards(const Aftermath& aftermath) {
    const storage::ConversationStore conversations(m_database.writer());
    for (const UserId& user : aftermath.statuses) {
        auto person = People(m_database.writer()).find(user);
        if (!person.ok()) {
            logFault(person.error());
            continue;
        }
        m_sink(StatusChanged{user, person.value().status});
        std::set<ConversationId> summaries;
        if (const auto direct = conversations.findDirect(user); direct.ok() && direct.value())
            summaries.insert(direct.value()->id);
        std::set<ConversationId> details;
        if (const auto shared = conversations.withMember(user); shared.ok())
            details.insert(shared.value().begin(), shared.value().end());
        publishLists(summaries, details);
    }
    for (const UserId& user : aftermath.avatars)
        m_sink(AvatarChanged{user});
    for (const ConversationId conversation : aftermath.pictures)
        m_sink(AvatarChanged{conversation});
}

void ChangeFeed::publishPeople(const std::set<ConversationId>& conversations) {
    publishLists(conversations, conversations);
}

void ChangeFeed::publishLists(const std::set<ConversationId>& summaries,
                              const std::set<ConversationId>& details) {
    ConversationsChanged lists;
    Summaries reader(m_database.writer(), m_self);
    for (const ConversationId conversation : summaries) {
        auto summary = reader.summary(conversation);
        if (summary.ok())
            lists.changed.push_back(std::move(summary).value());
        else if (summary.error().code != ErrorCode::ConversationUnknown)
            logFault(summary.error());
    }
    if (!lists.changed.empty())
        m_sink(std::move(lists));
    for (const ConversationId conversation : details)
        m_sink(DetailsChanged{conversation});
}

void ChangeFeed::publishArrival(ConversationId conversation, MessageRow row) {
    auto diff = Timeline(m_database.writer(), m_self).diff(Change::Inserted, row);
    if (!diff.ok())
        return logFault(diff.error());
    if (diff.value())
        m_sink(MessageArrived{conversation, std::move(diff.value()->entry)});
}

void ChangeFeed::publishReaction(ConversationId conversation, const Aftermath::Reaction& reaction) {
    auto diff = Timeline(m_database.writer(), m_self).diff(Change::Updated, reaction.message);
    if (!diff.ok())
        return logFault(diff.error());
    auto person = People(m_database.writer()).find(reaction.user);
    if (!person.ok())
        return logFault(person.error());
    if (diff.value())
        m_sink(ReactionArrived{conversation, std::move(diff.value()->entry),
                               std::move(person).value(), QString::fromStdString(reaction.emoji)});
}

} // namespace kontor
