#include "app/view_models/background_view_model.h"

namespace kontor {

using Closing = NotificationChoices::Closing;

BackgroundViewModel::BackgroundViewModel(NotificationChoices& choices, Tray* tray)
    : m_choices(choices)
    , m_tray(tray) {
    if (!m_tray)
        return;
    connect(m_tray, &Tray::availableChanged, this, &BackgroundViewModel::availableChanged);
    connect(m_tray, &Tray::openWanted, this, &BackgroundViewModel::openWanted);
    connect(m_tray, &Tray::quitWanted, this, &BackgroundViewModel::quitWanted);
}

void BackgroundViewModel::begin() {
    if (m_tray)
        m_tray->begin();
}

void BackgroundViewModel::setUnread(Tray::Mark mark) {
    if (m_mark == mark)
        return;
    m_mark = mark;
    dress();
}

void BackgroundViewModel::dress() {
    if (!m_tray)
        return;
    // The tip stands on the bus for everybody: that something came, and no more.
    const bool unread = m_mark == Tray::Mark::Unread;
    m_tray->set({.tip = unread ? tr("Kontor: new messages") : tr("Kontor"),
                 .open = tr("Open Kontor"),
                 .quit = tr("Quit Kontor")},
                m_mark);
}

Closing BackgroundViewModel::whenClosed() const {
    return m_leaving || !available() ? Closing::Quit : m_choices.closing();
}

void BackgroundViewModel::choose(Closing closing) {
    m_choices.setClosing(closing);
}

} // namespace kontor
