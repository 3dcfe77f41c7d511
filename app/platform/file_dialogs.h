#pragma once

#include "app/pictures/file_chooser.h"

#include <QCoreApplication>

#include <memory>

class QFileDialog;

namespace kontor {

/// The desktop's own dialogs where it has some, Qt's elsewhere; in front of the window that has the
/// focus, one at a time. Needs a QApplication.
class FileDialogs final : public FileChooser {
    Q_DECLARE_TR_FUNCTIONS(kontor::FileDialogs)

public:
    FileDialogs();
    ~FileDialogs() override;
    Q_DISABLE_COPY_MOVE(FileDialogs)

    void pictures(std::function<void(const QStringList& paths)> chosen) override;
    void place(const QString& name, std::function<void(const QString& path)> chosen) override;

private:
    void show(std::unique_ptr<QFileDialog> dialog, QString& folder,
              std::function<void(const QStringList& paths)> chosen);

    std::unique_ptr<QFileDialog> m_dialog; ///< the one that is open
    // Where the next one begins, while the program runs.
    QString m_openingFolder;
    QString m_savingFolder;
};

} // namespace kontor
