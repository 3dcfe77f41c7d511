#pragma once

#include "app/view_models/lifetime_model.h"
#include "core/client.h"

#include <optional>

namespace kontor {

/// How long the next message lives where that is shorter than its conversation says: chosen beside
/// the words, and kept with the draft in the encrypted store, so that words that were meant to
/// disappear are not sent for ever after a look elsewhere or a restart. UI thread.
class DraftLife : public LifetimeModel {
    Q_OBJECT

public:
    explicit DraftLife(Client& client)
        : LifetimeModel(Zero::AsConversation)
        , m_client(client) {}

    void open(ConversationId conversation);
    void close();
    /// One of the rows; others change nothing.
    void choose(int row);
    /// For a message that is sent now: 0, its conversation's. The next one has none of its own.
    [[nodiscard]] Milliseconds take();
    /// Of a message that was not taken.
    void putBack(Milliseconds lifetime) { keep(lifetime); }

private:
    void keep(Milliseconds lifetime);

    Client& m_client;
    std::optional<ConversationId> m_conversation;
};

} // namespace kontor
