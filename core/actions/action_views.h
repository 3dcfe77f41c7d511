#pragma once

#include "core/conversations/people.h"
#include "core/values.h"
#include "storage/message_store.h"

/// What people did to messages, as a timeline shows it.
namespace kontor::actions {

inline constexpr int kQuoteLetters = 200;

/// What `self` may do with it in a conversation that can be written in.
[[nodiscard]] EntryRights rightsOf(const storage::MessageRecord& message, const UserId& self);
/// Its reactions, and what it answers.
[[nodiscard]] Result<void> addTo(TimelineEntry& entry, const storage::MessageRecord& message,
                                 storage::Connection& connection, People& people,
                                 const UserId& self);
/// What it said before.
[[nodiscard]] Result<std::vector<RevisionView>> revisions(storage::Connection& connection,
                                                          MessageRow row);

} // namespace kontor::actions
