#pragma once

#include "core/async/completion.h"
#include "core/async/task.h"
#include "core/core_parts.h"
#include "core/sync/entry_processor.h"
#include "core/sync/log_reader.h"

#include <map>
#include <set>

namespace kontor {

/// Reads the logs of all groups, each in its order: takes what is pushed, fetches what is missing,
/// and lets the EntryProcessor take it into the store in slices that leave room for everything else
/// (qt-notes.md, 2). Acknowledges what is durable. Core thread.
class Follower {
public:
    static constexpr Milliseconds kSlice{8};
    /// A bound for clocks that stand still.
    static constexpr int kEntriesOfSlice = 64;
    static constexpr std::uint32_t kFetch = 500;
    static constexpr Milliseconds kRetry{1'000};

    class Listener {
    public:
        virtual ~Listener() = default;
        /// Everything of this group's log is in the store; again after each further slice.
        virtual void caughtUp(ConversationId conversation) = 0;
        /// Every group is caught up, for the first time on this connection.
        virtual void allCaughtUp() = 0;
        /// Newest message of somebody else, when its group is caught up.
        virtual void arrived(ConversationId conversation, MessageRow row) = 0;
        /// Somebody else put an emoji to one of one's own messages; likewise.
        virtual void reacted(ConversationId conversation, const Aftermath::Reaction& reaction) = 0;
    };

    Follower(const CoreParts& parts, Listener& listener)
        : m_parts(parts)
        , m_processor(parts)
        , m_listener(listener) {}
    ~Follower() { m_parts.timers.cancel(m_slice); }
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;

    /// All LIVE conversations of the store.
    [[nodiscard]] Result<void> load();
    /// Created, joined or moved to another group just now: its log goes on behind `cursor`.
    void follow(ConversationId conversation, const GroupId& group, Seq cursor);
    /// Its log is read no further.
    void unfollow(ConversationId conversation);

    // ---- Connection
    /// Is it the server that the cursors belong to, or one that was restored from a copy
    /// (delivery.md, rule 13)?
    enum class History : std::uint8_t { Same, Restored };
    /// The answer to ListGroups: from now on all logs are read.
    [[nodiscard]] Result<void> begin(const wire::Groups& groups, History history);
    void disconnected();
    void pushed(const GroupId& group, LogEntry entry);

    /// There is a connection, and the inbox has been read.
    [[nodiscard]] bool isReading() const { return m_phase != Phase::Offline; }

    // ---- For those who wait for a log
    [[nodiscard]] bool isCaughtUp(ConversationId conversation) const;
    void learnHead(ConversationId conversation, Seq head);
    /// Asks the server for what comes next, whatever is known of the head.
    void probe(ConversationId conversation);
    /// Reads up to `last` and no further, before begin() too. Complete when it has, when the group
    /// is not LIVE any more, or with NotReachable.
    [[nodiscard]] Completion<void> readUpTo(ConversationId conversation, Seq last);

private:
    struct Followed {
        GroupId group;
        LogReader reader;
        enum class Head : std::uint8_t { Unknown, Known } head = Head::Unknown;
        bool fetching = false;
        bool early = false; ///< read before begin()
        std::optional<MessageRow> arrival;
        std::optional<Aftermath::Reaction> reaction;
        std::vector<Completion<void>> waiting;

        Followed(const GroupId& which, Seq cursor)
            : group(which)
            , reader(cursor) {}
    };

    /// Where a group's log and this store do not belong together any more.
    [[nodiscard]] Result<void> lose(const std::vector<ConversationId>& conversations);
    [[nodiscard]] Result<void> noteRestored();
    [[nodiscard]] Result<void> askAnew(const std::set<ConversationId>& conversations);
    void consider(ConversationId conversation);
    void startFetch(ConversationId conversation, Followed& followed);
    Task<void> fetch(ConversationId conversation, wire::Fetch request);
    void takeFetched(ConversationId conversation, Seq after, Result<wire::Entries> answer);
    void retryLater(ConversationId conversation);
    Task<void> retry(ConversationId conversation);
    void leaveRefused(ConversationId conversation);
    void schedule();
    void runSlice();
    [[nodiscard]] Result<void> processReady(storage::Transaction& transaction, Aftermath& aftermath,
                                            std::set<ConversationId>& done);
    void finishSlice(const std::set<ConversationId>& done, const Aftermath& aftermath);
    void reload();
    void tellWaiting(Followed& followed, const Result<void>& outcome);
    void checkAll();

    CoreParts m_parts;
    EntryProcessor m_processor;
    Listener& m_listener;
    std::map<ConversationId, Followed> m_followed;
    std::map<GroupId, ConversationId> m_byGroup;
    std::set<ConversationId> m_ready; ///< may have a next step
    ConversationId m_turn;            ///< whose entry was the last
    Timers::Handle m_slice = Timers::Handle::None;
    enum class Phase : std::uint8_t { Offline, Reading, AllRead } m_phase = Phase::Offline;
};

} // namespace kontor
