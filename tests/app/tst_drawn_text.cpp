#include "app/texts/drawn_text.h"

#include <QTest>

using namespace kontor;

class TestDrawnText : public QObject {
    Q_OBJECT

private slots:
    void emojiThatAreLettersToo_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("around"); // what is drawn, with * for each character of our font
        const auto row = [](const char* name, const char* text, const char* around) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(around);
        };
        row("sun", "Moin \u2600\uFE0F!", "Moin *!");
        row("sun as a letter", "\u2600", "\u2600");
        row("copyright", "\u00A9\uFE0F 2026 \u00A9", "* 2026 \u00A9");
        row("two hearts", "\u2764\uFE0F\u2764\uFE0F", "**");
        row("keycaps", "1\uFE0F\u20E3 und #\uFE0F\u20E3, 12 # *", "* und *, 12 # *");
        row("heart on fire", "\u2764\uFE0F\u200D\U0001F525", "*");
        row("couple", "\U0001F469\u200D\u2764\uFE0F\u200D\U0001F468", "*");
        row("flag of many colours", "\U0001F3F3\uFE0F\u200D\U0001F308",
            "\U0001F3F3\u200D\U0001F308");
        row("a sign without its emoji", "\uFE0F a\uFE0F", " a");
        row("no emoji", "Preisliste *#1 <b>", "Preisliste *#1 <b>");
    }

    void emojiThatAreLettersToo() {
        QFETCH(QString, text);
        QFETCH(QString, around);
        QString drawn;
        for (const char32_t code : drawnText(text).toUcs4())
            drawn += code > 0x100000 ? QStringLiteral("*") : QString::fromUcs4(&code, 1);
        QCOMPARE(drawn, around);
    }

    void wherePicturesStandInATextThatIsEdited() {
        const auto places =
            emojiPlaces(QStringLiteral("a\u2600\uFE0F \u2600 1\uFE0F\u20E3 \U0001F44D"));
        QCOMPARE(places.size(), 1U);
        QCOMPARE(places.front().start, 1);
        QCOMPARE(places.front().length, 2);
    }
};

QTEST_GUILESS_MAIN(TestDrawnText)
#include "tst_drawn_text.moc"
