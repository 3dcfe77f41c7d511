#pragma once

#include "storage/database.h"
#include "storage/message_store.h"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

/// A made-up company's messages, the same at each run.
namespace kontor::bench {

/// Words of two to five syllables, some far more frequent than others, as in a language.
class Vocabulary {
public:
    Vocabulary();
    /// As often as it is said.
    [[nodiscard]] const std::string& said(std::mt19937& chance) const;
    /// Each as often as the other.
    [[nodiscard]] const std::string& any(std::mt19937& chance) const;

private:
    std::vector<std::string> m_words;
};

/// Fills a store: some conversations are much busier than others.
class CompanyArchive {
public:
    static constexpr std::uint32_t kConversations = 1'000;

    /// `lifetime`: of each message; 0: for ever.
    explicit CompanyArchive(std::uint32_t conversations = kConversations,
                            Milliseconds lifetime = Milliseconds(0))
        : m_count(conversations)
        , m_lifetime(lifetime) {}

    /// Its people, conversations and messages.
    [[nodiscard]] Result<void> fill(storage::Database& database, std::uint32_t messages);
    /// One more message, in a transaction of its own.
    [[nodiscard]] Result<void> insertOne(storage::Database& database);

    [[nodiscard]] ConversationId someConversation(); ///< a busy one more often
    [[nodiscard]] const std::vector<ConversationId>& conversations() const {
        return m_conversations;
    }
    /// Of the conversation at that place; the first is the busiest.
    [[nodiscard]] Seq newestOf(std::size_t place) const { return Seq(m_heads.at(place)); }
    [[nodiscard]] const Vocabulary& vocabulary() const { return m_vocabulary; }
    [[nodiscard]] std::mt19937& chance() { return m_chance; }

private:
    [[nodiscard]] Result<void> addPeople(storage::Database& database);
    [[nodiscard]] Result<void> addConversations(storage::Database& database);
    [[nodiscard]] Result<void> add(storage::Transaction& transaction,
                                   storage::MessageStore& messages);
    [[nodiscard]] std::string text();

    std::uint32_t m_count;
    Milliseconds m_lifetime;
    Vocabulary m_vocabulary;
    std::mt19937 m_chance{4711};
    std::vector<ConversationId> m_conversations;
    std::vector<std::uint64_t> m_heads; ///< last seq of each conversation
    std::int64_t m_said = 0;
};

} // namespace kontor::bench
