#include "app/view_models/emoji_completion_model.h"
#include "tests/support/fake_client.h"
#include "tests/support/fake_clock.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <rapidcheck.h>

using namespace kontor;

namespace {

/// Somebody types into a field that does what the composer does: it tells of each change and puts
/// in place what it is told to.
struct Writer {
    test::FakeClock clock;
    Mailbox mailbox;
    FakeClient client{mailbox, [](const Event&) {}, clock};
    EmojiChoices choices{client};
    emoji::EmojiSearch search;
    EmojiCompletionModel model{choices, search};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    QString text;
    int caret = 0;
    int replacements = 0;

    Writer() {
        QObject::connect(&model, &EmojiCompletionModel::replaced, &model,
                         [this](int start, int length, const QString& emoji) {
                             ++replacements;
                             text.replace(start, length, emoji);
                             caret = start + static_cast<int>(emoji.size());
                             model.follow(text, caret);
                         });
    }
    void type(const QString& letters) {
        for (const auto letter : letters) {
            text.insert(caret++, letter);
            model.follow(text, caret);
        }
    }
    void type(const char* letters) { type(QString::fromUtf8(letters)); }
    void erase() {
        text.remove(--caret, 1);
        model.follow(text, caret);
    }
    void moveTo(int place) {
        caret = place;
        model.follow(text, caret);
    }
    [[nodiscard]] QString row(int at, CompletionModel::Role role) const {
        return model.data(model.index(at), static_cast<int>(role)).toString();
    }
};

using Role = CompletionModel::Role;

} // namespace

class TstShortcodeTyping : public QObject {
    Q_OBJECT

private slots:
    void staysText_data();
    void staysText();
    void completes();
    void completesInTheMiddle();
    void replacesClosedCode();
    void leavesWhatWasNotTyped();
    void dismisses();
    void moves();
    void offersInTheChosenTone();
    void remembersWhatWasTaken();
    void neverCompletesWithoutColon();
    void neverCompletesTimesAndAddresses();
    void rangesLieInTheText();
};

void TstShortcodeTyping::staysText_data() {
    QTest::addColumn<QString>("text");
    for (const char* text : {"10:30",
                             "um 10:30 Uhr",
                             "10:30:15",
                             "http://example.org",
                             "https://daumen.example/:80",
                             "::",
                             "::daumen",
                             "std::thumb",
                             "a:daumen",
                             ":",
                             ": daumen",
                             ":d",
                             ":D",
                             ":P",
                             ":-)",
                             ":30",
                             ":3 Uhr",
                             ":+1",
                             "Achtung:thumbs",
                             "x:thumbs_up:",
                             "10:30:thumbs_up:",
                             ":thumbs up",
                             ":nosuchemoji:",
                             ":qqq",
                             "C:\\daumen",
                             "mailto:thumb"})
        QTest::addRow("%s", text) << QString::fromUtf8(text);
}

void TstShortcodeTyping::staysText() {
    QFETCH(QString, text);
    Writer writer;
    writer.type(text);
    QCOMPARE(writer.text, text);
    QVERIFY(!writer.model.shown());
    QCOMPARE(writer.replacements, 0);
}

void TstShortcodeTyping::completes() {
    Writer writer;
    writer.model.setLocale(QLocale(QLocale::German));
    writer.type("Passt :d");
    QVERIFY(!writer.model.shown());
    writer.type("a");
    QVERIFY(writer.model.shown());
    QVERIFY(writer.model.rowCount() <= CompletionModel::kRows);
    writer.type("umen");
    QCOMPARE(writer.row(0, Role::Sign), QStringLiteral("👍"));
    QCOMPARE(writer.row(0, Role::Name), QStringLiteral("Daumen hoch"));
    QCOMPARE(writer.row(0, Role::Code), QStringLiteral(":thumbs_up:"));
    writer.model.accept(0);
    QCOMPARE(writer.text, QStringLiteral("Passt 👍"));
    QVERIFY(!writer.model.shown());

    // English names with underscores, right behind an emoji, and after a bracket.
    writer.type(":thumbs_d");
    writer.model.accept(0);
    QCOMPARE(writer.text, QStringLiteral("Passt 👍👎"));
    writer.type(" :rock");
    QCOMPARE(writer.row(0, Role::Code),
             QStringLiteral(":rock:")); // English, though we speak German
    for (int i = 0; i < 6; ++i)
        writer.erase();
    writer.type(" (:rocket");
    writer.model.accept(0);
    QCOMPARE(writer.text, QStringLiteral("Passt 👍👎 (🚀"));
}

void TstShortcodeTyping::completesInTheMiddle() {
    Writer writer;
    writer.type("vorn  hinten");
    writer.moveTo(5);
    writer.type(":rocke");
    QVERIFY(writer.model.shown());
    writer.moveTo(3);
    QVERIFY(!writer.model.shown());
    writer.moveTo(11); // only typing opens
    QVERIFY(!writer.model.shown());
    writer.type("t");
    writer.model.accept(0);
    QCOMPARE(writer.text, QStringLiteral("vorn 🚀 hinten"));
    QCOMPARE(writer.caret, 7);

    // In the middle of a word nothing is offered: it would be torn apart.
    Writer other;
    other.type(":rocketeer");
    other.moveTo(5);
    other.type("c");
    QVERIFY(!other.model.shown());
}

void TstShortcodeTyping::replacesClosedCode() {
    Writer writer;
    writer.type("Los :rocket:");
    QCOMPARE(writer.text, QStringLiteral("Los 🚀"));
    writer.type(" und :Thumbs_Up:!");
    QCOMPARE(writer.text, QStringLiteral("Los 🚀 und 👍!"));
    writer.type(" :1st_place_medal:");
    QCOMPARE(writer.text, QStringLiteral("Los 🚀 und 👍! 🥇"));
    writer.type(":flag_germany::flag_france:");
    QCOMPARE(writer.text, QStringLiteral("Los 🚀 und 👍! 🥇🇩🇪🇫🇷"));
}

void TstShortcodeTyping::leavesWhatWasNotTyped() {
    Writer writer;
    // A draft, or pasted words.
    writer.text = QStringLiteral("siehe :rocket:");
    writer.moveTo(14);
    QCOMPARE(writer.replacements, 0);
    QVERIFY(!writer.model.shown());
    writer.moveTo(13);
    QVERIFY(!writer.model.shown());
    // The last letter erased and typed again.
    writer.moveTo(14);
    writer.erase();
    QVERIFY(!writer.model.shown());
    writer.type(":");
    QCOMPARE(writer.text, QStringLiteral("siehe 🚀"));
}

void TstShortcodeTyping::dismisses() {
    Writer writer;
    writer.type(":rock");
    QVERIFY(writer.model.shown());
    writer.model.dismiss();
    QVERIFY(!writer.model.shown());
    writer.type("et");
    QVERIFY(!writer.model.shown());
    writer.type(" :rocket");
    QVERIFY(writer.model.shown());
}

void TstShortcodeTyping::moves() {
    Writer writer;
    writer.type(":heart");
    QCOMPARE(writer.model.rowCount(), CompletionModel::kRows);
    QCOMPARE(writer.model.current(), 0);
    writer.model.move(1);
    QCOMPARE(writer.model.current(), 1);
    writer.model.move(-1);
    writer.model.move(-1);
    QCOMPARE(writer.model.current(), CompletionModel::kRows - 1);
    writer.model.move(1);
    QCOMPARE(writer.model.current(), 0);
    writer.model.move(3);
    const auto chosen = writer.row(3, Role::Sign);
    writer.type("s"); // other results: the first is chosen again
    QCOMPARE(writer.model.current(), 0);
    writer.model.accept(CompletionModel::kRows + 1);
    QCOMPARE(writer.replacements, 0);
    writer.erase();
    writer.model.move(3);
    writer.model.accept(writer.model.current());
    QCOMPARE(writer.text, chosen);
}

void TstShortcodeTyping::offersInTheChosenTone() {
    Writer writer;
    writer.choices.setTone(emoji::Tone::Medium);
    writer.type(":thumbs_up");
    QCOMPARE(writer.row(0, Role::Sign), QStringLiteral("👍🏽"));
    writer.type(":");
    QCOMPARE(writer.text, QStringLiteral("👍🏽"));
}

void TstShortcodeTyping::remembersWhatWasTaken() {
    Writer writer;
    writer.type(":rocket: :thumbs_up:");
    QCOMPARE(writer.choices.recent(), QStringList({QStringLiteral("👍"), QStringLiteral("🚀")}));
}

void TstShortcodeTyping::neverCompletesWithoutColon() {
    QVERIFY(rc::check("letters without a colon stay", [](std::string letters) {
        std::erase(letters, ':');
        Writer writer;
        const auto text =
            QString::fromLatin1(letters.data(), static_cast<qsizetype>(letters.size()));
        writer.type(text);
        RC_ASSERT(writer.text == text);
        RC_ASSERT(!writer.model.shown());
    }));
}

void TstShortcodeTyping::neverCompletesTimesAndAddresses() {
    QVERIFY(rc::check("a colon after a letter or digit begins nothing", [] {
        const auto letter = rc::gen::element(u'0', u'7', u'a', u'Z', u'ß', u':', u'/', u'.', u'@');
        const auto before = *letter;
        const auto rest = *rc::gen::container<std::vector<char16_t>>(
            rc::gen::element(u'a', u'h', u'e', u'r', u't', u'0', u'3', u'_', u'/', u':', u'é'));
        QString text;
        text += QChar(before);
        text += QChar(u':');
        for (const auto each : rest)
            text += QChar(each);
        Writer writer;
        writer.type(text);
        // No blank and no bracket: no code can begin anywhere.
        RC_ASSERT(writer.text == text);
        RC_ASSERT(!writer.model.shown());
    }));
}

void TstShortcodeTyping::rangesLieInTheText() {
    QVERIFY(rc::check("what is to be completed begins at a colon and ends at the caret", [] {
        const auto letters = *rc::gen::container<std::vector<char16_t>>(rc::gen::element(
            u':', u':', u' ', u'h', u'e', u'a', u'r', u't', u'1', u'_', u'(', char16_t(0xDC4D)));
        QString text;
        for (const auto each : letters)
            text += QChar(each);
        const auto caret = *rc::gen::inRange<int>(-1, static_cast<int>(text.size()) + 2);
        for (const auto& code :
             {emoji::codeToComplete(text, caret), emoji::closedCode(text, caret)}) {
            if (!code)
                continue;
            RC_ASSERT(code->start >= 0);
            RC_ASSERT(code->start + code->length == caret);
            RC_ASSERT(text.at(code->start) == u':');
            RC_ASSERT(!code->words.contains(u':'));
            RC_ASSERT(!code->words.contains(u' '));
            // The macro takes an expression apart: bare, it would look before the first letter.
            const bool stands =
                code->start == 0 || QStringView(u" (\xDC4D").contains(text.at(code->start - 1));
            RC_ASSERT(stands);
        }
    }));
}

QTEST_GUILESS_MAIN(TstShortcodeTyping)
#include "tst_shortcode_typing.moc"
