#pragma once

#include "core/client.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// How things stand with the server, in words. Nothing is said while all is well.
class ConnectionViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(Kind kind READ kind NOTIFY changed FINAL)
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed FINAL)
    Q_PROPERTY(bool canTryNow READ canTryNow NOTIFY changed FINAL)

public:
    /// Quiet: nothing to say. Busy: connecting, catching up. Trouble: offline, or ended for good.
    enum class Kind { Quiet, Busy, Trouble };
    Q_ENUM(Kind)

    ConnectionViewModel(Client& client, const Clock& clock, Timers& timers);
    ~ConnectionViewModel() override;
    Q_DISABLE_COPY_MOVE(ConnectionViewModel)

    [[nodiscard]] Kind kind() const;
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] bool canTryNow() const { return m_now.state == ConnectionState::Offline; }
    [[nodiscard]] bool online() const;
    void apply(const ConnectionChanged& change);
    void retranslate() { emit changed(); }
    Q_INVOKABLE void tryNow();

signals:
    void changed();

private:
    void tick();
    [[nodiscard]] int secondsLeft() const;

    Client& m_client;
    const Clock& m_clock;
    Timers& m_timers;
    ConnectionChanged m_now{ConnectionState::Connecting, {}, Milliseconds(0)};
    Milliseconds m_nextTry{0}; ///< steady
    Timers::Handle m_ticking = Timers::Handle::None;
    bool m_slow = false;       ///< a first connection that works at once is not worth a word
    bool m_wasOffline = false; ///< since then each step is worth telling
};

} // namespace kontor
