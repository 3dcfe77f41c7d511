#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/secret.h"

#include <array>
#include <concepts>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

/// The TLS presentation language as MLS uses it (RFC 9420, 2.1): big-endian numbers, `opaque x<V>`
/// and vectors behind a length of 1, 2 or 4 bytes that must be the shortest possible,
/// `optional<T>`.
///
/// A struct has two members, in the order of its fields:
///     void encode(tls::Writer& w) const { w.u16(version); w.opaque(group_id); }
///     static GroupContext parse(tls::Reader& r) { return {r.u16(), r.opaque(), ...}; }
/// (fields in braces are read from left to right). A Reader fails once and for good: after that
/// every read gives zero or nothing, so that parse() needs no checks of its own. Only decode(),
/// which looks at the end, hands a value out. Hash and verify the bytes that came, never a
/// re-encoding: Reader::since().
namespace kontor::mls::tls {

/// The greatest length of `<V>`.
inline constexpr std::size_t kGreatestLength = (1U << 30U) - 1;

/// The length before an `opaque x<V>`, in the first bytes of `room`.
[[nodiscard]] ByteView encodeLength(std::size_t value, std::array<std::uint8_t, 4>& room);

class Writer {
public:
    Writer() = default;
    /// With room for what is known to come.
    explicit Writer(std::size_t capacity) { m_bytes.reserve(capacity); }

    void u8(std::uint8_t value) { *grow(1) = value; }
    void u16(std::uint16_t value) { number(value); }
    void u32(std::uint32_t value) { number(value); }
    void u64(std::uint64_t value) { number(value); }
    /// The length before an `opaque x<V>` or a vector.
    void length(std::size_t value);
    /// As they are, without a length.
    void raw(ByteView bytes);
    void zeros(std::size_t count) { std::fill_n(grow(count), count, std::uint8_t{0}); }
    void opaque(ByteView bytes) {
        length(bytes.size());
        raw(bytes);
    }
    /// What `body` writes, behind its length.
    template <std::invocable Body>
    void sized(Body&& body) {
        const std::size_t start = size();
        std::forward<Body>(body)();
        insertLength(start);
    }
    /// A number, an enum over one, or a struct with encode().
    template <typename T>
    void value(const T& item) {
        if constexpr (std::is_enum_v<T>)
            number(static_cast<std::underlying_type_t<T>>(item));
        else if constexpr (std::is_unsigned_v<T>)
            number(item);
        else
            item.encode(*this);
    }
    template <typename Range>
    void vector(const Range& items) {
        sized([&] {
            for (const auto& item : items)
                value(item);
        });
    }
    template <typename T>
    void optional(const std::optional<T>& item) {
        u8(item ? 1 : 0);
        if (item)
            value(*item);
    }

    [[nodiscard]] std::size_t size() const { return m_locked ? m_secretSize : m_bytes.size(); }
    [[nodiscard]] ByteView view() const {
        return m_locked ? m_secret.view().first(m_secretSize) : ByteView(m_bytes);
    }
    [[nodiscard]] Bytes take() && { return std::move(m_bytes); }

protected:
    struct Locked {};
    explicit Writer(Locked /*memory*/)
        : m_locked(true) {}
    SecretBytes m_secret; ///< written instead of m_bytes when locked; larger than what is written
    std::size_t m_secretSize = 0;

private:
    template <std::unsigned_integral N>
    void number(N value) {
        std::uint8_t* out = grow(sizeof value);
        for (std::size_t i = sizeof value; i-- > 0;)
            *out++ = static_cast<std::uint8_t>(value >> (8 * i));
    }
    std::uint8_t* grow(std::size_t count);
    void insertLength(std::size_t start);

    Bytes m_bytes;
    bool m_locked = false;
};

/// The same into locked memory that is wiped: for structs that hold secrets.
class SecretWriter : public Writer {
public:
    SecretWriter()
        : Writer(Locked{}) {}
    Bytes take() && = delete;
    [[nodiscard]] SecretBytes takeSecret() && {
        m_secret.truncate(m_secretSize);
        return std::move(m_secret);
    }
};

/// Reads from bytes that stay alive elsewhere; the views it gives point into them.
class Reader {
public:
    explicit Reader(ByteView input)
        : m_input(input) {}

    std::uint8_t u8() { return number<std::uint8_t>(); }
    std::uint16_t u16() { return number<std::uint16_t>(); }
    std::uint32_t u32() { return number<std::uint32_t>(); }
    std::uint64_t u64() { return number<std::uint64_t>(); }
    /// The number before an `opaque x<V>`, checked to be the shortest form (2.1.2).
    std::size_t varint();
    /// The same, checked not to go beyond what is left.
    std::size_t length();
    /// `count` bytes as they are.
    ByteView raw(std::size_t count);
    /// An Id or key of a fixed size, without a length.
    template <typename AnyId>
    AnyId fixed() {
        AnyId id;
        const ByteView bytes = raw(AnyId::kSize);
        std::ranges::copy(bytes, id.bytes.begin());
        return id;
    }
    /// `opaque x<V>`, not copied.
    ByteView opaqueView() { return raw(length()); }
    Bytes opaque() { return toBytes(opaqueView()); }
    SecretBytes opaqueSecret() { return SecretBytes::copyOf(opaqueView()); }
    /// A number, an enum over one (any value: see oneOf), or a struct with parse().
    template <typename T>
    T value() {
        if constexpr (std::is_enum_v<T>)
            return static_cast<T>(number<std::underlying_type_t<T>>());
        else if constexpr (std::is_unsigned_v<T>)
            return number<T>();
        else
            return T::parse(*this);
    }
    /// An enum of which only these values are known here; any other fails.
    template <typename T>
    T oneOf(std::initializer_list<T> known) {
        const T found = value<T>();
        for (const T candidate : known)
            if (candidate == found)
                return found;
        fail();
        return *known.begin();
    }
    /// `T x<V>`. Memory grows with what was read, never with what a length claims; more than `most`
    /// items fail.
    template <typename T>
    std::vector<T> vector(std::size_t most = std::numeric_limits<std::size_t>::max()) {
        std::vector<T> items;
        Reader inner(opaqueView());
        while (ok() && !inner.atEnd()) {
            const std::size_t before = inner.m_position;
            items.push_back(inner.value<T>());
            // An item of no bytes would never come to an end.
            if (!inner.ok() || inner.m_position == before || items.size() > most)
                fail();
        }
        if (!ok())
            items.clear();
        return items;
    }
    template <typename T>
    std::optional<T> optional() {
        switch (u8()) {
        case 0:
            return std::nullopt;
        case 1:
            return value<T>();
        default:
            fail();
            return std::nullopt;
        }
    }

    void fail() { m_failed = true; }
    [[nodiscard]] bool ok() const { return !m_failed; }
    /// Nothing is left, or nothing can be read any more.
    [[nodiscard]] bool atEnd() const { return m_failed || m_position == m_input.size(); }
    [[nodiscard]] std::size_t position() const { return m_position; }
    /// The bytes from `start` (an earlier position()) to here: for hashes and signatures.
    [[nodiscard]] ByteView since(std::size_t start) const {
        return m_input.subspan(start, m_position - start);
    }
    [[nodiscard]] ByteView rest() const { return m_input.subspan(m_position); }

private:
    template <std::unsigned_integral N>
    N number() {
        const ByteView bytes = raw(sizeof(N));
        N value = 0;
        for (const std::uint8_t byte : bytes)
            value = static_cast<N>((value << 7U << 1U) | byte);
        return value;
    }

    ByteView m_input;
    std::size_t m_position = 0;
    bool m_failed = false;
};

/// The whole of `bytes` is one T; Malformed{what} otherwise. `what` names it in the error.
template <typename T>
[[nodiscard]] Result<T> decode(ByteView bytes, const char* what) {
    Reader reader(bytes);
    T value = reader.value<T>();
    if (!reader.ok() || !reader.atEnd())
        return Error(ErrorCode::Malformed, {what});
    return value;
}

/// The whole of `bytes` is one `T x<V>`, for structs that are nothing but a vector.
template <typename T>
[[nodiscard]] Result<std::vector<T>>
decodeVector(ByteView bytes, const char* what,
             std::size_t most = std::numeric_limits<std::size_t>::max()) {
    Reader reader(bytes);
    auto items = reader.vector<T>(most);
    if (!reader.ok() || !reader.atEnd())
        return Error(ErrorCode::Malformed, {what});
    return items;
}

template <typename T>
[[nodiscard]] Bytes encode(const T& value) {
    Writer writer;
    writer.value(value);
    return std::move(writer).take();
}

} // namespace kontor::mls::tls
