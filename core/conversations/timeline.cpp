#include "core/conversations/timeline.h"

#include "core/actions/action_views.h"
#include "core/attachments/picture_view.h"
#include "core/calls/call_ledger.h"
#include "core/conversations/notice.h"
#include "core/conversations/seeing.h"
#include "core/formatting/span_record.h"
#include "core/polls/poll_view.h"
#include "storage/poll_store.h"

namespace kontor {
namespace {

DeliveryState deliveryOf(storage::MessageState state) {
    switch (state) {
    case storage::MessageState::Queued:
    case storage::MessageState::Sealed:
        return DeliveryState::Waiting;
    case storage::MessageState::Accepted:
        return DeliveryState::Sent;
    case storage::MessageState::Delivered:
        return DeliveryState::Delivered;
    case storage::MessageState::Failed:
        return DeliveryState::Failed;
    case storage::MessageState::Received:
        break;
    }
    return DeliveryState::None;
}

EntryKind kindOf(const storage::MessageRecord& message) {
    if (message.content != storage::MessageRecord::Content::Whole)
        return EntryKind::Deleted;
    switch (message.kind) {
    case storage::MessageKind::Text:
        return EntryKind::Text;
    case storage::MessageKind::Poll:
        return EntryKind::Poll;
    case storage::MessageKind::Undecryptable:
        return EntryKind::Undecryptable;
    case storage::MessageKind::Call:
    case storage::MessageKind::MissedCall:
        return EntryKind::Call;
    case storage::MessageKind::Attachment: // its view says which
    case storage::MessageKind::Unknown:
    case storage::MessageKind::Notice:
        break;
    }
    return EntryKind::NewerVersion;
}

/// A line of a newer version stays as it is: one that this one does not know.
void addCall(TimelineEntry& entry, const storage::MessageRecord& message) {
    const auto line = parseCallLine(message.detail);
    if (!line.ok()) {
        entry.kind = EntryKind::NewerVersion;
        return;
    }
    CallView call;
    call.result = line.value().result;
    call.talked = line.value().talked;
    if (message.kind == storage::MessageKind::MissedCall)
        call.missed = CallView::Missed::Yes;
    entry.call = call;
}

} // namespace

Result<TimelineEntry> Timeline::entry(const storage::MessageRecord& message) {
    TimelineEntry entry;
    entry.row = message.row;
    entry.conversation = message.conversation;
    entry.seq = message.seq.value_or(Seq());
    entry.kind = kindOf(message);
    entry.sentAt = message.sentAt;
    entry.text = QString::fromStdString(message.text);
    entry.delivery = deliveryOf(message.state);
    if (entry.delivery == DeliveryState::Delivered && message.readBy >= message.recipients) {
        const auto shown = showsReading();
        if (!shown.ok())
            return shown.error();
        if (shown.value())
            entry.delivery = DeliveryState::Read;
    }
    if (message.lifetime > Milliseconds(0))
        entry.lifetime = message.lifetime;
    entry.deadline = message.deadline;
    if (message.failure)
        entry.failure = Error(*message.failure);
    if (message.sender == m_self)
        entry.side = TimelineEntry::Side::Own;
    auto sender = m_people.find(message.sender);
    if (!sender.ok())
        return sender.error();
    entry.sender = std::move(sender).value();
    if (entry.kind == EntryKind::Call)
        addCall(entry, message);
    if (message.kind == storage::MessageKind::Attachment && entry.kind != EntryKind::Deleted) {
        if (auto added = attachments::addPicture(m_connection, entry, message); !added.ok())
            return added.error();
    }
    if (entry.kind == EntryKind::Text)
        if (auto added = addSpans(entry, message); !added.ok())
            return added.error();
    if (auto added = actions::addTo(entry, message, m_connection, m_people, m_self); !added.ok())
        return added.error();
    if (entry.kind == EntryKind::Poll)
        return withPoll(std::move(entry), message);
    if (message.kind != storage::MessageKind::Notice || entry.kind == EntryKind::Deleted)
        return entry;
    // A notice of a newer version stays as it is: a line that this one does not know.
    const auto notice = Notice::parse(message.detail);
    if (!notice.ok())
        return entry;
    entry.kind = notice.value().entryKind();
    if (entry.kind == EntryKind::PollClosed || entry.kind == EntryKind::PollReopened)
        return withNamedPoll(std::move(entry), notice.value().about);
    if (entry.kind == EntryKind::LifetimeChanged)
        entry.lifetime = notice.value().lifetime;
    for (const UserId& user : notice.value().people) {
        auto person = m_people.find(user);
        if (!person.ok())
            return person.error();
        entry.people.push_back(std::move(person).value());
    }
    return entry;
}

/// Those of a newer version are left out: the words are there.
Result<void> Timeline::addSpans(TimelineEntry& entry, const storage::MessageRecord& message) {
    auto spans = parseSpans(message.detail, entry.text.size());
    if (!spans.ok())
        return {};
    for (TextSpan& span : spans.value()) {
        if (span.kind != TextSpan::Kind::Mention)
            continue;
        const auto person = m_people.find(span.user);
        if (!person.ok())
            return person.error();
        span.handle = person.value().handle;
        if (span.user == m_self)
            span.me = TextSpan::Me::Yes;
    }
    entry.spans = std::move(spans).value();
    return {};
}

Result<bool> Timeline::showsReading() {
    if (m_showsReading)
        return *m_showsReading;
    const auto shows = tellsReading(m_connection);
    if (shows.ok())
        m_showsReading = shows.value();
    return shows;
}

Result<TimelineEntry> Timeline::withPoll(TimelineEntry entry,
                                         const storage::MessageRecord& message) {
    auto poll = polls::viewOf(m_connection, m_people, m_self, message);
    if (!poll.ok())
        return poll.error();
    if (poll.value()) {
        entry.text = poll.value()->title;
        entry.poll = std::move(poll).value();
    }
    return entry;
}

Result<TimelineEntry> Timeline::withNamedPoll(TimelineEntry entry, const MessageId& id) {
    const auto row = storage::PollStore(m_connection).findById(id);
    if (!row.ok())
        return row.error();
    if (!row.value())
        return entry; // erased: the line stays, without a word of it
    const auto message = m_messages.find(*row.value());
    if (!message.ok())
        return message.error();
    return message.value() ? withPoll(std::move(entry), *message.value())
                           : Result<TimelineEntry>(std::move(entry));
}

Result<storage::MessagePage> Timeline::read(const TimelineRequest& request) const {
    const std::uint32_t count = std::min(request.count, kGreatestPage);
    switch (request.anchor) {
    case TimelineRequest::Anchor::OlderThan:
        return m_messages.olderThan(request.row, count);
    case TimelineRequest::Anchor::NewerThan:
        return m_messages.newerThan(request.row, count);
    case TimelineRequest::Anchor::Around:
        return m_messages.around(request.row, count);
    case TimelineRequest::Anchor::FirstUnread: {
        const auto unread = m_messages.firstUnread(request.conversation);
        if (!unread.ok())
            return unread.error();
        if (unread.value())
            return m_messages.around(*unread.value(), count);
        break;
    }
    case TimelineRequest::Anchor::Moment: {
        const auto first = m_messages.firstSince(request.conversation, request.moment);
        if (!first.ok())
            return first.error();
        if (first.value())
            return m_messages.around(*first.value(), count);
        break;
    }
    case TimelineRequest::Anchor::Newest:
        break;
    }
    return m_messages.newest(request.conversation, count);
}

Result<TimelinePage> Timeline::page(const TimelineRequest& request) {
    auto snapshot = storage::Snapshot::begin(m_connection);
    if (!snapshot.ok())
        return snapshot.error();
    const auto read = this->read(request);
    if (!read.ok())
        return read.error();
    TimelinePage page;
    page.conversation = request.conversation;
    page.revision = read.value().revision.value;
    page.reachesNewest = read.value().reachesNewest;
    page.reachesOldest = read.value().reachesOldest;
    for (const auto& message : read.value().messages) {
        if (message.conversation != request.conversation)
            return ErrorCode::ConversationUnknown;
        auto shown = entry(message);
        if (!shown.ok())
            return shown.error();
        page.entries.push_back(std::move(shown).value());
    }
    const auto unread = m_messages.firstUnread(request.conversation);
    if (!unread.ok())
        return unread.error();
    page.firstUnread = unread.value();
    if (request.anchor == TimelineRequest::Anchor::Moment) {
        const auto first = m_messages.firstSince(request.conversation, request.moment);
        if (!first.ok())
            return first.error();
        page.atMoment = first.value();
    }
    return page;
}

Result<std::optional<TimelineDiff>> Timeline::diff(TimelineDiff::Change change, MessageRow row) {
    const auto message = m_messages.find(row);
    if (!message.ok())
        return message.error();
    if (!message.value())
        return std::optional<TimelineDiff>();
    const auto neighbour = m_messages.newerNeighbour(row);
    if (!neighbour.ok())
        return neighbour.error();
    auto shown = entry(*message.value());
    if (!shown.ok())
        return shown.error();
    TimelineDiff diff;
    diff.change = change;
    diff.entry = std::move(shown).value();
    diff.newerNeighbour = neighbour.value();
    return std::optional(std::move(diff));
}

} // namespace kontor
