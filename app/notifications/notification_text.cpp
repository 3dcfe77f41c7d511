#include "app/notifications/notification_text.h"

#include "app/texts/entry_text.h"

#include <algorithm>

namespace kontor {

namespace {

using Content = NotificationChoices::Content;

QString shortened(QString text) {
    if (text.size() <= NotificationText::kLetters)
        return text;
    text.truncate(NotificationText::kLetters);
    if (text.back().isHighSurrogate())
        text.chop(1); // half a letter
    return text + QStringLiteral("…");
}

} // namespace

bool notifies(const TimelineEntry& entry) {
    if (entry.side == TimelineEntry::Side::Own)
        return false;
    switch (entry.kind) {
    case EntryKind::Text:
    case EntryKind::Poll:
    case EntryKind::Picture:
    case EntryKind::File:
    case EntryKind::NewerVersion:
        return true;
    case EntryKind::Call:
        return entry.call && entry.call->missed == CallView::Missed::Yes;
    case EntryKind::GroupCreated:
    case EntryKind::MembersAdded:
    case EntryKind::MembersRemoved:
    case EntryKind::MemberLeft:
    case EntryKind::GroupNamed:
    case EntryKind::AdminsChanged:
    case EntryKind::AdminsNamed:
    case EntryKind::AdminsDismissed:
    case EntryKind::JoinedHere:
    case EntryKind::MessagesMissing:
    case EntryKind::KeyChanged:
    case EntryKind::Rejoined:
    case EntryKind::Strangers:
    case EntryKind::MembersCutOff:
    case EntryKind::Undecryptable:
    case EntryKind::Deleted:
    case EntryKind::PollClosed:
    case EntryKind::PollReopened:
    case EntryKind::GroupDescribed:
    case EntryKind::LifetimeChanged:
    case EntryKind::MessagePinned:
        break;
    }
    return false;
}

QString NotificationText::words(const ConversationSummary& summary, const TimelineEntry& entry) {
    switch (entry.kind) {
    case EntryKind::Call:
        return tr("Missed call");
    case EntryKind::NewerVersion:
        return EntryText::of(entry); // names who sent it
    default:
        break;
    }
    const auto said = shortened(entry.kind == EntryKind::Poll ? tr("Poll: %1").arg(entry.text)
                                                              : EntryText::of(entry));
    return summary.kind == ConversationKind::Group
               ? tr("%1: %2", "sender: words").arg(entry.sender.name, said)
               : said;
}

NotificationFace NotificationText::message(const ConversationSummary& summary,
                                           const TimelineEntry& entry, Content content) {
    const int unread = std::max(1, static_cast<int>(summary.unread));
    NotificationFace face;
    face.title = tr("Kontor");
    face.text = tr("%n new message(s)", "", unread);
    face.action = tr("Open");
    if (entry.lifetime) // it disappears: no list of the desktop's may outlive it
        face.stay = NotificationFace::Stay::Fleeting;
    if (content == Content::Nothing)
        return face;
    face.title = EntryText::title(summary);
    if (content == Content::NameOnly)
        return face;
    if (unread > 1)
        face.title = tr("%1 (%2)", "name, count of new messages").arg(face.title).arg(unread);
    face.text = words(summary, entry);
    return face;
}

NotificationFace NotificationText::reaction(const ReactionArrived& reaction, Content content) {
    NotificationFace face;
    face.title = content == Content::Nothing ? tr("Kontor") : reaction.person.name;
    face.text = tr("New reaction");
    if (content == Content::NameAndText)
        //: who, emoji
        face.text =
            tr("%1 reacted to your message with %2").arg(reaction.person.name, reaction.emoji);
    face.action = tr("Open");
    if (reaction.entry.lifetime)
        face.stay = NotificationFace::Stay::Fleeting;
    return face;
}

NotificationFace NotificationText::backlog(int messages, int conversations) {
    NotificationFace face;
    face.title = tr("Kontor");
    //: messages, then "in 3 conversations"
    face.text = tr("%1 in %2")
                    .arg(tr("%n new message(s)", "", messages),
                         tr("%n conversation(s)", "in so many", conversations));
    face.action = tr("Open");
    return face;
}

NotificationFace NotificationText::call(const QString& caller, Content content) {
    NotificationFace face;
    face.title = content == Content::Nothing ? tr("Kontor") : caller;
    face.text = tr("Incoming call");
    face.action = tr("Open");
    face.urgency = NotificationFace::Urgency::Urgent;
    face.stay = NotificationFace::Stay::Fleeting;
    return face;
}

} // namespace kontor
