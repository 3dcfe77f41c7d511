#include "tests/crypto/vectors_folder.h"
#include "tools/vectors/vector_runner.h"
#include "tools/vectors/vector_types.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QtTest>

using namespace kontor;

/// Vectors that others made: a mistake of ours cannot hide in them.
class TestVectors : public QObject {
    Q_OBJECT

private slots:
    void everyFilePasses_data();
    void everyFilePasses();
    void everyKindHasItsFile();
    void aWrongByteFails();
    void brokenFilesAreErrors();
};

void TestVectors::everyFilePasses_data() {
    QTest::addColumn<QString>("path");
    const auto folder = test::vectorsFolder();
    if (!folder)
        return;
    const auto files = vectors::vectorFiles(folder->toStdString());
    QVERIFY(files.ok());
    for (const auto& file : files.value())
        QTest::newRow(file.filename().c_str()) << QString::fromStdString(file.string());
}

void TestVectors::everyFilePasses() {
    KONTOR_NEEDS_VECTORS();
    QFETCH(const QString, path);
    const auto outcome = vectors::runFile(path.toStdString());
    QVERIFY(outcome.ok());
    for (const auto& failed : outcome.value().failed)
        qWarning("case %zu: %s", failed.number, failed.what.c_str());
    QVERIFY(outcome.value().failed.empty());
    QVERIFY2(!outcome.value().known || outcome.value().total > 0, "nothing was verified");
}

void TestVectors::everyKindHasItsFile() {
    KONTOR_NEEDS_VECTORS();
    const auto folder = test::vectorsFolder();
    const auto files = vectors::vectorFiles(folder->toStdString());
    QVERIFY(files.ok());
    for (const auto& type : vectors::vectorTypes())
        QVERIFY2(std::ranges::any_of(files.value(),
                                     [&](const auto& file) {
                                         return file.filename().string().starts_with(type.name);
                                     }),
                 std::string(type.name).c_str());
}

/// The runner must be able to say no.
void TestVectors::aWrongByteFails() {
    KONTOR_NEEDS_VECTORS();
    const auto folder = test::vectorsFolder();
    QFile original(*folder + QStringLiteral("/mls/secret-tree.json"));
    QVERIFY(original.open(QIODevice::ReadOnly));
    QJsonArray cases = QJsonDocument::fromJson(original.readAll()).array();
    for (auto one : cases) {
        QJsonObject object = one.toObject();
        QString secret = object[QLatin1String("encryption_secret")].toString();
        secret[0] = secret[0] == QLatin1Char('0') ? QLatin1Char('1') : QLatin1Char('0');
        object[QLatin1String("encryption_secret")] = secret;
        one = object;
    }
    QTemporaryDir dir;
    QFile changed(dir.filePath(QStringLiteral("secret-tree-changed.json")));
    QVERIFY(changed.open(QIODevice::WriteOnly));
    changed.write(QJsonDocument(cases).toJson());
    changed.close();
    const auto outcome = vectors::runFile(changed.fileName().toStdString());
    QVERIFY(outcome.ok());
    QVERIFY(outcome.value().total > 0);
    QCOMPARE(outcome.value().passed(), std::size_t{0});
}

void TestVectors::brokenFilesAreErrors() {
    QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("secret-tree.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[{");
    file.close();
    QVERIFY(!vectors::runFile(file.fileName().toStdString()).ok());
    QVERIFY(!vectors::runFile(dir.filePath(QStringLiteral("absent.json")).toStdString()).ok());
    // Fields that are missing are failures, not crashes.
    for (const auto& type : vectors::vectorTypes()) {
        const vectors::VectorCase empty{QJsonObject{}};
        type.verify(empty);
        QVERIFY2(empty.failure().has_value(), std::string(type.name).c_str());
    }
}

QTEST_GUILESS_MAIN(TestVectors)
#include "tst_vectors.moc"
