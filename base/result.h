#pragma once

#include "base/error_code.h"

#include <cassert>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace kontor {

/// What went wrong, for programs. The sentence for people is made from it in app/texts, in their
/// language. Arguments are numbers and things the user typed; never ids, keys or content.
struct Error {
    ErrorCode code;
    std::vector<std::string> args = {};

    explicit Error(ErrorCode which, std::vector<std::string> arguments = {})
        : code(which)
        , args(std::move(arguments)) {}
    friend bool operator==(const Error&, const Error&) = default;
};

/// A value or an Error (std::expected, until C++23). Dropping one is a compile error.
template <typename T>
class [[nodiscard]] Result {
public:
    // NOLINTNEXTLINE(google-explicit-constructor): a Result is made by `return value;`
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value)) {}
    // NOLINTNEXTLINE(google-explicit-constructor)
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error)) {}
    // NOLINTNEXTLINE(google-explicit-constructor): `return ErrorCode::Malformed;`
    Result(ErrorCode code)
        : m_state(std::in_place_index<1>, Error(code)) {}

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    [[nodiscard]] const T& value() const& {
        assert(ok());
        return *std::get_if<0>(&m_state);
    }
    [[nodiscard]] T& value() & {
        assert(ok());
        return *std::get_if<0>(&m_state);
    }
    [[nodiscard]] T&& value() && {
        assert(ok());
        return std::move(*std::get_if<0>(&m_state));
    }
    [[nodiscard]] const Error& error() const {
        assert(!ok());
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<T, Error> m_state;
};

/// Done, or an Error: `return {};` says done.
template <>
class [[nodiscard]] Result<void> : public Result<std::monostate> {
public:
    Result()
        : Result<std::monostate>(std::monostate{}) {}
    // NOLINTNEXTLINE(google-explicit-constructor)
    Result(Error error)
        : Result<std::monostate>(std::move(error)) {}
    // NOLINTNEXTLINE(google-explicit-constructor)
    Result(ErrorCode code)
        : Result<std::monostate>(Error(code)) {}
};

} // namespace kontor
