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

// ORDER BY rowid alone keeps FTS5 on its fast way; CROSS JOIN keeps the index outside
// (store-notes).
constexpr std::string_view kLasting =
    "SELECT f.rowid FROM search f CROSS JOIN messages m ON m.id = f.rowid"
    " CROSS JOIN bodies b ON b.id = f.rowid LEFT JOIN revisions r ON r.id = m.revision"
    " WHERE search MATCH ?1 AND f.rowid < ?2 AND holds(coalesce(r.body, b.body), ?3)"
    " ORDER BY f.rowid DESC LIMIT ?4";
constexpr std::string_view kTimed =
    "SELECT f.rowid FROM search_timed f CROSS JOIN messages m ON m.id = f.rowid"
    " CROSS JOIN bodies b ON b.id = f.rowid LEFT JOIN revisions r ON r.id = m.revision"
    " WHERE search_timed MATCH ?1 AND f.rowid < ?2 AND holds(coalesce(r.body, b.body), ?3)"
    " ORDER BY f.rowid DESC LIMIT ?4";
/// A single letter has no trigram; the newest messages answer it.
constexpr std::string_view kNewest =
    "SELECT m.id FROM messages m CROSS JOIN bodies b ON b.id = m.id"
    " LEFT JOIN revisions r ON r.id = m.revision"
    " WHERE m.id < ?1 AND m.id > (SELECT max(id) - 20000 FROM messages)"
    " AND (?2 IS NULL OR m.conversation = ?2) AND (?3 IS NULL OR m.sender = ?3)"
    " AND holds(coalesce(r.body, b.body), ?4) ORDER BY m.id DESC LIMIT ?5";

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

void keepNewest(SearchFound& found, std::size_t count) {
    std::ranges::sort(found.rows, std::ranges::greater());
    if (found.rows.size() > count)
        found.rows.resize(count);
}

} // namespace

Result<SearchFound> SearchIndex::search(const SearchRequest& request) {
    SearchFound found;
    const std::vector<SearchTerm> terms = parseQuery(request.words);
    if (terms.empty() || request.count == 0)
        return found;
    std::optional<std::int64_t> sender;
    if (request.sender) {
        const auto number = findUserNumber(*m_connection, *request.sender);
        if (!number.ok())
            return number.error();
        if (!number.value())
            return found; // nobody here has written anything under that id
        sender = number.value();
    }
    if (!m_counts) {
        auto counts = GramCounts::ofNewest(*m_connection);
        if (!counts.ok())
            return counts.error();
        m_counts = std::move(counts).value();
    }
    const MessageRow before =
        request.olderThan.value_or(MessageRow(std::numeric_limits<std::int64_t>::max()));
    const std::string packed = packTerms(terms);
    std::string expression = expressionOf(terms, *m_counts);
    if (expression.empty()) {
        found.extent = SearchFound::Extent::Partial;
        Statement statement = m_connection->prepare(kNewest);
        statement.bind(before).bind(request.conversation).bind(sender).bind(packed);
        statement.bind(static_cast<std::int64_t>(request.count));
        if (const auto done = collect(statement, found); !done.ok())
            return done.error();
        return found;
    }
    if (request.conversation)
        appendAnd(expression, inQuotes(conversationGram(*request.conversation)));
    if (sender)
        appendAnd(expression, inQuotes(senderGram(*sender)));
    for (const std::string_view sql : {kLasting, kTimed}) {
        Statement statement = m_connection->prepare(sql);
        statement.bind(expression).bind(before).bind(packed);
        statement.bind(static_cast<std::int64_t>(request.count));
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
