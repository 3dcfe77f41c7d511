#pragma once

#include <atomic>
#include <cstdint>
#include <initializer_list>
#include <string_view>

/// The diagnostic log: what programs write for administrators. Silence on success; `Error` only for
/// our own bugs. A line has a fixed text and numbers, so that no id, name, key, address or content
/// can slip into it: there is no way to log a string that came from outside.
namespace kontor::log {

enum class Category : std::uint8_t {
    Base,
    Crypto,
    Protocol,
    Server,
    Storage,
    Sync,
    Send,
    Connection,
    App,
    Media
};
enum class Level : std::uint8_t { Debug, Info, Warning, Error };

struct Field {
    std::string_view name; ///< a literal
    std::int64_t value;
};

/// A literal and nothing else: made at compile time.
class Text {
public:
    template <std::size_t N>
    // NOLINTNEXTLINE(google-explicit-constructor): call sites pass a literal
    consteval Text(const char (&literal)[N])
        : m_text(literal, N - 1) {}
    [[nodiscard]] std::string_view view() const { return m_text; }

private:
    std::string_view m_text;
};

/// Where lines go; stderr unless a program sets another sink at its start, before other threads
/// run.
using Sink = void (*)(Level, Category, std::string_view line);
void setSink(Sink sink);
void setLeast(Level least);

/// Any thread.
void write(Level level, Category category, Text text, std::initializer_list<Field> fields = {});

inline void debug(Category category, Text text, std::initializer_list<Field> fields = {}) {
    write(Level::Debug, category, text, fields);
}
inline void info(Category category, Text text, std::initializer_list<Field> fields = {}) {
    write(Level::Info, category, text, fields);
}
inline void warning(Category category, Text text, std::initializer_list<Field> fields = {}) {
    write(Level::Warning, category, text, fields);
}
inline void error(Category category, Text text, std::initializer_list<Field> fields = {}) {
    write(Level::Error, category, text, fields);
}

} // namespace kontor::log
