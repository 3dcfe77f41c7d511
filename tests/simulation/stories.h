#pragma once

#include "core/conversations/notice.h"
#include "tests/simulation/sim_world.h"
#include "tests/support/unwrap.h"

#include <QTest>

/// What stories have in common.
#define AGREE(world)                                                                               \
    do {                                                                                           \
        const std::string wrong = (world).agree();                                                 \
        QVERIFY2(wrong.empty(), wrong.c_str());                                                    \
    } while (false)

namespace kontor::test {

inline bool isAppend(const wire::Frame& frame) {
    return frame.has_append();
}
inline bool isCommit(const wire::Frame& frame) {
    return frame.has_append() && frame.append().has_commit();
}
inline bool isAppended(const wire::Frame& frame) {
    return frame.has_answer() && frame.answer().has_appended();
}
inline bool isStale(const wire::Frame& frame) {
    return frame.has_answer() && frame.answer().code() == wire::STALE;
}

/// Texts of a conversation as a client shows them, oldest first.
inline std::vector<std::string> textsOf(SimClient& client, ConversationId conversation) {
    std::vector<std::string> texts;
    const auto page = unwrap(client.stores().messages.newest(conversation, 10'000));
    for (auto message = page.messages.rbegin(); message != page.messages.rend(); ++message)
        if (message->kind == storage::MessageKind::Text)
            texts.push_back(message->text);
    return texts;
}

inline int noticesOf(SimClient& client, ConversationId conversation, Notice::Kind kind) {
    int count = 0;
    for (const auto& message :
         unwrap(client.stores().messages.newest(conversation, 10'000)).messages)
        if (message.kind == storage::MessageKind::Notice &&
            unwrap(Notice::parse(message.detail)).kind == kind)
            ++count;
    return count;
}

inline storage::ConversationRecord recordOf(SimClient& client, ConversationId conversation) {
    return *unwrap(client.stores().conversations.find(conversation));
}

inline storage::MessageState stateOf(SimClient& client, ConversationId conversation,
                                     const std::string& text) {
    for (const auto& message :
         unwrap(client.stores().messages.newest(conversation, 10'000)).messages)
        if (message.text == text)
            return message.state;
    qFatal("%s has no message '%s'", client.name().c_str(), text.c_str());
}

using Texts = std::vector<std::string>;

} // namespace kontor::test
