#pragma once

#include "app/notifications/mute_time.h"
#include "app/texts/moments.h"
#include "core/client.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace kontor {

/// Whether the open conversation makes itself heard on this device, and the choice of that. UI
/// thread.
class MuteViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by Application")
    Q_PROPERTY(bool muted READ muted NOTIFY changed FINAL)
    /// "On", or until when it is muted, in words.
    Q_PROPERTY(QString standing READ standing NOTIFY changed FINAL)

public:
    /// Of muting, for QML: in the order of MuteFor.
    enum class Length {
        OneHour = static_cast<int>(MuteFor::OneHour),
        EightHours = static_cast<int>(MuteFor::EightHours),
        UntilTomorrow = static_cast<int>(MuteFor::UntilTomorrow),
        Always = static_cast<int>(MuteFor::Always),
    };
    Q_ENUM(Length)

    MuteViewModel(Client& client, const Clock& clock, Moments moments);

    void open(const ConversationSummary& summary);
    void close();
    void apply(const std::vector<ConversationSummary>& changed);
    void setLocale(const QLocale& locale);

    [[nodiscard]] bool muted() const { return m_until > Milliseconds(0); }
    [[nodiscard]] QString standing() const;

    Q_INVOKABLE void mute(Length length);
    Q_INVOKABLE void unmute();

signals:
    void changed();

private:
    void setUntil(Milliseconds until);

    Client& m_client;
    const Clock& m_clock;
    Moments m_moments;
    std::optional<ConversationId> m_conversation;
    Milliseconds m_until{0};
};

} // namespace kontor
