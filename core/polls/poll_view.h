#pragma once

#include "core/conversations/people.h"
#include "core/values.h"
#include "storage/message_store.h"

namespace kontor::polls {

/// A poll's message and what came of it, counted (poll_tally.h), for whoever shows it. On the
/// calling thread's connection, inside its snapshot. None: it is no poll any more.
[[nodiscard]] Result<std::optional<PollView>> viewOf(storage::Connection& connection,
                                                     People& people, const UserId& self,
                                                     const storage::MessageRecord& message);

/// All of it: every line, and every member who is silent, by name. None as above.
[[nodiscard]] Result<std::optional<PollTable>> tableOf(storage::Connection& connection,
                                                       People& people, const UserId& self,
                                                       const storage::MessageRecord& message);

} // namespace kontor::polls
