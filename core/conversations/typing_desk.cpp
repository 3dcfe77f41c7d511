#include "core/conversations/typing_desk.h"

#include "base/limits.h"
#include "base/log.h"
#include "core/content/media_type.h"
#include "core/content/typing.h"
#include "core/conversations/people.h"
#include "core/send/trust_gate.h"
#include "core/setting_names.h"

#include <algorithm>
#include <set>
#include <utility>

namespace kontor {

Result<bool> TypingDesk::isTold(const storage::ConversationRecord& record) const {
    if (record.state != storage::ConversationState::Live ||
        record.kind == storage::ConversationKind::Self)
        return false;
    const auto choice = m_parts.stores.settings.text(settings::kTyping);
    if (!choice.ok())
        return choice.error();
    if (choice.value() == "off")
        return false;
    const auto members = m_parts.stores.conversations.members(record.id);
    if (!members.ok())
        return members.error();
    std::set<UserId> users;
    for (const auto& member : members.value())
        users.insert(member.user);
    if (users.size() > limits::kReceiptMembers)
        return false;
    return isTrusted(m_parts.stores, record.id);
}

void TypingDesk::set(ConversationId conversation, TypingState state) {
    const Milliseconds now = m_parts.clock.steady();
    const auto told = m_told.find(conversation);
    if (state == TypingState::Writes) {
        if (told != m_told.end() && now - told->second < limits::kTypingPause)
            return;
    } else {
        if (told == m_told.end())
            return;
        const bool forgotten = now - told->second >= limits::kTypingHolds;
        m_told.erase(told);
        if (forgotten)
            return;
    }
    if (const auto done = tell(conversation, state); !done.ok())
        log::info(log::Category::Send, "that somebody writes was not told",
                  {{"code", static_cast<int>(done.error().code)}});
}

Result<void> TypingDesk::tell(ConversationId conversation, TypingState state) {
    const auto record = m_parts.stores.conversations.find(conversation);
    if (!record.ok())
        return record.error();
    if (!record.value())
        return {};
    const auto told = isTold(*record.value());
    if (!told.ok())
        return told.error();
    if (!told.value())
        return {};
    if (state == TypingState::Writes)
        m_told[conversation] = m_parts.clock.steady();
    content::Typing typing;
    if (state == TypingState::Writes)
        typing.state = content::Typing::State::Writes;
    return sendEphemeral(m_parts, *record.value(), content::encodeTyping(typing));
}

void TypingDesk::take(const HeardEphemeral& heard) {
    if (content::essenceOf(heard.part.contentType) != content::kTypingType)
        return;
    const auto typing = content::parseTyping(heard.part.content);
    const auto told = isTold(heard.conversation);
    if (!typing.ok() || !told.ok() || !told.value())
        return;
    const ConversationId conversation = heard.conversation.id;
    if (typing.value().state == content::Typing::State::Stopped)
        return forget(conversation, heard.sender);
    const Milliseconds until = m_parts.clock.steady() + limits::kTypingHolds;
    auto& writers = m_writers[conversation];
    const auto known = std::ranges::find(writers, heard.sender, &Writer::user);
    if (known != writers.end()) {
        known->until = until;
        return;
    }
    writers.push_back({heard.sender, until});
    wake();
    publish(conversation);
}

void TypingDesk::note(const Aftermath& aftermath) {
    for (const auto& [conversation, row] : aftermath.arrivals) {
        if (!m_writers.contains(conversation))
            continue;
        const auto message = m_parts.stores.messages.find(row);
        if (message.ok() && message.value())
            forget(conversation, message.value()->sender);
    }
}

void TypingDesk::forget(ConversationId conversation, const UserId& user) {
    const auto writers = m_writers.find(conversation);
    if (writers == m_writers.end())
        return;
    const auto gone =
        std::erase_if(writers->second, [&](const Writer& one) { return one.user == user; });
    if (writers->second.empty())
        m_writers.erase(writers);
    if (gone != 0)
        publish(conversation);
}

void TypingDesk::expire() {
    const Milliseconds now = m_parts.clock.steady();
    std::vector<std::pair<ConversationId, UserId>> over;
    for (const auto& [conversation, writers] : m_writers)
        for (const Writer& writer : writers)
            if (writer.until <= now)
                over.emplace_back(conversation, writer.user);
    for (const auto& [conversation, user] : over)
        forget(conversation, user);
    wake();
}

void TypingDesk::wake() {
    m_parts.timers.cancel(std::exchange(m_timer, Timers::Handle::None));
    std::optional<Milliseconds> next;
    for (const auto& [conversation, writers] : m_writers)
        for (const Writer& writer : writers)
            next = std::min(next.value_or(writer.until), writer.until);
    if (next)
        m_timer = m_parts.timers.at(*next, [this] {
            m_timer = Timers::Handle::None;
            expire();
        });
}

void TypingDesk::publish(ConversationId conversation) {
    TypingChanged changed;
    changed.conversation = conversation;
    People people(m_parts.database.writer());
    const auto writers = m_writers.find(conversation);
    if (writers != m_writers.end()) {
        for (const Writer& writer : writers->second) {
            auto person = people.find(writer.user);
            if (person.ok())
                changed.people.push_back(std::move(person).value());
        }
    }
    m_sink(changed);
}

} // namespace kontor
