#include "storage/search_index.h"

#include "storage/fold.h"
#include "storage/index_rows.h"
#include "storage/peers.h"
#include "storage/rows.h"
#include "storage/search_terms.h"

#include <algorithm>
#include <limits>

namespace kontor::storage {

namespace {

// ORDER BY rowid alone keeps FTS5 on its fast way; CROSS JOIN keeps what drives outside
// (store-notes). Conditions on messages come before the text is read and folded.
#define KONTOR_CONTENT                                                                             \
    " CROSS JOIN bodies b ON b.id = m.id LEFT JOIN revisions r ON r.id = m.revision"
#define KONTOR_FITTING                                                                             \
    " AND m.erased = 0 AND (?4 IS NULL OR m.conversation IN (SELECT value FROM json_each(?4)))"    \
    " AND (?5 IS NULL OR m.sender IN (SELECT value FROM json_each(?5)))"                           \
    " AND (?6 IS NULL OR m.kind = ?6) AND (?7 IS NULL OR m.sent_at >= ?7)"                         \
    " AND (?8 IS NULL OR m.sent_at < ?8)"                                                          \
    " AND (?9 = 0 OR coalesce(r.body, b.body) LIKE '%http://%'"                                    \
    "  OR coalesce(r.body, b.body) LIKE '%https://%' OR coalesce(r.body, b.body) LIKE '%www.%')"   \
    " AND (?3 = '' OR holds(coalesce(r.body, b.body), ?3))"
#define KONTOR_INDEXED(index)                                                                      \
    "SELECT f.rowid FROM " index " f CROSS JOIN messages m ON m.id = f.rowid" KONTOR_CONTENT       \
    " WHERE " index " MATCH ?11 AND f.rowid < ?1 AND f.rowid >= ?2" KONTOR_FITTING                 \
    " ORDER BY f.rowid DESC LIMIT ?10"
#define KONTOR_BESIDE(table)                                                                       \
    "SELECT f.message FROM " table " f CROSS JOIN messages m ON m.id = f.message" KONTOR_CONTENT   \
    " WHERE f.message < ?1 AND f.message >= ?2" KONTOR_FITTING                                     \
    " ORDER BY f.message DESC LIMIT ?10"

constexpr std::string_view kLasting = KONTOR_INDEXED("search");
constexpr std::string_view kTimed = KONTOR_INDEXED("search_timed");
constexpr std::string_view kAttachments = KONTOR_BESIDE("attachments");
constexpr std::string_view kPolls = KONTOR_BESIDE("polls");
constexpr std::string_view kNewest =
    "SELECT m.id FROM messages m" KONTOR_CONTENT
    " WHERE m.id < ?1 AND m.id >= ?2 AND m.kind IN (1, 5, 6)" KONTOR_FITTING
    " ORDER BY m.id DESC LIMIT ?10";
static_assert(isSearched(MessageKind(1)) && isSearched(MessageKind(5)) &&
              isSearched(MessageKind(6)));

#undef KONTOR_CONTENT
#undef KONTOR_FITTING
#undef KONTOR_INDEXED
#undef KONTOR_BESIDE

/// A single letter has no trigram; of these newest messages it is answered.
constexpr std::int64_t kLookedAt = 20'000;
/// How much a sender's clock may be ahead of ours.
constexpr Milliseconds kEarliest = std::chrono::days(1);

/// Six trigrams decide; more cost more than they exclude. Each word gets at least two.
constexpr std::size_t kGrams = 6;

/// As one token of FTS5's query language.
std::string inQuotes(std::string_view gram) {
    return '"' + std::string(gram) + '"';
}

void appendAnd(std::string& expression, std::string_view part) {
    if (!expression.empty())
        expression += " AND ";
    expression += part;
}

/// The FTS5 expression of one term: the rarest trigrams of each needle. Empty when a needle has
/// none: then the index cannot exclude anything by this term.
std::string expressionOf(const SearchTerm& term, const GramCounts& counts, std::size_t grams) {
    std::string either;
    for (const std::string& needle : term.needles) {
        std::string all;
        for (const std::string_view gram : counts.rarest(needle, grams))
            appendAnd(all, inQuotes(gram));
        if (all.empty())
            return {};
        either += (either.empty() ? "(" : " OR (") + all + ")";
    }
    return "(" + either + ")";
}

std::string expressionOf(const std::vector<SearchTerm>& terms, const GramCounts& counts) {
    const std::size_t grams = std::max<std::size_t>(2, kGrams / terms.size());
    std::string expression;
    for (const SearchTerm& term : terms) {
        const std::string part = expressionOf(term, counts, grams);
        if (!part.empty())
            appendAnd(expression, part);
    }
    return expression;
}

/// One of the grams, as part of an expression.
std::string anyOf(const std::vector<std::string>& grams) {
    std::string either;
    for (const std::string& gram : grams)
        either += (either.empty() ? "(" : " OR (") + inQuotes(gram) + ")";
    return "(" + either + ")";
}

/// Numbers as SQL's json_each reads them. None: whichever.
std::optional<std::string> listOf(const std::vector<std::int64_t>& numbers) {
    if (numbers.empty())
        return std::nullopt;
    std::string list;
    for (const std::int64_t number : numbers)
        list += (list.empty() ? "[" : ",") + std::to_string(number);
    return list + "]";
}

/// A request as SQL takes it.
struct Question {
    std::vector<SearchTerm> terms;
    std::vector<std::int64_t> conversations;
    std::vector<std::int64_t> senders;
    MessageRow end;   ///< rows below this
    MessageRow first; ///< and from here on
};

/// Adds what the statement finds. An interruption is no error: what was found stays.
Result<void> collect(Statement& statement, SearchFound& found) {
    for (;;) {
        const auto row = statement.step();
        if (!row.ok() && row.error().code == ErrorCode::Stopped) {
            found.extent = SearchFound::Extent::Partial;
            return {};
        }
        if (!row.ok())
            return row.error();
        if (!row.value())
            return {};
        found.rows.push_back(statement.number<MessageRow>());
    }
}

void bindQuestion(Statement& statement, const Question& question, const SearchRequest& request) {
    statement.bind(question.end).bind(question.first).bind(packTerms(question.terms));
    statement.bind(listOf(question.conversations)).bind(listOf(question.senders));
    statement.bind(request.kind).bind(request.since).bind(request.before);
    statement.bind(std::int64_t{request.links == SearchRequest::Links::Required ? 1 : 0});
    statement.bind(std::int64_t{request.count});
}

/// The first row that arrived then or later. Rows ascend as they arrive, but for clocks that were
/// set back.
Result<MessageRow> firstArrivedAt(Connection& connection, Milliseconds time) {
    Statement newest = connection.prepare("SELECT coalesce(max(id), 0) FROM messages");
    const auto last = readInteger(newest);
    if (!last.ok())
        return last.error();
    std::int64_t low = 1;
    std::int64_t high = last.value() + 1;
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        Statement statement = connection.prepare(
            "SELECT received_at FROM messages WHERE id >= ?1 ORDER BY id LIMIT 1");
        const auto arrived =
            readOne(statement.bind(middle), [](Statement& row) { return row.milliseconds(); });
        if (!arrived.ok())
            return arrived.error();
        if (!arrived.value() || *arrived.value() >= time)
            high = middle;
        else
            low = middle + 1;
    }
    return MessageRow(low);
}

Result<void> boundRows(Connection& connection, const SearchRequest& request, Question& question) {
    question.first = MessageRow(0);
    question.end = request.olderThan.value_or(MessageRow(std::numeric_limits<std::int64_t>::max()));
    if (request.since) {
        const auto first = firstArrivedAt(connection, *request.since - kEarliest);
        if (!first.ok())
            return first.error();
        question.first = first.value();
    }
    if (request.before) {
        const auto end = firstArrivedAt(connection, *request.before + SearchIndex::kLatest);
        if (!end.ok())
            return end.error();
        question.end = std::min(question.end, end.value());
    }
    return {};
}

/// False: nobody here has written anything under those ids.
Result<bool> findSenders(Connection& connection, const SearchRequest& request, Question& question) {
    for (const UserId& sender : request.senders) {
        const auto number = findUserNumber(connection, sender);
        if (!number.ok())
            return number.error();
        if (number.value())
            question.senders.push_back(*number.value());
    }
    return request.senders.empty() || !question.senders.empty();
}

/// What the index is asked for; empty when it can exclude nothing.
std::string expressionOf(const Question& question, const SearchRequest& request,
                         const GramCounts& counts) {
    std::string expression;
    if (!question.terms.empty()) {
        expression = expressionOf(question.terms, counts);
        if (expression.empty())
            return {};
    }
    if (request.links == SearchRequest::Links::Required)
        appendAnd(expression, expressionOf(SearchTerm{{"http", "www"}}, counts, kGrams));
    std::vector<std::string> grams;
    for (const ConversationId conversation : request.conversations)
        grams.push_back(conversationGram(conversation));
    if (!grams.empty())
        appendAnd(expression, anyOf(grams));
    grams.clear();
    for (const std::int64_t sender : question.senders)
        grams.push_back(senderGram(sender));
    if (!grams.empty())
        appendAnd(expression, anyOf(grams));
    return expression;
}

void keepNewest(SearchFound& found, std::size_t count) {
    std::ranges::sort(found.rows, std::ranges::greater());
    if (found.rows.size() > count)
        found.rows.resize(count);
}

/// What the index cannot narrow: kinds have tables of their own, the rest is read as it arrived.
Result<void> searchApart(Connection& connection, Question& question, const SearchRequest& request,
                         SearchFound& found) {
    if (!question.terms.empty()) {
        found.extent = SearchFound::Extent::Partial;
        Statement newest = connection.prepare("SELECT coalesce(max(id), 0) FROM messages");
        const auto last = readInteger(newest);
        if (!last.ok())
            return last.error();
        const std::int64_t end = std::min(question.end.value, last.value() + 1);
        question.first = std::max(question.first, MessageRow(end - kLookedAt));
    }
    const std::string_view sql = request.kind == MessageKind::Attachment ? kAttachments
                                 : request.kind == MessageKind::Poll     ? kPolls
                                                                         : kNewest;
    Statement statement = connection.prepare(sql);
    bindQuestion(statement, question, request);
    return collect(statement, found);
}

} // namespace

Result<SearchFound> SearchIndex::search(const SearchRequest& request) {
    SearchFound found;
    Question question;
    question.terms = parseQuery(request.words);
    if ((question.terms.empty() && !request.narrows()) || request.count == 0)
        return found;
    const auto known = findSenders(*m_connection, request, question);
    if (!known.ok())
        return known.error();
    if (!known.value())
        return found;
    for (const ConversationId conversation : request.conversations)
        question.conversations.push_back(conversation.value);
    if (const auto bound = boundRows(*m_connection, request, question); !bound.ok())
        return bound.error();
    if (!m_counts) {
        auto counts = GramCounts::ofNewest(*m_connection);
        if (!counts.ok())
            return counts.error();
        m_counts = std::move(counts).value();
    }
    const std::string expression = expressionOf(question, request, *m_counts);
    if (expression.empty()) {
        if (const auto done = searchApart(*m_connection, question, request, found); !done.ok())
            return done.error();
        return found;
    }
    for (const std::string_view sql : {kLasting, kTimed}) {
        Statement statement = m_connection->prepare(sql);
        bindQuestion(statement, question, request);
        statement.bind(expression);
        if (const auto done = collect(statement, found); !done.ok())
            return done.error();
    }
    keepNewest(found, request.count);
    return found;
}

Result<std::vector<ConversationId>> SearchIndex::conversations(std::string_view words,
                                                               std::uint32_t count) const {
    const std::vector<SearchTerm> terms = parseQuery(words, WordPart::Beginning);
    if (terms.empty())
        return std::vector<ConversationId>();
    Statement statement =
        m_connection->prepare("SELECT id FROM conversations WHERE name <> '' AND holds(name, ?1)"
                              " ORDER BY last_activity DESC, id DESC LIMIT ?2");
    statement.bind(packTerms(terms)).bind(static_cast<std::int64_t>(count));
    return readAll(statement, [](Statement& row) { return row.number<ConversationId>(); });
}

std::vector<SearchMark> findMarks(std::string_view text, std::string_view words) {
    const FoldedWithPlaces folded = foldWithPlaces(text);
    std::vector<SearchMark> marks;
    for (const SearchTerm& term : parseQuery(words)) {
        for (const std::string& needle : term.needles) {
            for (std::size_t at = folded.text.find(needle); at != std::string::npos;
                 at = folded.text.find(needle, at + needle.size())) {
                // The spaces around a word are no part of what is marked.
                const std::size_t first = at + (needle.front() == ' ' ? 1 : 0);
                const std::size_t last = at + needle.size() - (needle.back() == ' ' ? 2 : 1);
                const std::size_t begin = folded.places[first].begin;
                marks.push_back({begin, folded.places[last].end - begin});
            }
        }
    }
    std::ranges::sort(marks, {}, &SearchMark::offset);
    std::vector<SearchMark> apart;
    for (const SearchMark& mark : marks) {
        const std::size_t end = mark.offset + mark.length;
        if (apart.empty() || mark.offset >= apart.back().offset + apart.back().length)
            apart.push_back(mark);
        else
            apart.back().length = std::max(apart.back().length, end - apart.back().offset);
    }
    return apart;
}

} // namespace kontor::storage
