#pragma once

#include "server/log/log_store.h"
#include "server/sqlite/database.h"

#include <set>

namespace kontor::server {

/// What grows too old goes, in steps: entries in order of arrival, idempotency keys in a walk over
/// their table once a day (an index on their age would cost every message), cursors of removed
/// devices. Only rows that the lazy index has written are touched.
class LogExpiry {
public:
    explicit LogExpiry(sqlite::Database& database);

    /// `mark`: rows of the log up to this id are indexed.
    [[nodiscard]] LogStore::Expired step(const LogStore::Expiry& expiry, std::int64_t mark);

private:
    using Groups = std::set<GroupRow>;
    [[nodiscard]] bool dropMessages(const LogStore::Expiry& expiry, std::int64_t mark,
                                    Groups& changed);
    [[nodiscard]] bool dropHandshakes(const LogStore::Expiry& expiry, std::int64_t mark,
                                      Groups& changed);
    [[nodiscard]] bool dropKeys(const LogStore::Expiry& expiry);
    [[nodiscard]] bool dropReaders(const LogStore::Expiry& expiry, Groups& changed);

    struct Row {
        std::int64_t id = 0;
        GroupRow group;
        Seq seq;
        EntryKind kind = EntryKind::Application;
        Seconds at{};
    };
    [[nodiscard]] std::vector<Row> rows(std::int64_t after, std::int64_t upTo, std::uint32_t limit);
    void drop(const Row& row);

    sqlite::Statement m_rows;
    sqlite::Statement m_dropPlace;
    sqlite::Statement m_dropEntry;
    sqlite::Statement m_setDropped;
    sqlite::Statement m_keys;
    sqlite::Statement m_dropKey;
    sqlite::Statement m_oldReaders;
    sqlite::Statement m_dropReader;

    std::int64_t m_messagesUpTo = 0; ///< rows of the log that hold no old message any more

    struct KeyPlace {
        std::int64_t group = 0;
        std::int64_t sender = 0;
        Bytes key;
    };
    KeyPlace m_keyPlace;
    bool m_walkingKeys = false;
    Seconds m_keysWalkedFor{}; ///< keyBefore of the last walk
};

} // namespace kontor::server
