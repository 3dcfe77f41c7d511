#pragma once

#include "core/content/text.h"
#include "core/core_parts.h"

/// What changes elsewhere when a message changes or goes: answers quote it, the line of a closed
/// poll repeats its question. Inside of the caller's transaction.
namespace kontor::actions {

/// Answers beyond these are older than anything that a window holds: they are read anew.
inline constexpr std::uint32_t kAnswersTold = 500;

/// The answers to it say something else now.
[[nodiscard]] Result<void> noteAnswers(const CoreParts& parts,
                                       const storage::MessageRecord& message, Aftermath& aftermath);
/// These were erased: `change` is what becomes of their rows.
[[nodiscard]] Result<void> noteErased(const CoreParts& parts, std::span<const MessageRow> rows,
                                      TimelineDiff::Change change, Aftermath& aftermath);
/// Erases it with all that hangs on it. One that is gone already is passed over, its row too.
[[nodiscard]] Result<void> erase(const CoreParts& parts, storage::Transaction& transaction,
                                 MessageRow row, TimelineDiff::Change change, Aftermath& aftermath);
/// It says `text` from now on.
[[nodiscard]] Result<void> changeText(const CoreParts& parts, storage::Transaction& transaction,
                                      const storage::MessageRecord& message,
                                      const content::Text& text, Milliseconds at,
                                      Aftermath& aftermath);

} // namespace kontor::actions
