#pragma once

#include "base/clock.h"
#include "storage/gram_counts.h"
#include "storage/message_store.h"

namespace kontor::storage {

/// What is asked for must all hold. Without words: the newest messages that fit.
struct SearchRequest {
    std::string words;                              ///< as typed
    std::vector<ConversationId> conversations = {}; ///< any of these; empty: wherever it stands
    std::vector<UserId> senders = {};               ///< any of these; empty: whoever sent it
    std::optional<MessageKind> kind = {};
    enum class Links : std::uint8_t { Whatever, Required } links = Links::Whatever;
    std::optional<Milliseconds> since = {};   ///< sent then or later, by the sender's clock
    std::optional<Milliseconds> before = {};  ///< sent before
    std::optional<MessageRow> olderThan = {}; ///< the last hit of the page before

    /// Whether anything is asked for but words.
    [[nodiscard]] bool narrows() const {
        return !conversations.empty() || !senders.empty() || kind || links == Links::Required ||
               since || before;
    }
    std::uint32_t count = 50;
};

struct SearchFound {
    std::vector<MessageRow> rows; ///< newest first (by arrival here)
    enum class Extent : std::uint8_t {
        Complete,
        Partial, ///< interrupted, or one letter, looked for in the newest only: there may be more
    } extent = Extent::Complete;
};

/// Where a hit stands in a text: byte offset and length in its UTF-8.
struct SearchMark {
    std::size_t offset = 0;
    std::size_t length = 0;
};

/// Full-text search over messages (store-notes.md, 2; search_terms.h says what a query means): all
/// words must occur, in any order, inside words too ("vertrag" finds "Kaufvertrag"); case, marks
/// and ligatures do not count. Reader thread; Connection::interrupt() from another thread ends a
/// search with what it has found so far. `before` does not find what arrived more than kLatest
/// later: dates bound the rows that are looked at, which ascend as messages arrive. Keep the
/// object: its first search counts trigrams.
class SearchIndex {
public:
    explicit SearchIndex(Connection& connection)
        : m_connection(&connection) {}

    [[nodiscard]] Result<SearchFound> search(const SearchRequest& request);
    /// Conversations whose name has the words (each as the beginning of a word), newest activity
    /// first.
    [[nodiscard]] Result<std::vector<ConversationId>> conversations(std::string_view words,
                                                                    std::uint32_t count) const;

    static constexpr Milliseconds kLatest = std::chrono::days(60);

private:
    Connection* m_connection;
    std::optional<GramCounts> m_counts;
};

/// Every place of `words` in a text, for marking, in order, without overlap.
[[nodiscard]] std::vector<SearchMark> findMarks(std::string_view text, std::string_view words);

} // namespace kontor::storage
