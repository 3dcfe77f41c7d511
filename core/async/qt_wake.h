#pragma once

#include "base/mailbox.h"

#include <QObject>

namespace kontor {

/// A Mailbox that the Qt event loop of one thread drains: at first the thread that made it. Qt does
/// nothing but wake that thread; the work itself crosses in the box.
class QtMailbox {
public:
    QtMailbox()
        : m_box([this] {
            QMetaObject::invokeMethod(&m_receiver, [this] { m_box.drain(); }, Qt::QueuedConnection);
        }) {}
    QtMailbox(const QtMailbox&) = delete;
    QtMailbox& operator=(const QtMailbox&) = delete;
    /// On the owner's thread, or when that thread has ended.
    ~QtMailbox() { m_box.close(); }

    [[nodiscard]] Mailbox& box() { return m_box; }
    /// Gives the box to another thread, before anybody posts.
    void moveToThread(QThread* thread) { m_receiver.moveToThread(thread); }

private:
    QObject m_receiver;
    Mailbox m_box; ///< after the receiver: it calls it until closed
};

} // namespace kontor
