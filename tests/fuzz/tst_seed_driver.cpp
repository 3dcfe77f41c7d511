#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

namespace {

struct Outcome {
    bool crashed;
    int code;
    QByteArray output;
};

/// Runs a copy of the faulty target, so that what it saves lies in a folder of this test.
Outcome run(const QString& program, const QStringList& arguments, const char* seconds) {
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("KONTOR_FUZZ_SECONDS", seconds);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    process.waitForFinished(60'000);
    return {process.exitStatus() == QProcess::CrashExit, process.exitCode(), process.readAll()};
}

} // namespace

class TestSeedDriver : public QObject {
    Q_OBJECT

private slots:
    void init() {
        QVERIFY(m_folder.isValid());
        m_program = m_folder.filePath("target");
        QFile::remove(m_program);
        QVERIFY(QFile::copy(KONTOR_FAULTY_TARGET, m_program));
        QFile seed(m_folder.filePath("seed"));
        QVERIFY(seed.open(QFile::WriteOnly));
        seed.write("Kontor");
    }

    void savesTheInputThatEndsTheProgram() {
        const Outcome found = run(m_program, {m_folder.filePath("seed")}, "30");
        QVERIFY2(found.crashed, found.output);
        QVERIFY2(found.output.contains("target.crash"), found.output);

        QFile saved(m_program + ".crash");
        QVERIFY(saved.open(QFile::ReadOnly));
        const QByteArray input = saved.readAll();
        QVERIFY(input.size() > 2 && input[0] == 'K' && input[1] != 'o');

        const Outcome again = run(m_program, {saved.fileName()}, "0");
        QVERIFY(again.crashed);
    }

    void savesTheInputThatRecursesTooDeep() {
        QFile seed(m_folder.filePath("seed"));
        QVERIFY(seed.open(QFile::WriteOnly));
        seed.write("Deep");
        seed.close();
        const Outcome found = run(m_program, {seed.fileName()}, "0");
        QVERIFY2(found.crashed, found.output);
        QFile saved(m_program + ".crash");
        QVERIFY(saved.open(QFile::ReadOnly));
        QCOMPARE(saved.readAll(), QByteArray("Deep"));
    }

    void countsWhatItRan() {
        const Outcome quiet = run(m_program, {m_folder.filePath("seed")}, "0");
        QVERIFY(!quiet.crashed);
        QCOMPARE(quiet.code, 0);
        QVERIFY2(quiet.output.contains(" executions"), quiet.output);
    }

    void aSeedFolderThatIsGoneIsAnError() {
        const Outcome gone = run(m_program, {m_folder.filePath("nowhere")}, "0");
        QCOMPARE(gone.code, 2);
    }

private:
    QTemporaryDir m_folder;
    QString m_program;
};

QTEST_GUILESS_MAIN(TestSeedDriver)
#include "tst_seed_driver.moc"
