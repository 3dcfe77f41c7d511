// WebP (RFC 9649): a RIFF file; chunks, each name, length and content, padded to even lengths.

#include "core/attachments/clean_picture.h"
#include "core/attachments/orientation.h"
#include "core/attachments/picture_bytes.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kontor {
namespace {

constexpr std::size_t kHead = 12;
constexpr std::size_t kExtendedBytes = 10;
constexpr std::size_t kFrameHead = 16;
constexpr std::uint8_t kXmpFlag = 0x04;
constexpr std::uint8_t kExifFlag = 0x08;
constexpr std::array<std::string_view, 7> kKept{"VP8X", "VP8 ", "VP8L", "ICCP",
                                                "ANIM", "ANMF", "ALPH"};
constexpr std::array<std::string_view, 3> kKeptInFrame{"VP8 ", "VP8L", "ALPH"};

void appendChunk(Bytes& to, std::string_view name, ByteView content) {
    append(to, viewOf(name));
    appendLittle(to, static_cast<std::uint32_t>(content.size()), 4);
    append(to, content);
    if (content.size() % 2 != 0)
        to.push_back(0);
}

struct Chunk {
    std::string_view name;
    ByteView content;
};

Chunk nextChunk(PictureBytes& in) {
    Chunk chunk;
    chunk.name = textOf(in.take(4));
    const std::uint32_t length = in.little(4);
    chunk.content = in.take(length);
    if (length % 2 != 0 && in.left() > 0)
        (void)in.take(1);
    return chunk;
}

class WebP {
public:
    explicit WebP(ByteView file)
        : m_in(file) {}

    Result<CleanPicture> clean() {
        append(m_out.bytes, m_in.take(kHead));
        while (m_in.left() > 0 && !m_in.failed())
            take(nextChunk(m_in));
        if (m_in.failed() || !m_hasPixels || m_out.width == 0 || m_out.height == 0)
            return ErrorCode::FileDamaged;
        // Only an extended file may say which way up it is.
        if (m_flagsAt == 0)
            m_out.orientation = kUpright;
        if (m_out.orientation != kUpright) {
            m_out.bytes[m_flagsAt] |= kExifFlag;
            appendChunk(m_out.bytes, "EXIF", tiffOf(m_out.orientation));
        }
        if (isTurned(m_out.orientation))
            std::swap(m_out.width, m_out.height);
        Bytes length;
        appendLittle(length, static_cast<std::uint32_t>(m_out.bytes.size() - 8), 4);
        std::ranges::copy(length, m_out.bytes.begin() + 4);
        return std::move(m_out);
    }

private:
    void take(const Chunk& chunk) {
        if (m_in.failed())
            return;
        if (chunk.name == "EXIF") {
            constexpr std::string_view kExif{"Exif\0\0", 6}; // as some programs write it
            const bool named = beginsWith(chunk.content, kExif);
            m_out.orientation =
                orientationOf(named ? chunk.content.subspan(kExif.size()) : chunk.content);
        }
        if (std::ranges::find(kKept, chunk.name) == kKept.end())
            return;
        if (chunk.name == "VP8X")
            takeExtended(chunk.content);
        else if (chunk.name == "ANMF")
            takeFrame(chunk.content);
        else
            takePixels(chunk);
    }

    void takeExtended(ByteView content) {
        // It comes first, and once.
        if (content.size() != kExtendedBytes || m_out.bytes.size() != kHead) {
            m_in.fail();
            return;
        }
        PictureBytes head(content.subspan(4));
        m_out.width = head.little(3) + 1;
        m_out.height = head.little(3) + 1;
        appendChunk(m_out.bytes, "VP8X", content);
        m_flagsAt = m_out.bytes.size() - kExtendedBytes;
        m_out.bytes[m_flagsAt] &= static_cast<std::uint8_t>(~(kXmpFlag | kExifFlag));
    }

    void takeFrame(ByteView content) {
        PictureBytes frame(content);
        Bytes kept = toBytes(frame.take(kFrameHead));
        while (frame.left() > 0 && !frame.failed()) {
            const Chunk part = nextChunk(frame);
            if (frame.failed() || std::ranges::find(kKeptInFrame, part.name) == kKeptInFrame.end())
                continue;
            appendChunk(kept, part.name, part.content);
        }
        if (frame.failed()) {
            m_in.fail();
            return;
        }
        appendChunk(m_out.bytes, "ANMF", kept);
        m_hasPixels = true;
    }

    void takePixels(const Chunk& chunk) {
        appendChunk(m_out.bytes, chunk.name, chunk.content);
        const bool lossy = chunk.name == "VP8 ";
        if (!lossy && chunk.name != "VP8L")
            return;
        m_hasPixels = true;
        if (m_flagsAt != 0)
            return; // the extended head has said its size
        constexpr std::uint32_t kSide = 0x3fff;
        PictureBytes head(chunk.content);
        if (lossy) {
            (void)head.take(6); // frame tag and start code
            m_out.width = head.little(2) & kSide;
            m_out.height = head.little(2) & kSide;
        } else {
            (void)head.take(1); // signature
            const std::uint32_t bits = head.little(4);
            m_out.width = (bits & kSide) + 1;
            m_out.height = (bits >> 14U & kSide) + 1;
        }
        if (head.failed())
            m_in.fail();
    }

    PictureBytes m_in;
    CleanPicture m_out;
    std::size_t m_flagsAt = 0; ///< in the extended head, if there is one
    bool m_hasPixels = false;
};

} // namespace

Result<CleanPicture> cleanWebP(ByteView file) {
    return WebP(file).clean();
}

} // namespace kontor
