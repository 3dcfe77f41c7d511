#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <string_view>

namespace kontor {

/// Walks through a file from outside. Whatever reaches beyond its end gives nothing and makes the
/// reader fail for good; callers ask once, at the end of a block.
class PictureBytes {
public:
    explicit PictureBytes(ByteView bytes)
        : m_bytes(bytes) {}

    [[nodiscard]] std::size_t left() const { return m_bytes.size() - m_at; }
    [[nodiscard]] ByteView rest() const { return m_bytes.subspan(m_at); }
    [[nodiscard]] bool failed() const { return m_failed; }
    void fail() { m_failed = true; }
    ByteView take(std::size_t count) {
        if (m_failed || count > left()) {
            m_failed = true;
            return {};
        }
        const ByteView part = m_bytes.subspan(m_at, count);
        m_at += count;
        return part;
    }
    std::uint32_t big(std::size_t bytes) {
        std::uint32_t value = 0;
        for (const std::uint8_t byte : take(bytes))
            value = value << 8U | byte;
        return value;
    }
    std::uint32_t little(std::size_t bytes) {
        std::uint32_t value = 0;
        unsigned shift = 0;
        for (const std::uint8_t byte : take(bytes)) {
            value |= static_cast<std::uint32_t>(byte) << shift;
            shift += 8;
        }
        return value;
    }

private:
    ByteView m_bytes;
    std::size_t m_at = 0;
    bool m_failed = false;
};

[[nodiscard]] inline bool beginsWith(ByteView bytes, std::string_view text) {
    return textOf(bytes).starts_with(text);
}

inline void append(Bytes& to, ByteView more) {
    to.insert(to.end(), more.begin(), more.end());
}

inline void appendBig(Bytes& to, std::uint32_t value, std::size_t bytes) {
    for (std::size_t i = bytes; i-- > 0;)
        to.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

inline void appendLittle(Bytes& to, std::uint32_t value, std::size_t bytes) {
    for (std::size_t i = 0; i < bytes; ++i)
        to.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

} // namespace kontor
