#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

namespace {

struct Run {
    int code = -1;
    QByteArray out;
    QByteArray err;
};

Run bench(const QStringList& words) {
    QProcess process;
    process.start(QStringLiteral(KONTOR_BENCH), words);
    if (!process.waitForFinished(60'000))
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

/// Two lengths (RFC 9420, 2.1.2) as a vector file; the second as the caller wants it.
void writeLengths(const QString& file, int second) {
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(R"([{"vlbytes_header": "3f", "length": 63}, {"vlbytes_header": "4040", "length": )" +
              QByteArray::number(second) + "}]");
}

} // namespace

/// What scripts rely on: exit codes, one line a file, JSON.
class TestKontorBench : public QObject {
    Q_OBJECT

private slots:
    void saysWhatItIs();
    void wrongUsageIsTwo();
    void oneLineAFile();
    void aFailureIsOne();
    void nothingThereIsTwo();
    void jsonIsOneObjectALine();
    void aSmallStoreIsMeasured();
    void aSmallPollIsMeasured();
};

void TestKontorBench::saysWhatItIs() {
    const Run help = bench({QStringLiteral("--help")});
    QCOMPARE(help.code, 0);
    QVERIFY(help.out.contains("vectors DIR"));
    const Run version = bench({QStringLiteral("--version")});
    QCOMPARE(version.code, 0);
    QVERIFY(version.out.startsWith("kontor-bench 0."));
}

void TestKontorBench::wrongUsageIsTwo() {
    for (const QStringList& words :
         {QStringList(),
          {QStringLiteral("vectors")},
          {QStringLiteral("storage"), QStringLiteral("--messages")},
          {QStringLiteral("storage"), QStringLiteral("--messages"), QStringLiteral("12x")},
          {QStringLiteral("dance"), QStringLiteral("x")}}) {
        const Run run = bench(words);
        QCOMPARE(run.code, 2);
        QVERIFY(run.out.isEmpty() && run.err.contains("usage"));
    }
}

void TestKontorBench::oneLineAFile() {
    QTemporaryDir dir;
    writeLengths(dir.filePath(QStringLiteral("deserialization.json")), 64);
    writeLengths(dir.filePath(QStringLiteral("something-else.json")), 64);
    const Run run = bench({QStringLiteral("vectors"), dir.path()});
    QCOMPARE(run.code, 0);
    QCOMPARE(run.out, "deserialization.json 2/2\n"
                      "skipped: something-else.json, of a kind that is not built\n");
}

void TestKontorBench::aFailureIsOne() {
    QTemporaryDir dir;
    writeLengths(dir.filePath(QStringLiteral("deserialization.json")), 65);
    const Run run = bench({QStringLiteral("vectors"), dir.path()});
    QCOMPARE(run.code, 1);
    QCOMPARE(run.out, "deserialization.json 1/2\n");
    QCOMPARE(run.err, "deserialization.json: case 1: length\n");
    QFile broken(dir.filePath(QStringLiteral("treekem.json")));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.close();
    QVERIFY(bench({QStringLiteral("vectors"), dir.path()}).err.contains("treekem.json is broken"));
}

void TestKontorBench::nothingThereIsTwo() {
    QTemporaryDir empty;
    QCOMPARE(bench({QStringLiteral("vectors"), empty.path()}).code, 2);
    QCOMPARE(bench({QStringLiteral("vectors"), empty.filePath(QStringLiteral("absent"))}).code, 2);
}

void TestKontorBench::jsonIsOneObjectALine() {
    QTemporaryDir dir;
    writeLengths(dir.filePath(QStringLiteral("deserialization.json")), 64);
    writeLengths(dir.filePath(QStringLiteral("something-else.json")), 64);
    const Run run = bench({QStringLiteral("--json"), QStringLiteral("vectors"), dir.path()});
    QCOMPARE(run.code, 0);
    const auto lines = run.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    const QJsonObject first = QJsonDocument::fromJson(lines[0]).object();
    QCOMPARE(first[QLatin1String("name")].toString(),
             QStringLiteral("vectors/deserialization.json"));
    QCOMPARE(first[QLatin1String("value")].toInt(), 2);
    QCOMPARE(first[QLatin1String("unit")].toString(), QStringLiteral("cases"));
    QCOMPARE(first[QLatin1String("total")].toInt(), 2);
    const QJsonObject second = QJsonDocument::fromJson(lines[1]).object();
    QCOMPARE(second[QLatin1String("skipped")].toInt(), 2);
}

void TestKontorBench::aSmallStoreIsMeasured() {
    const Run run = bench({QStringLiteral("--json"), QStringLiteral("storage"),
                           QStringLiteral("--messages"), QStringLiteral("3000")});
    QCOMPARE(run.code, 0);
    QStringList names;
    for (const QByteArray& line : run.out.trimmed().split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        names << object[QLatin1String("name")].toString();
        if (names.back() == QLatin1String("storage/shortened_by_slice")) { // a number, no time
            QCOMPARE(object[QLatin1String("unit")].toString(), QStringLiteral("messages"));
            continue;
        }
        QCOMPARE(object[QLatin1String("unit")].toString(), QStringLiteral("ms"));
        QVERIFY(object[QLatin1String("samples")].toInt() > 0);
        QVERIFY(object[QLatin1String("p50")].toDouble() > 0);
        QVERIFY(object[QLatin1String("p99")].toDouble() >= object[QLatin1String("p50")].toDouble());
    }
    QCOMPARE(names, (QStringList{"storage/open", "storage/newest_page", "storage/page_back",
                                 "storage/jump", "storage/search_word", "storage/search_prefix",
                                 "storage/search_part", "storage/insert", "storage/shorten_slice",
                                 "storage/shortened_by_slice"}));
}

void TestKontorBench::aSmallPollIsMeasured() {
    const Run run = bench({QStringLiteral("--json"), QStringLiteral("polls"),
                           QStringLiteral("--messages"), QStringLiteral("20")});
    QCOMPARE(run.code, 0);
    QStringList names;
    for (const QByteArray& line : run.out.trimmed().split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        names << object[QLatin1String("name")].toString();
        QVERIFY(object[QLatin1String("value")].toDouble() > 0);
    }
    QCOMPARE(names,
             (QStringList{"polls/tally", "polls/card", "polls/table", "polls/csv", "polls/store"}));
}

QTEST_GUILESS_MAIN(TestKontorBench)
#include "tst_kontor_bench.moc"
