#include "storage/rows.h"
#include "storage/search_index.h"
#include "tests/storage/company_store.h"

#include <QtTest>

#include <algorithm>
#include <sqlite3.h>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::storage::test;

namespace {

/// Statements as they were really run, with their values, while it lives.
class Recorder {
public:
    explicit Recorder(Connection& connection)
        : m_connection(connection) {
        sqlite3_trace_v2(
            connection.handle(), SQLITE_TRACE_STMT,
            [](unsigned, void* self, void* statement, void*) {
                char* sql = sqlite3_expanded_sql(static_cast<sqlite3_stmt*>(statement));
                static_cast<Recorder*>(self)->statements.emplace_back(sql);
                sqlite3_free(sql);
                return 0;
            },
            this);
    }
    ~Recorder() { sqlite3_trace_v2(m_connection.handle(), 0, nullptr, nullptr); }
    std::vector<std::string> statements;

private:
    Connection& m_connection;
};

/// The longest statement that `work` runs: the query itself, not its transaction.
template <typename Work>
std::string queryOf(Connection& connection, Work work) {
    Recorder recorder(connection);
    work();
    return *std::ranges::max_element(recorder.statements, {}, &std::string::size);
}

std::string planOf(Connection& connection, const std::string& query) {
    sqlite3_stmt* statement = nullptr;
    const std::string sql = "EXPLAIN QUERY PLAN " + query;
    if (sqlite3_prepare_v2(connection.handle(), sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
        return sqlite3_errmsg(connection.handle());
    std::string plan;
    while (sqlite3_step(statement) == SQLITE_ROW)
        plan +=
            std::string(reinterpret_cast<const char*>(sqlite3_column_text(statement, 3))) + "\n";
    sqlite3_finalize(statement);
    return plan;
}

} // namespace

/// The hot queries walk an index and sort nothing (style.md, rule 13).
class TestQueryPlans : public QObject {
    Q_OBJECT

    CompanyStore m_store;
    ConversationId m_conversation;
    MessageRow m_row;

    void expectPlan(const std::string& query, std::initializer_list<const char*> steps) {
        const std::string plan = planOf(m_store.writer(), query);
        for (const char* step : steps)
            QVERIFY2(plan.find(step) != std::string::npos, plan.c_str());
        QVERIFY2(plan.find("TEMP B-TREE") == std::string::npos, plan.c_str());
        QVERIFY2(plan.find("SCAN m") == std::string::npos, plan.c_str());
        QVERIFY2(plan.find("SCAN c") == std::string::npos ||
                     plan.find("SEARCH c USING INDEX conversations_by_shelf") != std::string::npos,
                 plan.c_str());
    }

private slots:
    void initTestCase() {
        m_conversation = m_store.conversation(1);
        for (std::uint64_t seq = 1; seq <= 5; ++seq)
            m_row = m_store.add(CompanyStore::textOfBob(m_conversation, seq, "text"));
    }

    void aPageOfTheTimeline() {
        MessageStore messages(m_store.writer());
        const auto older = queryOf(m_store.writer(), [&] { must(messages.olderThan(m_row, 50)); });
        expectPlan(
            older,
            {"SEARCH m USING INDEX messages_by_place (conversation=? AND place>? AND place<?)",
             "SEARCH b USING INTEGER PRIMARY KEY"});
        const auto newer = queryOf(m_store.writer(), [&] { must(messages.newerThan(m_row, 50)); });
        expectPlan(newer, {"SEARCH m USING INDEX messages_by_place (conversation=? AND place>?)"});
    }

    void theListOfConversations() {
        const auto list = queryOf(m_store.writer(),
                                  [&] { must(ConversationStore(m_store.writer()).list(0, 50)); });
        expectPlan(list, {"SEARCH c USING INDEX conversations_by_shelf (shelf>?)"});
    }

    void aConversationByItsGroup() {
        const auto find = queryOf(m_store.writer(), [&] {
            must(ConversationStore(m_store.writer()).findByGroup(idOf<GroupId>(1)));
        });
        expectPlan(find, {"SEARCH g USING COVERING INDEX", "SEARCH c USING INDEX"});
    }

    void aMessageSeenBefore() {
        const auto find = queryOf(m_store.writer(), [&] {
            must(MessageStore(m_store.writer()).findById(m_conversation, kBob, idOf<MessageId>(1)));
        });
        expectPlan(find, {"USING INDEX messages_by_id"});
    }

    void aSearch() {
        SearchIndex search(m_store.writer());
        must(search.search({.words = "text"})); // the first one counts trigrams
        const auto find =
            queryOf(m_store.writer(), [&] { must(search.search({.words = "text"})); });
        // FTS5 itself walks backwards by rowid: no sorting, and the index is the outer loop.
        expectPlan(find, {"SCAN f VIRTUAL TABLE INDEX", "SEARCH b USING INTEGER PRIMARY KEY"});
    }

    void theUnreadOfAConversation() {
        const auto first = queryOf(m_store.writer(), [&] {
            must(MessageStore(m_store.writer()).firstUnread(m_conversation));
        });
        expectPlan(first, {"USING INDEX messages_by_place (conversation=? AND place>?)"});
    }
};

QTEST_GUILESS_MAIN(TestQueryPlans)
#include "tst_query_plans.moc"
