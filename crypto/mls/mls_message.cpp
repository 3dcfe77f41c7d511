#include "crypto/mls/mls_message.h"

#include "crypto/mls/leaf_node.h"
#include "crypto/mls/tls_codec.h"

namespace kontor::mls {

Bytes wrapMessage(WireFormat format, ByteView body) {
    tls::Writer w(body.size() + 4);
    w.value(ProtocolVersion::mls10);
    w.value(format);
    w.raw(body);
    return std::move(w).take();
}

Result<ByteView> unwrapMessage(ByteView message, WireFormat format) {
    tls::Reader r(message);
    const auto version = r.value<ProtocolVersion>();
    const auto found = r.value<WireFormat>();
    if (!r.ok())
        return Error(ErrorCode::Malformed, {"MLSMessage"});
    if (version != ProtocolVersion::mls10)
        return Error(ErrorCode::VersionUnknown, {"MLS"});
    if (found != format)
        return Error(ErrorCode::Malformed, {"wire_format"});
    return r.rest();
}

} // namespace kontor::mls
