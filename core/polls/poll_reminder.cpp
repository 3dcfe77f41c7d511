#include "core/polls/poll_reminder.h"

#include "base/limits.h"
#include "core/polls/poll_reading.h"

#include <algorithm>

namespace kontor::polls {
namespace {

struct Silent {
    UserId user;
    QString name;
};

/// Others who have not answered, as far as they are known by a name.
Result<std::vector<Silent>> silentOthers(const CoreParts& parts,
                                         const storage::MessageRecord& poll) {
    auto& connection = parts.database.writer();
    const auto reading = read(connection, parts.own.user(), poll);
    if (!reading.ok())
        return reading.error();
    std::vector<Silent> silent;
    if (!reading.value())
        return silent;
    const auto members = membersOf(connection, poll.conversation);
    if (!members.ok())
        return members.error();
    for (const UserId& user : silentOf(members.value(), reading.value()->outcome)) {
        if (user == parts.own.user())
            continue;
        const auto contact = parts.stores.contacts.find(user);
        if (!contact.ok())
            return contact.error();
        if (contact.value() && !contact.value()->handle.empty())
            silent.push_back({user, QString::fromStdString(contact.value()->displayName)});
    }
    return silent;
}

content::Text textFor(const CoreParts& parts, const QString& words,
                      std::span<const Silent> silent) {
    FormattedText text;
    text.text = words;
    for (const Silent& one : silent) {
        const bool first = &one == &silent.front();
        if (!text.text.isEmpty())
            text.text += first ? u'\n' : u' ';
        TextSpan mention;
        mention.kind = TextSpan::Kind::Mention;
        mention.start = static_cast<std::uint32_t>(text.text.size());
        text.text += u'@' + one.name;
        mention.length = static_cast<std::uint32_t>(text.text.size()) - mention.start;
        mention.user = one.user;
        text.spans.push_back(std::move(mention));
    }
    return content::asReceived(text, parts.own.certificate.organisation);
}

} // namespace

Result<content::Text> reminderOf(const CoreParts& parts, const storage::MessageRecord& poll,
                                 const QString& words) {
    const auto silent = silentOthers(parts, poll);
    if (!silent.ok())
        return silent.error();
    if (silent.value().empty())
        return Error(ErrorCode::NotAllowed, {"silent"});
    const auto& organisation = parts.own.certificate.organisation;
    std::size_t named = std::min(silent.value().size(), limits::kTextSpans);
    for (; named > 0; named /= 2) {
        auto text = textFor(parts, words.trimmed(), std::span(silent.value()).first(named));
        if (content::parseText(content::encodeText(text, organisation), organisation).ok())
            return text;
    }
    return Error(ErrorCode::TooLarge, {"text"});
}

} // namespace kontor::polls
