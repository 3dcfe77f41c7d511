#pragma once

#include "base/number.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Every place that holds content (design.md, 9): what people wrote, and what tells of it. A place
/// that is not listed fails a test; each says how it lets go of what it holds.
namespace kontor::storage {

enum class PlaceKind : std::uint8_t {
    Column,       ///< of a table of the store
    SearchIndex,  ///< an FTS table of the store
    File,         ///< beside the store: attachments, thumbnails
    Cache,        ///< in memory: pictures, pages
    Notification, ///< shown by the system
};

enum class Erasing : std::uint8_t {
    Nulled,      ///< set NULL in the erasing transaction, row kept (no copy stays in a page)
    Zeroed,      ///< overwritten in place, in the erasing transaction (slots.h)
    IndexDelete, ///< FTS 'delete' with exactly the folded values, secure-delete on
    RowDeleted,  ///< row deleted in the erasing transaction
    Replaced,    ///< holds the newest value only: overwritten, zeroed by secure_delete
    FileDeleted, ///< after the commit; orphans are swept at the next start
    Forgotten,   ///< after the commit, from memory or by the system
};

/// A place of the store itself.
struct StoredPlace {
    PlaceKind kind;
    std::string_view table;
    std::string_view column;
    Erasing erasing;
    std::string_view eraseMessage; ///< run with the row of a message; empty: belongs to none
    std::string_view what;         ///< in words, for docs/storage.md and the test's output
};
/// All content of the store, sorted by table and column.
[[nodiscard]] std::span<const StoredPlace> storedPlaces();

/// A column that holds none: ids, numbers, times, keys. Each is named, so that a new column is a
/// decision.
struct ContentFreeColumn {
    std::string_view table;
    std::string_view column;
};
[[nodiscard]] std::span<const ContentFreeColumn> contentFreeColumns();

/// A place outside the store, registered by whoever owns it.
struct OutsidePlace {
    PlaceKind kind = PlaceKind::Cache;
    std::string name; ///< for the test that walks the registry
    Erasing erasing = Erasing::Forgotten;
    /// Called after the erasing commit with the rows that are gone, on the thread of forget().
    std::function<void(std::span<const MessageRow>)> forget;
};

/// The places outside the store of one profile. One thread.
class ContentPlaces {
public:
    void add(OutsidePlace place) { m_places.push_back(std::move(place)); }
    [[nodiscard]] std::span<const OutsidePlace> places() const { return m_places; }
    /// After the commit of an erasure.
    void forget(std::span<const MessageRow> rows) const {
        for (const OutsidePlace& place : m_places)
            place.forget(rows);
    }

private:
    std::vector<OutsidePlace> m_places;
};

} // namespace kontor::storage
