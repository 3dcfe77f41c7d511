// GIF 89a: a head, then blocks; an extension or a picture, each with its data in small pieces.

#include "core/attachments/clean_picture.h"
#include "core/attachments/picture_bytes.h"

#include <utility>

namespace kontor {
namespace {

constexpr std::size_t kVersion = 6;
constexpr std::uint8_t kPicture = 0x2c;
constexpr std::uint8_t kExtension = 0x21;
constexpr std::uint8_t kEnd = 0x3b;
constexpr std::uint8_t kGraphicControl = 0xf9;
constexpr std::uint8_t kApplication = 0xff;
constexpr std::uint8_t kHasTable = 0x80;
constexpr std::uint8_t kTableSize = 0x07;

std::size_t tableBytes(std::uint8_t flags) {
    constexpr std::size_t kColour = 3;
    return (flags & kHasTable) == 0 ? 0 : kColour << ((flags & kTableSize) + 1U);
}

class Gif {
public:
    explicit Gif(ByteView file)
        : m_in(file) {}

    Result<CleanPicture> clean() {
        append(m_out.bytes, m_in.take(kVersion));
        constexpr std::size_t kScreen = 7;
        const ByteView screen = m_in.take(kScreen);
        if (m_in.failed())
            return ErrorCode::FileDamaged;
        PictureBytes head(screen);
        m_out.width = head.little(2);
        m_out.height = head.little(2);
        append(m_out.bytes, screen);
        append(m_out.bytes, m_in.take(tableBytes(static_cast<std::uint8_t>(head.big(1)))));
        // Programs leave the end out now and then: what there is can be seen.
        while (!m_in.failed() && !m_ended && !(m_in.left() == 0 && m_hasPixels))
            block();
        if (m_in.failed() || !m_hasPixels || m_out.width == 0 || m_out.height == 0)
            return ErrorCode::FileDamaged;
        m_out.bytes.push_back(kEnd);
        return std::move(m_out);
    }

private:
    void block() {
        const auto kind = static_cast<std::uint8_t>(m_in.big(1));
        if (m_in.failed())
            return;
        if (kind == kEnd)
            m_ended = true;
        else if (kind == kPicture)
            picture();
        else if (kind == kExtension)
            extension();
        else
            m_in.fail();
    }

    void picture() {
        constexpr std::size_t kDescriptor = 9;
        const ByteView descriptor = m_in.take(kDescriptor);
        if (m_in.failed())
            return;
        m_out.bytes.push_back(kPicture);
        append(m_out.bytes, descriptor);
        append(m_out.bytes, m_in.take(tableBytes(descriptor.back())));
        append(m_out.bytes, m_in.take(1)); // code size
        append(m_out.bytes, pieces());
        m_hasPixels = m_hasPixels || !m_in.failed();
    }

    void extension() {
        const auto label = static_cast<std::uint8_t>(m_in.big(1));
        const ByteView content = pieces();
        if (m_in.failed())
            return;
        // How long a picture stays, and how often all of them are shown.
        const bool moves = label == kApplication && (beginsWith(content, "\x0bNETSCAPE2.0") ||
                                                     beginsWith(content, "\x0b"
                                                                         "ANIMEXTS1.0"));
        if (label != kGraphicControl && !moves)
            return;
        append(m_out.bytes, Bytes{kExtension, label});
        append(m_out.bytes, content);
    }

    /// Pieces of data up to the empty one, as they stand there.
    ByteView pieces() {
        const ByteView all = m_in.rest();
        std::size_t bytes = 0;
        for (;;) {
            const std::uint32_t size = m_in.big(1);
            (void)m_in.take(size);
            if (m_in.failed())
                return {};
            bytes += 1 + size;
            if (size == 0)
                return all.first(bytes);
        }
    }

    PictureBytes m_in;
    CleanPicture m_out;
    bool m_hasPixels = false;
    bool m_ended = false;
};

} // namespace

Result<CleanPicture> cleanGif(ByteView file) {
    return Gif(file).clean();
}

} // namespace kontor
