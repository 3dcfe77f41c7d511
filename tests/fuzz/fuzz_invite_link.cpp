#include "base/bytes.h"
#include "crypto/identity/invite_link.h"

#include <cstdlib>

/// What somebody pastes, or a browser hands over.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kontor;
    const auto link = identity::InviteLink::parse(textOf({data, size}));
    if (!link.ok())
        return 0;
    const auto again = identity::InviteLink::parse(link.value().format());
    if (!again.ok() || !(again.value() == link.value()))
        std::abort();
    return 0;
}
