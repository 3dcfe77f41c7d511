#pragma once

#include <QObject>
#include <QString>

namespace kontor {

/// The program's place in the desktop's panel, where it can be reached without a window. UI thread.
class Tray : public QObject {
    Q_OBJECT

public:
    struct Words {
        QString tip; ///< without a word of any message
        QString open;
        QString quit;
    };
    enum class Mark { None, Unread };

    /// Looks for the panel from now on.
    virtual void begin() = 0;
    /// False: there is no such place now. It may come and go while the program runs.
    [[nodiscard]] virtual bool available() const = 0;
    virtual void set(const Words& words, Mark mark) = 0;

signals:
    void availableChanged();
    void openWanted();
    void quitWanted();
};

} // namespace kontor
