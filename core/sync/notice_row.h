#pragma once

#include "core/conversations/notice.h"
#include "core/core_parts.h"
#include "core/sync/entry.h"

#include <string_view>

namespace kontor {

/// A line about the conversation, at the place of the entry that caused it.
[[nodiscard]] Result<void> addNotice(const CoreParts& parts, EntryInHand& hand,
                                     const Author& author, const Notice& notice,
                                     std::string_view text = {});

} // namespace kontor
