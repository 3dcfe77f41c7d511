#pragma once

#include "base/error_code.h"
#include "base/result.h"

#include <QtGlobal>

namespace kontor::test {

/// The value of what cannot fail in a test, by value: safe in a range-for.
template <typename T>
[[nodiscard]] T unwrap(Result<T> result) {
    if (!result.ok())
        qFatal("%s", std::string(nameOf(result.error().code)).c_str());
    return std::move(result).value();
}

inline void unwrap(const Result<void>& result) {
    if (!result.ok())
        qFatal("%s", std::string(nameOf(result.error().code)).c_str());
}

} // namespace kontor::test
