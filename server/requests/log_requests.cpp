// Reading logs: what groups there are, entries, cursors, and what a rejoin needs.

#include "server/requests/answers.h"
#include "server/requests/requests.h"
#include "server/server_limits.h"

#include <algorithm>
#include <map>

namespace kontor::server {

namespace {

/// Where the device's reading ends: the head, or the entry that removed it.
struct Reading {
    Seq head;
    Seq cursor;
    Seq start;
    bool removed = true;
};

/// Nothing when the device reads none of it.
std::optional<Reading> readingOf(const LiveGroup& group, DeviceRow device) {
    std::optional<Reading> reading;
    for (const auto& span : group.spans) {
        if (span.device != device)
            continue;
        // Spans ascend: the first one not yet read to its end tells the cursor, the last the rest.
        if (!reading)
            reading = Reading{.head = {}, .cursor = span.cursor, .start = {}, .removed = true};
        else if (reading->cursor >= reading->head)
            reading->cursor = std::max(reading->cursor, span.cursor);
        reading->head = span.last.value_or(group.record.head);
        reading->start = span.start;
        reading->removed = span.last.has_value();
    }
    return reading;
}

void addEntry(wire::Entries& answer, LogEntry entry) {
    auto& added = *answer.add_entries();
    added.set_seq(entry.seq.value);
    added.set_payload(fieldOf(entry.payload));
    added.set_received_at(static_cast<std::uint64_t>(entry.at.count()));
}

/// Entries of all the spans that the device may read, in order.
void addReadable(Context& context, const LiveGroup& group, DeviceRow device, Seq after,
                 std::uint32_t limit, wire::Entries& answer) {
    std::size_t bytes = limits::kAnswerBytes;
    for (const auto& span : group.spans) {
        if (span.device != device || limit == 0)
            continue;
        const Seq from = std::max(after, Seq(span.start.value - 1));
        const Seq last = span.last.value_or(group.record.head);
        if (from >= last)
            continue;
        const LogStore::Range range{.after = from, .last = last, .entries = limit, .bytes = bytes};
        for (auto& entry : context.store.log().entries(group.record.row, range)) {
            if (entry.payload.size() > bytes && answer.entries_size() > 0)
                return;
            bytes -= std::min(bytes, entry.payload.size());
            --limit;
            addEntry(answer, std::move(entry));
        }
    }
}

} // namespace

wire::Answer listGroups(Context& context, Session& session) {
    wire::Answer answer = done();
    auto& groups = *answer.mutable_groups();
    GroupRow previous;
    for (const auto& entry : context.store.log().groupsOf(session.device)) {
        if (entry.group == previous)
            continue;
        previous = entry.group;
        const LiveGroup* group = context.groups.find(entry.group);
        const auto reading = group == nullptr ? std::nullopt : readingOf(*group, session.device);
        if (!reading)
            continue;
        auto& head = *groups.add_groups();
        head.set_group(fieldOf(group->record.id.view()));
        head.set_head_seq(reading->head.value);
        head.set_epoch(group->record.epoch.value);
        head.set_cursor(reading->cursor.value);
        head.set_start_seq(reading->start.value);
        head.set_removed(reading->removed);
    }
    return answer;
}

wire::Answer fetch(Context& context, Session& session, const wire::Fetch& request) {
    const auto id = idIn<GroupId>(request.group());
    const LiveGroup* group = id ? context.groups.find(*id) : nullptr;
    const auto reading = group == nullptr ? std::nullopt : readingOf(*group, session.device);
    if (!reading)
        return answerOf(wire::NOT_MEMBER);
    wire::Answer answer = done();
    auto& entries = *answer.mutable_entries();
    entries.set_head_seq(reading->head.value);
    entries.set_epoch(group->record.epoch.value);
    entries.set_newest_dropped(group->record.newestDropped.value);
    entries.set_newest_dropped_handshake(group->record.newestDroppedHandshake.value);
    const std::uint32_t wanted = request.limit() == 0 ? limits::kFetchEntries : request.limit();
    addReadable(context, *group, session.device, Seq(request.after_seq()),
                std::min(wanted, limits::kFetchEntries), entries);
    return answer;
}

std::optional<wire::Answer> ackLog(Context& context, Session& session,
                                   const wire::AckLog& request) {
    const auto id = idIn<GroupId>(request.group());
    LiveGroup* group = id ? context.groups.find(*id) : nullptr;
    if (group == nullptr || !group->reads(session.device))
        return answerOf(wire::NOT_MEMBER);
    context.groups.acknowledge(*group, session.device, Seq(request.seq()));
    return std::nullopt;
}

wire::Answer fetchRejoin(Context& context, Session& session, const wire::FetchRejoin& request) {
    const auto id = idIn<GroupId>(request.group());
    LiveGroup* group = id ? context.groups.find(*id) : nullptr;
    if (group == nullptr || group->record.closed || group->member(session.device) == nullptr)
        return answerOf(wire::NOT_MEMBER);
    const auto state = context.groups.state(*group);
    if (!state.ok())
        return retryLater(limits::kRetryAfter);
    wire::Answer answer = done();
    auto& rejoin = *answer.mutable_rejoin();
    rejoin.set_group_info(fieldOf(context.store.log().groupInfo(group->record.row)));
    rejoin.set_tree(fieldOf(state.value()->ratchetTree()));
    for (const auto& pending : state.value()->pending()) {
        if (pending.cause == mls::RemovalCause::SelfRemove)
            rejoin.add_self_removes(fieldOf(pending.message));
    }
    rejoin.set_head_seq(group->record.head.value);
    return answer;
}

} // namespace kontor::server
