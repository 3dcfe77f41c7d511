#pragma once

#include "core/content/content.h"
#include "core/core_parts.h"
#include "core/sync/entry.h"

/// What the log says about polls, taken into the store in the entry's transaction. Whatever does
/// not fit (no such poll here, another's closing) changes nothing, on every device alike.
namespace kontor::polls {

/// How a poll lies in a message row: text for search and lists, detail to read it back.
[[nodiscard]] std::string textOf(const content::Poll& poll);
[[nodiscard]] Bytes detailOf(const content::Poll& poll);
/// Malformed: a damaged store.
[[nodiscard]] Result<content::Poll> pollOf(const storage::MessageRecord& message);

/// The row of a poll is new here: its deadline is going to be met.
[[nodiscard]] Result<void> noteAsked(const CoreParts& parts, storage::Transaction& transaction,
                                     Aftermath& aftermath, MessageRow row,
                                     const content::Poll& poll);

[[nodiscard]] Result<void> takeVote(const CoreParts& parts, EntryInHand& hand, const Author& author,
                                    const content::Vote& vote);
/// By the poll's author, or by an admin where she is no member any more; adds the line that tells
/// of it. Who has sealed votes opened here tells what came of them, once.
[[nodiscard]] Result<void> takeClosing(const CoreParts& parts, EntryInHand& hand,
                                       const Author& author, const content::PollClosing& closing);
/// By the poll's author; adds the line that tells of it.
[[nodiscard]] Result<void> takeReopening(const CoreParts& parts, EntryInHand& hand,
                                         const Author& author,
                                         const content::PollReopening& reopening);
/// They are no members any more: open polls forget their votes.
[[nodiscard]] Result<void> dropVotesOf(const CoreParts& parts, EntryInHand& hand,
                                       const std::vector<UserId>& users);

/// As of the entry in hand; of two who write to each other nobody is.
[[nodiscard]] Result<bool> isAdmin(const CoreParts& parts, const EntryInHand& hand,
                                   const UserId& user);

/// Whoever can open the votes of a poll that she has closed tells what came of it, once. Nothing
/// happens with any other poll.
[[nodiscard]] Result<void> tellResult(const CoreParts& parts, EntryInHand& hand,
                                      const MessageId& id);

// ---- The same without lines and without anything that is sent, for what is told again: it counts
// as said at that place of the log.

struct PollAct {
    UserId user;
    Seq seq;
    Milliseconds receivedAt{0}; ///< by the server
    bool byAdmin = false;       ///< of a group, then
};

[[nodiscard]] Result<void> applyVote(const CoreParts& parts, EntryInHand& hand, const PollAct& act,
                                     const content::Vote& vote);
enum class Applied : std::uint8_t {
    No,   ///< it changes nothing
    Told, ///< what came of it is known now
    Yes,  ///< it is closed, or open again
};
[[nodiscard]] Result<Applied> applyClosing(const CoreParts& parts, EntryInHand& hand,
                                           const PollAct& act, const content::PollClosing& closing);
[[nodiscard]] Result<Applied> applyReopening(const CoreParts& parts, EntryInHand& hand,
                                             const PollAct& act,
                                             const content::PollReopening& reopening);

} // namespace kontor::polls
