#include "crypto/mls/tls_codec.h"

#include <cstring>

namespace kontor::mls::tls {
namespace {

// RFC 9420, 2.1.2: the two highest bits tell how long a length is; 11 is not used.
constexpr std::size_t kOneByte = 1U << 6U;
constexpr std::size_t kTwoBytes = 1U << 14U;

/// Room of a SecretWriter from its first byte: enough for most, so that few copies are made and
/// wiped.
constexpr std::size_t kLeastSecret = 256;

std::size_t bytesOfLength(std::size_t value) {
    assert(value <= kGreatestLength);
    return value < kOneByte ? 1 : value < kTwoBytes ? 2 : 4;
}

void writeLength(std::uint8_t* out, std::size_t value, std::size_t bytes) {
    for (std::size_t i = 0; i < bytes; ++i)
        out[i] = static_cast<std::uint8_t>(value >> (8 * (bytes - 1 - i)));
    out[0] |= bytes == 1 ? 0x00U : bytes == 2 ? 0x40U : 0x80U;
}

} // namespace

ByteView encodeLength(std::size_t value, std::array<std::uint8_t, 4>& room) {
    const std::size_t bytes = bytesOfLength(value);
    writeLength(room.data(), value, bytes);
    return ByteView(room).first(bytes);
}

std::uint8_t* Writer::grow(std::size_t count) {
    if (!m_locked) {
        const std::size_t before = m_bytes.size();
        m_bytes.resize(before + count);
        return m_bytes.data() + before;
    }
    if (m_secretSize + count > m_secret.size()) {
        SecretBytes larger(std::max(kLeastSecret, 2 * (m_secretSize + count)));
        std::ranges::copy(view(), larger.writable().begin());
        m_secret = std::move(larger);
    }
    std::uint8_t* out = m_secret.writable().data() + m_secretSize;
    m_secretSize += count;
    return out;
}

void Writer::length(std::size_t value) {
    const std::size_t bytes = bytesOfLength(value);
    writeLength(grow(bytes), value, bytes);
}

void Writer::raw(ByteView bytes) {
    if (!bytes.empty())
        std::memcpy(grow(bytes.size()), bytes.data(), bytes.size());
}

void Writer::insertLength(std::size_t start) {
    const std::size_t body = size() - start;
    const std::size_t bytes = bytesOfLength(body);
    std::uint8_t* end = grow(bytes) + bytes;
    std::uint8_t* begin = end - bytes - body;
    std::memmove(begin + bytes, begin, body);
    writeLength(begin, body, bytes);
}

std::size_t Reader::varint() {
    const std::size_t first = u8();
    const std::size_t bytes = std::size_t{1} << (first >> 6U);
    std::size_t value = first & 0x3FU;
    if (bytes == 8) {
        fail();
        return 0;
    }
    for (std::size_t i = 1; i < bytes; ++i)
        value = value << 8U | u8();
    if (bytesOfLength(value) != bytes)
        fail();
    return ok() ? value : 0;
}

std::size_t Reader::length() {
    const std::size_t value = varint();
    if (value > m_input.size() - m_position)
        fail();
    return ok() ? value : 0;
}

ByteView Reader::raw(std::size_t count) {
    if (m_failed || count > m_input.size() - m_position) {
        fail();
        return {};
    }
    const ByteView bytes = m_input.subspan(m_position, count);
    m_position += count;
    return bytes;
}

} // namespace kontor::mls::tls
