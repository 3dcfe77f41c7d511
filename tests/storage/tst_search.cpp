#include "storage/contact_store.h"
#include "storage/erasure.h"
#include "storage/fold.h"
#include "storage/index_rows.h"
#include "storage/rows.h"
#include "storage/search_index.h"
#include "storage/search_terms.h"
#include "tests/storage/company_store.h"

#include <QtTest>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::storage::test;

namespace {

/// What people of the company have written, each found by its name below.
struct Written {
    const char* name;
    const char* text;
};
constexpr auto kWritten = std::to_array<Written>({
    {"greeting", "Viele Grüße aus München!"},
    {"sale", "Der Kaufvertrag liegt beim Notar."},
    {"quarter", "Zahlen für Q3 sind da: +4,5 %"},
    {"file", "Anhang: Bericht_2024-final.pdf"},
    {"street", "Treffen in der Hauptstraße 12"},
    {"apple", "Äpfel und Öl über die Übergabe"},
    {"cafe", "Café crème, s'il vous plaît"},
    {"danish", "Smørrebrød für alle"},
    {"polish", "Zażółć gęślą jaźń w Łodzi"},
    {"encyclopaedia", "an old encyclopædia"},
    {"party", "Feierabend \U0001F389\U0001F973 am Freitag"},
    {"thumb", "ok \U0001F44D\U0001F3FD"},
    {"family", "\U0001F468\u200D\U0001F469\u200D\U0001F467 am Wochenende"},
    {"flag", "Dienstreise \U0001F1E9\U0001F1EA"},
    {"link", "siehe https://wiki.example.org/Onboarding?id=77"},
    {"code", "std::vector<int> m_values;"},
    {"mail", "an lena.mueller@example.org schicken"},
    {"english", "Please review the pull request today"},
    {"tokyo", "来週は東京に出張です"},
    {"russian", "Договор подписан в Москве"},
    {"greek", "Ο ΣΊΣΥΦΟΣ και ο βράχος"},
    {"korean", "오늘 회의는 세 시입니다"},
    {"wide", "ＦＡＸ Ｎｒ. ２３"},
    {"ligature", "eﬃcient oﬃce"},
    {"combining", "Ange\u0301lique kommt zu spa\u0308t"},
    {"soft", "Donau\u00ADdampf\u00ADschiff"},
    {"ampersand", "Müller & Söhne GmbH"},
    {"number", "Rechnung 4711/0815 ist offen"},
    {"quote", "er sagte \"niemals\" und ging"},
    {"poet", "Goethe und Bauer"},
});

struct Case {
    const char* query;
    const char* hits; ///< names, by blanks, in any order
};
constexpr auto kCases = std::to_array<Case>({
    // design.md, 9
    {"grusse", "greeting"},
    {"grüsse", "greeting"},
    {"gruesse", "greeting"},
    {"Grüße", "greeting"},
    {"GRÜSSE", "greeting"},
    {"vertrag", "sale"},
    {"Q3", "quarter"},
    {"q3", "quarter"},
    {"Bericht_2024-final.pdf", "file"},
    {"bericht 2024", "file"},
    {"final.pdf", "file"},
    // Case, marks, ligatures
    {"hauptstrasse", "street"},
    {"HAUPTSTRASSE", "street"},
    {"straße", "street"},
    {"muenchen", "greeting"},
    {"munchen", "greeting"},
    {"apfel", "apple"},
    {"aepfel", "apple"},
    {"ueber", "apple"},
    {"uebergabe", "apple"},
    {"cafe creme", "cafe"},
    {"smorrebrod", "danish"},
    {"zolc", "polish"},
    {"lodzi", "polish"},
    {"encyclopaedia", "encyclopaedia"},
    {"encyclopædia", "encyclopaedia"},
    {"σισυφος", "greek"},
    {"договор", "russian"},
    {"москве", "russian"},
    {"fax nr", "wide"},
    {"efficient", "ligature"},
    {"angélique", "combining"},
    {"spat", "combining"},
    {"spaet", "combining"},
    {"dampfschiff", "soft"},
    // Parts of words, and several words in any order
    {"kaufv", "sale"},
    {"notar kaufvertrag", "sale"},
    {"view req", "english"},
    {"review vertrag", ""},
    // Two letters: beginnings of words; one letter as well
    {"pu", "english"},
    {"rg", ""},
    {"gm", "ampersand"},
    {"z", "quarter polish combining"},
    // Quotes: whole words, in this order
    {"\"pull request\"", "english"},
    {"\"request pull\"", ""},
    {"\"vertrag\"", ""},
    {"\"kaufvertrag\"", "sale"},
    {"\"kaufver", "sale"},
    // What people paste
    {"wiki.example.org/onboarding", "link"},
    {"m_values", "code"},
    {"std::vector", "code"},
    {"lena.mueller@example.org", "mail"},
    {"4711/0815", "number"},
    {"niemals", "quote"},
    {"müller söhne", "ampersand"},
    {"goethe", "poet"},
    {"bauer", "poet"},
    {"bau", "poet"},
    // Emoji and scripts without spaces
    {"\U0001F389", "party"},
    {"\U0001F44D", "thumb"},
    {"\U0001F44D\U0001F3FB", "thumb"},
    {"\U0001F469", "family"},
    {"\U0001F1E9\U0001F1EA", "flag"},
    {"東京", "tokyo"},
    {"京", "tokyo"},
    {"회의", "korean"},
    // Word forms and compounds
    {"vertrage", ""},
    {"kaufvertrag", "sale"},
    {"aufver", "sale"},
    {"bericht", "file"},
    {"anhang bericht", "file"},
    {"haupt strasse", "street"},
    {"treffen 12", "street"},
    {"übergabe", "apple"},
    {"ubergabe", "apple"},
    {"oel", "apple encyclopaedia"},
    {"öl", "apple encyclopaedia"},
    {"plait", "cafe"},
    {"plaît", "cafe"},
    {"crème café", "cafe"},
    {"SMØRREBRØD", "danish"},
    {"rrebr", "danish"},
    {"gesla", "polish"},
    {"jazn", "polish"},
    {"œuvre", ""},
    {"paedia", "encyclopaedia"},
    {"feierabend", "party"},
    {"freitag feierabend", "party"},
    {"wochenende", "family"},
    {"dienst", "flag"},
    {"onboarding", "link"},
    {"id 77", "link"},
    {"vector int", "code"},
    {"mueller", "mail ampersand"},
    {"müller", "mail ampersand"},
    {"lena", "mail"},
    {"reviewed", ""},
    {"pull", "english"},
    {"today please", "english"},
    {"出張", "tokyo"},
    {"來週", ""},
    {"подпис", "russian"},
    {"МОСКВЕ", "russian"},
    {"βραχος", "greek"},
    {"σίσυφος", "greek"},
    {"오늘", "korean"},
    {"23", "wide"},
    {"office", "ligature"},
    {"kommt spat", "combining"},
    {"donaudampf", "soft"},
    {"gmbh", "ampersand"},
    {"4711", "number"},
    {"offen rechnung", "number"},
    {"\"und ging\"", "quote"},
    {"\"ging und\"", ""},
    {"4,5", "quarter"},
    {"zahlen fuer", "quarter"},
    // Nothing to look for, and nothing found
    {"", ""},
    {"  ", ""},
    {"?!", ""},
    {"xyzzy", ""},
});

std::string sorted(std::string names) {
    QStringList list = QString::fromStdString(names).split(' ', Qt::SkipEmptyParts);
    list.sort();
    return list.join(' ').toStdString();
}

struct Archive {
    CompanyStore store;
    ConversationId conversation;
    std::vector<MessageRow> rows;

    explicit Archive(Milliseconds lifetime = Milliseconds(0)) {
        conversation = store.conversation(1);
        std::uint64_t seq = 0;
        for (const Written& written : kWritten) {
            NewMessage message = CompanyStore::textOfBob(conversation, ++seq, written.text);
            message.lifetime = lifetime;
            rows.push_back(store.add(message));
        }
    }
    std::string namesFor(std::string_view query) {
        SearchIndex search(store.reader());
        std::string names;
        for (const MessageRow row : must(search.search({.words = std::string(query)})).rows) {
            const auto place = std::ranges::find(rows, row) - rows.begin();
            names += std::string(names.empty() ? "" : " ") + kWritten[std::size_t(place)].name;
        }
        return sorted(names);
    }
};

} // namespace

class TestSearch : public QObject {
    Q_OBJECT

private slots:
    void everyQueryFindsItsHits() {
        Archive archive;
        static_assert(kCases.size() >= 100);
        for (const Case& one : kCases)
            QVERIFY2(archive.namesFor(one.query) == sorted(one.hits),
                     (std::string(one.query) + " finds " + archive.namesFor(one.query)).c_str());
    }

    void messagesWithALifetimeAreFoundAlike() {
        Archive archive(Milliseconds(60'000));
        for (const Case& one : kCases)
            QVERIFY2(archive.namesFor(one.query) == sorted(one.hits), one.query);
    }

    void foldingIsAsDescribed_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("folded");
        QTest::newRow("empty") << "" << "";
        QTest::newRow("no words") << " -- !? " << "";
        QTest::newRow("words") << "Hello, World" << " hello world ";
        QTest::newRow("sharp s") << "Straße GROẞ" << " strasse gross ";
        QTest::newRow("marks") << "Çà va, naïve Ångström" << " ca va naive angstrom ";
        QTest::newRow("decomposed") << QString::fromUtf8("a\u0308") << " a ";
        QTest::newRow("ligatures") << "æ Œuvre ø ﬁ" << " ae oeuvre o fi ";
        QTest::newRow("numbers") << "3½ x² ①" << " 31 2 x2 1 ";
        QTest::newRow("turkish") << "İstanbul ığdır" << " istanbul igdir ";
        QTest::newRow("emoji") << QString::fromUtf8("a\U0001F600b")
                               << QString::fromUtf8(" a \U0001F600 b ");
        QTest::newRow("heart") << QString::fromUtf8("\u2764\uFE0F")
                               << QString::fromUtf8(" \u2764 ");
        QTest::newRow("private use") << QString::fromUtf8("a\uF000b") << " a b ";
        QTest::newRow("far ideograph")
            << QString::fromUtf8("\U00020BB7") << QString::fromUtf8(" \U00020BB7 ");
    }
    void foldingIsAsDescribed() {
        QFETCH(QString, text);
        QFETCH(QString, folded);
        QCOMPARE(QString::fromStdString(foldText(text.toStdString())), folded);
    }

    void foldingTwiceChangesNothing() {
        for (const Written& written : kWritten) {
            const std::string once = foldText(written.text);
            QCOMPARE(foldText(once), once);
        }
        for (char32_t code = 1; code < 0x30000; ++code) {
            if (code >= 0xD800 && code < 0xE000)
                continue;
            std::string letter;
            appendUtf8(letter, code);
            const std::string once = foldText(letter);
            QVERIFY2(foldText(once) == once, QByteArray::number(uint(code), 16));
        }
    }

    void brokenUtf8IsFoldedAsFarAsItIs() {
        QCOMPARE(foldText("ab\xFF"
                          "cd\xC3"),
                 std::string(" ab cd "));
        QCOMPARE(foldText("\xE2\x82"), std::string());
        QCOMPARE(foldText("\xC0\xAF"
                          "a"),
                 std::string(" a ")); // overlong
        QCOMPARE(foldText("\xED\xA0\x80"
                          "a"),
                 std::string(" a ")); // surrogate
        QCOMPARE(foldText("\xF4\x90\x80\x80"
                          "a"),
                 std::string(" a ")); // beyond Unicode
    }

    void aQueryIsReadAsWordsAndVariants() {
        QVERIFY(parseQuery("").empty());
        QVERIFY(parseQuery("Grüße Q3") ==
                (std::vector<SearchTerm>{{{"grusse", "gruesse"}}, {{" q3"}}}));
        QVERIFY(parseQuery("\"zu spät\"") ==
                (std::vector<SearchTerm>{{{" zu spat ", " zu spaet "}}}));
        QVERIFY(parseQuery("ue") == (std::vector<SearchTerm>{{{" ue"}}}));
        QVERIFY(parseQuery("kauf", WordPart::Beginning) == (std::vector<SearchTerm>{{{" kauf"}}}));
        const auto many = parseQuery("aeaeaeaeaeae");
        QCOMPARE(many.front().needles.size(), kNeedles);
        QCOMPARE(parseQuery(std::string(5'000, 'a')).front().needles.front().size(), kQueryBytes);
        QVERIFY(parseQuery("a b c d e f g h i j k l").size() <= kQueryTerms);
    }

    void newestHitsComeFirstFiftyAtATime() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        std::vector<MessageRow> rows;
        for (std::uint64_t seq = 1; seq <= 120; ++seq) {
            NewMessage message = CompanyStore::textOfBob(conversation, seq, "Kantine um zwölf");
            message.lifetime = Milliseconds(seq % 3 == 0 ? 60'000 : 0); // both indexes
            rows.push_back(store.add(message));
        }
        std::ranges::reverse(rows);
        SearchIndex search(store.reader());
        std::vector<MessageRow> found;
        SearchRequest request{.words = "kantine"};
        for (;;) {
            const auto page = must(search.search(request));
            if (page.rows.empty())
                break;
            QVERIFY(page.rows.size() <= 50);
            found.insert(found.end(), page.rows.begin(), page.rows.end());
            request.olderThan = page.rows.back();
        }
        QVERIFY(found == rows);
    }

    void filtersTakeOneConversationOrOneSender() {
        CompanyStore store;
        const ConversationId first = store.conversation(1);
        const ConversationId second = store.conversation(2);
        const MessageRow inFirst = store.add(CompanyStore::textOfBob(first, 1, "Urlaub geplant"));
        const MessageRow inSecond = store.add(CompanyStore::textOfBob(second, 1, "Urlaub vorbei"));
        const MessageRow annas = store.add(CompanyStore::textOfAnna(second, "Urlaub im Mai"));
        SearchIndex search(store.reader());
        QVERIFY(must(search.search({.words = "urlaub", .conversations = {first}})).rows ==
                std::vector{inFirst});
        QVERIFY(must(search.search({.words = "urlaub", .conversations = {second}})).rows ==
                (std::vector{annas, inSecond}));
        QVERIFY(must(search.search({.words = "urlaub", .senders = {kAnna}})).rows ==
                std::vector{annas});
        QVERIFY(must(search.search({.words = "m", .senders = {kAnna}})).rows == std::vector{annas});
        QVERIFY(
            must(search.search({.words = "urlaub", .senders = {idOf<UserId>(77)}})).rows.empty());
        QVERIFY(must(search.search({.words = "urlaub", .conversations = {ConversationId(77)}}))
                    .rows.empty());
    }

    void requestsWithoutWordsListTheNewestThatFit() {
        CompanyStore store;
        const ConversationId first = store.conversation(1);
        const ConversationId second = store.conversation(2);
        constexpr Milliseconds kDay = std::chrono::days(1);
        std::vector<MessageRow> rows;
        for (std::uint64_t seq = 1; seq <= 6; ++seq) {
            NewMessage message =
                CompanyStore::textOfBob(seq % 2 == 0 ? first : second, seq, "Tag im Amt");
            message.sentAt = message.receivedAt = kDay * 100 * static_cast<int>(seq);
            message.lifetime = Milliseconds(seq == 4 ? 60'000 : 0);
            if (seq == 6)
                message.kind = MessageKind::Notice;
            rows.push_back(store.add(message));
        }
        SearchIndex search(store.reader());
        const auto found = [&](const SearchRequest& request) {
            return must(search.search(request)).rows;
        };
        QVERIFY(found({}).empty());
        QVERIFY(found({.words = "?!"}).empty());
        QVERIFY(found({.words = "", .conversations = {first}}) == (std::vector{rows[3], rows[1]}));
        QVERIFY(found({.words = "", .conversations = {first, second}, .senders = {kBob}}) ==
                (std::vector{rows[4], rows[3], rows[2], rows[1], rows[0]}));
        QVERIFY(found({.words = "", .before = kDay * 300}) == (std::vector{rows[1], rows[0]}));
        QVERIFY(found({.words = "", .since = kDay * 300, .before = kDay * 500}) ==
                (std::vector{rows[3], rows[2]}));
        QVERIFY(found({.words = "amt", .since = kDay * 500}) == std::vector{rows[4]});
        QVERIFY(found({.words = "t", .before = kDay * 200}) == std::vector{rows[0]});
        QVERIFY(found({.words = "amt", .kind = MessageKind::Poll}).empty());
        QVERIFY(found({.words = "", .before = kDay * 600, .olderThan = rows[1]}) ==
                std::vector{rows[0]});
    }

    void aLinkIsAnAddress() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        std::vector<MessageRow> links;
        std::uint64_t seq = 0;
        for (const char* text : {"HTTPS://example.org", "(http://a.example/b)", "www.example.org"})
            links.push_back(store.add(CompanyStore::textOfBob(conversation, ++seq, text)));
        for (const char* text : {"http ist alt", "example.org", "wwwunder", "https"})
            store.add(CompanyStore::textOfBob(conversation, ++seq, text));
        std::ranges::reverse(links);
        SearchIndex search(store.reader());
        SearchRequest request;
        request.links = SearchRequest::Links::Required;
        QVERIFY(must(search.search(request)).rows == links);
        request.words = "example.org";
        QVERIFY(must(search.search(request)).rows == (std::vector{links[0], links[2]}));
    }

    void peopleAndConversationsAreFoundByTheBeginningsOfTheirNames() {
        CompanyStore store;
        const auto person = [&](std::uint32_t number, const char* handle, const char* name) {
            store.write([&](Transaction& transaction) {
                must(ContactStore(store.writer())
                         .putUser(transaction, {idOf<UserId>(number), handle, name,
                                                DirectoryUser::Standing::Active}));
            });
        };
        person(1, "lena", "Lena Müller");
        person(2, "amueller", "Anton Mueller");
        person(3, "joerg", "Jörg Schröder");
        const ConversationId launch = store.conversation(1, "Büro-Umzug");
        store.conversation(2, "Marketing");
        const auto people = [&](std::string_view words) {
            std::string names;
            for (const ContactRecord& contact :
                 must(ContactStore(store.reader()).matching(words, 50)))
                names += contact.handle + " ";
            return names;
        };
        QCOMPARE(people("müll"), std::string("amueller lena "));
        QCOMPARE(people("muell"), std::string("amueller lena "));
        QCOMPARE(people("lena mü"), std::string("lena "));
        QCOMPARE(people("jorg"), std::string("joerg "));
        QCOMPARE(people("üller"), std::string());
        QCOMPARE(people(""), std::string("amueller joerg lena "));
        SearchIndex search(store.reader());
        QVERIFY(must(search.conversations("umzug", 10)) == std::vector{launch});
        QVERIFY(must(search.conversations("buero", 10)) == std::vector{launch});
        QVERIFY(must(search.conversations("zug", 10)).empty());
        QVERIFY(must(search.conversations("", 10)).empty());
    }

    void marksShowWhatWasFound() {
        const auto marked = [](std::string_view text, std::string_view words) {
            std::string shown;
            for (const SearchMark& mark : findMarks(text, words))
                shown += "[" + std::string(text.substr(mark.offset, mark.length)) + "]";
            return shown;
        };
        QCOMPARE(marked("Viele Grüße aus München", "gruesse"), std::string("[Grüße]"));
        QCOMPARE(marked("Der Kaufvertrag", "vertrag"), std::string("[vertrag]"));
        QCOMPARE(marked("Q3 und Q3", "q3"), std::string("[Q3][Q3]"));
        QCOMPARE(marked("Straße", "ss"), std::string()); // two letters: a beginning
        QCOMPARE(marked("Straße", "ras"), std::string("[raß]"));
        QCOMPARE(marked("Bericht_2024", "bericht_2024"), std::string("[Bericht_2024]"));
        QCOMPARE(marked("Re\u0301sume\u0301!", "resume"), std::string("[Re\u0301sume]"));
        QCOMPARE(marked("anna und hanna", "anna hanna"), std::string("[anna][hanna]"));
        QCOMPARE(marked("nichts", "xyz"), std::string());
    }

    /// The next key ends a search; what it had found is shown.
    void aSearchCanBeInterrupted() {
        CompanyStore store;
        const ConversationId conversation = store.conversation(1);
        store.write([&](Transaction& transaction) {
            MessageStore messages(store.writer());
            for (std::uint64_t seq = 1; seq <= 3'000; ++seq)
                must(messages.add(transaction, CompanyStore::textOfBob(conversation, seq,
                                                                       "abc bcd cde def abd bce " +
                                                                           std::string(300, 'x'))));
        });
        // Every trigram is everywhere, the whole never: the slowest kind of query.
        const SearchRequest request{.words = "abcde bcdef"};
        SearchIndex search(store.reader());
        const auto whole = must(search.search(request));
        QVERIFY(whole.rows.empty());
        QVERIFY(whole.extent == SearchFound::Extent::Complete);
        std::atomic<bool> done = false;
        std::thread typing([&] {
            while (!done)
                store.reader().interrupt();
        });
        bool interrupted = false;
        for (int i = 0; i < 1'000 && !interrupted; ++i)
            interrupted = must(search.search(request)).extent == SearchFound::Extent::Partial;
        done = true;
        typing.join();
        QVERIFY(interrupted);
        QVERIFY(must(search.search(request)).extent == SearchFound::Extent::Complete);
    }

    /// Another way of folding: the index is filled anew at the next start, before anything is
    /// erased from it.
    void anIndexOfAnotherFoldVersionIsFilledAnew() {
        Archive archive;
        Connection& writer = archive.store.writer();
        must(writer.execute("INSERT INTO search(search) VALUES ('delete-all');"
                            "UPDATE meta SET fold_version = 1"));
        QCOMPARE(archive.namesFor("vertrag"), std::string());
        archive.store.close();
        archive.store.open();
        QCOMPARE(archive.namesFor("vertrag"), std::string("sale"));
        Statement version = archive.store.writer().prepare("SELECT fold_version FROM meta");
        QCOMPARE(must(readInteger(version)), foldVersion());
    }

    void tidyingKeepsEveryHit() {
        Archive archive;
        for (int steps = 0; must(archive.store.database().tidyStep()) != Database::Tidied::Done;)
            QVERIFY(++steps < 1'000);
        for (const Case& one : kCases)
            QVERIFY2(archive.namesFor(one.query) == sorted(one.hits), one.query);
    }

    void numbersOutOfRangeHaveNoFilterLetter() {
        QVERIFY(conversationGram(ConversationId(4096LL * 4096 - 1)).size() == 9);
        QVERIFY(conversationGram(ConversationId(4096LL * 4096)).empty());
        QVERIFY(conversationGram(ConversationId(5)) != senderGram(5));
    }
};

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
