#pragma once

#include "base/result.h"

namespace kontor::test {

/// Did it fail, and with this error? (Asking a good result for its error would be a bug of the
/// test.)
template <typename T>
bool failsWith(const Result<T>& result, const Error& error) {
    return !result.ok() && result.error() == error;
}
template <typename T>
bool failsWith(const Result<T>& result, ErrorCode code) {
    return !result.ok() && result.error().code == code;
}

} // namespace kontor::test
