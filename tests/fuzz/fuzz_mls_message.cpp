#include "crypto/mls/group_info.h"
#include "crypto/mls/key_package.h"
#include "crypto/mls/private_message.h"
#include "crypto/mls/public_message.h"
#include "crypto/mls/welcome.h"

#include <cstdlib>

namespace {

using namespace kontor;
using namespace kontor::mls;

/// What was read is written byte for byte as it came: signatures and hashes depend on it.
template <typename T>
void comesBack(ByteView message, WireFormat format) {
    const auto body = unwrapMessage(message, format);
    if (!body.ok())
        return;
    const auto value = tls::decode<T>(body.value(), "message");
    if (value.ok() && wrapMessage(format, tls::encode(value.value())) != toBytes(message))
        std::abort();
}

} // namespace

/// Every kind of MLSMessage, as it arrives from the server.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    comesBack<PublicMessage>(bytes, WireFormat::mls_public_message);
    comesBack<PrivateMessage>(bytes, WireFormat::mls_private_message);
    comesBack<Welcome>(bytes, WireFormat::mls_welcome);
    comesBack<GroupInfo>(bytes, WireFormat::mls_group_info);
    comesBack<KeyPackage>(bytes, WireFormat::mls_key_package);
    return 0;
}
