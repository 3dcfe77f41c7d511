#pragma once

#include "core/conversations/people.h"
#include "core/values.h"
#include "storage/message_store.h"

namespace kontor {

/// Reads what a timeline shows: pages for the reader thread, single entries for the core's diffs.
/// Made for one answer; `connection` is the calling thread's.
class Timeline {
public:
    /// A window asks for pages; more at once than this is a mistake.
    static constexpr std::uint32_t kGreatestPage = 500;

    Timeline(storage::Connection& connection, const UserId& self)
        : m_connection(connection)
        , m_messages(connection)
        , m_people(connection)
        , m_self(self) {}

    /// ConversationUnknown for an anchor that is not there.
    [[nodiscard]] Result<TimelinePage> page(const TimelineRequest& request);
    [[nodiscard]] Result<TimelineEntry> entry(const storage::MessageRecord& message);
    /// Where it stands now, as an insertion, a move or an update. None: the row is not there.
    [[nodiscard]] Result<std::optional<TimelineDiff>> diff(TimelineDiff::Change change,
                                                           MessageRow row);

private:
    [[nodiscard]] Result<TimelineEntry> withPoll(TimelineEntry entry,
                                                 const storage::MessageRecord& message);
    [[nodiscard]] Result<TimelineEntry> withNamedPoll(TimelineEntry entry, const MessageId& id);
    /// Who tells nobody what she reads sees nothing of it either.
    [[nodiscard]] Result<void> addSpans(TimelineEntry& entry,
                                        const storage::MessageRecord& message);
    [[nodiscard]] Result<bool> showsReading();
    [[nodiscard]] Result<storage::MessagePage> read(const TimelineRequest& request) const;

    storage::Connection& m_connection;
    storage::MessageStore m_messages;
    People m_people;
    UserId m_self;
    std::optional<bool> m_showsReading;
};

} // namespace kontor
