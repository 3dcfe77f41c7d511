#include "crypto/mls/tls_codec.h"
#include "tools/vectors/vector_types.h"

namespace kontor::vectors {

void verifyDeserialization(const VectorCase& c) {
    const Bytes header = c.hex("vlbytes_header");
    mls::tls::Reader r(header);
    const std::size_t length = r.varint();
    c.expect(r.ok() && r.atEnd() && length == c.number("length"), "length");
    std::array<std::uint8_t, 4> room{};
    c.equal(mls::tls::encodeLength(length, room), "vlbytes_header");
}

} // namespace kontor::vectors
