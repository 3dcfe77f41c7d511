#include "app/texts/entry_text.h"
#include "app/texts/initials.h"
#include "app/texts/invite_link.h"
#include "app/texts/message_markup.h"
#include "app/texts/moments.h"
#include "app/texts/translation.h"
#include "core/formatting/web_addresses.h"
#include "tests/support/fake_clock.h"

#include <QDateTime>
#include <QTest>

#include <set>

using namespace kontor;

namespace {

using namespace std::chrono_literals;

const QLocale kGerman(QLocale::German, QLocale::Germany);
const QLocale kEnglish(QLocale::English, QLocale::UnitedKingdom);

Milliseconds at(int year, int month, int day, int hour, int minute) {
    return Milliseconds(
        QDateTime(QDate(year, month, day), QTime(hour, minute)).toMSecsSinceEpoch());
}

Person named(const char* name, std::uint8_t number = 1) {
    Person person{.id = {}, .handle = QStringLiteral("x"), .name = QString::fromUtf8(name)};
    person.id.bytes.fill(number);
    return person;
}

TimelineEntry entryOf(EntryKind kind, const Person& who, std::vector<Person> people = {},
                      const char* text = "") {
    return {.row = {},
            .seq = {},
            .kind = kind,
            .sender = who,
            .text = QString::fromUtf8(text),
            .people = std::move(people),
            .failure = std::nullopt};
}

TimelineEntry ownOf(EntryKind kind, std::vector<Person> people = {}, const char* text = "") {
    auto entry = entryOf(kind, named("Anna Krüger"), std::move(people), text);
    entry.side = TimelineEntry::Side::Own;
    return entry;
}

ConversationSummary summaryOf(ConversationKind kind, EntryKind last, const char* text = "") {
    ConversationSummary summary;
    summary.kind = kind;
    summary.lastKind = static_cast<std::uint8_t>(last);
    summary.lastText = QString::fromUtf8(text);
    summary.lastSender = named("Bob Lindner", 2).id;
    summary.lastSenderName = QStringLiteral("Bob Lindner");
    return summary;
}

/// In a language, for as long as it lives.
struct Speaking {
    explicit Speaking(const QLocale& locale) { translation.apply(locale); }
    Translation translation;
};

} // namespace

class TestTexts : public QObject {
    Q_OBJECT

private slots:
    void momentsInLists();
    void daysBetweenMessages();
    void midnightDividesDays();
    void aMomentOfTomorrowHasItsDate();
    void membershipInBothLanguages();
    void settingsInBothLanguages();
    void filesSayWhatTheyAre();
    void manyPeopleAreNotAllNamed();
    void everyKindOfEntryHasWords_data();
    void everyKindOfEntryHasWords();
    void previewsSayWhoWrote();
    void conversationsWithoutANameHaveOne();
    void everyDeliveryHasAWord();
    void initialsOfNames_data();
    void initialsOfNames();
    void coloursDependOnTheIdAlone();
    void pastedLinks_data();
    void pastedLinks();
    void onlyWholeLinksAreWorthAsking();
    void handlesAreSuggested_data();
    void handlesAreSuggested();
    void linksInMessages_data();
    void linksInMessages();
    void nothingOfAMessageBecomesMarkup();
    void onlyWebAddressesOpen();
    void officeTextComesClean_data();
    void officeTextComesClean();
};

void TestTexts::momentsInLists() {
    test::FakeClock clock;
    clock.setWall(at(2025, 11, 12, 14, 32)); // a Wednesday
    {
        const Speaking german(kGerman);
        const Moments moments(clock, kGerman);
        QCOMPARE(moments.brief(at(2025, 11, 12, 9, 5)), QStringLiteral("09:05"));
        QCOMPARE(moments.brief(at(2025, 11, 11, 23, 59)), QStringLiteral("Di"));
        QCOMPARE(moments.brief(at(2025, 11, 6, 0, 0)), QStringLiteral("Do"));
        QCOMPARE(moments.brief(at(2025, 11, 5, 23, 59)), QStringLiteral("5. Nov."));
        QCOMPARE(moments.brief(at(2024, 11, 5, 12, 0)), QStringLiteral("05.11.24"));
    }
    const Speaking english(kEnglish);
    const Moments moments(clock, kEnglish);
    QCOMPARE(moments.brief(at(2025, 11, 12, 9, 5)), QStringLiteral("09:05"));
    QCOMPARE(moments.brief(at(2025, 11, 11, 23, 59)), QStringLiteral("Tue"));
    QCOMPARE(moments.brief(at(2025, 11, 5, 23, 59)), QStringLiteral("5 Nov"));
    QCOMPARE(moments.brief(at(2024, 11, 5, 12, 0)), QStringLiteral("05/11/2024"));
}

void TestTexts::daysBetweenMessages() {
    test::FakeClock clock;
    clock.setWall(at(2025, 11, 12, 14, 32));
    {
        const Speaking german(kGerman);
        const Moments moments(clock, kGerman);
        QCOMPARE(moments.day(at(2025, 11, 12, 0, 0)), QStringLiteral("Heute"));
        QCOMPARE(moments.day(at(2025, 11, 11, 0, 0)), QStringLiteral("Gestern"));
        QCOMPARE(moments.day(at(2025, 11, 10, 12, 0)), QStringLiteral("Montag"));
        QCOMPARE(moments.day(at(2025, 11, 3, 12, 0)), QStringLiteral("Montag, 3. November"));
        QCOMPARE(moments.day(at(2024, 3, 1, 12, 0)), QStringLiteral("1. März 2024"));
    }
    const Speaking english(kEnglish);
    const Moments moments(clock, kEnglish);
    QCOMPARE(moments.day(at(2025, 11, 12, 0, 0)), QStringLiteral("Today"));
    QCOMPARE(moments.day(at(2025, 11, 11, 0, 0)), QStringLiteral("Yesterday"));
    QCOMPARE(moments.day(at(2025, 11, 10, 12, 0)), QStringLiteral("Monday"));
    QCOMPARE(moments.day(at(2025, 11, 3, 12, 0)), QStringLiteral("Monday, 3 November"));
    QCOMPARE(moments.day(at(2024, 3, 1, 12, 0)), QStringLiteral("1 March 2024"));
}

void TestTexts::midnightDividesDays() {
    test::FakeClock clock;
    clock.setWall(at(2025, 11, 12, 0, 0));
    const Moments moments(clock, kEnglish);
    QCOMPARE(moments.day(at(2025, 11, 12, 0, 0)), QStringLiteral("Today"));
    QCOMPARE(moments.day(at(2025, 11, 12, 0, 0) - 1ms), QStringLiteral("Yesterday"));
    clock.setWall(at(2025, 11, 12, 0, 0) - 1ms);
    QCOMPARE(moments.day(at(2025, 11, 12, 0, 0) - 1ms), QStringLiteral("Today"));
}

/// The sender's clock may be ahead: "Thursday" would be taken for last week's.
void TestTexts::aMomentOfTomorrowHasItsDate() {
    test::FakeClock clock;
    clock.setWall(at(2025, 11, 12, 14, 32));
    const Moments moments(clock, kEnglish);
    QCOMPARE(moments.brief(at(2025, 11, 13, 9, 0)), QStringLiteral("13 Nov"));
    QCOMPARE(moments.day(at(2025, 11, 13, 9, 0)), QStringLiteral("Thursday, 13 November"));
}

void TestTexts::membershipInBothLanguages() {
    const auto cora = named("Cora Mikkelsen");
    const auto bob = named("Bob Lindner");
    const auto added = entryOf(EntryKind::MembersAdded, cora, {bob, named("Eda Demir")});
    const auto left = entryOf(EntryKind::MemberLeft, cora, {cora});
    const auto renamed = ownOf(EntryKind::GroupNamed, {}, "Vertrieb & Co");
    QCOMPARE(EntryText::of(added),
             QStringLiteral("Cora Mikkelsen added Bob Lindner and Eda Demir."));
    QCOMPARE(EntryText::of(left), QStringLiteral("Cora Mikkelsen left the group."));
    QCOMPARE(EntryText::of(renamed), QStringLiteral("You renamed the group to “Vertrieb & Co”."));
    QCOMPARE(EntryText::of(ownOf(EntryKind::MembersRemoved, {bob})),
             QStringLiteral("You removed Bob Lindner."));

    const Speaking german(kGerman);
    QCOMPARE(EntryText::of(added),
             QStringLiteral("Cora Mikkelsen hat Bob Lindner und Eda Demir hinzugefügt."));
    QCOMPARE(EntryText::of(renamed),
             QStringLiteral("Du hast die Gruppe in „Vertrieb & Co“ umbenannt."));
}

void TestTexts::settingsInBothLanguages() {
    const Speaking english(kEnglish);
    const auto cora = named("Cora Mikkelsen");
    auto bob = named("Bob Lindner");
    bob.id.bytes[0] = 2;
    auto timed = entryOf(EntryKind::LifetimeChanged, cora, {});
    timed.lifetime = std::chrono::hours(24 * 7);
    const auto named = entryOf(EntryKind::AdminsNamed, cora, {bob});
    const auto removed = ownOf(EntryKind::AdminsDismissed, {bob});
    const auto follows = entryOf(EntryKind::AdminsChanged, cora, {bob});
    const auto undescribed = entryOf(EntryKind::GroupDescribed, cora, {});
    const auto described = ownOf(EntryKind::GroupDescribed, {}, "Alles Warme");
    QCOMPARE(EntryText::of(timed),
             QStringLiteral("Cora Mikkelsen lets new messages disappear after 1 week."));
    QCOMPARE(EntryText::of(named), QStringLiteral("Cora Mikkelsen made Bob Lindner an admin."));
    QCOMPARE(EntryText::of(removed), QStringLiteral("You removed Bob Lindner as admin."));
    QCOMPARE(EntryText::of(follows), QStringLiteral("Admins are now: Bob Lindner."));
    QCOMPARE(EntryText::of(undescribed), QStringLiteral("Cora Mikkelsen removed the description."));
    QCOMPARE(EntryText::of(described), QStringLiteral("You changed the description."));

    const Speaking german(kGerman);
    QCOMPARE(EntryText::of(timed),
             QStringLiteral("Cora Mikkelsen lässt neue Nachrichten nach 1 Woche verschwinden."));
    timed.lifetime = std::chrono::seconds(30);
    QCOMPARE(
        EntryText::of(timed),
        QStringLiteral("Cora Mikkelsen lässt neue Nachrichten nach 30 Sekunden verschwinden."));
    timed.lifetime = Milliseconds(0);
    QCOMPARE(EntryText::of(timed),
             QStringLiteral("Cora Mikkelsen lässt neue Nachrichten nicht mehr verschwinden."));
    QCOMPARE(EntryText::of(named),
             QStringLiteral("Cora Mikkelsen hat Bob Lindner zum Admin gemacht."));
    QCOMPARE(EntryText::of(removed), QStringLiteral("Du hast Bob Lindner als Admin entfernt."));
    QCOMPARE(EntryText::of(described), QStringLiteral("Du hast die Beschreibung geändert."));
}

void TestTexts::filesSayWhatTheyAre() {
    const Speaking english(kEnglish);
    const auto bob = named("Bob Lindner");
    auto picture = entryOf(EntryKind::Picture, bob);
    QCOMPARE(EntryText::of(picture), QStringLiteral("Picture"));
    picture.text = QStringLiteral("am Strand");
    QCOMPARE(EntryText::of(picture), QStringLiteral("Picture: am Strand"));
    auto file = entryOf(EntryKind::File, bob);
    file.picture.emplace();
    file.picture->fileName = QStringLiteral("notes.pdf");
    QCOMPARE(EntryText::of(file), QStringLiteral("File: notes.pdf"));
    const Speaking german(kGerman);
    QCOMPARE(EntryText::of(picture), QStringLiteral("Bild: am Strand"));
    QCOMPARE(EntryText::of(file), QStringLiteral("Datei: notes.pdf"));
    const auto direct = summaryOf(ConversationKind::Direct, EntryKind::Picture, "am Strand");
    QCOMPARE(EntryText::preview(direct, {}), QStringLiteral("Bild: am Strand"));
    const auto group = summaryOf(ConversationKind::Group, EntryKind::Picture, "");
    QCOMPARE(EntryText::preview(group, {}), QStringLiteral("Bob: Bild"));
}

void TestTexts::manyPeopleAreNotAllNamed() {
    const Speaking english(kEnglish);
    std::vector<Person> people;
    for (const auto* name : {"Eins", "Zwei", "Drei", "Vier", "Fünf"})
        people.push_back(named(name));
    QCOMPARE(EntryText::of(ownOf(EntryKind::MembersAdded, people)),
             QStringLiteral("You added Eins, Zwei, Drei, Vier and 1 more."));
    people.push_back(named("Sechs"));
    const Speaking german(kGerman);
    QCOMPARE(EntryText::of(ownOf(EntryKind::MembersAdded, people)),
             QStringLiteral("Du hast Eins, Zwei, Drei, Vier und 2 weitere hinzugefügt."));
}

void TestTexts::everyKindOfEntryHasWords_data() {
    QTest::addColumn<int>("kind");
    for (int kind = 0; kind <= static_cast<int>(EntryKind::Deleted); ++kind)
        QTest::addRow("%d", kind) << kind;
}

void TestTexts::everyKindOfEntryHasWords() {
    QFETCH(int, kind);
    const auto which = static_cast<EntryKind>(kind);
    const auto bob = named("Bob Lindner", 2);
    const auto theirs = entryOf(which, bob, {named("Eda Demir", 3)}, "Preisliste");
    auto own = theirs;
    own.side = TimelineEntry::Side::Own;
    QSet<QString> seen;
    for (const auto& locale : {kEnglish, kGerman}) {
        const Speaking language(locale);
        for (const auto& sentence :
             {EntryText::of(theirs), EntryText::of(own),
              EntryText::preview(summaryOf(ConversationKind::Group, which, "Preisliste"), {})}) {
            QVERIFY(!sentence.isEmpty());
            QVERIFY2(!sentence.contains(QLatin1Char('%')), qPrintable(sentence));
        }
        seen.insert(EntryText::of(theirs));
    }
    QCOMPARE(seen.size(), which == EntryKind::Text ? 1 : 2); // people's words stay as they are
}

void TestTexts::previewsSayWhoWrote() {
    const auto bob = named("Bob Lindner", 2).id;
    const auto group = summaryOf(ConversationKind::Group, EntryKind::Text, "Moin");
    const auto direct = summaryOf(ConversationKind::Direct, EntryKind::Text, "Moin");
    const auto notes = summaryOf(ConversationKind::NoteToSelf, EntryKind::Text, "Moin");
    QCOMPARE(EntryText::preview(group, {}), QStringLiteral("Bob: Moin"));
    QCOMPARE(EntryText::preview(direct, {}), QStringLiteral("Moin"));
    QCOMPARE(EntryText::preview(group, bob), QStringLiteral("You: Moin"));
    QCOMPARE(EntryText::preview(notes, bob), QStringLiteral("Moin"));
    const Speaking german(kGerman);
    QCOMPARE(EntryText::preview(direct, bob), QStringLiteral("Du: Moin"));
    QCOMPARE(EntryText::preview(summaryOf(ConversationKind::Group, EntryKind::MemberLeft), bob),
             QStringLiteral("Du hast die Gruppe verlassen."));
    // An empty conversation shows no "You:".
    QVERIFY(EntryText::preview(summaryOf(ConversationKind::Group, EntryKind::Text), bob).isEmpty());
}

void TestTexts::conversationsWithoutANameHaveOne() {
    for (const auto kind :
         {ConversationKind::Direct, ConversationKind::Group, ConversationKind::NoteToSelf})
        QVERIFY(!EntryText::title(summaryOf(kind, EntryKind::Text)).isEmpty());
    auto named = summaryOf(ConversationKind::Group, EntryKind::Text);
    named.title = QStringLiteral("Vertrieb %1");
    QCOMPARE(EntryText::title(named), QStringLiteral("Vertrieb %1"));
}

void TestTexts::everyDeliveryHasAWord() {
    std::set<QString> words;
    for (const auto state : {DeliveryState::Waiting, DeliveryState::Sent, DeliveryState::Delivered,
                             DeliveryState::Read, DeliveryState::Failed})
        words.insert(EntryText::delivery(state));
    QCOMPARE(words.size(), 5U);
    QVERIFY(!words.contains(QString()));
    QVERIFY(EntryText::delivery(DeliveryState::None).isEmpty());
}

void TestTexts::initialsOfNames_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("letters");
    const auto row = [](const char* name, const char* letters) {
        QTest::newRow(name) << QString::fromUtf8(name) << QString::fromUtf8(letters);
    };
    row("Anna Krüger", "AK");
    row("Vertrieb Nord und Ost", "VO");
    row("vertrieb", "V");
    row("  Ömer   Çelik  ", "ÖÇ");
    row("Kaffee & Mittag", "KM");
    row("👩🏽‍💻 Technik", "👩🏽‍💻T");
    row("é", "É"); // e and a combining accent are one letter
    row("", "");
    row("   ", "");
}

void TestTexts::initialsOfNames() {
    QFETCH(QString, name);
    QFETCH(QString, letters);
    QCOMPARE(initials(name), letters);
}

void TestTexts::coloursDependOnTheIdAlone() {
    std::set<int> colours;
    for (std::uint8_t number = 0; number < 64; ++number) {
        const auto id = named("x", number).id;
        QCOMPARE(colourOf(id), colourOf(named("y", number).id));
        colours.insert(colourOf(id));
    }
    QCOMPARE(colours.size(), static_cast<std::size_t>(kPersonColours));
    std::set<int> groups;
    for (int number = 1; number <= kPersonColours; ++number)
        groups.insert(colourOf(ConversationId(number)));
    QCOMPARE(groups.size(), static_cast<std::size_t>(kPersonColours));
}

void TestTexts::pastedLinks_data() {
    QTest::addColumn<QString>("pasted");
    const auto row = [](const char* name, const char* pasted) {
        QTest::newRow(name) << QString::fromUtf8(pasted);
    };
    row("as it is", "kontor://chat.example:8443/invite/7Q2M#q83v");
    row("blanks around", "  kontor://chat.example:8443/invite/7Q2M#q83v \n");
    row("a broken line", "kontor://chat.example:8443/\r\ninvite/7Q2M#q83v");
    row("quoted reply", "<kontor://chat.example:8443/invite/7Q2M#q83v>");
    row("brackets and blanks", " < kontor://chat.example:8443/invite/ 7Q2M#q83v > ");
    row("german quotes", "„kontor://chat.example:8443/invite/7Q2M#q83v“.");
    row("sentence before", "Dein Link: kontor://chat.example:8443/invite/7Q2M#q83v");
    row("no-break space", "kontor://chat.example:8443/invite/7Q2M#q83v\xC2\xA0");
    row("zero-width space", "kontor://chat.example:8443/\xE2\x80\x8Binvite/7Q2M#q83v");
    row("tab", "\tkontor://chat.example:8443/invite/7Q2M#q83v");
}

void TestTexts::pastedLinks() {
    QFETCH(QString, pasted);
    const auto link = tidyInviteLink(pasted);
    QCOMPARE(link, QStringLiteral("kontor://chat.example:8443/invite/7Q2M#q83v"));
    QVERIFY(looksLikeInviteLink(link));
}

void TestTexts::onlyWholeLinksAreWorthAsking() {
    const auto whole = QStringLiteral("kontor://chat.example:8443/invite/7Q2M#q83v");
    QVERIFY(looksLikeInviteLink(whole));
    for (const auto* part : {"", "kontor://", "kontor://chat.example:8443/invite/7Q2M", "hallo",
                             "https://chat.example/invite/7Q2M#q83v"})
        QVERIFY2(!looksLikeInviteLink(QString::fromLatin1(part)), part);
}

void TestTexts::handlesAreSuggested_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("handle");
    const auto row = [](const char* name, const char* handle) {
        QTest::newRow(name) << QString::fromUtf8(name) << QString::fromUtf8(handle);
    };
    row("Anna Krüger", "anna");
    row("  Jörg Weiß", "joerg");
    row("Friedrich-Wilhelm Schmidt", "friedrich-wilhelm");
    row("Žofie Nováková", "zofie");
    row("李 小龍", "");
    row("", "");
    row("Xabcdefghijklmnopqrstuvwxyzabcdefghijk", "xabcdefghijklmnopqrstuvwxyzabcde");
}

void TestTexts::handlesAreSuggested() {
    QFETCH(QString, name);
    QFETCH(QString, handle);
    QCOMPARE(suggestedHandle(name), handle);
}

void TestTexts::linksInMessages_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("address");
    const auto row = [](const char* text, const char* address) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(address);
    };
    row("https://wiki.example/a", "https://wiki.example/a");
    row("Siehe https://wiki.example/a.", "https://wiki.example/a");
    row("(http://wiki.example/a_(b))", "http://wiki.example/a_(b)");
    row("www.example.org, bitte", "https://www.example.org");
    row("HTTPS://WIKI.EXAMPLE?", "HTTPS://WIKI.EXAMPLE");
    row("„https://wiki.example/ä“", "https://wiki.example/ä");
    row("https://wiki.example/a?b=c&d=e#f", "https://wiki.example/a?b=c&d=e#f");
    row("anna@www.example.org", "");
    row("ftp://files.example/a", "");
    row("file:///etc/passwd", "");
    row("javascript:alert(1)", "");
    row("kein Link", "");
}

void TestTexts::linksInMessages() {
    QFETCH(QString, text);
    QFETCH(QString, address);
    const auto links = webAddressesIn(text);
    if (address.isEmpty()) {
        QVERIFY(links.empty());
        const auto plain = markupOf(text);
        QVERIFY(!plain.styled);
        QCOMPARE(plain.text, text);
        return;
    }
    QCOMPARE(links.size(), 1U);
    QCOMPARE(links.front().address, address);
    QVERIFY(markupOf(text).text.contains(
        QStringLiteral("<a href=\"%1\">").arg(address.toHtmlEscaped())));
}

void TestTexts::nothingOfAMessageBecomesMarkup() {
    const auto evil =
        QStringLiteral("<b>fett</b> https://a.example/\"onclick=x <img src=\"file:///x\"> "
                       "& \n  https://b.example/<script>");
    const auto markup = markupOf(evil);
    QVERIFY(markup.styled);
    QVERIFY(!markup.text.contains(QLatin1String("<b>")));
    QVERIFY(!markup.text.contains(QLatin1String("<img")));
    QVERIFY(!markup.text.contains(QLatin1String("<script")));
    QVERIFY(markup.text.contains(QLatin1String("&lt;b&gt;fett&lt;/b&gt;")));
    QVERIFY(markup.text.contains(QLatin1String("<br> &nbsp;")));
    // What is pressed is what is read.
    QVERIFY(markup.text.contains(
        QLatin1String("<a href=\"https://a.example/\">https://a.example/</a>")));
    // Without a link nothing is markup, whatever it looks like.
    QCOMPARE(markupOf(QStringLiteral("<b>x</b>")).text, QStringLiteral("<b>x</b>"));
    QVERIFY(!markupOf(QStringLiteral("<b>x</b>")).styled);
}

void TestTexts::onlyWebAddressesOpen() {
    for (const auto* good : {"https://example.org", "http://example.org/a?b"})
        QVERIFY2(mayOpen(QUrl(QString::fromLatin1(good))), good);
    for (const auto* bad : {"file:///etc/passwd", "javascript:alert(1)", "smb://host/x",
                            "ftp://host/x", "kontor://host/invite/x", "https:///nohost", "https://",
                            "x", "vbscript:x", "data:text/html,x"})
        QVERIFY2(!mayOpen(QUrl(QString::fromLatin1(bad))), bad);
}

void TestTexts::officeTextComesClean_data() {
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QString>("clean");
    const auto row = [](const char* name, const char* pasted, const char* clean) {
        QTest::newRow(name) << QString::fromUtf8(pasted) << QString::fromUtf8(clean);
    };
    row("line ends", "a\r\nb\rc\nd", "a\nb\nc\nd");
    row("line break of a word processor",
        "a\x0B"
        "b",
        "a\nb");
    row("page break",
        "a\x0C"
        "b",
        "a\nb");
    row("line and paragraph separator",
        "a\xE2\x80\xA8"
        "b\xE2\x80\xA9"
        "c",
        "a\nb\nc");
    row("no-break spaces",
        "10\xC2\xA0"
        "000\xE2\x80\xAF"
        "€",
        "10 000 €");
    row("soft hyphen",
        "Donau\xC2\xAD"
        "dampf",
        "Donaudampf");
    row("byte order mark",
        "\xEF\xBB\xBF"
        "a",
        "a");
    row("a picture",
        "vor\xEF\xBF\xBC"
        "nach",
        "vornach");
    row("control letters",
        "a\x07\x1B"
        "b",
        "ab");
    row("blanks at line ends", "a  \t\nb", "a\nb");
    row("tabs of a table", "a\tb", "a\tb");
    row("emoji stay whole", "👩🏽‍💻 ❤️ 🇩🇪", "👩🏽‍💻 ❤️ 🇩🇪");
    row("quotes and dashes", "„a“ – ‚b‘ …", "„a“ – ‚b‘ …");
    row("nothing", "", "");
}

void TestTexts::officeTextComesClean() {
    QFETCH(QString, pasted);
    QFETCH(QString, clean);
    QCOMPARE(cleanPaste(pasted), clean);
}

QTEST_GUILESS_MAIN(TestTexts)
#include "tst_texts.moc"
