#pragma once

#include "crypto/mls/group.h"
#include "storage/database.h"

#include <cstdint>
#include <list>
#include <unordered_map>

namespace kontor {

/// The groups in memory, so that a message does not load a tree. What is in here equals the store
/// as the core thread's connection sees it: whoever changes a group in a transaction that rolls
/// back must drop() it. Core thread.
class GroupCache {
public:
    /// Beyond this the one that was used longest ago goes: a tree of 100 leaves takes some 100 kB.
    static constexpr std::size_t kGroups = 64;

    explicit GroupCache(storage::Database& database)
        : m_database(database) {}

    /// Valid until the next call of any method. None: the store has no state of this group.
    [[nodiscard]] Result<mls::Group*> find(const GroupId& group);
    /// Just created or joined.
    mls::Group& put(const GroupId& id, mls::Group group);
    void drop(const GroupId& group);
    void dropAll();

private:
    struct Held {
        GroupId id;
        mls::Group group;
    };
    storage::Database& m_database;
    std::list<Held> m_held; ///< used last: first
    std::unordered_map<GroupId, std::list<Held>::iterator> m_places;
};

} // namespace kontor
