#include "core/attachments/orientation.h"

#include "core/attachments/picture_bytes.h"

namespace kontor {
namespace {

constexpr std::uint32_t kOrientationTag = 0x0112;
constexpr std::uint32_t kShort = 3;
constexpr std::uint32_t kTiff = 42;
constexpr std::size_t kTagBytes = 12;

class Tiff {
public:
    explicit Tiff(ByteView bytes)
        : m_bytes(bytes)
        , m_big(beginsWith(bytes, "MM")) {}

    [[nodiscard]] Orientation orientation() const {
        if (!m_big && !beginsWith(m_bytes, "II"))
            return kUpright;
        PictureBytes head(m_bytes.subspan(2));
        const std::uint32_t magic = number(head, 2);
        const std::uint32_t first = number(head, 4);
        if (head.failed() || magic != kTiff || first > m_bytes.size())
            return kUpright;
        PictureBytes tags(m_bytes.subspan(first));
        const std::uint32_t count = number(tags, 2);
        for (std::uint32_t i = 0; i < count && tags.left() >= kTagBytes; ++i) {
            PictureBytes tag(tags.take(kTagBytes));
            const bool isIt = number(tag, 2) == kOrientationTag && number(tag, 2) == kShort &&
                              number(tag, 4) == 1;
            const std::uint32_t value = isIt ? number(tag, 2) : 0;
            if (value >= kUpright && value <= 8)
                return static_cast<Orientation>(value);
        }
        return kUpright;
    }

private:
    [[nodiscard]] std::uint32_t number(PictureBytes& from, std::size_t bytes) const {
        return m_big ? from.big(bytes) : from.little(bytes);
    }

    ByteView m_bytes;
    bool m_big;
};

} // namespace

Orientation orientationOf(ByteView tiff) {
    return Tiff(tiff).orientation();
}

Bytes tiffOf(Orientation orientation) {
    Bytes tiff = toBytes(viewOf("MM"));
    appendBig(tiff, kTiff, 2);
    appendBig(tiff, 8, 4); // where the tags are
    appendBig(tiff, 1, 2);
    appendBig(tiff, kOrientationTag, 2);
    appendBig(tiff, kShort, 2);
    appendBig(tiff, 1, 4);
    appendBig(tiff, orientation, 2);
    appendBig(tiff, 0, 2);
    appendBig(tiff, 0, 4); // no further tags
    return tiff;
}

} // namespace kontor
