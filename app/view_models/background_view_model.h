#pragma once

#include "app/platform/tray.h"
#include "app/view_models/notification_choices.h"

#include <QtQml/qqmlregistration.h>

namespace kontor {

/// The program without its window: in the desktop's tray, where there is one. Where there is none,
/// closing the window ends the program, and nothing else is offered. UI thread.
class BackgroundViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(bool available READ available NOTIFY availableChanged FINAL)

public:
    /// Both must outlive it; without a tray there never is one.
    BackgroundViewModel(NotificationChoices& choices, Tray* tray);

    /// The window is there: from now on the tray may come and go.
    void begin();
    void setUnread(Tray::Mark mark);
    void retranslate() { dress(); }

    [[nodiscard]] bool available() const { return m_tray && m_tray->available(); }
    /// What is to happen now that somebody closes the window.
    Q_INVOKABLE [[nodiscard]] kontor::NotificationChoices::Closing whenClosed() const;
    /// Answers a question that whenClosed() asked for; kept for the next times.
    Q_INVOKABLE void choose(kontor::NotificationChoices::Closing closing);
    /// Whatever was chosen: the next close ends the program.
    Q_INVOKABLE void leave() { m_leaving = true; }

signals:
    void availableChanged();
    void openWanted();
    void quitWanted();

private:
    void dress();

    NotificationChoices& m_choices;
    Tray* m_tray;
    Tray::Mark m_mark = Tray::Mark::None;
    bool m_leaving = false;
};

} // namespace kontor
