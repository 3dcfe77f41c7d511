#include "app/platform/file_dialogs.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QStandardPaths>
#include <QWindow>

#include <algorithm>

namespace kontor {
namespace {

/// Not everybody has every folder: a dialog would take its name for a file's.
QString folderFor(QStandardPaths::StandardLocation what) {
    const auto folder = QStandardPaths::writableLocation(what);
    return QFileInfo(folder).isDir() ? folder : QDir::homePath();
}

/// The window that asks: in front of it the dialog stays. A screen reader may press what has no
/// focus.
QWindow* askingWindow() {
    if (auto* const focused = QGuiApplication::focusWindow())
        return focused;
    const auto windows = QGuiApplication::topLevelWindows();
    const auto shown = std::ranges::find_if(windows, &QWindow::isVisible);
    return shown == windows.end() ? nullptr : *shown;
}

} // namespace

FileDialogs::FileDialogs()
    : m_openingFolder(folderFor(QStandardPaths::PicturesLocation))
    , m_savingFolder(folderFor(QStandardPaths::DownloadLocation)) {}

FileDialogs::~FileDialogs() = default;

void FileDialogs::pictures(std::function<void(const QStringList& paths)> chosen) {
    auto dialog = std::make_unique<QFileDialog>(nullptr, tr("Choose pictures"), m_openingFolder);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    // Cameras write their endings in capitals, and not every desktop's dialog forgives that.
    dialog->setNameFilter(tr("Pictures") + QStringLiteral(" (*.jpg *.jpeg *.png *.gif *.webp"
                                                          " *.JPG *.JPEG *.PNG *.GIF *.WEBP)"));
    dialog->setOption(QFileDialog::HideNameFilterDetails);
    show(std::move(dialog), m_openingFolder, std::move(chosen));
}

void FileDialogs::place(const QString& name, std::function<void(const QString& path)> chosen) {
    auto dialog = std::make_unique<QFileDialog>(nullptr, tr("Save file"), m_savingFolder);
    dialog->setAcceptMode(QFileDialog::AcceptSave); // asks before it takes another file's place
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->selectFile(QFileInfo(name).fileName());
    show(std::move(dialog), m_savingFolder,
         [chosen = std::move(chosen)](const QStringList& paths) { chosen(paths.front()); });
}

void FileDialogs::show(std::unique_ptr<QFileDialog> dialog, QString& folder,
                       std::function<void(const QStringList& paths)> chosen) {
    m_dialog = std::move(dialog);
    auto* const asking = askingWindow();
    m_dialog->winId(); // it gets a window, which can stand in front of another one
    m_dialog->windowHandle()->setTransientParent(asking);
    QObject::connect(m_dialog.get(), &QDialog::finished, m_dialog.get(),
                     [this, &folder, chosen = std::move(chosen)](int result) {
                         // Its own signal is being told: it goes later.
                         auto* const closed = m_dialog.release();
                         closed->deleteLater();
                         const auto paths = closed->selectedFiles();
                         if (result != QDialog::Accepted || paths.isEmpty())
                             return;
                         folder = QFileInfo(paths.front()).absolutePath();
                         chosen(paths);
                     });
    m_dialog->open();
}

} // namespace kontor
