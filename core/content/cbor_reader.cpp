#include "core/content/cbor_reader.h"

#include <QCborMap>

namespace kontor::content {
namespace {

QByteArray copyOf(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

} // namespace

CborReader::CborReader(ByteView bytes)
    : m_bytes(copyOf(bytes))
    , m_stream(m_bytes) {
    checkStream();
}

bool CborReader::expect(bool fits) {
    if (!fits)
        m_failed = true;
    return !m_failed;
}

void CborReader::checkStream() {
    if (m_stream.lastError() != QCborError::NoError &&
        m_stream.lastError() != QCborError::EndOfFile)
        m_failed = true;
}

std::size_t CborReader::enter(std::size_t least, std::size_t greatest) {
    const quint64 size = m_stream.length();
    // An item takes a byte at least: a length that cannot be there is not believed.
    if (!expect(m_stream.isLengthKnown() && size >= least && size <= greatest &&
                size <= static_cast<quint64>(m_bytes.size()) && m_stream.enterContainer()))
        return 0;
    checkStream();
    return size;
}

bool CborReader::array(std::size_t size) {
    return expect(!m_failed && m_stream.isArray()) && (enter(size, size), !m_failed);
}

std::size_t CborReader::arrayOf(std::size_t least, std::size_t greatest) {
    return expect(!m_failed && m_stream.isArray()) ? enter(least, greatest) : 0;
}

std::size_t CborReader::mapOf(std::size_t greatest) {
    return expect(!m_failed && m_stream.isMap()) ? enter(0, greatest) : 0;
}

void CborReader::leave() {
    if (expect(!m_failed && !m_stream.hasNext() && m_stream.leaveContainer()))
        checkStream();
}

bool CborReader::more() const {
    return !m_failed && m_stream.hasNext();
}

std::uint64_t CborReader::number(std::uint64_t greatest) {
    if (!expect(!m_failed && m_stream.isUnsignedInteger() &&
                m_stream.toUnsignedInteger() <= greatest))
        return 0;
    const auto value = m_stream.toUnsignedInteger();
    m_stream.next();
    checkStream();
    return value;
}

std::int64_t CborReader::integer() {
    if (!expect(!m_failed && m_stream.isInteger()))
        return 0;
    // Beyond 2^63 Qt wraps around: such a key is nobody's.
    const bool fits = m_stream.isUnsignedInteger()
                          ? m_stream.toUnsignedInteger() <=
                                static_cast<quint64>(std::numeric_limits<std::int64_t>::max())
                          : static_cast<quint64>(m_stream.toNegativeInteger()) <=
                                static_cast<quint64>(std::numeric_limits<std::int64_t>::max());
    if (!expect(fits))
        return 0;
    const auto value = m_stream.toInteger();
    m_stream.next();
    checkStream();
    return value;
}

bool CborReader::boolean() {
    if (!expect(!m_failed && m_stream.isBool()))
        return false;
    const bool value = m_stream.toBool();
    m_stream.next();
    checkStream();
    return value;
}

Bytes CborReader::bytes(std::size_t greatest) {
    Bytes read;
    if (!expect(!m_failed && m_stream.isByteArray() && m_stream.isLengthKnown() &&
                m_stream.length() <= greatest &&
                m_stream.length() <= static_cast<quint64>(m_bytes.size())))
        return read;
    auto chunk = m_stream.readByteArray();
    while (chunk.status == QCborStreamReader::Ok) {
        read.insert(read.end(), chunk.data.begin(), chunk.data.end());
        chunk = m_stream.readByteArray();
    }
    if (!expect(chunk.status == QCborStreamReader::EndOfString))
        read.clear();
    checkStream();
    return read;
}

std::string CborReader::text(std::size_t greatest) {
    if (!expect(!m_failed && m_stream.isString() && m_stream.isLengthKnown() &&
                m_stream.length() <= greatest &&
                m_stream.length() <= static_cast<quint64>(m_bytes.size())))
        return {};
    QString read;
    auto chunk = m_stream.readString();
    while (chunk.status == QCborStreamReader::Ok) {
        read += chunk.data;
        chunk = m_stream.readString();
    }
    if (!expect(chunk.status == QCborStreamReader::EndOfString))
        return {};
    checkStream();
    return read.toStdString();
}

bool CborReader::null() {
    if (m_failed || !m_stream.isNull())
        return false;
    m_stream.next();
    checkStream();
    return true;
}

/// Passes one item, looking at its shape only.
void CborReader::skip(int depth) {
    if (!expect(!m_failed))
        return;
    if (m_stream.isContainer()) {
        if (!expect(depth > 0 && m_stream.isLengthKnown() && m_stream.enterContainer()))
            return;
        while (more())
            skip(depth - 1);
        leave();
    } else if (m_stream.isTag()) {
        if (!expect(depth > 0))
            return;
        m_stream.next(0);
        checkStream();
        skip(depth - 1);
    } else {
        if (m_stream.isByteArray() || m_stream.isString())
            expect(m_stream.isLengthKnown());
        expect(m_stream.next(0));
        checkStream();
    }
}

QCborValue CborReader::any(std::size_t greatest, int depth) {
    if (m_failed)
        return {};
    const qint64 begin = m_stream.currentOffset();
    skip(depth);
    if (m_failed)
        return {};
    const qint64 end = m_stream.currentOffset();
    if (!expect(static_cast<std::size_t>(end - begin) <= greatest))
        return {};
    QCborParserError error{};
    auto value = QCborValue::fromCbor(m_bytes.mid(begin, end - begin), &error);
    expect(error.error == QCborError::NoError);
    // What is kept is written again, by Qt in its own way (a short number can become a long one),
    // and has to be read then.
    expect(static_cast<std::size_t>(value.toCbor().size()) <= greatest);
    return m_failed ? QCborValue() : value;
}

bool CborReader::finished() const {
    return !m_failed && m_stream.currentOffset() == m_bytes.size();
}

} // namespace kontor::content
