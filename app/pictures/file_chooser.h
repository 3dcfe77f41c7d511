#pragma once

#include <QString>
#include <QStringList>

#include <functional>

namespace kontor {

/// The desktop's dialogs for files. Nothing waits: the answer comes when the person has chosen,
/// never when she has not. UI thread.
class FileChooser {
public:
    virtual ~FileChooser() = default;
    /// Pictures to send.
    virtual void pictures(std::function<void(const QStringList& paths)> chosen) = 0;
    /// Where a file of that name is to be kept; an existing one only after a question.
    virtual void place(const QString& name, std::function<void(const QString& path)> chosen) = 0;
};

} // namespace kontor
