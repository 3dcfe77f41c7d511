#include "core/search/message_search.h"

#include "core/content/attachment.h"
#include "core/conversations/summaries.h"
#include "core/search/search_filters.h"
#include "storage/contact_store.h"
#include "storage/search_index.h"

#include <QDateTime>

#include <algorithm>

namespace kontor {
namespace {

constexpr std::uint32_t kConversations = 20;
constexpr std::uint32_t kPeople = 20;
constexpr std::uint32_t kMessages = 50;
/// Pages of the store that are looked through for pictures alone, or files alone.
constexpr int kPages = 20;
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

bool isOneOf(const QString& name, std::initializer_list<QLatin1StringView> words) {
    return std::ranges::any_of(words, [&](QLatin1StringView word) {
        return name.compare(word, Qt::CaseInsensitive) == 0;
    });
}

Milliseconds beginOf(const QDate& day) {
    return Milliseconds(day.startOfDay().toMSecsSinceEpoch());
}

template <typename T>
void addOnce(std::vector<T>& all, const T& one) {
    if (std::ranges::find(all, one) == all.end())
        all.push_back(one);
}

/// Filters as the store takes them: names become those whom they fit.
class Narrowing {
public:
    Narrowing(storage::Connection& connection, const UserId& self, const SearchFilters& filters)
        : m_connection(connection)
        , m_self(self)
        , m_filters(filters) {}

    /// None: nothing can fit.
    Result<std::optional<storage::SearchRequest>> request() {
        m_request.words = m_filters.words.toStdString();
        m_request.count = kMessages;
        if (m_filters.since)
            m_request.since = beginOf(*m_filters.since);
        if (m_filters.before)
            m_request.before = beginOf(*m_filters.before);
        for (const QString& name : m_filters.senders)
            if (auto added = addSenders(name); !added.ok())
                return added.error();
        for (const QString& name : m_filters.conversations)
            if (auto added = addConversations(name); !added.ok())
                return added.error();
        const bool nobody = !m_filters.senders.isEmpty() && m_request.senders.empty();
        const bool nowhere = !m_filters.conversations.isEmpty() && m_request.conversations.empty();
        if (nobody || nowhere || !addContents())
            return std::optional<storage::SearchRequest>();
        return std::optional(std::move(m_request));
    }

private:
    Result<std::vector<storage::ContactRecord>> peopleNamed(const QString& name) const {
        return storage::ContactStore(m_connection).matching(name.toStdString(), kPeople);
    }

    Result<void> addSenders(const QString& name) {
        if (isOneOf(name, {QLatin1StringView("ich"), QLatin1StringView("me")}))
            addOnce(m_request.senders, m_self);
        const auto people = peopleNamed(name);
        if (!people.ok())
            return people.error();
        for (const storage::ContactRecord& contact : people.value())
            addOnce(m_request.senders, contact.id);
        return {};
    }

    /// Groups by their name, chats between two by the other's, the notes by what they are called.
    Result<void> addConversations(const QString& name) {
        const auto groups =
            storage::SearchIndex(m_connection).conversations(name.toStdString(), kConversations);
        if (!groups.ok())
            return groups.error();
        for (const ConversationId group : groups.value())
            addOnce(m_request.conversations, group);
        const auto people = peopleNamed(name);
        if (!people.ok())
            return people.error();
        const storage::ConversationStore conversations(m_connection);
        for (const storage::ContactRecord& contact : people.value())
            if (auto added = addChat(conversations.findDirect(contact.id)); !added.ok())
                return added.error();
        if (isOneOf(name, {QLatin1StringView("notizen"), QLatin1StringView("notes")}))
            return addChat(conversations.findSelf());
        return {};
    }

    Result<void> addChat(const Result<std::optional<storage::ConversationRecord>>& found) {
        if (!found.ok())
            return found.error();
        if (found.value())
            addOnce(m_request.conversations, found.value()->id);
        return {};
    }

    /// False: no message is two kinds at once.
    bool addContents() {
        int kinds = 0;
        for (const SearchedContent content : m_filters.contents) {
            if (content == SearchedContent::Link) {
                m_request.links = storage::SearchRequest::Links::Required;
                continue;
            }
            ++kinds;
            m_request.kind = content == SearchedContent::Poll ? storage::MessageKind::Poll
                                                              : storage::MessageKind::Attachment;
        }
        return kinds <= 1;
    }

    storage::Connection& m_connection;
    UserId m_self;
    const SearchFilters& m_filters;
    storage::SearchRequest m_request;
};

class Search {
public:
    Search(storage::Connection& connection, const UserId& self, const SearchQuery& query)
        : m_connection(connection)
        , m_self(self)
        , m_query(query)
        , m_filters(readFilters(query.words))
        , m_words(m_filters.words.toStdString())
        , m_people(connection)
        , m_summaries(connection, self) {}

    Result<SearchResults> run() {
        // Filters speak of messages.
        if (!m_query.conversation && !m_filters.any()) {
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
        auto narrowed = Narrowing(m_connection, m_self, m_filters).request();
        if (!narrowed.ok())
            return narrowed.error();
        if (!narrowed.value())
            return {};
        storage::SearchRequest& request = *narrowed.value();
        if (m_query.conversation) {
            auto& wanted = request.conversations;
            if (!wanted.empty() && std::ranges::find(wanted, *m_query.conversation) == wanted.end())
                return {};
            wanted = {*m_query.conversation};
        }
        storage::SearchIndex index(m_connection);
        for (int page = 0; page < kPages; ++page) {
            const auto found = index.search(request);
            if (!found.ok())
                return found.error();
            if (auto added = addPage(found.value().rows); !added.ok())
                return added;
            const bool last = found.value().rows.size() < request.count ||
                              found.value().extent == storage::SearchFound::Extent::Partial;
            if (last || m_results.messages.size() >= kMessages)
                return {};
            request.olderThan = found.value().rows.back();
        }
        return {};
    }

    Result<void> addPage(const std::vector<MessageRow>& rows) {
        const storage::MessageStore messages(m_connection);
        for (const MessageRow row : rows) {
            const auto message = messages.find(row);
            if (!message.ok())
                return message.error();
            if (!message.value() || !fits(*message.value()))
                continue;
            if (auto added = addHit(*message.value()); !added.ok())
                return added;
            if (m_results.messages.size() >= kMessages)
                return {};
        }
        return {};
    }

    /// What the store does not know: whether a file is a picture.
    [[nodiscard]] bool fits(const storage::MessageRecord& message) const {
        const auto wants = [&](SearchedContent content) {
            return std::ranges::find(m_filters.contents, content) != m_filters.contents.end();
        };
        if (!wants(SearchedContent::Picture) && !wants(SearchedContent::File))
            return true;
        const auto attachment = content::parseAttachment(message.detail);
        return attachment.ok() &&
               attachment.value().picture.has_value() == wants(SearchedContent::Picture);
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
    SearchFilters m_filters;
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
