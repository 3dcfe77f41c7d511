#include "app/notifications/notification_desk.h"

#include <algorithm>

namespace kontor {

namespace {

using About = NotificationKey::About;

constexpr NotificationKey kBacklog{About::Backlog, {}};

NotificationKey messagesOf(ConversationId conversation) {
    return {About::Messages, conversation};
}

bool namesSelf(const TimelineEntry& entry) {
    return std::ranges::any_of(entry.spans, [](const TextSpan& span) {
        return span.kind == TextSpan::Kind::Mention && span.me == TextSpan::Me::Yes;
    });
}

} // namespace

NotificationDesk::NotificationDesk(Notifier& notifier, const NotificationChoices& choices,
                                   const Clock& clock, std::function<void()> chime)
    : m_notifier(notifier)
    , m_choices(choices)
    , m_clock(clock)
    , m_chime(std::move(chime)) {}

NotificationDesk::~NotificationDesk() {
    takeAll();
    stopRinging();
}

void NotificationDesk::apply(const ConnectionChanged& change) {
    const bool catchingUp = change.state == ConnectionState::CatchingUp;
    if (std::exchange(m_catchingUp, catchingUp) && !catchingUp)
        tellBacklog();
}

void NotificationDesk::apply(const ConversationsChanged& change) {
    for (const auto& summary : change.changed) {
        m_known.insert_or_assign(summary.id, summary);
        const bool named = summary.mentioned == ConversationSummary::Mentioned::Yes;
        const bool quiet = isQuiet(summary.id, named);
        if (quiet || (summary.unread == 0 && !m_reactions.contains(summary.id)))
            drop(summary.id); // a reaction makes nothing unread
    }
}

void NotificationDesk::apply(const MessageArrived& message) {
    const auto conversation = message.conversation;
    const bool known = m_known.contains(conversation); // its summary is told before
    if (!known || !m_choices.enabled() || !notifies(message.entry) ||
        isQuiet(conversation, namesSelf(message.entry)))
        return;
    if (m_catchingUp)
        m_waiting.insert_or_assign(conversation, message.entry);
    else
        show(conversation, message.entry);
}

void NotificationDesk::apply(const ContentErased& erased) {
    const auto gone = [&erased](MessageRow row) {
        return std::ranges::find(erased.rows, row) != erased.rows.end();
    };
    std::erase_if(m_waiting, [&gone](const auto& one) { return gone(one.second.row); });
    std::vector<ConversationId> dropped;
    for (const auto& [conversation, row] : m_shown)
        if (gone(row))
            dropped.push_back(conversation);
    for (const auto conversation : dropped)
        drop(conversation);
}

/// Takes the place of an older one, of a message's never.
void NotificationDesk::apply(const ReactionArrived& reaction) {
    if (!m_choices.enabled() || m_catchingUp || isQuiet(reaction.conversation) ||
        (m_shown.contains(reaction.conversation) && !m_reactions.contains(reaction.conversation)))
        return;
    m_shown[reaction.conversation] = reaction.entry.row;
    m_reactions.insert(reaction.conversation);
    m_notifier.show(messagesOf(reaction.conversation),
                    NotificationText::reaction(reaction, m_choices.content()));
}

void NotificationDesk::setAttended(std::optional<ConversationId> conversation) {
    m_attended = conversation;
    if (m_attended)
        drop(*m_attended);
}

bool NotificationDesk::isQuiet(ConversationId conversation, bool named) const {
    if (conversation == m_attended)
        return true;
    if (named && m_choices.mentions())
        return false;
    const auto known = m_known.find(conversation);
    // By the clock, too: the core may notice the end of a mute a little later.
    return known != m_known.end() && known->second.mutedUntil > m_clock.sinceEpoch();
}

void NotificationDesk::show(ConversationId conversation, const TimelineEntry& entry) {
    const auto known = m_known.find(conversation);
    const bool news = entry.editedAt && namesSelf(entry); // of one that was read before
    if (known == m_known.end() || (known->second.unread == 0 && !news))
        return; // read in the meantime
    dropFromBacklog(conversation);
    m_shown[conversation] = entry.row;
    m_reactions.erase(conversation);
    m_notifier.show(messagesOf(conversation),
                    NotificationText::message(known->second, entry, m_choices.content()));
    chime();
}

void NotificationDesk::tellBacklog() {
    const auto waiting = std::exchange(m_waiting, {});
    if (waiting.empty())
        return;
    if (waiting.size() == 1 && m_inBacklog.empty())
        return show(waiting.begin()->first, waiting.begin()->second);
    for (const auto& [conversation, entry] : waiting) {
        m_reactions.erase(conversation);
        if (m_shown.erase(conversation) > 0)
            m_notifier.take(messagesOf(conversation));
        m_inBacklog.insert(conversation);
    }
    int messages = 0;
    for (const auto conversation : m_inBacklog)
        messages += m_known.at(conversation).unread;
    m_notifier.show(kBacklog,
                    NotificationText::backlog(messages, static_cast<int>(m_inBacklog.size())));
    chime();
}

void NotificationDesk::drop(ConversationId conversation) {
    m_waiting.erase(conversation);
    m_reactions.erase(conversation);
    if (m_shown.erase(conversation) > 0)
        m_notifier.take(messagesOf(conversation));
    dropFromBacklog(conversation);
}

void NotificationDesk::dropFromBacklog(ConversationId conversation) {
    if (m_inBacklog.erase(conversation) > 0 && m_inBacklog.empty())
        m_notifier.take(kBacklog);
}

void NotificationDesk::forget(const NotificationKey& key) {
    switch (key.about) {
    case About::Messages:
        m_shown.erase(key.conversation);
        m_reactions.erase(key.conversation);
        break;
    case About::Backlog:
        m_inBacklog.clear();
        break;
    case About::Call:
        break; // it rings on, and nothing more is said of it
    }
}

void NotificationDesk::takeAll() {
    m_waiting.clear();
    while (!m_shown.empty())
        drop(m_shown.begin()->first);
    while (!m_inBacklog.empty())
        dropFromBacklog(*m_inBacklog.begin());
}

void NotificationDesk::chime() {
    const auto now = m_clock.steady();
    if (!m_choices.sounds() || (m_chimedAt && now < *m_chimedAt + kPause))
        return;
    m_chimedAt = now;
    m_chime();
}

void NotificationDesk::ring(ConversationId conversation, const QString& caller) {
    if (!m_choices.enabled() || m_ringing == conversation)
        return;
    stopRinging();
    m_ringing = conversation;
    m_notifier.show({About::Call, conversation},
                    NotificationText::call(caller, m_choices.content()));
}

void NotificationDesk::stopRinging() {
    if (const auto rang = std::exchange(m_ringing, std::nullopt))
        m_notifier.take({About::Call, *rang});
}

} // namespace kontor
