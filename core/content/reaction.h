#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace kontor::content {

/// An emoji put to a message: MIMI content, "Reaction". `inReplyTo` names the message. One that is
/// taken back is deleted like any message (MIMI, "Unlike").
struct Reaction {
    std::string emoji; ///< isReaction()
    friend bool operator==(const Reaction&, const Reaction&) = default;
};

/// A message is gone: MIMI content, "Delete", an empty body. `replaces` names the first instance of
/// it.
struct Deletion {
    friend bool operator==(const Deletion&, const Deletion&) = default;
};

/// Signs that may stand under a message: UTF-8 of at most limits::kReactionBytes without letters,
/// spaces, and whatever could turn the order of what stands around it. Emoji of later versions of
/// Unicode are such signs, words are not.
[[nodiscard]] bool isReaction(std::string_view emoji);

} // namespace kontor::content
