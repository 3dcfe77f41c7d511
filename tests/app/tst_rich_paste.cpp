// What other programs put into the clipboard, as somebody would have typed it.
#include "app/texts/rich_paste.h"

#include <QTcpServer>
#include <QTest>

using namespace kontor;

class TestRichPaste : public QObject {
    Q_OBJECT

    static QString pasted(const QString& html, const QString& plain) {
        QMimeData clipboard;
        clipboard.setText(plain);
        clipboard.setHtml(html);
        return typedPaste(clipboard);
    }

private slots:
    static void looksBecomeSigns_data() {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("typed");
        const auto row = [](const char* name, const char* html, const char* typed) {
            QTest::newRow(name) << QString::fromUtf8(html) << QString::fromUtf8(typed);
        };
        row("bold", "<p>das ist <b>wichtig</b>!</p>", "das ist *wichtig*!");
        row("bold by weight", "<span style='font-weight:700'>so</span> ist es", "*so* ist es");
        row("not bold after all", "<b style='font-weight:normal'>so <i>ist</i> es</b>",
            "so _ist_ es");
        row("strike and italic", "<s>alt</s> <em>neu</em>", "~alt~ _neu_");
        row("blanks within", "<b> fett </b>und", "*fett* und");
        row("neighbours join", "<b>ei</b><b>ns</b> zwei", "*eins* zwei");
        row("within a word goes", "Haus<b>tür</b> und <b>Tor</b>", "Haustür und *Tor*");
        row("code", "nimm <code>ls -l</code> dort", "nimm `ls -l` dort");
        row("block", "<p>so:</p><pre>int a;\n  b();</pre><p>und</p>",
            "so:\n```\nint a;\n  b();\n```\nund");
        row("list", "<p>Kaufen:</p><ul><li>Milch</li><li><b>Brot</b></li></ul>",
            "Kaufen:\n- Milch\n- *Brot*");
        row("numbered", "<ol><li>eins</li><li>zwei</li></ol>", "1. eins\n2. zwei");
        row("quote", "<blockquote>er sagte</blockquote><p>ja</p>", "> er sagte\nja");
        row("heading", "<h2>Plan</h2><p>heute</p>", "*Plan*\nheute");
        row("link", "<b>siehe</b> <a href='https://example.org/a?b=1'>hier</a>",
            "*siehe* hier (https://example.org/a?b=1)");
        row("link by its address",
            "<b>siehe</b> <a href='https://example.org/'>https://example.org/</a>",
            "*siehe* https://example.org/");
        row("script of a link goes", "<b>siehe</b> <a href='javascript:alert(1)'>hier</a>",
            "*siehe* hier");
        row("script goes", "<b>a</b><script>b()</script>", "*a*");
    }
    static void looksBecomeSigns() {
        QFETCH(const QString, html);
        QTEST(pasted(html, QStringLiteral("words")), "typed");
    }

    static void withoutLooksThePlainWordsCount() {
        QCOMPARE(pasted(QStringLiteral("<p>a<br>b</p>"), QStringLiteral("a\nb  ")),
                 QStringLiteral("a\nb  "));
        QCOMPARE(pasted(QStringLiteral("<b>%1</b>").arg(QString(kMostHtml, u'x')),
                        QStringLiteral("plain")),
                 QStringLiteral("plain"));
    }

    /// A page's pictures and style sheets would tell their server who pasted.
    static void nothingIsLoaded() {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const auto where = QStringLiteral("http://127.0.0.1:%1/x").arg(server.serverPort());
        (void)pasted(QStringLiteral("<link rel='stylesheet' href='%1.css'><b>a</b>"
                                    "<img src='%1.png'><img src='file:///etc/passwd'>")
                         .arg(where),
                     QStringLiteral("a"));
        QVERIFY(!server.waitForNewConnection(200));
    }

    static void bombsAreReadQuickly() {
        for (const char* part :
             {"<ul><li>", "<b><i>", "<table><tr><td>", "<blockquote>", "<a href=x>"}) {
            const auto count = 20'000 / static_cast<int>(qstrlen(part));
            (void)pasted(QString::fromLatin1(part).repeated(count) + QLatin1Char('x'),
                         QStringLiteral("x"));
        }
    }
};

QTEST_MAIN(TestRichPaste)
#include "tst_rich_paste.moc"
