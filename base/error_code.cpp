#include "base/error_code.h"

#include "base/error_codes.h"

#include <algorithm>

namespace kontor {

std::string_view nameOf(ErrorCode code) {
    const auto found = std::ranges::find(kErrorCodes, code, &NamedErrorCode::code);
    return found == kErrorCodes.end() ? std::string_view("?") : found->name;
}

} // namespace kontor
