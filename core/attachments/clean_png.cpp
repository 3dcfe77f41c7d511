// PNG (third edition): chunks, each length, type, content and checksum.

#include "core/attachments/clean_picture.h"
#include "core/attachments/orientation.h"
#include "core/attachments/picture_bytes.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kontor {
namespace {

constexpr std::size_t kSignature = 8;
constexpr std::size_t kHeadBytes = 13;

/// What pixels, their colours and their movement need.
constexpr std::array<std::string_view, 17> kKept{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA",
                                                 "cHRM", "sRGB", "iCCP", "cICP", "sBIT", "bKGD",
                                                 "hIST", "pHYs", "acTL", "fcTL", "fdAT"};

/// PNG, annex D.
std::uint32_t checksum(ByteView bytes) {
    constexpr std::uint32_t kPolynomial = 0xedb88320;
    std::uint32_t sum = 0xffffffff;
    for (const std::uint8_t byte : bytes) {
        sum ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum & 1U) != 0 ? sum >> 1U ^ kPolynomial : sum >> 1U;
    }
    return ~sum;
}

class Png {
public:
    explicit Png(ByteView file)
        : m_in(file) {}

    Result<CleanPicture> clean() {
        append(m_out.bytes, m_in.take(kSignature));
        while (!m_ended && !m_in.failed())
            chunk();
        if (m_in.failed() || !m_hasPixels || m_out.width == 0 || m_out.height == 0)
            return ErrorCode::FileDamaged;
        if (m_out.orientation != kUpright)
            insertOrientation();
        if (isTurned(m_out.orientation))
            std::swap(m_out.width, m_out.height);
        return std::move(m_out);
    }

private:
    void chunk() {
        const std::uint32_t length = m_in.big(4);
        const ByteView type = m_in.take(4);
        const ByteView content = m_in.take(length);
        const std::uint32_t sum = m_in.big(4);
        if (m_in.failed())
            return;
        const auto name = textOf(type);
        if ((name == "IHDR") != (m_headEnd == 0)) {
            m_in.fail(); // it comes first, and once
            return;
        }
        if (name == "eXIf")
            m_out.orientation = orientationOf(content);
        if (std::ranges::find(kKept, name) == kKept.end())
            return;
        appendBig(m_out.bytes, length, 4);
        append(m_out.bytes, type);
        append(m_out.bytes, content);
        appendBig(m_out.bytes, sum, 4);
        if (name == "IHDR")
            readHead(content);
        m_hasPixels = m_hasPixels || name == "IDAT";
        m_ended = name == "IEND";
    }

    void readHead(ByteView content) {
        if (content.size() != kHeadBytes)
            m_in.fail();
        PictureBytes head(content);
        m_out.width = head.big(4);
        m_out.height = head.big(4);
        m_headEnd = m_out.bytes.size();
    }

    void insertOrientation() {
        Bytes named = toBytes(viewOf("eXIf"));
        append(named, tiffOf(m_out.orientation));
        Bytes chunk;
        appendBig(chunk, static_cast<std::uint32_t>(named.size() - 4), 4);
        append(chunk, named);
        appendBig(chunk, checksum(named), 4);
        m_out.bytes.insert(m_out.bytes.begin() + static_cast<std::ptrdiff_t>(m_headEnd),
                           chunk.begin(), chunk.end());
    }

    PictureBytes m_in;
    CleanPicture m_out;
    std::size_t m_headEnd = 0;
    bool m_hasPixels = false;
    bool m_ended = false;
};

} // namespace

Result<CleanPicture> cleanPng(ByteView file) {
    return Png(file).clean();
}

} // namespace kontor
