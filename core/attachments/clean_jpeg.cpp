// JPEG (ITU-T T.81, B.1): segments, each a marker and, mostly, a length; coded pixels after SOS.

#include "core/attachments/clean_picture.h"
#include "core/attachments/orientation.h"
#include "core/attachments/picture_bytes.h"

#include <utility>

namespace kontor {
namespace {

enum Marker : std::uint8_t {
    kTem = 0x01,
    kSof0 = 0xc0,
    kDht = 0xc4,
    kJpg = 0xc8,
    kDac = 0xcc,
    kSof15 = 0xcf,
    kRst0 = 0xd0,
    kRst7 = 0xd7,
    kSoi = 0xd8,
    kEoi = 0xd9,
    kSos = 0xda,
    kApp0 = 0xe0,
    kApp1 = 0xe1,
    kApp2 = 0xe2,
    kApp14 = 0xee,
};
constexpr std::uint8_t kMark = 0xff;
constexpr std::string_view kExif{"Exif\0\0", 6};
constexpr std::string_view kJfif{"JFIF\0", 5};

bool isFrame(std::uint8_t marker) {
    return marker >= kSof0 && marker <= kSof15 && marker != kDht && marker != kJpg &&
           marker != kDac;
}

class Jpeg {
public:
    explicit Jpeg(ByteView file)
        : m_in(file) {}

    Result<CleanPicture> clean() {
        (void)m_in.take(2);
        m_out.bytes = {kMark, kSoi};
        m_exifAt = m_out.bytes.size();
        while (!m_ended && !m_in.failed())
            segment();
        if (m_in.failed() || !m_hasPixels || m_out.width == 0 || m_out.height == 0)
            return ErrorCode::FileDamaged;
        append(m_out.bytes, Bytes{kMark, kEoi});
        if (m_out.orientation != kUpright)
            insertOrientation();
        if (isTurned(m_out.orientation))
            std::swap(m_out.width, m_out.height);
        return std::move(m_out);
    }

private:
    void segment() {
        // Cameras leave the end out now and then: what there is can be seen.
        if (m_in.left() == 0 && m_hasPixels) {
            m_ended = true;
            return;
        }
        const std::uint32_t mark = m_in.big(1);
        std::uint32_t marker = m_in.big(1);
        while (marker == kMark && !m_in.failed())
            marker = m_in.big(1); // fill bytes
        if (mark != kMark || m_in.failed()) {
            m_in.fail();
            return;
        }
        take(static_cast<std::uint8_t>(marker));
    }

    void take(std::uint8_t marker) {
        if (marker == kEoi) {
            m_ended = true;
            return;
        }
        if (marker == kTem || (marker >= kRst0 && marker <= kRst7))
            return;
        const std::uint32_t length = m_in.big(2);
        if (length < 2)
            m_in.fail();
        const ByteView content = m_in.take(length - 2);
        if (m_in.failed())
            return;
        if (marker == kApp1 && beginsWith(content, kExif)) {
            m_out.orientation = orientationOf(content.subspan(kExif.size()));
            return;
        }
        if (marker == kApp0 && beginsWith(content, kJfif)) {
            copyJfif(content);
            return;
        }
        if (!isKept(marker, content))
            return;
        if (isFrame(marker))
            readFrame(content);
        copy(marker, content);
        if (marker == kSos)
            copyPixels();
    }

    static bool isKept(std::uint8_t marker, ByteView content) {
        if (marker >= kSof0 && marker < kApp0)
            return true;
        return (marker == kApp2 && beginsWith(content, std::string_view("ICC_PROFILE\0", 12))) ||
               (marker == kApp14 && beginsWith(content, "Adobe"));
    }

    void copy(std::uint8_t marker, ByteView content) {
        append(m_out.bytes, Bytes{kMark, marker});
        appendBig(m_out.bytes, static_cast<std::uint32_t>(content.size() + 2), 2);
        append(m_out.bytes, content);
    }

    /// Its thumbnail may show what was cut away.
    void copyJfif(ByteView content) {
        constexpr std::size_t kWithoutThumbnail = 12;
        if (content.size() < kWithoutThumbnail || m_exifAt != 2)
            return;
        Bytes plain = toBytes(content.first(kWithoutThumbnail));
        appendBig(plain, 0, 2);
        copy(kApp0, plain);
        m_exifAt = m_out.bytes.size();
    }

    void readFrame(ByteView content) {
        PictureBytes frame(content);
        (void)frame.big(1); // bits of a sample
        m_out.height = frame.big(2);
        m_out.width = frame.big(2);
    }

    void copyPixels() {
        m_hasPixels = true;
        const ByteView rest = m_in.rest();
        std::size_t count = 0;
        while (count < rest.size() && !endsPixels(rest, count))
            ++count;
        append(m_out.bytes, m_in.take(count));
    }
    /// A marker that is neither a restart nor a stuffed 0xff.
    static bool endsPixels(ByteView bytes, std::size_t at) {
        if (bytes[at] != kMark)
            return false;
        if (at + 1 == bytes.size())
            return false;
        const std::uint8_t next = bytes[at + 1];
        return next != 0 && next != kMark && !(next >= kRst0 && next <= kRst7);
    }

    void insertOrientation() {
        Bytes segment{kMark, kApp1};
        const Bytes tiff = tiffOf(m_out.orientation);
        appendBig(segment, static_cast<std::uint32_t>(2 + kExif.size() + tiff.size()), 2);
        append(segment, viewOf(kExif));
        append(segment, tiff);
        m_out.bytes.insert(m_out.bytes.begin() + static_cast<std::ptrdiff_t>(m_exifAt),
                           segment.begin(), segment.end());
    }

    PictureBytes m_in;
    CleanPicture m_out;
    std::size_t m_exifAt = 0; ///< where the orientation goes: behind JFIF's segment
    bool m_hasPixels = false;
    bool m_ended = false;
};

} // namespace

Result<CleanPicture> cleanJpeg(ByteView file) {
    return Jpeg(file).clean();
}

} // namespace kontor
