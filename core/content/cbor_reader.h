#pragma once

#include "base/bytes.h"

#include <QCborStreamReader>
#include <QCborValue>

#include <limits>
#include <optional>
#include <string>

namespace kontor::content {

/// Walks CBOR (RFC 8949) from outside, item by item, along the shape that the caller expects. The
/// first item that is another one makes the reader fail for good; everything read afterwards is
/// empty, so callers ask once, at the end. Definite lengths only, and no length is believed that is
/// longer than what is there.
class CborReader {
public:
    explicit CborReader(ByteView bytes);

    /// Enters an array of exactly `size` items.
    bool array(std::size_t size);
    /// Enters an array of `least` to `greatest` items and says how many there are.
    [[nodiscard]] std::size_t arrayOf(std::size_t least, std::size_t greatest);
    /// Enters a map of at most `greatest` pairs.
    [[nodiscard]] std::size_t mapOf(std::size_t greatest);
    /// Leaves what was entered: everything in it must have been read.
    void leave();
    /// Items that are left in what was entered.
    [[nodiscard]] bool more() const;

    [[nodiscard]] std::uint64_t
    number(std::uint64_t greatest = std::numeric_limits<std::uint64_t>::max());
    [[nodiscard]] std::int64_t integer();
    [[nodiscard]] bool boolean();
    [[nodiscard]] Bytes bytes(std::size_t greatest);
    /// Valid UTF-8 of at most `greatest` bytes.
    [[nodiscard]] std::string text(std::size_t greatest);
    /// True, and it is passed, when the next item is null.
    [[nodiscard]] bool null();
    /// Any item of at most `greatest` bytes and, itself included, `depth` levels.
    [[nodiscard]] QCborValue any(std::size_t greatest, int depth);
    [[nodiscard]] bool nextIsText() const { return !m_failed && m_stream.isString(); }
    [[nodiscard]] bool nextIsArray() const { return !m_failed && m_stream.isArray(); }

    [[nodiscard]] bool failed() const { return m_failed; }
    /// Nothing has failed and nothing is left.
    [[nodiscard]] bool finished() const;
    void fail() { m_failed = true; }

private:
    std::size_t enter(std::size_t least, std::size_t greatest);
    void skip(int depth);
    bool expect(bool fits);
    void checkStream();

    QByteArray m_bytes;
    QCborStreamReader m_stream;
    bool m_failed = false;
};

} // namespace kontor::content
