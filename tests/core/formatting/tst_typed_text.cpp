#include "base/limits.h"
#include "core/formatting/typed_text.h"
#include "tests/core/formatting/spans_shown.h"

#include <QTest>

#include <rapidcheck.h>

using namespace kontor;
using Kind = TextSpan::Kind;

namespace {

const UserId kAnna = [] {
    UserId id;
    id.bytes.front() = 1;
    return id;
}();

std::optional<Mentionable> company(const QString& handle) {
    if (handle == QLatin1String("anna"))
        return Mentionable{kAnna, QStringLiteral("Anna Becker")};
    if (handle == QLatin1String("b.o-b"))
        return Mentionable{UserId(), QStringLiteral("Bob")};
    return std::nullopt;
}

FormattedText words(const QString& typed) {
    return wordsOf(readTyped(typed, company), company);
}

} // namespace

class TestTypedText : public QObject {
    Q_OBJECT

private slots:
    static void signsSayHowItLooks_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("spans");
        const auto row = [](const char* name, const char* typed, const char* text,
                            const char* spans) {
            QTest::newRow(name) << QString::fromUtf8(typed) << QString::fromUtf8(text)
                                << QString::fromUtf8(spans);
        };
        row("bold", "das ist *wichtig*!", "das ist wichtig!", "bold wichtig");
        row("italic", "_so_", "so", "italic so");
        row("strike", "~alt~ neu", "alt neu", "strike alt");
        row("code", "`a*b*c`", "a*b*c", "code a*b*c");
        row("nested", "*_beides_*", "beides", "bold beides|italic beides");
        row("nested apart", "*fett _und_ mehr*", "fett und mehr", "bold fett und mehr|italic und");
        row("crossed", "*a _b* c_", "a _b c_", "bold a _b");
        row("between letters", "2*3*4 und snake_case_name", "2*3*4 und snake_case_name", "");
        row("spaces within", "* nein * und *nein *", "nein * und *nein *",
            "bullet nein * und *nein *");
        row("empty", "** __ ~~ ``", "** __ ~~ ``", "");
        row("alone", "3 * 4 = 12 *", "3 * 4 = 12 *", "");
        row("doubled", "**fett**", "**fett**", "");
        row("over lines", "*a\nb*", "*a\nb*", "");
        row("address", "https://x.de/a_b_c und *https://x.de/*",
            "https://x.de/a_b_c und https://x.de/", "bold https://x.de/");
        row("quote", "> er sagte\n> ja\nich nicht", "er sagte\nja\nich nicht",
            "quote er sagte\nja");
        row("list", "Kaufen:\n- Milch\n- *Brot*\n1. eins\n2) zwei",
            "Kaufen:\nMilch\nBrot\neins\nzwei",
            "bullet Milch|bold Brot|bullet Brot|number eins|number zwei");
        row("no list", "- \n-x\n1.5 kg\n1234. Brief", "- \n-x\n1.5 kg\n1234. Brief", "");
        row("block", "```\nint *a;\n  b_c_\n```", "int *a;\n  b_c_", "block int *a;\n  b_c_");
        row("block with language", "so:\n```cpp\nx\n```\nund", "so:\nx\nund", "block x");
        row("block in a line", "```x *y*```", "x *y*", "block x *y*");
        row("fence left open", "```\nx", "```\nx", "");
        row("blank lines beside blocks", "a\n\n> b\n\n\nc\n\nd", "a\nb\nc\n\nd", "quote b");
        row("blank lines", "a\n\n\n*b*", "a\n\n\nb", "bold b");
        row("blank ends", "\n\n*a* \n b\n\n", "a \n b", "bold a");
        row("mention", "hallo @anna, und @ANNA.", "hallo @Anna Becker, und @Anna Becker.",
            "mention @Anna Becker|mention @Anna Becker");
        row("mention with signs", "*@b.o-b*", "@Bob", "bold @Bob|mention @Bob");
        row("nobody", "@cora mail@anna @annabell @", "@cora mail@anna @annabell @", "");
        row("mention in code", "`@anna`", "@anna", "code @anna");
    }
    static void signsSayHowItLooks() {
        QFETCH(const QString, typed);
        const auto made = words(typed);
        QTEST(made.text, "text");
        QTEST(spansOf(made), "spans");
    }

    static void whatWasSentCanBeTypedAgain() {
        for (const char* typed : {"das ist *wichtig*!", "*_beides_*", "> er sagte\n> ja\nich",
                                  "- Milch\n- *Brot*\n7. sieben", "```\nint *a;\n```\nund `x`",
                                  "hallo @anna!", "~alt~ *neu*"}) {
            auto made = words(QString::fromUtf8(typed));
            for (auto& span : made.spans)
                if (span.kind == Kind::Mention)
                    span.handle = QStringLiteral("anna");
            QCOMPARE(typedFrom(made), QString::fromUtf8(typed));
        }
    }

    /// No letter is lost but signs, and every span lies within the text.
    static void anyTextIsRead() {
        const auto holds = rc::check("any text", [] {
            const auto letters = *rc::gen::container<std::string>(
                rc::gen::elementOf(std::string("ab *_~`>-1.@\n\n#[]()")));
            const auto typed = QString::fromStdString(letters);
            const auto read = readTyped(typed, company);
            const auto made = wordsOf(read, company);
            for (const auto& span : made.spans)
                RC_ASSERT(span.end() <= static_cast<std::uint32_t>(made.text.size()) &&
                          span.length > 0);
            QString left = typed;
            for (auto sign = read.signs.rbegin(); sign != read.signs.rend(); ++sign)
                left.remove(sign->start, sign->length);
            const auto visible = [](QString text) { return text.remove(u'\n').remove(u' '); };
            RC_ASSERT(visible(left) == visible(made.text));
        });
        QVERIFY(holds);
    }

    static void tooManyLooksLeaveTheSigns() {
        const auto typed = QStringLiteral("*a* ").repeated(limits::kTextSpans + 1).trimmed();
        const auto made = words(typed);
        QCOMPARE(made.text, typed);
        QVERIFY(made.spans.empty());
    }

    static void theHandleBeingTyped() {
        QCOMPARE(handleAt("hallo @an", 9)->letters, QString("an"));
        QCOMPARE(handleAt("hallo @an", 9)->start, qsizetype{6});
        QCOMPARE(handleAt("@", 1)->letters, QString());
        QVERIFY(!handleAt("mail@an", 7));
        QVERIFY(!handleAt("hallo an", 8));
    }

    static void longTextsAreReadQuickly() {
        constexpr int kLetters = 65536;
        for (const char* part : {"*", "_a ", "`", "> ", "- a\n", "@anna ", "*a* ", "```\n", "www."})
            (void)words(
                QString::fromLatin1(part).repeated(kLetters / static_cast<int>(qstrlen(part))));
    }
};

QTEST_APPLESS_MAIN(TestTypedText)
#include "tst_typed_text.moc"
