#include "storage/fold.h"
#include "storage/index_rows.h"
#include "storage/migrations.h"
#include "storage/search_index.h"
#include "storage/search_terms.h"

#include <cstdlib>
#include <memory>

namespace {

using namespace kontor;
using namespace kontor::storage;

void require(bool holds) {
    if (!holds)
        std::abort();
}

/// A store in memory with a few messages, so that every query also becomes one of FTS5.
Connection& store() {
    static const std::unique_ptr<Connection> kStore = [] {
        auto opened = Connection::open(":memory:", StoreKey(), Connection::Access::ReadWrite);
        require(opened.ok() && migrate(*opened.value()).ok());
        require(opened.value()
                    ->execute("PRAGMA foreign_keys = OFF;"
                              "INSERT INTO bodies(id, body) VALUES (1, 'Viele Gr\u00FC\u00DFe'),"
                              " (2, 'Der Kaufvertrag \U0001F389'), (3, '\u6771\u4EAC Q3')")
                    .ok());
        require(refillIndex(*opened.value()).ok());
        return std::move(opened).value();
    }();
    return *kStore;
}

} // namespace

/// What somebody types into the search field: any bytes at all.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view typed = textOf({data, size});
    const std::string folded = foldText(typed);
    require(foldText(folded) == folded);
    const std::vector<SearchTerm> terms = parseQuery(typed);
    require(terms.size() <= kQueryTerms);
    for (const SearchTerm& term : terms) {
        require(!term.needles.empty() && term.needles.size() <= kNeedles);
        for (const std::string& needle : term.needles)
            require(!needle.empty() && needle.find_first_of("\"\n\t") == std::string::npos);
    }
    // A text of one word's length finds itself: nothing of a query is lost on the way.
    if (size <= kQueryBytes && terms.size() < kQueryTerms &&
        typed.find('"') == std::string_view::npos)
        require(holds(folded, terms));
    std::size_t end = 0;
    for (const SearchMark& mark : findMarks(typed, typed)) {
        require(mark.offset >= end && mark.length > 0 && mark.length <= size);
        end = mark.offset + mark.length;
        require(end <= size);
    }
    SearchIndex search(store());
    require(search.search({.words = std::string(typed)}).ok());
    SearchRequest narrow;
    narrow.words = typed;
    narrow.conversations = {ConversationId(1), ConversationId(2)};
    narrow.links = SearchRequest::Links::Required;
    narrow.before = Milliseconds(static_cast<std::int64_t>(size));
    require(search.search(narrow).ok());
    return 0;
}
