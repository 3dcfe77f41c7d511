#pragma once

#include "app/pictures/file_chooser.h"
#include "core/async/background.h"

#include <QCoreApplication>

namespace kontor {

/// Keeps bytes as a file, whole or not at all: what stood there before stays until the last byte is
/// written. UI thread; the chooser must outlive it.
class FileKeeper {
    Q_DECLARE_TR_FUNCTIONS(kontor::FileKeeper)

public:
    struct Outcome {
        QString sentence; ///< what became of it
        enum class Kind : std::uint8_t { Saved, Failed } kind = Kind::Saved;
    };
    using Told = std::function<void(const Outcome& outcome)>;

    FileKeeper(FileChooser& chooser, Background background)
        : m_chooser(chooser)
        , m_background(std::move(background)) {}

    /// Asks where a file of that name is to be kept. Nothing is told when she does not choose.
    void ask(const QString& name, std::function<void(const QString& path)> chosen) {
        m_chooser.place(name, std::move(chosen));
    }
    void write(const QByteArray& bytes, const QString& path, Told told) const;

private:
    FileChooser& m_chooser;
    Background m_background;
};

/// A name that every file system takes, from words that people wrote.
[[nodiscard]] QString fileNameFrom(const QString& words, const QString& ending);

} // namespace kontor
