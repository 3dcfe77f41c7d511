#pragma once

#include "core/conversations/timeline.h"
#include "storage/conversation_store.h"

namespace kontor {

/// Reads what the list of conversations and the members panel show. Made for one answer;
/// `connection` is the calling thread's.
class Summaries {
public:
    /// Letters of the last message in the list.
    static constexpr int kLastTextLetters = 200;

    Summaries(storage::Connection& connection, const UserId& self)
        : m_connection(connection)
        , m_conversations(connection)
        , m_people(connection)
        , m_self(self) {}

    [[nodiscard]] Result<std::vector<ConversationSummary>> list(std::uint32_t offset,
                                                                std::uint32_t count);
    [[nodiscard]] Result<std::vector<ConversationSummary>> archive(std::uint32_t offset,
                                                                   std::uint32_t count);
    [[nodiscard]] Result<ConversationSummary> summary(const storage::ConversationRecord& record);
    /// ConversationUnknown.
    [[nodiscard]] Result<ConversationSummary> summary(ConversationId conversation);
    [[nodiscard]] Result<ConversationDetails> details(ConversationId conversation);

private:
    [[nodiscard]] Result<void> addMention(ConversationSummary& summary,
                                          const storage::ConversationRecord& record);
    [[nodiscard]] Result<std::vector<ConversationSummary>>
    summaries(const Result<std::vector<storage::ConversationRecord>>& records);
    [[nodiscard]] Result<void> addLast(ConversationSummary& summary,
                                       const storage::ConversationRecord& record);
    [[nodiscard]] Result<void> addMembers(ConversationDetails& details);
    [[nodiscard]] Result<void> addSettings(ConversationDetails& details,
                                           const storage::ConversationRecord& record);

    storage::Connection& m_connection;
    storage::ConversationStore m_conversations;
    People m_people;
    UserId m_self;
};

/// The admins of a group as the settings keep them; ascending.
[[nodiscard]] Result<std::vector<UserId>> storedAdmins(storage::Connection& connection,
                                                       ConversationId conversation);

} // namespace kontor
