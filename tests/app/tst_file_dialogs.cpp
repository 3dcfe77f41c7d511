// The desktop's dialogs for files, as Qt draws them where the desktop has none.
#include "app/platform/file_dialogs.h"

#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;

namespace {

QFileDialog* openDialog() {
    for (auto* widget : QApplication::topLevelWidgets())
        if (auto* dialog = qobject_cast<QFileDialog*>(widget); dialog && dialog->isVisible())
            return dialog;
    return nullptr;
}

void accept(const QString& path) {
    openDialog()->selectFile(path);
    static_cast<QDialog*>(openDialog())->accept();
}

struct Folder {
    QTemporaryDir dir;
    [[nodiscard]] QString write(const QString& name) const {
        QFile file(dir.filePath(name));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        return file.fileName();
    }
};

} // namespace

class TestFileDialogs : public QObject {
    Q_OBJECT

private slots:
    void init() { QApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }

    void picturesAreChosen() {
        const Folder folder;
        const auto path = folder.write(QStringLiteral("Größe.JPG"));
        FileDialogs files;
        QStringList chosen;
        files.pictures([&chosen](const QStringList& paths) { chosen = paths; });
        QVERIFY(openDialog());
        QVERIFY(openDialog()->isModal());
        QCOMPARE(openDialog()->fileMode(), QFileDialog::ExistingFiles);
        QVERIFY(chosen.isEmpty()); // nobody waits
        accept(path);
        QCOMPARE(chosen, QStringList{path});
        QVERIFY(!openDialog());
    }

    void theNextOneBeginsWhereTheLastOneEnded() {
        const Folder folder;
        const auto path = folder.write(QStringLiteral("a.png"));
        FileDialogs files;
        files.pictures([](const QStringList&) {});
        accept(path);
        files.pictures([](const QStringList&) {});
        QCOMPARE(openDialog()->directory().absolutePath(), folder.dir.path());
    }

    /// A dialog takes the name of a folder that is missing for a file's.
    void whoeverHasNoFolderOfPicturesBeginsAtHome() {
        const Folder home;
        const auto before = qgetenv("HOME");
        qputenv("HOME", home.dir.path().toUtf8());
        FileDialogs files;
        qputenv("HOME", before);
        files.pictures([](const QStringList&) {});
        QCOMPARE(openDialog()->directory().absolutePath(), home.dir.path());
        QVERIFY(openDialog()->findChild<QLineEdit*>()->text().isEmpty());
    }

    void whoeverCancelsIsAskedNothingMore() {
        FileDialogs files;
        bool told = false;
        files.pictures([&told](const QStringList&) { told = true; });
        openDialog()->reject();
        QVERIFY(!told);
        QVERIFY(!openDialog());
    }

    void aPlaceIsProposedByName() {
        const Folder folder;
        FileDialogs files;
        QString place;
        files.place(QStringLiteral("/etc/Entwurf.png"),
                    [&place](const QString& path) { place = path; });
        QCOMPARE(openDialog()->acceptMode(), QFileDialog::AcceptSave);
        QCOMPARE(openDialog()->selectedFiles().value(0).section(QLatin1Char('/'), -1),
                 QStringLiteral("Entwurf.png"));
        QVERIFY(!openDialog()->selectedFiles().value(0).startsWith(QLatin1String("/etc")));
        const auto wanted = folder.dir.filePath(QStringLiteral("neu.png"));
        accept(wanted);
        QCOMPARE(place, wanted);
    }

    void aDialogGoesWithItsWindow() {
        bool told = false;
        {
            FileDialogs files;
            files.pictures([&told](const QStringList&) { told = true; });
            QVERIFY(openDialog());
        }
        QVERIFY(!openDialog());
        QVERIFY(!told);
    }
};

QTEST_MAIN(TestFileDialogs)
#include "tst_file_dialogs.moc"
