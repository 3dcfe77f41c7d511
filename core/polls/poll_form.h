#pragma once

#include "core/content/poll.h"
#include "core/content/vote.h"
#include "core/poll_values.h"

/// What a person has filled in, as it is sent. Pure.
namespace kontor::polls {

/// Without the key of a sealed one. Malformed: texts and slots at once, or a time that is no moment
/// of the calendar; the other limits are content::checkPoll()'s.
[[nodiscard]] Result<content::Poll> pollFrom(const PollForm& form);
/// OptionUnknown; NotAllowed: what the poll does not offer; TooLarge: the comment. A comment goes
/// only with an answer, and where it is shown whose it is.
[[nodiscard]] Result<content::Ballot> ballotFrom(const content::Poll& poll,
                                                 const PollView::Vote& vote);

} // namespace kontor::polls
