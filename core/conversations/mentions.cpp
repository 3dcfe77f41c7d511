#include "core/conversations/mentions.h"

#include "core/formatting/text_cutter.h"

#include <algorithm>
#include <map>
#include <memory>

namespace kontor::mentions {
namespace {

/// By their handles.
using Members = std::map<QString, Mentionable>;

Result<Members> membersOf(const CoreParts& parts, ConversationId conversation) {
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
    Members members;
    for (const UserId& user : users) {
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
    const auto members = membersOf(parts, conversation);
    if (!members.ok())
        return members.error();
    FormattedText words{QString::fromStdString(text.text), std::move(text.spans)};
    const auto nameOf = [&members](const UserId& user) {
        const auto found = std::ranges::find_if(
            members.value(), [&user](const auto& member) { return member.second.user == user; });
        return found == members.value().end() ? QString() : found->second.name;
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
