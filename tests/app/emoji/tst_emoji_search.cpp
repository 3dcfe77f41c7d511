#include "app/emoji/emoji_search.h"
#include "app/emoji/emoji_text.h"

#include <QTest>

using namespace kontor;
using namespace kontor::emoji;

class TstEmojiSearch : public QObject {
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void findsNothing_data();
    void findsNothing();
    void putsNamesFirst();
    void putsTheOwnLanguageFirst();
    void findsEachByItsName_data();
    void findsEachByItsName();
    void knowsShortcodes();

private:
    EmojiSearch m_search;
};

void TstEmojiSearch::finds_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<int>("within"); ///< the first so many
    const auto row = [](const char* typed, const char* wanted, int within = 9) {
        QTest::addRow("%s", typed)
            << QString::fromUtf8(typed) << QString::fromUtf8(wanted) << within;
    };
    row("daumen", "👍", 1);
    row("daum", "👍", 1);
    row("Daumen runter", "👎", 1);
    row("hoch daumen", "👍", 1);
    row("thumb", "👍", 1);
    row("THUMBS DOWN", "👎", 1);
    row("up thumbs", "👍", 1);
    row("herz", "❤️", 20);
    row("rotes herz", "❤️", 1);
    row("red heart", "❤️", 1);
    row("lächeln", "☺️", 30);
    row("laecheln", "☺️", 30);
    row("lacheln", "☺️", 30);
    row("Mädchen", "👧", 1);
    row("maedchen", "👧", 1);
    row("madchen", "👧", 1);
    row("strauß", "💐", 1);
    row("strauss", "💐", 1);
    row("fußball", "⚽", 5);
    row("fussball", "⚽", 5);
    row("flagge deutschland", "🇩🇪", 1);
    row("deutschland", "🇩🇪", 1);
    row("germany", "🇩🇪", 1);
    row("flag swit", "🇨🇭", 1);
    row("kaffee", "☕", 2);
    row("coffee", "☕", 3);
    row("elch", "🫎", 1);
    row("moose", "🫎", 1);
    row("wlan", "🛜", 1);
    row("geburtstag", "🎂", 3);
    row("rakete", "🚀", 1);
    row("rocket", "🚀", 1);
    row("tada", "🎉", 1);
    row("wehrauto", "🚒", 1); // a part of a word
    row("dog", "🐕", 6);      // words come before parts: Hotdog
    row("hai", "🦈", 1);
    row("👍", "👍", 1);
    row("👍🏿", "👍", 1);
    row("daumen thumb", "👍", 1); // a word of each language
}

void TstEmojiSearch::finds() {
    QFETCH(QString, typed);
    QFETCH(QString, wanted);
    QFETCH(int, within);
    const auto bytes = wanted.toUtf8();
    const auto id = emojiAtBegin(viewOf(bytes))->id;
    const auto found = m_search.find(typed, Language::German);
    const auto place = std::ranges::find(found, id) - found.begin();
    QVERIFY2(place < std::min<std::ptrdiff_t>(within, std::ssize(found)),
             qPrintable(QStringLiteral("at %1 of %2").arg(place).arg(found.size())));
}

void TstEmojiSearch::findsNothing_data() {
    QTest::addColumn<QString>("typed");
    for (const char* typed :
         {"", "   ", "::", "daumenxyz", "aumenx", "daumen kaffee", "qqq", "\"", "%_"})
        QTest::addRow("%s", typed) << QString::fromUtf8(typed);
}

void TstEmojiSearch::findsNothing() {
    QFETCH(QString, typed);
    QVERIFY(m_search.find(typed, Language::German).empty());
}

void TstEmojiSearch::putsNamesFirst() {
    const auto rank = [](EmojiId id) { // what the search promises, said in another way
        const QString name = toQString(nameOf(id, Language::German)).toLower();
        const auto words = name.split(QRegularExpression(QStringLiteral("[^\\w]+")));
        if (name.startsWith(QLatin1String("herz")))
            return 0;
        return std::ranges::any_of(
                   words,
                   [](const QString& word) { return word.startsWith(QLatin1String("herz")); })
                   ? 1
                   : 2;
    };
    const auto found = m_search.find(u"herz", Language::German);
    QVERIFY(found.size() > 30);
    QVERIFY(std::ranges::is_sorted(found, {}, rank));
    QCOMPARE(rank(found.front()), 0);
    QCOMPARE(rank(found.back()), 2);
    QCOMPARE(QSet<EmojiId>(found.begin(), found.end()).size(),
             static_cast<qsizetype>(found.size()));
}

void TstEmojiSearch::putsTheOwnLanguageFirst() {
    // "Rat" is an animal in one language and advice in the other.
    const auto english = m_search.find(u"rat", Language::English);
    QCOMPARE(nameOf(english.front(), Language::English), "rat");
    const auto german = m_search.find(u"rat", Language::German);
    QVERIFY(toQString(nameOf(german.front(), Language::German)).startsWith(QLatin1String("Rat")));
    QVERIFY(std::ranges::find(german, english.front()) != german.end());
}

void TstEmojiSearch::findsEachByItsName_data() {
    QTest::addColumn<int>("language");
    QTest::newRow("German") << static_cast<int>(Language::German);
    QTest::newRow("English") << static_cast<int>(Language::English);
}

void TstEmojiSearch::findsEachByItsName() {
    QFETCH(int, language);
    const auto spoken = static_cast<Language>(language);
    for (std::uint16_t at = 0; at < count(); ++at) {
        const auto name = toQString(nameOf(static_cast<EmojiId>(at), spoken));
        if (name.contains(u'#') || name.contains(u'*'))
            continue; // their keys have no letter
        const auto found = m_search.find(name, spoken);
        QVERIFY2(std::ranges::find(found, static_cast<EmojiId>(at)) != found.end(),
                 qPrintable(name));
    }
}

void TstEmojiSearch::knowsShortcodes() {
    for (std::uint16_t at = 0; at < count(); ++at)
        QCOMPARE(emojiWithShortcode(toQString(shortcodeOf(static_cast<EmojiId>(at)))),
                 static_cast<EmojiId>(at));
    QVERIFY(emojiWithShortcode(u"Thumbs_Up"));
    QVERIFY(!emojiWithShortcode(u"thumbs"));
    QVERIFY(!emojiWithShortcode(u""));
    QVERIFY(!emojiWithShortcode(u"30"));
    QVERIFY(!emojiWithShortcode(u"thumbs_up\u2603"));
}

QTEST_APPLESS_MAIN(TstEmojiSearch)
#include "tst_emoji_search.moc"
