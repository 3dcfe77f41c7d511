#include "core/search/message_search.h"

#include "core/conversations/summaries.h"
#include "storage/contact_store.h"
#include "storage/search_index.h"

namespace kontor {
namespace {

constexpr std::uint32_t kConversations = 20;
constexpr std::uint32_t kPeople = 20;
constexpr std::uint32_t kMessages = 50;
/// Letters before the first hit, and of the whole excerpt.
constexpr int kLead = 40;
constexpr int kExcerpt = 200;

/// One line around the first hit, and the hits in it.
void addExcerpt(SearchHit& hit, const std::string& text, const std::string& words) {
    const auto found = storage::findMarks(text, words);
    const std::string_view whole(text);
    const auto lettersBefore = [&](std::size_t offset) {
        return static_cast<int>(
            QString::fromUtf8(whole.data(), static_cast<qsizetype>(offset)).size());
    };
    QString line = QString::fromStdString(text);
    // Every blank becomes one letter, so that places stay.
    for (QChar& letter : line)
        if (letter.isSpace())
            letter = QLatin1Char(' ');
    const int first = found.empty() ? 0 : lettersBefore(found.front().offset);
    const int begin = std::max(0, first - kLead);
    hit.excerpt = line.mid(begin, kExcerpt);
    for (const storage::SearchMark& mark : found) {
        const int start = lettersBefore(mark.offset) - begin;
        const int end = lettersBefore(mark.offset + mark.length) - begin;
        if (end <= hit.excerpt.size())
            hit.marks.emplace_back(start, end - start);
    }
}

class Search {
public:
    Search(storage::Connection& connection, const UserId& self, const SearchQuery& query)
        : m_connection(connection)
        , m_self(self)
        , m_query(query)
        , m_words(query.words.toStdString())
        , m_people(connection)
        , m_summaries(connection, self) {}

    Result<SearchResults> run() {
        if (!m_query.conversation) {
            if (auto added = addConversations(); !added.ok())
                return added.error();
            if (auto added = addPeople(); !added.ok())
                return added.error();
        }
        if (auto added = addMessages(); !added.ok())
            return added.error();
        return std::move(m_results);
    }

private:
    Result<void> addConversations() {
        const auto found =
            storage::SearchIndex(m_connection).conversations(m_words, kConversations);
        if (!found.ok())
            return found.error();
        for (const ConversationId conversation : found.value()) {
            auto summary = m_summaries.summary(conversation);
            if (!summary.ok())
                return summary.error();
            m_results.conversations.push_back(std::move(summary).value());
        }
        return {};
    }

    Result<void> addPeople() {
        const auto found = storage::ContactStore(m_connection).matching(m_words, kPeople);
        if (!found.ok())
            return found.error();
        for (const storage::ContactRecord& contact : found.value())
            if (contact.id != m_self)
                m_results.people.push_back(toPerson(contact));
        return {};
    }

    Result<void> addMessages() {
        storage::SearchRequest request;
        request.words = m_words;
        request.conversation = m_query.conversation;
        request.count = kMessages;
        const auto found = storage::SearchIndex(m_connection).search(request);
        if (!found.ok())
            return found.error();
        const storage::MessageStore messages(m_connection);
        for (const MessageRow row : found.value().rows) {
            const auto message = messages.find(row);
            if (!message.ok())
                return message.error();
            if (!message.value())
                continue;
            if (auto added = addHit(*message.value()); !added.ok())
                return added;
        }
        return {};
    }

    Result<void> addHit(const storage::MessageRecord& message) {
        SearchHit hit;
        hit.row = message.row;
        hit.conversation = message.conversation;
        hit.sentAt = message.sentAt;
        auto sender = m_people.find(message.sender);
        if (!sender.ok())
            return sender.error();
        hit.senderName = sender.value().name;
        const auto summary = m_summaries.summary(message.conversation);
        if (!summary.ok())
            return summary.error();
        hit.conversationTitle = summary.value().title;
        addExcerpt(hit, message.text, m_words);
        m_results.messages.push_back(std::move(hit));
        return {};
    }

    storage::Connection& m_connection;
    UserId m_self;
    const SearchQuery& m_query;
    std::string m_words;
    People m_people;
    Summaries m_summaries;
    SearchResults m_results;
};

} // namespace

Result<SearchResults> search(storage::Connection& connection, const UserId& self,
                             const SearchQuery& query) {
    if (query.words.trimmed().isEmpty())
        return SearchResults();
    return Search(connection, self, query).run();
}

} // namespace kontor
