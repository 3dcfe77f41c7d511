#pragma once

#include "core/events.h"
#include "core/sync/aftermath.h"
#include "storage/database.h"

#include <functional>

namespace kontor {

/// Turns what a transaction changed into events. Core thread, right after the commit.
class ChangeFeed {
public:
    using Sink = std::function<void(const Event&)>;

    ChangeFeed(storage::Database& database, const UserId& self, Sink sink)
        : m_database(database)
        , m_self(self)
        , m_sink(std::move(sink)) {}

    void publish(const Aftermath& aftermath, Revision revision);
    /// The newest message of somebody else in a conversation that is caught up.
    void publishArrival(ConversationId conversation, MessageRow row);
    /// The newest reaction of somebody else to an own message there, likewise.
    void publishReaction(ConversationId conversation, const Aftermath::Reaction& reaction);
    /// What the list shows of it has changed.
    void publishSummary(ConversationId conversation) { publishLists({conversation}, {}); }
    /// Somebody in these conversations is called otherwise now, or is trusted otherwise.
    void publishPeople(const std::set<ConversationId>& conversations);
    void publish(const Event& event) { m_sink(event); }

private:
    /// What people say of themselves stands wherever they do.
    void publishCards(const Aftermath& aftermath);
    void publishLists(const std::set<ConversationId>& summaries,
                      const std::set<ConversationId>& details);
    [[nodiscard]] Result<TimelineChanged>
    timelineChanged(ConversationId conversation, const Aftermath& aftermath, Revision revision);

    storage::Database& m_database;
    UserId m_self;
    Sink m_sink;
};

} // namespace kontor
