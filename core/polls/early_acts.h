#pragma once

#include "core/content/poll_state.h"
#include "core/polls/poll_intake.h"

/// What was done to a poll before this device was told how it stands (newcomer_polls.h): kept in
/// the order of the log, with what the log said of its authors then, and replayed. So it makes no
/// difference when one is told. Core thread, in the entry's transaction.
namespace kontor::polls {

enum class Early : std::uint8_t {
    Unknown, ///< there is no such poll here, and never was: nothing else can be done with it
    Known,   ///< there is, or was
};
/// Keeps an act on a poll that this device may yet be told of: one that is unknown, or was asked
/// before it came in and has not been told of since.
[[nodiscard]] Result<Early> keepEarly(const CoreParts& parts, EntryInHand& hand, const PollAct& act,
                                      const MessageId& poll, const content::SinglePart& content);
/// She is no member any more as the group shows it; and her votes leave what is open then.
[[nodiscard]] Result<void> keepLeaving(const CoreParts& parts, EntryInHand& hand,
                                       const UserId& user);
[[nodiscard]] Result<void> keepDeparture(const CoreParts& parts, EntryInHand& hand,
                                         const UserId& user);
/// Of a message that is not known here, which may be a poll.
[[nodiscard]] Result<void> keepDeletion(const CoreParts& parts, EntryInHand& hand,
                                        const Author& author, const MessageId& message);

/// What one's own sealed votes say is known here alone: kept for when they are told or replayed.
[[nodiscard]] Result<void> keepOwnBallots(const CoreParts& parts, EntryInHand& hand,
                                          MessageRow row);

/// Does what was kept of that poll behind `state`, and keeps nothing but departures.
[[nodiscard]] Result<void> replay(const CoreParts& parts, EntryInHand& hand, MessageRow row,
                                  const content::PollState& state);

/// When this device came into the conversation of `hand`; none: it has been in from the start.
[[nodiscard]] Result<std::optional<Seq>> joinedAt(const CoreParts& parts, const EntryInHand& hand);

} // namespace kontor::polls
