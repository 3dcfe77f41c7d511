// What people do to messages, at random.
#include "tests/simulation/random_run.h"
#include "tests/support/unwrap.h"

#include <algorithm>
#include <array>

namespace kontor::test {
namespace {

/// What must be refused is not tried.
bool canBeAnswered(const storage::MessageRecord& message) {
    return message.kind == storage::MessageKind::Text && message.seq && message.messageId &&
           message.content == storage::MessageRecord::Content::Whole &&
           message.state != storage::MessageState::Queued &&
           message.state != storage::MessageState::Sealed &&
           message.state != storage::MessageState::Failed;
}

} // namespace

void RandomRun::doToMessage() {
    SimClient* client = anybodyOpen();
    const auto where = client == nullptr ? std::nullopt : anyConversation(*client);
    if (!where || mayNotWrite(*client, where->id))
        return;
    auto messages = unwrap(client->stores().messages.newest(where->id, 12)).messages;
    std::erase_if(messages, [](const auto& message) { return !canBeAnswered(message); });
    if (messages.empty())
        return;
    const auto& message = messages.at(below(messages.size()));
    const bool own = message.sender == client->user();
    auto& actions = client->profile().actions();
    Result<void> done;
    switch (below(own ? 6 : 4)) {
    case 0: {
        const bool off = unwrap(client->stores().pins.has(message.row));
        note(client->name() + (off ? " takes off " : " pins ") + message.text);
        done = actions.pin(message.row, off ? TimelineEntry::Pin::Off : TimelineEntry::Pin::On);
        break;
    }
    case 4:
        note(client->name() + " changes " + message.text);
        done = actions.edit(message.row, message.text + " (" + std::to_string(++m_texts) + ")");
        break;
    case 5: {
        const auto earlier = unwrap(client->stores().revisions.earlier(message.row));
        note(client->name() + " deletes " + message.text);
        m_world.forget(earlier.empty() ? message.text : earlier.front().text);
        done = actions.deleteForAll(message.row);
        break;
    }
    default: {
        static constexpr std::array kEmoji{"👍", "🎉", "❤️"};
        const char* emoji = kEmoji.at(below(kEmoji.size()));
        note(client->name() + " puts or takes " + emoji + " at " + message.text);
        const auto mine = below(3) == 0 ? ReactionView::Mine::No : ReactionView::Mine::Yes;
        done = actions.react(message.row, emoji, mine);
    }
    }
    if (!done.ok())
        m_wrong = client->name() + " could not change a message";
}

} // namespace kontor::test
