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

[[nodiscard]] Result<void> takeVote(const CoreParts& parts, EntryInHand& hand, const Author& author,
                                    const content::Vote& vote);
/// By the poll's author; adds the line that tells of it.
[[nodiscard]] Result<void> takeClosing(const CoreParts& parts, EntryInHand& hand,
                                       const Author& author, const content::PollClosing& closing);
/// They are no members any more: open polls forget their votes.
[[nodiscard]] Result<void> dropVotesOf(const CoreParts& parts, EntryInHand& hand,
                                       const std::vector<UserId>& users);

} // namespace kontor::polls
