#include "core/search/search_filters.h"

#include <QtTest>

using namespace kontor;

namespace {

constexpr auto kPicture = SearchedContent::Picture;
constexpr auto kLink = SearchedContent::Link;
constexpr auto kPoll = SearchedContent::Poll;
constexpr auto kFile = SearchedContent::File;

} // namespace

Q_DECLARE_METATYPE(kontor::SearchFilters)

class TestSearchFilters : public QObject {
    Q_OBJECT

private slots:
    void whatIsTypedIsReadAsFiltersAndWords_data() {
        QTest::addColumn<SearchFilters>("wanted");
        const auto row = [](const char* typed, const SearchFilters& wanted) {
            QTest::newRow(typed) << wanted;
        };
        const QDate first(2026, 11, 1);
        const QDate second(2026, 11, 2);
        row("", {});
        row("  ", {});
        row("urlaub", {.words = "urlaub"});
        row("urlaub  im mai ", {.words = "urlaub im mai"});
        row("von:anna", {.senders = {"anna"}});
        row("from:anna", {.senders = {"anna"}});
        row("Von:Anna urlaub", {.words = "urlaub", .senders = {"Anna"}});
        row("urlaub FROM:anna mai", {.words = "urlaub mai", .senders = {"anna"}});
        row("von:anna von:bob", {.senders = {"anna", "bob"}});
        row("von:\"Anna Berg\" mai", {.words = "mai", .senders = {"Anna Berg"}});
        row("von:\"Anna Be", {.senders = {"Anna Be"}});
        row("in:team", {.conversations = {"team"}});
        row("in:\"Büro Umzug\" von:jörg", {.senders = {"jörg"}, .conversations = {"Büro Umzug"}});
        row("hat:bild", {.contents = {kPicture}});
        row("has:picture", {.contents = {kPicture}});
        row("hat:link has:link", {.contents = {kLink}});
        row("hat:umfrage", {.contents = {kPoll}});
        row("has:poll", {.contents = {kPoll}});
        row("hat:Datei", {.contents = {kFile}});
        row("has:file hat:link", {.contents = {kFile, kLink}});
        row("vor:2026-11-01", {.before = first});
        row("before:2026-11-1", {.before = first});
        row("vor:1.11.2026", {.before = first});
        row("nach:01.11.2026", {.since = first});
        row("after:2026-11-01 x", {.words = "x", .since = first});
        row("nach:2026-11-01 vor:2026-11-02", {.since = first, .before = second});
        row("vor:2026-11-02 vor:2026-11-01", {.before = first});
        row("nach:2026-11-01 nach:2026-11-02", {.since = second});
        // Plain words
        row("von:", {.words = "von:"});
        row("von: anna", {.words = "von: anna"});
        row("von:\"\"", {.words = "von:\"\""});
        row("hat:wurst", {.words = "hat:wurst"});
        row("hat:", {.words = "hat:"});
        row("vor:gestern", {.words = "vor:gestern"});
        row("vor:2026-02-30", {.words = "vor:2026-02-30"});
        row("foo:bar", {.words = "foo:bar"});
        row("https://example.org", {.words = "https://example.org"});
        row("10:30", {.words = "10:30"});
        row(":von:anna", {.words = ":von:anna"});
        row("\"von:anna\"", {.words = "\"von:anna\""});
        row("\"treffen in:team heute\"", {.words = "\"treffen in:team heute\""});
        row("\"pull request\" von:anna", {.words = "\"pull request\"", .senders = {"anna"}});
    }
    void whatIsTypedIsReadAsFiltersAndWords() {
        QFETCH(SearchFilters, wanted);
        const SearchFilters read = readFilters(QString::fromUtf8(QTest::currentDataTag()));
        QVERIFY2(read == wanted, qPrintable(read.words + read.senders.join('|')));
        QCOMPARE(read.any(), wanted != SearchFilters{.words = wanted.words});
    }

    void whatNobodyTypesIsCut() {
        const auto read = readFilters(QStringLiteral("von:") + QString(5'000, QLatin1Char('a')));
        QCOMPARE(read.senders.front().size(), kFilterLetters - 4);
        QVERIFY(readFilters(QString(5'000, QLatin1Char('"'))).words.size() <= kFilterLetters);
    }

    static void whereTheyStand() {
        const auto found =
            filtersIn(QStringLiteral("plan von:anna in:\"Team Nord\" hat:bild von:"));
        QCOMPARE(found.size(), std::size_t{4});
        QCOMPARE(found[0].start, qsizetype{5});
        QCOMPARE(found[0].length, qsizetype{8});
        QCOMPARE(found[1].value, QStringLiteral("Team Nord"));
        QVERIFY(found[2].content == SearchedContent::Picture);
        QCOMPARE(found[3].value, QString());
        QVERIFY(filtersIn(QStringLiteral("hat:nichts vor:morgen \"von:anna\" in:")).empty());
    }
};

QTEST_GUILESS_MAIN(TestSearchFilters)
#include "tst_search_filters.moc"
