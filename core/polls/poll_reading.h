#pragma once

#include "core/polls/poll_tally.h"
#include "storage/poll_store.h"

/// What the store has of a poll, counted. On either connection.
namespace kontor::polls {

struct PollReading {
    storage::PollRecord record;
    content::Poll poll;
    Outcome outcome;
    /// One's own vote that counts, where this device knows what it says.
    std::optional<content::Ballot> own;
};

/// None: it is no poll any more, or cannot be read.
[[nodiscard]] Result<std::optional<PollReading>>
read(storage::Connection& connection, const UserId& self, const storage::MessageRecord& message);

/// What one's own newest vote says that is on its way. None: there is none.
[[nodiscard]] Result<std::optional<content::Ballot>>
pendingBallot(storage::Connection& connection, const storage::MessageRecord& message);

/// It was asked before somebody brought this device in again, who has not told of it: it may have
/// been closed meanwhile.
[[nodiscard]] Result<bool> isOfEarlierTime(storage::Connection& connection,
                                           const storage::MessageRecord& message);

/// Members of a conversation as of now, each once.
[[nodiscard]] Result<std::vector<UserId>> membersOf(storage::Connection& connection,
                                                    ConversationId conversation);
/// Those of them who have not answered.
[[nodiscard]] std::vector<UserId> silentOf(const std::vector<UserId>& members,
                                           const Outcome& outcome);

} // namespace kontor::polls
