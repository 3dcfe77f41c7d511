#pragma once

#include "app/notifications/notifier.h"
#include "app/view_models/notification_choices.h"
#include "core/events.h"

#include <QCoreApplication>

namespace kontor {

/// Whether something that came is told of at all: messages, polls and missed calls of others are;
/// votes, receipts, and lines about the conversation never.
[[nodiscard]] bool notifies(const TimelineEntry& entry);

/// What a notification says. Pure: the same values, the same words; nothing beyond what was chosen.
class NotificationText {
    Q_DECLARE_TR_FUNCTIONS(kontor::NotificationText)

public:
    /// Letters of a message; the desktop shows a few lines.
    static constexpr int kLetters = 240;

    /// The newest message of a conversation; how many are unread stands in `summary`.
    [[nodiscard]] static NotificationFace message(const ConversationSummary& summary,
                                                  const TimelineEntry& entry,
                                                  NotificationChoices::Content content);
    [[nodiscard]] static NotificationFace reaction(const ReactionArrived& reaction,
                                                   NotificationChoices::Content content);
    /// What came in several conversations while there was no connection.
    [[nodiscard]] static NotificationFace backlog(int messages, int conversations);
    [[nodiscard]] static NotificationFace call(const QString& caller,
                                               NotificationChoices::Content content);

private:
    [[nodiscard]] static QString words(const ConversationSummary& summary,
                                       const TimelineEntry& entry);
};

} // namespace kontor
