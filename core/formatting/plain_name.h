#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// What somebody else has called a thing, before it stands in a line among other words. Names come
/// from other programs, which keep what rules they like.
namespace kontor {

/// Without control characters and line breaks, and without what turns the direction of all that
/// follows (U+202A-U+202E, U+2066-U+2069): those could make a line say something else than it is.
/// Blanks are joined; at most `letters` code points are left. UTF-8; the same for everybody.
[[nodiscard]] std::string plainName(std::string_view name, std::size_t letters);
/// The same with its lines, for a text of its own.
[[nodiscard]] std::string plainLines(std::string_view text);

} // namespace kontor
