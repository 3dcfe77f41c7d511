#include "tools/kontor_cli/output.h"

#include "core/formatting/typed_text.h"
#include "crypto/encoding.h"
#include "tools/kontor_cli/output_words.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace kontor::cli {
namespace {

QString resultName(const CallView& call) {
    if (call.missed == CallView::Missed::Yes)
        return "missed";
    switch (call.result) {
    case CallResult::Talked:
        return "talked";
    case CallResult::Unanswered:
        return "unanswered";
    case CallResult::Declined:
        return "declined";
    case CallResult::Busy:
        return "busy";
    case CallResult::Failed:
        return "failed";
    }
    return {};
}

/// "Lunch?: Soup (3)"; nothing when the poll is not here any more.
QString resultOf(const TimelineEntry& entry) {
    if (!entry.poll)
        return {};
    QStringList winners;
    for (const auto& option : entry.poll->options)
        if (std::ranges::count(entry.poll->winners, option.number) != 0)
            winners += QString("%1 (%2)").arg(nameOf(option)).arg(option.yes);
    return entry.poll->title + ": " + (winners.isEmpty() ? "no votes" : winners.join(", "));
}

/// "Picture: on the beach (beach.jpg)"
QString fileOf(const TimelineEntry& entry) {
    QStringList words{entry.text};
    if (entry.picture && !entry.picture->fileName.isEmpty())
        words += QString("(%1)").arg(entry.picture->fileName);
    words.removeAll(QString());
    return QString(entry.kind == EntryKind::Picture ? "Picture: " : "File: ") + words.join(' ');
}

/// What a line without a text of its own says.
QString wordsOf(const TimelineEntry& entry) {
    switch (entry.kind) {
    case EntryKind::Text:
        return entry.text;
    case EntryKind::GroupCreated:
        return "made the group";
    case EntryKind::MembersAdded:
        return "added " + namesOf(entry.people);
    case EntryKind::MembersRemoved:
        return "removed " + namesOf(entry.people);
    case EntryKind::MemberLeft:
        return namesOf(entry.people) + " left";
    case EntryKind::GroupNamed:
        return "renamed the group to " + entry.text;
    case EntryKind::GroupDescribed:
        return entry.text.isEmpty() ? QString("removed the description")
                                    : "changed the description to " + entry.text;
    case EntryKind::LifetimeChanged:
        return entry.lifetime && *entry.lifetime != Milliseconds(0)
                   ? QString("lets new messages disappear after %1 s")
                         .arg(entry.lifetime->count() / 1'000)
                   : QString("turned off disappearing messages");
    case EntryKind::AdminsChanged:
        return "(admins are now: " + namesOf(entry.people) + ")";
    case EntryKind::AdminsNamed:
        return "made admins: " + namesOf(entry.people);
    case EntryKind::AdminsDismissed:
        return "dismissed as admins: " + namesOf(entry.people);
    case EntryKind::JoinedHere:
        return "added you";
    case EntryKind::MembersCutOff:
        return "(the server took out " + namesOf(entry.people) + ")";
    case EntryKind::KeyChanged:
        return "(their security key has changed)";
    case EntryKind::Rejoined:
        return "(their device had lost its place and is back)";
    case EntryKind::Strangers:
        return "(not known as members before: " + namesOf(entry.people) + ")";
    case EntryKind::MessagesMissing:
        return "(messages may be missing here)";
    case EntryKind::Undecryptable:
        return "(a message that could not be read)";
    case EntryKind::NewerVersion:
        return entry.text + (entry.text.isEmpty() ? "(needs a newer version of Kontor)"
                                                  : " (and more, for a newer version of Kontor)");
    case EntryKind::Deleted:
        return "(deleted)";
    case EntryKind::Call:
        return "called: " + (entry.call ? resultName(*entry.call) : QString());
    case EntryKind::Poll:
        return "asks: " + entry.text;
    case EntryKind::PollClosed:
        return "closed the poll: " + resultOf(entry);
    case EntryKind::PollReopened:
        return "opened the poll again: " + entry.text;
    case EntryKind::Picture:
    case EntryKind::File:
        return fileOf(entry);
    case EntryKind::MessagePinned:
        return "pinned a message";
    }
    return {};
}

QString availabilityName(Status::Availability availability) {
    switch (availability) {
    case Status::Availability::Available:
        return "available";
    case Status::Availability::Busy:
        return "busy";
    case Status::Availability::Away:
        return "away";
    case Status::Availability::Unsaid:
        break;
    }
    return "none";
}

QJsonObject personObject(const Person& person) {
    return {{"handle", person.handle},
            {"name", person.name},
            {"user_id", QString::fromStdString(toHex(person.id.view()))},
            {"key_changed", person.trust == Trust::KeyChanged},
            {"verified", person.trust == Trust::Verified},
            {"disabled", person.standing == Person::Standing::Disabled},
            {"availability", availabilityName(person.status.availability)},
            {"status", person.status.line}};
}

QString kindName(ConversationKind kind) {
    switch (kind) {
    case ConversationKind::Direct:
        return "direct";
    case ConversationKind::Group:
        return "group";
    case ConversationKind::NoteToSelf:
        return "self";
    }
    return {};
}

QString shelfName(Shelf shelf) {
    switch (shelf) {
    case Shelf::Archive:
        return "archive";
    case Shelf::Favourites:
        return "favourites";
    case Shelf::List:
        break;
    }
    return "list";
}

QString stateName(ConversationState state) {
    switch (state) {
    case ConversationState::Live:
        return "live";
    case ConversationState::Lost:
        return "lost";
    case ConversationState::Stopped:
        return "stopped";
    case ConversationState::Left:
        return "left";
    }
    return {};
}

} // namespace

namespace {

/// What people did to it.
void addActions(QJsonObject& object, const TimelineEntry& entry) {
    if (!entry.id.isEmpty())
        object.insert("message", entry.id);
    if (entry.pin == TimelineEntry::Pin::On)
        object.insert("pinned", true);
    if (entry.editedAt)
        object.insert("edited_at", isoTime(*entry.editedAt));
    if (!entry.spans.empty())
        object.insert("typed", typedFrom({entry.text, entry.spans}));
    QJsonArray named;
    for (const auto& span : entry.spans)
        if (span.kind == TextSpan::Kind::Mention)
            named.append(span.handle);
    if (!named.isEmpty())
        object.insert("mentions", named);
    if (entry.quote) {
        QJsonObject quote;
        const bool here = entry.quote->state == QuoteView::State::Here;
        quote.insert("state", here                                           ? "here"
                              : entry.quote->state == QuoteView::State::Gone ? "gone"
                                                                             : "unknown");
        if (here) {
            quote.insert("id", static_cast<qint64>(entry.quote->row.value));
            quote.insert("sender", entry.quote->sender.handle);
            quote.insert("text", entry.quote->text);
        }
        object.insert("quote", quote);
    }
    if (entry.reactions.empty())
        return;
    QJsonArray reactions;
    for (const auto& reaction : entry.reactions)
        reactions.append(
            QJsonObject{{"emoji", reaction.emoji}, {"people", handlesOf(reaction.people)}});
    object.insert("reactions", reactions);
}

} // namespace

QString kindName(EntryKind kind) {
    switch (kind) {
    case EntryKind::Text:
        return "text";
    case EntryKind::GroupCreated:
        return "group_created";
    case EntryKind::MembersAdded:
        return "members_added";
    case EntryKind::MembersRemoved:
        return "members_removed";
    case EntryKind::MemberLeft:
        return "member_left";
    case EntryKind::GroupNamed:
        return "group_named";
    case EntryKind::GroupDescribed:
        return "group_described";
    case EntryKind::LifetimeChanged:
        return "lifetime_changed";
    case EntryKind::AdminsChanged:
        return "admins_changed";
    case EntryKind::AdminsNamed:
        return "admins_named";
    case EntryKind::AdminsDismissed:
        return "admins_dismissed";
    case EntryKind::JoinedHere:
        return "joined_here";
    case EntryKind::KeyChanged:
        return "key_changed";
    case EntryKind::Rejoined:
        return "rejoined";
    case EntryKind::Strangers:
        return "strangers";
    case EntryKind::MembersCutOff:
        return "members_cut_off";
    case EntryKind::MessagesMissing:
        return "messages_missing";
    case EntryKind::Undecryptable:
        return "undecryptable";
    case EntryKind::NewerVersion:
        return "newer_version";
    case EntryKind::Deleted:
        return "deleted";
    case EntryKind::Call:
        return "call";
    case EntryKind::Poll:
        return "poll";
    case EntryKind::PollClosed:
        return "poll_closed";
    case EntryKind::PollReopened:
        return "poll_reopened";
    case EntryKind::Picture:
        return "picture";
    case EntryKind::File:
        return "file";
    case EntryKind::MessagePinned:
        return "message_pinned";
    }
    return {};
}

QString stateName(DeliveryState state) {
    switch (state) {
    case DeliveryState::None:
        return "none";
    case DeliveryState::Waiting:
        return "waiting";
    case DeliveryState::Sent:
        return "sent";
    case DeliveryState::Delivered:
        return "delivered";
    case DeliveryState::Read:
        return "read";
    case DeliveryState::Failed:
        return "failed";
    }
    return {};
}

QString titleOf(const ConversationSummary& conversation) {
    switch (conversation.kind) {
    case ConversationKind::Direct:
        return conversation.peer ? conversation.peer->handle : conversation.title;
    case ConversationKind::Group:
        return conversation.title;
    case ConversationKind::NoteToSelf:
        return "note to self";
    }
    return {};
}

QString harmless(const QString& text) {
    QString clean = text;
    for (QChar& letter : clean) {
        if (letter.category() == QChar::Other_Control && letter != u'\n' && letter != u'\t')
            letter = QChar::ReplacementCharacter;
    }
    return clean;
}

void Output::print(const QJsonObject& object, const QString& words) const {
    if (m_form == OutputForm::Json)
        m_sink(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
    else if (!words.isEmpty())
        m_sink(harmless(words));
}

void Output::entry(const ConversationSummary& conversation, const TimelineEntry& entry) const {
    const bool own = entry.side == TimelineEntry::Side::Own;
    QJsonObject object{{"conversation", titleOf(conversation)},
                       {"conversation_id", static_cast<qint64>(conversation.id.value)},
                       {"conversation_kind", kindName(conversation.kind)},
                       {"kind", kindName(entry.kind)},
                       {"id", static_cast<qint64>(entry.row.value)},
                       {"seq", static_cast<qint64>(entry.seq.value)},
                       {"sender", entry.sender.handle},
                       {"sender_name", entry.sender.name},
                       {"own", own},
                       {"sent_at", isoTime(entry.sentAt)},
                       {"text", entry.text}};
    if (!entry.people.empty())
        object.insert("people", handlesOf(entry.people));
    if (entry.call) {
        object.insert("call", resultName(*entry.call));
        object.insert("seconds", static_cast<qint64>(entry.call->talked.count()));
    }
    addActions(object, entry);
    if (entry.poll)
        object.insert("poll", entry.poll->id);
    if (entry.lifetime)
        object.insert("lifetime_seconds", static_cast<qint64>(entry.lifetime->count() / 1'000));
    if (entry.deadline)
        object.insert("disappears_at", isoTime(*entry.deadline));
    if (entry.picture) {
        object.insert("file", entry.picture->id);
        object.insert("file_name", entry.picture->fileName);
        object.insert("media_type", entry.picture->mediaType);
        object.insert("bytes", entry.picture->bytes);
    }
    if (own && entry.delivery != DeliveryState::None)
        object.insert("state", stateName(entry.delivery));
    print(object, QString("[%1] %2 / %3: %4")
                      .arg(localTime(entry.sentAt), titleOf(conversation), entry.sender.name,
                           wordsOf(entry)));
}

void Output::conversation(const ConversationSummary& conversation) const {
    print({{"conversation", titleOf(conversation)},
           {"conversation_id", static_cast<qint64>(conversation.id.value)},
           {"conversation_kind", kindName(conversation.kind)},
           {"state", stateName(conversation.state)},
           {"members", conversation.memberCount},
           {"unread", conversation.unread},
           {"mentioned", conversation.mentioned == ConversationSummary::Mentioned::Yes},
           {"marked_unread", conversation.mark == ConversationSummary::Mark::Unread},
           {"shelf", shelfName(conversation.shelf)},
           {"draft", conversation.draft}},
          QString("%1  %2 (%3 members, %4 unread)")
              .arg(conversation.id.value)
              .arg(titleOf(conversation))
              .arg(conversation.memberCount)
              .arg(conversation.unread));
}

void Output::person(const Person& person) const {
    print(personObject(person), QString("%1  %2").arg(person.handle, person.name));
}

void Output::contact(const ContactView& contact) const {
    QJsonObject object = personObject(contact.person);
    object.insert("safety_number", contact.safetyNumber);
    QString groups;
    for (qsizetype at = 0; at < contact.safetyNumber.size(); at += 5)
        groups += (groups.isEmpty() ? "" : " ") + contact.safetyNumber.mid(at, 5);
    QString standing = "not verified";
    if (contact.person.trust == Trust::Verified)
        standing = "verified";
    else if (contact.person.trust == Trust::KeyChanged)
        standing = "the key has changed";
    print(object, QString("%1: %2\n%3").arg(contact.person.handle, standing, groups));
}

void Output::status(const Person& person) const {
    QJsonObject object = personObject(person);
    object.insert("until", static_cast<qint64>(person.status.until.count()));
    print(object,
          QString("%1: %2 %3")
              .arg(person.handle, availabilityName(person.status.availability), person.status.line)
              .trimmed());
}

void Output::member(const MemberInfo& member) const {
    const bool admin = member.role == MemberInfo::Role::Admin;
    auto object = personObject(member.person);
    object.insert("admin", admin);
    object.insert("self", member.whose == MemberInfo::Whose::Self);
    print(object, QString("%1  %2%3")
                      .arg(member.person.handle, member.person.name,
                           admin ? QString(" (admin)") : QString()));
}

void Output::hit(const SearchHit& hit) const {
    print({{"conversation", hit.conversationTitle},
           {"conversation_id", static_cast<qint64>(hit.conversation.value)},
           {"id", static_cast<qint64>(hit.row.value)},
           {"sender_name", hit.senderName},
           {"sent_at", isoTime(hit.sentAt)},
           {"text", hit.excerpt}},
          QString("[%1] %2 / %3: %4")
              .arg(localTime(hit.sentAt), hit.conversationTitle, hit.senderName, hit.excerpt));
}

void Output::sent(ConversationId conversation, const TimelineEntry& entry) const {
    print({{"conversation_id", static_cast<qint64>(conversation.value)},
           {"id", static_cast<qint64>(entry.row.value)},
           {"seq", static_cast<qint64>(entry.seq.value)},
           {"state", stateName(entry.delivery)}},
          {});
}

void Output::account(const Account& account) const {
    auto object = personObject(account.self);
    object.insert("organisation", account.organisation);
    object.insert("server", account.server);
    print(object,
          QString("%1 is registered at %2.").arg(account.self.handle, account.organisation));
}

void Output::callPhase(CallPhase phase, const Person& peer) const {
    static constexpr std::array kNames{"idle",      "preparing",  "calling", "ringing",
                                       "accepting", "connecting", "active"};
    if (phase == CallPhase::Idle)
        return;
    const QString name = kNames.at(static_cast<std::size_t>(phase));
    print({{"state", name}, {"peer", peer.handle}}, peer.name + ": " + name);
}

void Output::callEnded(CallOutcome outcome, std::chrono::seconds talked,
                       const std::vector<QString>& words) const {
    static constexpr std::array kNames{
        "hung_up",           "peer_hung_up", "declined",      "declined_here", "busy",
        "no_answer",         "missed",       "no_connection", "peer_failed",   "peer_lost",
        "wrong_certificate", "not_sent",     "media_failed"};
    const QString name = kNames.at(static_cast<std::size_t>(outcome));
    QJsonArray list;
    for (const QString& word : words)
        list.append(word);
    print({{"outcome", name}, {"seconds", static_cast<qint64>(talked.count())}, {"words", list}},
          QString("%1 after %2 s").arg(name).arg(talked.count()));
}

void Output::created(ConversationId conversation) const {
    print({{"conversation_id", static_cast<qint64>(conversation.value)}}, {});
}

void Output::settings(const ConversationDetails& details) const {
    const auto seconds = static_cast<qint64>(details.lifetime.count() / 1'000);
    QString words = titleOf(details.summary);
    if (!details.description.isEmpty())
        words += "\n" + details.description;
    if (seconds != 0)
        words += QString("\nnew messages disappear after %1 s").arg(seconds);
    print({{"conversation_id", static_cast<qint64>(details.summary.id.value)},
           {"conversation", titleOf(details.summary)},
           {"description", details.description},
           {"lifetime_seconds", seconds},
           {"members", details.summary.memberCount}},
          words);
}

void Output::fileSent(const PictureView& file) const {
    print({{"file", file.id}}, file.id);
}

void Output::fileSaved(const PictureView& file, const QString& path) const {
    print({{"file", file.id}, {"path", path}, {"bytes", file.bytes}}, {});
}

void Output::revision(const RevisionView& revision) const {
    print({{"text", revision.text}, {"since", isoTime(revision.at)}},
          QString("[%1] %2").arg(localTime(revision.at), revision.text));
}

void Output::reader(const MessageInfo::Reader& reader, const MessageInfo& info) const {
    QJsonObject object{{"handle", reader.person.handle},
                       {"name", reader.person.name},
                       {"sent_at", isoTime(info.sentAt)}};
    // Who tells nobody what she reads learns of nobody's reading.
    if (info.reading == MessageInfo::Reading::Off)
        object.insert("read_receipts", "off");
    QString state = "sent";
    if (reader.deliveredAt) {
        state = "delivered";
        object.insert("delivered_at", isoTime(*reader.deliveredAt));
    }
    if (reader.readAt) {
        state = "read";
        object.insert("read_at", isoTime(*reader.readAt));
    }
    object.insert("state", state);
    const auto at = reader.readAt ? *reader.readAt : reader.deliveredAt.value_or(info.sentAt);
    print(object, QString("%1  %2 [%3]").arg(reader.person.name, state, localTime(at)));
}

} // namespace kontor::cli
