#pragma once

#include <QString>

namespace kontor {

/// What was pasted, without what mail programs put into and around a link: line breaks, blanks,
/// < > and quotation marks. Whether it is a good link is for the core to say.
[[nodiscard]] QString tidyInviteLink(const QString& pasted);

/// Whether it is worth asking the server about it already, or is still being typed.
[[nodiscard]] bool looksLikeInviteLink(const QString& tidied);

/// What is offered as a handle until the person types one: the first name in plain small letters.
[[nodiscard]] QString suggestedHandle(const QString& name);

} // namespace kontor
