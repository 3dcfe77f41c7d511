#pragma once

#include "app/calls/call_controller.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace kontor {

/// What a computer needs for calls: none of it means that calls are absent from the window.
struct CallHardware {
    VoiceFactory voices;
    std::function<void()> startRinging;
    std::function<void()> stopRinging;
    [[nodiscard]] bool isThere() const { return static_cast<bool>(voices); }
};

/// The call of this account in words: who, how far, how long, and why it ended.
class CallViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    /// Calls can be made from this computer.
    Q_PROPERTY(bool available READ available CONSTANT FINAL)
    Q_PROPERTY(Stage stage READ stage NOTIFY changed FINAL)
    /// Somebody would lose something if the window closed.
    Q_PROPERTY(bool running READ running NOTIFY changed FINAL)
    Q_PROPERTY(QString name READ name NOTIFY changed FINAL)
    Q_PROPERTY(QString initials READ initials NOTIFY changed FINAL)
    Q_PROPERTY(int colour READ colour NOTIFY changed FINAL)
    /// Whose picture it is (app/pictures/avatar_key.h).
    Q_PROPERTY(QString owner READ owner NOTIFY changed FINAL)
    /// "Calling ...", "03:27 · good connection", or why it ended.
    Q_PROPERTY(QString status READ status NOTIFY changed FINAL)
    /// How sure one can be of who is there; empty before there is a connection.
    Q_PROPERTY(QString safety READ safety NOTIFY changed FINAL)
    Q_PROPERTY(bool verified READ verified NOTIFY changed FINAL)
    /// Four words, the same on the other side.
    Q_PROPERTY(QString words READ words NOTIFY changed FINAL)
    Q_PROPERTY(bool muted READ muted NOTIFY changed FINAL)
    /// It ended by something that a person must know.
    Q_PROPERTY(bool warning READ warning NOTIFY changed FINAL)
    /// Calls go by the company's relay alone.
    Q_PROPERTY(bool relayOnly READ relayOnly WRITE setRelayOnly NOTIFY relayOnlyChanged FINAL)

public:
    enum class Stage {
        None,
        Outgoing,   ///< being prepared, or ringing over there
        Incoming,   ///< ringing here
        Connecting, ///< accepted
        Active,
        Over, ///< `status` says why; dismissed by the person or by itself
    };
    Q_ENUM(Stage)

    CallViewModel(Client& client, const Clock& clock, Timers& timers, Mailbox& owner,
                  CallHardware hardware);
    ~CallViewModel() override;
    Q_DISABLE_COPY_MOVE(CallViewModel)

    void setSelf(const UserId& self);
    void start(ConversationId conversation, const Person& peer);
    void apply(const CallSignalled& signal);
    void apply(const CallCandidatesArrived& candidates);
    void retranslate() { emit changed(); }

    [[nodiscard]] bool available() const { return m_hardware.isThere(); }
    [[nodiscard]] Stage stage() const;
    [[nodiscard]] bool running() const;
    /// There is a call, or somebody rings.
    [[nodiscard]] bool busy() const { return m_controller.inCall(); }
    [[nodiscard]] ConversationId conversation() const { return m_controller.call().conversation; }
    [[nodiscard]] QString name() const { return m_person.name; }
    [[nodiscard]] QString initials() const;
    [[nodiscard]] int colour() const;
    [[nodiscard]] QString owner() const;
    [[nodiscard]] QString status() const;
    [[nodiscard]] QString safety() const;
    [[nodiscard]] bool verified() const { return m_person.trust == Trust::Verified; }
    [[nodiscard]] QString words() const;
    [[nodiscard]] bool muted() const { return m_controller.call().muted; }
    [[nodiscard]] bool warning() const;
    [[nodiscard]] bool relayOnly() const { return m_relayOnly; }
    void setRelayOnly(bool only);

    Q_INVOKABLE void accept() { m_controller.accept(); }
    Q_INVOKABLE void decline() { m_controller.decline(); }
    Q_INVOKABLE void hangUp() { m_controller.hangUp(); }
    Q_INVOKABLE void toggleMute() { m_controller.setMuted(!muted()); }
    /// The last word about a call that is over has been read.
    Q_INVOKABLE void dismiss();
    /// Hangs up, and tells when the other side had a moment to hear of it.
    Q_INVOKABLE void hangUpAndLeave();

signals:
    void changed();
    void relayOnlyChanged();
    /// It rings: the window asks for attention.
    void rang();
    void left();

private:
    void follow();
    void end(CallOutcome outcome, const std::optional<Error>& error);
    void tick();
    void stopTimer();
    void useWishes();
    [[nodiscard]] QString lastWord() const;
    [[nodiscard]] QString activeStatus() const;

    Client& m_client;
    const Clock& m_clock;
    Timers& m_timers;
    CallHardware m_hardware;
    Person m_person;
    struct Ended {
        CallOutcome outcome;
        std::optional<Error> error;
    };
    std::optional<Ended> m_ended;
    bool m_ringing = false;
    bool m_relayOnly = false;
    Timers::Handle m_timer = Timers::Handle::None;
    Timers::Handle m_leaving = Timers::Handle::None;
    CallController m_controller;
};

} // namespace kontor
