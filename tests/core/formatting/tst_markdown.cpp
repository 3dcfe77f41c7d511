#include "base/limits.h"
#include "core/content/text.h"
#include "core/content/uris.h"
#include "core/formatting/markdown.h"
#include "core/formatting/span_record.h"
#include "core/formatting/typed_text.h"
#include "tests/core/formatting/spans_shown.h"

#include <QTest>

#include <rapidcheck.h>

using namespace kontor;
using Kind = TextSpan::Kind;

namespace {

const OrganisationId kCompany{};
const UserId kAnna = [] {
    UserId id;
    id.bytes.front() = 1;
    return id;
}();

std::optional<Mentionable> company(const QString& handle) {
    if (handle == QLatin1String("anna"))
        return Mentionable{kAnna, QStringLiteral("Anna [B] *Becker*")};
    return std::nullopt;
}

} // namespace

class TestMarkdown : public QObject {
    Q_OBJECT

private slots:
    static void foreignMarkdownIsRead_data() {
        QTest::addColumn<QString>("markdown");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("spans");
        const auto row = [](const char* name, const char* markdown, const char* text,
                            const char* spans) {
            QTest::newRow(name) << QString::fromUtf8(markdown) << QString::fromUtf8(text)
                                << QString::fromUtf8(spans);
        };
        row("emphasis", "**a** *b* ~~c~~ `d`", "a b c d", "bold a|italic b|strike c|code d");
        row("paragraphs", "a\nb\n\nc", "a\nb\n\nc", "");
        row("heading", "# Titel\nText", "Titel\nText", "bold Titel");
        row("lists", "- a\n- b\n  - c\n\n3. d\n4. e", "a\nb\nc\nd\ne",
            "bullet a|bullet b|bullet c|number d|number e");
        row("quote", "> a\n> b\n\nc", "a\nb\nc", "quote a\nb");
        row("code block", "```js\nlet x;\n```", "let x;", "block let x;");
        row("link with other words", "[Bank](https://boese.example/)",
            "Bank (https://boese.example/)", "");
        row("link as it says", "[https://a.example/](https://a.example/) <https://b.example/>",
            "https://a.example/ https://b.example/", "");
        row("script", "[los](javascript:alert(1))", "los (javascript:alert(1))", "");
        row("picture", "![Foto](https://spion.example/x.png)", "Foto (https://spion.example/x.png)",
            "");
        row("html", "<b>a</b><img src=x onerror=y>", "<b>a</b><img src=x onerror=y>", "");
        row("html block", "<script>\nalert(1)\n</script>", "<script>\nalert(1)\n</script>", "");
        row("entities", "&lt;b&gt; &amp; &#65; &#x42; &auml; &#0; &#xD800;",
            "<b> & A B &auml; \uFFFD \uFFFD", "");
        row("rule", "a\n\n---\n\nb", "a\n———\nb", "");
        row("table", "|a|b|\n|-|-|\n|1|2|", "|a|b|\n|-|-|\n|1|2|", "");
    }
    static void foreignMarkdownIsRead() {
        QFETCH(const QString, markdown);
        const auto words = readMarkdown(markdown, kCompany);
        QTEST(words.text, "text");
        QTEST(spansOf(words), "spans");
    }

    static void mentionsAreLinksToUsers() {
        const auto uri = QString::fromStdString(content::userUri(kCompany, kAnna));
        const auto words = readMarkdown("Danke, [@Anna](" + uri + ")!", kCompany);
        QCOMPARE(words.text, QString("Danke, @Anna!"));
        QCOMPARE(words.spans.size(), std::size_t{1});
        QCOMPARE(words.spans.front().user, kAnna);
        OrganisationId other;
        other.bytes.front() = 9;
        const auto foreign = readMarkdown("[@Anna](" + uri + ")", other);
        QVERIFY(foreign.spans.empty());
        QCOMPARE(foreign.text, "@Anna (" + uri + ")");
    }

    /// Whatever somebody types: not a word is lost on the way, and both sides see the same.
    static void whatIsTypedArrives() {
        const auto holds = rc::check("typed, written, read", [] {
            const auto parts = *rc::gen::container<std::vector<std::string>>(
                rc::gen::elementOf(std::vector<std::string>{"a",
                                                            "b",
                                                            " ",
                                                            "  ",
                                                            "\n",
                                                            "\n",
                                                            "\n\n",
                                                            "*",
                                                            "_",
                                                            "~",
                                                            "`",
                                                            "``",
                                                            "```\n",
                                                            "\n```\n",
                                                            "> ",
                                                            "- ",
                                                            "1. ",
                                                            "2. ",
                                                            "@anna",
                                                            "*x*",
                                                            "_y_",
                                                            "~z~",
                                                            "`c`",
                                                            "!",
                                                            ".",
                                                            "(",
                                                            ")",
                                                            "[",
                                                            "]",
                                                            "<",
                                                            ">",
                                                            "&amp;",
                                                            "#",
                                                            "+",
                                                            "=",
                                                            "\\",
                                                            "https://x.de/a_b",
                                                            "*fett* ",
                                                            "ü",
                                                            "€",
                                                            "😀",
                                                            "\t",
                                                            "|",
                                                            "---",
                                                            "_*k*_"}));
            QString typed;
            for (const auto& part : parts)
                typed += QString::fromStdString(part);
            const auto words = wordsOf(readTyped(typed, company), company);
            RC_PRE(!words.text.isEmpty());
            const auto sent = content::asReceived(words, kCompany);
            const auto part = content::encodeText(sent, kCompany);
            const auto read = content::parseText(part, kCompany).value();
            RC_LOG() << "typed: " << typed.toStdString()
                     << "\nsent: " << std::string(part.content.begin(), part.content.end())
                     << "\nread: " << read.text;
            RC_ASSERT(read.text == words.text.toStdString());
            RC_ASSERT(read == sent);
        });
        QVERIFY(holds);
    }

    static void whatPeopleTypeKeepsItsLooks() {
        for (const char* typed :
             {"das ist *wichtig*!", "(*a*)", "*_a_*", "*a*, _b_; ~c~.", "*fett _und_ mehr*",
              "> er sagte\n> *ja*\nich nicht", "Kaufen:\n- Milch\n- _Brot_\nDanke",
              "1. eins\n2. zwei\n- drei", "```\nint *a = &b;\n\n  x_y\n```\nund `c`",
              "hallo @anna und *@anna*", "*a*\n\n\n_b_", "*https://x.de/a_b*", "3. drei\n3. drei",
              "*#1* - *2.* + =", "``c`` `d`", "*x* <https://x.de/>", "😀_y_", "_y_€ *z*€"}) {
            const auto words = wordsOf(readTyped(QString::fromUtf8(typed), company), company);
            const auto read = readMarkdown(markdownOf(words, kCompany), kCompany);
            QVERIFY2(!words.spans.empty(), typed);
            QCOMPARE(read.text, words.text);
            QCOMPARE(spansOf(read), spansOf(words));
        }
    }

    static void spansAreKept() {
        FormattedText words;
        words.text = QStringLiteral("fett @Anna\nneun");
        words.spans = {
            {Kind::Bold, 0, 4}, {Kind::Mention, 5, 5, 0, kAnna}, {Kind::Numbered, 11, 4, 9}};
        const auto bytes = encodeSpans(words.spans);
        QCOMPARE(parseSpans(bytes, words.text.size()).value(), words.spans);
        QVERIFY(parseSpans(bytes, 6).value().size() == 1); // of a text that has become shorter
        QVERIFY(parseSpans({}, 4).value().empty());
        QCOMPARE(parseSpans(Bytes{0xA1, 0x00, 0x02}, 4).error().code, ErrorCode::VersionUnknown);
        for (std::size_t length = 1; length < bytes.size(); ++length)
            QVERIFY(!parseSpans(ByteView(bytes).first(length), words.text.size()).ok());
    }

    static void bombsDoNothing() {
        constexpr int kLetters = 65536;
        for (const char* part :
             {"*", "**a ", "_a*", "[",   "![",   "](",      "`",    "> ", "- ",   "  - a\n",
              "<", "&#",   "~~",  "1. ", "[a](", "*a **b ", "a**b", "\\", "\n\n", "| a "}) {
            const auto bomb =
                QString::fromLatin1(part).repeated(kLetters / static_cast<int>(qstrlen(part)));
            const auto words = readMarkdown(bomb, kCompany);
            QVERIFY(words.spans.size() <= limits::kTextSpans);
            QVERIFY(words.text.size() <= 2 * bomb.size());
        }
    }
};

QTEST_APPLESS_MAIN(TestMarkdown)
#include "tst_markdown.moc"
