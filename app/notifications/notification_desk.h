#pragma once

#include "app/notifications/notification_text.h"
#include "core/events.h"

#include <map>
#include <set>

namespace kontor {

/// Decides what the desktop is told, from what the core tells:
/// - one notification for each conversation; a newer message takes the place of an older one;
/// - none for the conversation that somebody looks at, none for one that is muted;
/// - a reaction to an own message likewise, with no sound, and never in the place of a message;
/// - what came while there was no connection is one notification, however many conversations;
/// - read, deleted, expired, muted, opened: it is taken away. At the end of the program all are.
/// Words are kept only while it catches up; of what is shown, which message it is. UI thread.
class NotificationDesk {
public:
    /// After a sound it is quiet for so long, whatever comes.
    static constexpr Milliseconds kPause{3'000};

    /// What is passed must outlive it; `chime` makes the sound of a message.
    NotificationDesk(Notifier& notifier, const NotificationChoices& choices, const Clock& clock,
                     std::function<void()> chime);
    NotificationDesk(const NotificationDesk&) = delete;
    NotificationDesk& operator=(const NotificationDesk&) = delete;
    ~NotificationDesk();

    void apply(const ConnectionChanged& change);
    void apply(const ConversationsChanged& change);
    void apply(const MessageArrived& message);
    /// Only the author of a message hears of these.
    void apply(const ReactionArrived& reaction);
    void apply(const ContentErased& erased);
    /// The conversation that is on the screen in a focused window, if any.
    void setAttended(std::optional<ConversationId> conversation);
    /// Others count from now on: nothing stays that was shown by the old ones.
    void choicesChanged() { takeAll(); }
    /// What somebody did with a notification: it is gone.
    void forget(const NotificationKey& key);

    /// A call that rings, one at a time, and rings no more; the ringing itself is none of the
    /// desk's business.
    void ring(ConversationId conversation, const QString& caller);
    void stopRinging();

private:
    [[nodiscard]] bool isQuiet(ConversationId conversation, bool named = false) const;
    void show(ConversationId conversation, const TimelineEntry& entry);
    void tellBacklog();
    void drop(ConversationId conversation);
    void dropFromBacklog(ConversationId conversation);
    void takeAll();
    void chime();

    Notifier& m_notifier;
    const NotificationChoices& m_choices;
    const Clock& m_clock;
    std::function<void()> m_chime;
    std::map<ConversationId, ConversationSummary>
        m_known; ///< of those that changed since the start
    std::map<ConversationId, MessageRow> m_shown;
    std::set<ConversationId> m_reactions; ///< what is shown of these is no message
    std::set<ConversationId> m_inBacklog; ///< what the one notification for several is about
    std::map<ConversationId, TimelineEntry> m_waiting; ///< came while catching up
    std::optional<ConversationId> m_ringing;
    std::optional<ConversationId> m_attended;
    std::optional<Milliseconds> m_chimedAt;
    bool m_catchingUp = false;
};

} // namespace kontor
