#include "core/conversations/mentions.h"

#include "core/formatting/text_cutter.h"

#include <algorithm>
#include <map>
#include <memory>

namespace kontor::mentions {
namespace {

/// By their handles.
using Members = std::map<QString, Mentionable>;

Result<std::vector<UserId>> usersOf(const CoreParts& parts, ConversationId conversation) {
    const auto record = parts.stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    const auto stored = parts.stores.conversations.members(conversation);
    if (!stored.ok())
        return stored.error();
    std::vector<UserId> users;
    for (const auto& member : stored.value())
        users.push_back(member.user);
    if (record.value() && record.value()->peer)
        users.push_back(*record.value()->peer); // its creation may be on its way
    return users;
}

Result<Members> membersOf(const CoreParts& parts, ConversationId conversation) {
    const auto users = usersOf(parts, conversation);
    if (!users.ok())
        return users.error();
    Members members;
    for (const UserId& user : users.value()) {
        const auto contact = parts.stores.contacts.find(user);
        if (!contact.ok())
            return contact.error();
        if (!contact.value() || contact.value()->handle.empty())
            continue;
        members.try_emplace(
            QString::fromStdString(contact.value()->handle),
            Mentionable{user, QString::fromStdString(contact.value()->displayName)});
    }
    return members;
}

/// Of those whom the spans name and who are members: of them alone, for a thousand others say
/// nothing here.
Result<std::map<UserId, QString>> namesOfMembers(const CoreParts& parts,
                                                 ConversationId conversation,
                                                 const std::vector<TextSpan>& spans) {
    const auto users = usersOf(parts, conversation);
    if (!users.ok())
        return users.error();
    std::map<UserId, QString> names;
    for (const TextSpan& span : spans) {
        if (span.kind != TextSpan::Kind::Mention || names.contains(span.user) ||
            std::ranges::find(users.value(), span.user) == users.value().end())
            continue;
        const auto contact = parts.stores.contacts.find(span.user);
        if (!contact.ok())
            return contact.error();
        if (contact.value() && !contact.value()->handle.empty())
            names.emplace(span.user, QString::fromStdString(contact.value()->displayName));
    }
    return names;
}

} // namespace

Result<content::Text> textOf(const CoreParts& parts, ConversationId conversation,
                             const Draft& draft) {
    if (draft.form == Draft::Form::Plain) {
        content::Text text;
        text.text = draft.text.toStdString();
        return text;
    }
    auto members =
        draft.text.contains(u'@') ? membersOf(parts, conversation) : Result<Members>(Members());
    if (!members.ok())
        return members.error();
    const WhoIs who = [&members = members.value()](const QString& handle) {
        const auto found = members.find(handle);
        return found == members.end() ? std::nullopt : std::optional(found->second);
    };
    return content::asReceived(wordsOf(readTyped(draft.text, who), who),
                               parts.own.certificate.organisation);
}

Result<void> nameThem(const CoreParts& parts, ConversationId conversation, content::Text& text) {
    constexpr auto kMention = TextSpan::Kind::Mention;
    if (std::ranges::find(text.spans, kMention, &TextSpan::kind) == text.spans.end())
        return {};
    const auto named = namesOfMembers(parts, conversation, text.spans);
    if (!named.ok())
        return named.error();
    FormattedText words{QString::fromStdString(text.text), std::move(text.spans)};
    const auto nameOf = [&named](const UserId& user) {
        const auto found = named.value().find(user);
        return found == named.value().end() ? QString() : found->second;
    };
    std::erase_if(words.spans, [&](const TextSpan& span) {
        return span.kind == kMention && nameOf(span.user).isEmpty();
    });
    TextCutter cutter(words);
    for (const TextSpan& span : words.spans)
        if (span.kind == kMention)
            cutter.replace(span.start, span.length, QLatin1Char('@') + nameOf(span.user));
    words = cutter.done();
    tidySpans(words);
    text.text = words.text.toStdString();
    text.spans = std::move(words.spans);
    return {};
}

bool names(const content::Text& text, const UserId& user) {
    return std::ranges::any_of(text.spans, [&user](const TextSpan& span) {
        return span.kind == TextSpan::Kind::Mention && span.user == user;
    });
}

} // namespace kontor::mentions
