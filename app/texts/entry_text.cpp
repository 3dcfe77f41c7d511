#include "app/texts/entry_text.h"

#include "app/texts/lifetime_text.h"
#include "app/texts/poll_text.h"

#include <QLocale>
#include <QStringList>

namespace kontor {

namespace {

bool own(const TimelineEntry& entry) {
    return entry.side == TimelineEntry::Side::Own;
}

QString firstName(const QString& name) {
    return name.section(QLatin1Char(' '), 0, 0);
}

} // namespace

QString EntryText::names(const std::vector<Person>& people) {
    return names(people, people.size());
}

QString EntryText::names(const std::vector<Person>& people, std::size_t all) {
    constexpr std::size_t kNamed = 4; // more would fill the screen; the panel lists everybody
    QStringList list;
    for (std::size_t i = 0; i < people.size() && i < kNamed; ++i)
        list << people[i].name;
    const auto named = static_cast<std::size_t>(list.size());
    if (all > named && named > 0)
        return tr("%1 and %n more", "", static_cast<int>(all - named))
            .arg(list.join(QLatin1String(", ")));
    if (list.size() < 2)
        return list.join(QString());
    const auto last = list.takeLast();
    return tr("%1 and %2", "the last two names of a list")
        .arg(list.join(QLatin1String(", ")), last);
}

QString EntryText::of(const TimelineEntry& entry) {
    switch (entry.kind) {
    case EntryKind::Text:
        return entry.text;
    case EntryKind::GroupCreated:
    case EntryKind::MembersAdded:
    case EntryKind::MembersRemoved:
    case EntryKind::MemberLeft:
    case EntryKind::AdminsChanged:
    case EntryKind::AdminsNamed:
    case EntryKind::AdminsDismissed:
    case EntryKind::JoinedHere:
    case EntryKind::Rejoined:
    case EntryKind::Strangers:
    case EntryKind::MembersCutOff:
        return membership(entry);
    case EntryKind::GroupNamed:
    case EntryKind::GroupDescribed:
    case EntryKind::LifetimeChanged:
        return setting(entry);
    case EntryKind::KeyChanged:
        return tr("The security key of %1 has changed.").arg(entry.sender.name);
    case EntryKind::MessagesMissing:
        return tr("Messages may be missing here.");
    case EntryKind::Undecryptable:
        return tr("A message from %1 could not be read on this computer.").arg(entry.sender.name);
    case EntryKind::NewerVersion:
        if (!entry.text.isEmpty())
            return entry.text + "\n\n" +
                   tr("There is more, which needs a newer version of Kontor.");
        return tr("%1 sent something that needs a newer version of Kontor.").arg(entry.sender.name);
    case EntryKind::Deleted:
        return tr("This message was deleted.");
    case EntryKind::Call:
        return call(entry);
    case EntryKind::Poll:
        return entry.text;
    case EntryKind::PollClosed:
        return closing(entry);
    case EntryKind::PollReopened:
        return reopening(entry);
    case EntryKind::Picture:
        return entry.text.isEmpty() ? tr("Picture") : tr("Picture: %1").arg(entry.text);
    case EntryKind::File:
        return tr("File: %1").arg(entry.picture ? entry.picture->fileName : QString());
    case EntryKind::MessagePinned:
        return own(entry) ? tr("You pinned a message.")
                          : tr("%1 pinned a message.").arg(entry.sender.name);
    }
    return {};
}

QString EntryText::call(const TimelineEntry& entry) {
    if (!entry.call)
        return {};
    const auto& who = entry.sender.name;
    if (entry.call->missed == CallView::Missed::Yes)
        return tr("Missed call from %1").arg(who);
    switch (entry.call->result) {
    case CallResult::Talked:
        break;
    case CallResult::Unanswered:
        return own(entry) ? tr("You called: no answer") : tr("Missed call from %1").arg(who);
    case CallResult::Declined:
        return own(entry) ? tr("You called: declined") : tr("%1 called: declined").arg(who);
    case CallResult::Busy:
        return own(entry) ? tr("You called: busy") : tr("Missed call from %1").arg(who);
    case CallResult::Failed:
        return own(entry) ? tr("You called: no connection")
                          : tr("%1 called: no connection").arg(who);
    }
    const auto talked = entry.call->talked;
    if (talked.count() <= 0)
        return own(entry) ? tr("You called") : tr("%1 called").arg(who);
    return own(entry) ? tr("You called: %1", "how long").arg(duration(talked))
                      : tr("%1 called: %2", "who, how long").arg(who, duration(talked));
}

QString EntryText::duration(std::chrono::seconds length) {
    constexpr int kMinute = 60;
    const auto minutes = length.count() / kMinute;
    const auto two = [](auto number) {
        return QStringLiteral("%1").arg(static_cast<qint64>(number), 2, 10, QLatin1Char('0'));
    };
    if (minutes < kMinute)
        return two(minutes) + QLatin1Char(':') + two(length.count() % kMinute);
    return QString::number(minutes / kMinute) + QLatin1Char(':') + two(minutes % kMinute) +
           QLatin1Char(':') + two(length.count() % kMinute);
}

QString EntryText::closing(const TimelineEntry& entry) {
    const auto& who = entry.sender.name;
    if (!entry.poll)
        return own(entry) ? tr("You closed a poll.") : tr("%1 closed a poll.").arg(who);
    return own(entry) ? tr("You closed the poll “%1”.").arg(entry.poll->title)
                      : tr("%1 closed the poll “%2”.").arg(who, entry.poll->title);
}

QString EntryText::closing(const TimelineEntry& entry, const Moments& moments) {
    if (!entry.poll)
        return closing(entry);
    const auto& who = entry.sender.name;
    const auto result = PollText::result(*entry.poll, moments);
    return own(entry) ? tr("You closed the poll “%1”: %2").arg(entry.poll->title, result)
                      : tr("%1 closed the poll “%2”: %3").arg(who, entry.poll->title, result);
}

QString EntryText::reopening(const TimelineEntry& entry) {
    const auto& who = entry.sender.name;
    if (!entry.poll)
        return own(entry) ? tr("You reopened a poll.") : tr("%1 reopened a poll.").arg(who);
    return own(entry) ? tr("You reopened the poll “%1”.").arg(entry.poll->title)
                      : tr("%1 reopened the poll “%2”.").arg(who, entry.poll->title);
}

QString EntryText::membership(const TimelineEntry& entry) {
    const auto& who = entry.sender.name;
    const auto whom = names(entry.people);
    switch (entry.kind) {
    case EntryKind::GroupCreated:
        return own(entry) ? tr("You created the group.") : tr("%1 created the group.").arg(who);
    case EntryKind::MembersAdded:
        return own(entry) ? tr("You added %1.").arg(whom) : tr("%1 added %2.").arg(who, whom);
    case EntryKind::MembersRemoved:
        return own(entry) ? tr("You removed %1.").arg(whom) : tr("%1 removed %2.").arg(who, whom);
    case EntryKind::MemberLeft:
        return own(entry) ? tr("You left the group.")
                          : tr("%1 left the group.").arg(whom.isEmpty() ? who : whom);
    case EntryKind::MembersCutOff:
        return tr("The company’s server took %1 out of the group.").arg(whom);
    case EntryKind::AdminsChanged:
        return tr("Admins are now: %1.").arg(whom);
    case EntryKind::AdminsNamed:
        if (entry.people.size() == 1)
            return own(entry) ? tr("You made %1 an admin.").arg(whom)
                              : tr("%1 made %2 an admin.").arg(who, whom);
        return own(entry) ? tr("You made %1 admins.", "several names").arg(whom)
                          : tr("%1 made %2 admins.", "who, several names").arg(who, whom);
    case EntryKind::AdminsDismissed:
        if (entry.people.size() == 1 && entry.people.front().id == entry.sender.id)
            return own(entry) ? tr("You are no longer an admin.")
                              : tr("%1 is no longer an admin.").arg(who);
        if (entry.people.size() == 1)
            return own(entry) ? tr("You removed %1 as admin.").arg(whom)
                              : tr("%1 removed %2 as admin.").arg(who, whom);
        return own(entry) ? tr("You removed %1 as admins.", "several names").arg(whom)
                          : tr("%1 removed %2 as admins.", "who, several names").arg(who, whom);
    case EntryKind::JoinedHere:
        return own(entry) || who.isEmpty() ? tr("Your messages begin here.")
                                           : tr("%1 added you. Your messages begin here.").arg(who);
    case EntryKind::Rejoined:
        return own(entry) ? tr("This computer had lost its place in the conversation and is back.")
                          : tr("%1’s computer had lost its place in the conversation and is back.")
                                .arg(who);
    case EntryKind::Strangers:
        return tr("Not known here as members before: %1.").arg(whom);
    default:
        return {};
    }
}

QString EntryText::setting(const TimelineEntry& entry) {
    const auto& who = entry.sender.name;
    if (entry.kind == EntryKind::GroupNamed)
        return own(entry) ? tr("You renamed the group to “%1”.").arg(entry.text)
                          : tr("%1 renamed the group to “%2”.").arg(who, entry.text);
    if (entry.kind == EntryKind::GroupDescribed && entry.text.isEmpty())
        return own(entry) ? tr("You removed the description.")
                          : tr("%1 removed the description.").arg(who);
    if (entry.kind == EntryKind::GroupDescribed)
        return own(entry) ? tr("You changed the description.")
                          : tr("%1 changed the description.").arg(who);
    if (entry.lifetime.value_or(Milliseconds(0)) == Milliseconds(0))
        return own(entry) ? tr("You turned off disappearing messages.")
                          : tr("%1 turned off disappearing messages.").arg(who);
    const auto length = LifetimeText::length(*entry.lifetime);
    return own(entry)
               ? tr("You let new messages disappear after %1.", "a length").arg(length)
               : tr("%1 lets new messages disappear after %2.", "who, a length").arg(who, length);
}

QString EntryText::preview(const ConversationSummary& summary, const UserId& self) {
    const auto kind = static_cast<EntryKind>(summary.lastKind);
    const bool mine = summary.lastSender == self;
    const auto who = firstName(summary.lastSenderName);
    const auto said = [&](const QString& words) {
        if (mine && summary.kind != ConversationKind::NoteToSelf)
            return tr("You: %1").arg(words);
        return summary.kind == ConversationKind::Group && !who.isEmpty()
                   ? tr("%1: %2").arg(who, words)
                   : words;
    };
    switch (kind) {
    case EntryKind::Text:
        return summary.lastText.isEmpty() ? QString() : said(summary.lastText);
    case EntryKind::GroupCreated:
        return tr("Group created");
    case EntryKind::MembersAdded:
        return tr("New members");
    case EntryKind::MemberLeft:
        if (mine)
            return tr("You left the group.");
        [[fallthrough]];
    case EntryKind::MembersRemoved:
    case EntryKind::MembersCutOff:
        return tr("Fewer members");
    case EntryKind::GroupNamed:
        return tr("New group name");
    case EntryKind::GroupDescribed:
        return tr("New description");
    case EntryKind::LifetimeChanged:
        return tr("Disappearing messages changed");
    case EntryKind::AdminsChanged:
    case EntryKind::AdminsNamed:
    case EntryKind::AdminsDismissed:
        return tr("Admins have changed");
    case EntryKind::JoinedHere:
        return summary.kind == ConversationKind::Direct ? tr("New conversation")
                                                        : tr("You were added");
    case EntryKind::KeyChanged:
        return tr("A security key has changed");
    case EntryKind::Rejoined:
        return tr("A computer is back");
    case EntryKind::Strangers:
        return tr("Members that were not known");
    case EntryKind::MessagesMissing:
        return tr("Messages may be missing");
    case EntryKind::Undecryptable:
        return tr("A message could not be read");
    case EntryKind::NewerVersion:
        return tr("Needs a newer version");
    case EntryKind::Deleted:
        return tr("Message deleted");
    case EntryKind::Call:
        return summary.lastCallMissed == CallView::Missed::Yes ? tr("Missed call")
                                                               : tr("Voice call");
    case EntryKind::Poll:
        return tr("Poll: %1").arg(summary.lastText);
    case EntryKind::PollClosed:
        return tr("Poll closed: %1").arg(summary.lastText);
    case EntryKind::PollReopened:
        return tr("Poll open again: %1").arg(summary.lastText);
    case EntryKind::Picture:
        return said(summary.lastText.isEmpty() ? tr("Picture")
                                               : tr("Picture: %1").arg(summary.lastText));
    case EntryKind::File:
        return said(tr("File"));
    case EntryKind::MessagePinned:
        return tr("Message pinned");
    }
    return {};
}

QString EntryText::typing(const std::vector<Person>& people, ConversationKind kind) {
    if (people.empty())
        return {};
    if (kind == ConversationKind::Direct)
        return tr("typing …");
    return people.size() == 1 ? tr("%1 is typing …").arg(people.front().name)
                              : tr("%1 are typing …", "several names").arg(names(people));
}

QString EntryText::title(const ConversationSummary& summary) {
    if (summary.kind == ConversationKind::NoteToSelf)
        return tr("Notes to myself");
    if (summary.title.isEmpty())
        return summary.kind == ConversationKind::Group ? tr("Group without a name")
                                                       : tr("Conversation");
    return summary.title;
}

QString EntryText::delivery(DeliveryState state) {
    switch (state) {
    case DeliveryState::None:
        return {};
    case DeliveryState::Waiting:
        return tr("Waiting");
    case DeliveryState::Sent:
        return tr("Sent");
    case DeliveryState::Delivered:
        return tr("Delivered");
    case DeliveryState::Read:
        return tr("Read");
    case DeliveryState::Failed:
        return tr("Not sent");
    }
    return {};
}

} // namespace kontor
