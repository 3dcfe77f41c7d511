#include "server/log/group_table.h"

#include "server/server_limits.h"

#include <algorithm>
#include <utility>

namespace kontor::server {

ReaderSpan* LiveGroup::member(DeviceRow device) {
    for (auto& span : spans) {
        if (span.device == device && !span.last)
            return &span;
    }
    return nullptr;
}

bool LiveGroup::reads(DeviceRow device) const {
    return std::ranges::any_of(spans,
                               [device](const ReaderSpan& span) { return span.device == device; });
}

Seq LiveGroup::readByAll() const {
    Seq least = record.head;
    for (const auto& span : spans)
        least = std::min(least, span.cursor);
    return least;
}

LiveGroup* GroupTable::find(const GroupId& id) {
    const auto row = m_rows.find(id);
    if (row != m_rows.end())
        return find(row->second);
    return admit(m_store.log().group(id));
}

LiveGroup* GroupTable::find(GroupRow row) {
    const auto found = m_groups.find(row);
    if (found == m_groups.end())
        return admit(m_store.log().group(row));
    m_uses.splice(m_uses.begin(), m_uses, found->second.use);
    return &found->second.group;
}

LiveGroup* GroupTable::admit(std::optional<GroupRecord> record) {
    if (!record)
        return nullptr;
    const GroupRow row = record->row;
    m_uses.push_front(row);
    Kept& kept = m_groups[row];
    kept.use = m_uses.begin();
    kept.group.record = *record;
    kept.group.spans = m_store.log().readers(row);
    m_rows.emplace(record->id, row);
    m_mayDrop.insert(row);
    return &kept.group;
}

Result<mls::PublicGroup*> GroupTable::state(LiveGroup& group) {
    if (!group.state) {
        auto loaded = mls::PublicGroup::load(*m_store.log().state(group.record.row));
        if (!loaded.ok())
            return loaded.error();
        group.state = std::make_unique<mls::PublicGroup>(std::move(loaded).value());
    }
    std::erase(m_withState, group.record.row);
    m_withState.push_back(group.record.row);
    return group.state.get();
}

void GroupTable::addReader(LiveGroup& group, const ReaderSpan& span) {
    m_store.log().addReader(group.record.row, span);
    group.spans.push_back(span);
}

void GroupTable::endReader(LiveGroup& group, DeviceRow device, Seq last, Seconds now) {
    ReaderSpan* span = group.member(device);
    if (span == nullptr)
        return;
    span->last = last;
    m_store.log().endReader(group.record.row, *span, now);
}

void GroupTable::moveReader(LiveGroup& group, DeviceRow device, mls::LeafIndex leaf) {
    ReaderSpan* span = group.member(device);
    if (span == nullptr || span->leaf == leaf)
        return;
    span->leaf = leaf;
    m_store.log().setLeaf(group.record.row, *span);
}

void GroupTable::acknowledge(LiveGroup& group, DeviceRow device, Seq seq) {
    bool changed = false;
    for (auto& span : group.spans) {
        const Seq reached = std::min(seq, span.last.value_or(group.record.head));
        if (span.device != device || reached < span.start || reached <= span.cursor)
            continue;
        span.cursor = reached;
        changed = true;
    }
    if (!changed)
        return;
    m_cursorsChanged.insert(group.record.row);
    m_mayDrop.insert(group.record.row);
}

void GroupTable::forget(GroupRow row) {
    const auto found = m_groups.find(row);
    if (found == m_groups.end())
        return;
    m_cursorsChanged.erase(row);
    std::erase(m_withState, row);
    m_rows.erase(found->second.group.record.id);
    m_uses.erase(found->second.use);
    m_groups.erase(found);
}

void GroupTable::writeCursorsOf(Kept& kept) {
    const GroupRow row = kept.group.record.row;
    for (const auto& span : kept.group.spans) {
        if (span.last && span.cursor >= *span.last)
            m_store.log().dropReader(row, span);
        else
            m_store.log().setCursor(row, span);
    }
    std::erase_if(kept.group.spans,
                  [](const ReaderSpan& span) { return span.last && span.cursor >= *span.last; });
}

void GroupTable::writeCursors() {
    for (const GroupRow row : std::exchange(m_cursorsChanged, {})) {
        const auto found = m_groups.find(row);
        if (found != m_groups.end())
            writeCursorsOf(found->second);
    }
}

bool GroupTable::dropRead(std::uint32_t rows) {
    for (auto row = m_mayDrop.begin(); row != m_mayDrop.end() && rows > 0;) {
        const auto found = m_groups.find(*row);
        if (found == m_groups.end()) {
            row = m_mayDrop.erase(row);
            continue;
        }
        LiveGroup& group = found->second.group;
        const auto dropped = m_store.log().dropRead(*row, group.readByAll(), rows);
        group.record.newestDropped = std::max(group.record.newestDropped, dropped.newest);
        const bool done = dropped.entries < rows && !dropped.unsettled;
        // A look at a group costs something too.
        rows -= std::min(rows, std::max(dropped.entries, 1U));
        row = done ? m_mayDrop.erase(row) : std::next(row);
    }
    return rows == 0;
}

void GroupTable::trim() {
    while (m_groups.size() > limits::kCachedGroups) {
        const GroupRow oldest = m_uses.back();
        if (m_cursorsChanged.contains(oldest))
            writeCursorsOf(m_groups.at(oldest));
        forget(oldest);
    }
    while (m_withState.size() > limits::kCachedStates) {
        m_groups.at(m_withState.front()).group.state.reset();
        m_withState.erase(m_withState.begin());
    }
}

} // namespace kontor::server
