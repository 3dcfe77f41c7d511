#pragma once

#include "core/listing_values.h"
#include "storage/database.h"

#include <atomic>
#include <mutex>

namespace kontor {

/// What the reader thread answers from the store's read-only connection, so that a window never
/// waits for the core's work. Errors: ProfileMissing before there is an account.
class StoreReader {
public:
    // ---- Reader thread
    /// Without `self` nobody has registered yet: only recall() has something to read.
    void begin(storage::Connection& connection, std::optional<UserId> self);
    /// The connection goes: as before begin().
    void end();
    [[nodiscard]] Result<std::vector<ConversationSummary>> conversations(std::uint32_t offset,
                                                                         std::uint32_t count);
    [[nodiscard]] Result<std::vector<ConversationSummary>> archived(std::uint32_t offset,
                                                                    std::uint32_t count);
    [[nodiscard]] Result<std::int64_t> countArchived();
    [[nodiscard]] Result<std::int64_t> totalUnread();
    [[nodiscard]] Result<ConversationDetails> details(ConversationId conversation);
    [[nodiscard]] Result<TimelinePage> timeline(const TimelineRequest& request);
    [[nodiscard]] Result<std::vector<Person>> directory(const QString& words);
    [[nodiscard]] Result<std::vector<RevisionView>> revisions(MessageRow row);
    /// By the id that every device knows (TimelineEntry::id).
    [[nodiscard]] Result<TimelineEntry> entry(const QString& id);
    /// By the id that every device knows (PollView::id).
    [[nodiscard]] Result<PollView> poll(const QString& id);
    [[nodiscard]] Result<PollTable> pollTable(MessageRow poll);
    /// By the id that every device knows (PictureView::id).
    [[nodiscard]] Result<PictureView> picture(const QString& id);
    [[nodiscard]] Result<MessageInfo> messageInfo(MessageRow row);
    [[nodiscard]] Result<ListingPage> listing(const ListingRequest& request);
    [[nodiscard]] Result<QByteArray> avatar(const AvatarOwner& owner);
    [[nodiscard]] Result<QString> recall(const std::string& name);
    /// Stopped when a newer search has been announced meanwhile.
    [[nodiscard]] Result<SearchResults> search(const SearchQuery& query, std::uint64_t ticket);

    // ---- Any thread
    /// A newer search waits: the one that runs ends. Its ticket.
    [[nodiscard]] std::uint64_t announceSearch();
    /// Whatever runs ends soon, and whatever comes is answered with Stopped.
    void close();

private:
    struct Open {
        storage::Connection& connection;
        UserId self;
    };
    [[nodiscard]] Result<Open> open() const;

    storage::Connection* m_connection = nullptr;
    std::optional<UserId> m_self;
    std::mutex m_mutex; ///< of what follows
    storage::Connection* m_running = nullptr;
    std::uint64_t m_searches = 0;
    bool m_searching = false;
    std::atomic<bool> m_closed = false;
};

} // namespace kontor
