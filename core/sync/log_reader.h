#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "base/number.h"
#include "base/result.h"

#include <limits>
#include <map>
#include <optional>
#include <vector>

namespace kontor {

struct LogEntry {
    Seq seq;
    Bytes payload;
    Milliseconds receivedAt{0}; ///< when the server took it, whole seconds
};

/// The answer to "what comes after `after`?": ascending, without those that retention has dropped.
struct FetchedEntries {
    Seq after;
    std::vector<LogEntry> entries;
    Seq head; ///< of the log when it was answered
    Seq newestDropped;
    Seq newestDroppedHandshake;
};

/// The order of one group's log as this device reads it: what was pushed and what was fetched, in
/// order, each entry once, and never past a hole that the server did not own up to. Knows nothing
/// of what entries mean. In memory; the cursor it starts from is the store's.
class LogReader {
public:
    /// Entries that are held while those before them are missing; more come by a fetch.
    static constexpr std::size_t kHeld = 512;

    explicit LogReader(Seq cursor)
        : m_cursor(cursor)
        , m_head(cursor) {}

    [[nodiscard]] Seq cursor() const { return m_cursor; }
    [[nodiscard]] Seq head() const { return m_head; }
    [[nodiscard]] bool caughtUp() const { return m_cursor >= m_head; }

    /// The server spoke of an entry of that seq (a list of heads, STALE, a push).
    void learnHead(Seq head) { m_head = std::max(m_head, std::min(head, m_last)); }
    /// Nothing after that entry is for the present state of the group (delivery.md, rule 10).
    void endAt(Seq last);
    void pushed(LogEntry entry);
    /// Malformed when the answer is out of order, or leaves out what was not dropped.
    [[nodiscard]] Result<void> fetched(FetchedEntries answer);

    /// The next step, if it is known.
    struct Step {
        const LogEntry* entry = nullptr; ///< none: everything up to `upTo` was dropped
        Seq upTo;                        ///< the cursor after it
        Seq missingFrom;                 ///< first dropped entry before it; 0: no gap
        enum class Missing : std::uint8_t { Nothing, Messages, Handshake };
        Missing missing = Missing::Nothing;
    };
    [[nodiscard]] std::optional<Step> next() const;
    /// There is more, but the next is not here.
    [[nodiscard]] bool needsFetch() const { return !caughtUp() && !next(); }

    /// After the transaction of a step: its `upTo`.
    void advance(Seq cursor);

private:
    std::map<Seq, LogEntry> m_held; ///< all above m_cursor
    Seq m_cursor;
    Seq m_head;
    Seq m_knownUpTo; ///< up to here whatever is not held was dropped
    Seq m_droppedHandshake;
    Seq m_last{std::numeric_limits<std::uint64_t>::max()};
};

} // namespace kontor
