#pragma once

#include "base/number.h"

#include <QString>

#include <compare>
#include <cstdint>
#include <functional>

namespace kontor {

/// What a notification is about; at most one of each is shown, and a newer one takes its place.
struct NotificationKey {
    enum class About : std::uint8_t {
        Messages, ///< of one conversation
        Backlog,  ///< of several, after a time without a connection
        Call,     ///< that rings
    } about = About::Backlog;
    ConversationId conversation; ///< none with Backlog
    friend auto operator<=>(const NotificationKey&, const NotificationKey&) = default;
};

/// All that leaves the program for a notification. Plain text.
struct NotificationFace {
    QString title;
    QString text;
    QString action; ///< what pressing it does, in words
    enum class Urgency : std::uint8_t { Normal, Urgent } urgency = Urgency::Normal;
    /// Fleeting: the desktop is asked to keep it in no list of old notifications.
    enum class Stay : std::uint8_t { Kept, Fleeting } stay = Stay::Kept;
    friend bool operator==(const NotificationFace&, const NotificationFace&) = default;
};

/// The desktop's notifications. Where there are none, nothing happens. UI thread; never waits.
class Notifier {
public:
    /// Told of what a person did with a notification; it is not shown any more then.
    struct Listener {
        std::function<void(const NotificationKey&)> pressed;
        std::function<void(const NotificationKey&)> dismissed;
    };

    virtual ~Notifier() = default;
    void setListener(Listener listener) { m_listener = std::move(listener); }
    virtual void show(const NotificationKey& key, const NotificationFace& face) = 0;
    /// Nothing happens when none is shown.
    virtual void take(const NotificationKey& key) = 0;

protected:
    [[nodiscard]] const Listener& listener() const { return m_listener; }

private:
    Listener m_listener;
};

} // namespace kontor
