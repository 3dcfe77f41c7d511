#include "core/sync/group_cache.h"

#include "storage/group_store_sql.h"

namespace kontor {

Result<mls::Group*> GroupCache::find(const GroupId& group) {
    if (const auto place = m_places.find(group); place != m_places.end()) {
        m_held.splice(m_held.begin(), m_held, place->second);
        return &place->second->group;
    }
    const storage::GroupReaderSql reader(m_database.writer(), group);
    auto context = reader.get(mls::StatePart::Context, 0);
    if (!context.ok())
        return context.error();
    if (!context.value())
        return nullptr;
    auto loaded = mls::Group::load(reader);
    if (!loaded.ok())
        return loaded.error();
    return &put(group, std::move(loaded).value());
}

mls::Group& GroupCache::put(const GroupId& id, mls::Group group) {
    drop(id);
    if (m_held.size() >= kGroups) {
        m_places.erase(m_held.back().id);
        m_held.pop_back();
    }
    m_held.push_front({id, std::move(group)});
    m_places.emplace(id, m_held.begin());
    return m_held.front().group;
}

void GroupCache::drop(const GroupId& group) {
    const auto place = m_places.find(group);
    if (place == m_places.end())
        return;
    m_held.erase(place->second);
    m_places.erase(place);
}

void GroupCache::dropAll() {
    m_places.clear();
    m_held.clear();
}

} // namespace kontor
