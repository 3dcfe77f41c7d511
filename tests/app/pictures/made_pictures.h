#pragma once

#include <QBuffer>
#include <QColorSpace>
#include <QImage>

#include <array>
#include <cstdint>
#include <vector>

/// Files of pictures, made where a test needs them.
namespace kontor::test {

inline QByteArray little(std::uint64_t value, int bytes) {
    QByteArray out;
    for (int i = 0; i < bytes; ++i, value >>= 8)
        out += static_cast<char>(value);
    return out;
}

inline QByteArray big(std::uint32_t value, int bytes) {
    QByteArray out = little(value, bytes);
    std::reverse(out.begin(), out.end());
    return out;
}

inline QByteArray encoded(const QImage& image, const char* format, int quality = -1) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!image.save(&buffer, format, quality))
        qFatal("Qt writes no %s", format);
    return bytes;
}

inline QImage plain(int width, int height, const QColor& colour,
                    QImage::Format format = QImage::Format_RGB32) {
    QImage image(width, height, format);
    image.fill(colour);
    return image;
}

/// Red above left, green above right, blue below left, yellow below right.
inline QImage quarters(int width, int height) {
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const bool left = x < width / 2;
            if (y < height / 2)
                image.setPixel(x, y, left ? qRgb(255, 0, 0) : qRgb(0, 255, 0));
            else
                image.setPixel(x, y, left ? qRgb(0, 0, 255) : qRgb(255, 255, 0));
        }
    return image;
}

/// PNG, annex D.
inline std::uint32_t checksumOf(const QByteArray& bytes) {
    std::uint32_t sum = 0xffffffff;
    for (const char byte : bytes) {
        sum ^= static_cast<std::uint8_t>(byte);
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum & 1U) != 0 ? sum >> 1U ^ 0xedb88320U : sum >> 1U;
    }
    return ~sum;
}

inline QByteArray pngChunk(const QByteArray& name, const QByteArray& content) {
    const QByteArray named = name + content;
    return big(static_cast<std::uint32_t>(content.size()), 4) + named + big(checksumOf(named), 4);
}

/// A PNG with another size in its head than it has pixels for.
inline QByteArray lyingPng(std::uint32_t width, std::uint32_t height) {
    QByteArray file = encoded(plain(4, 4, Qt::red), "PNG");
    const QByteArray rest = file.mid(16 + 8, 5); // bits, colours and so on
    constexpr int kHeadChunk = 25;
    file.replace(8, kHeadChunk, pngChunk("IHDR", big(width, 4) + big(height, 4) + rest));
    return file;
}

/// A TIFF block that says which way up a photo is.
inline QByteArray exif(int orientation) {
    return QByteArray("MM") + big(42, 2) + big(8, 4) + big(1, 2) + big(0x0112, 2) + big(3, 2) +
           big(1, 4) + big(static_cast<std::uint32_t>(orientation), 2) + big(0, 2) + big(0, 4);
}

inline QByteArray turnedJpeg(const QImage& image, int orientation) {
    QByteArray file = encoded(image, "JPG", 100);
    const QByteArray block = QByteArray("Exif\0\0", 6) + exif(orientation);
    file.insert(2, QByteArray("\xff\xe1") + big(static_cast<std::uint32_t>(block.size() + 2), 2) +
                       block);
    return file;
}

inline QByteArray turnedPng(const QImage& image, int orientation) {
    QByteArray file = encoded(image, "PNG");
    constexpr int kBehindHead = 8 + 25;
    file.insert(kBehindHead, pngChunk("eXIf", exif(orientation)));
    return file;
}

/// One picture of an animation, of one colour.
struct Frame {
    QRgb colour = 0;
    int delay = 0; ///< milliseconds
};

/// GIF's pixels without compression: a code each, and the table of codes begun anew before it
/// grows.
inline QByteArray gifPixels(int count, int index) {
    constexpr int kBits = 7;
    constexpr std::uint8_t kClear = 1U << kBits;
    QByteArray codes;
    for (int i = 0; i < count; ++i) {
        if (i % 100 == 0)
            codes += static_cast<char>(kClear);
        codes += static_cast<char>(index);
    }
    codes += static_cast<char>(kClear + 1);
    QByteArray out(1, kBits);
    for (int at = 0; at < codes.size(); at += 255) {
        const QByteArray piece = codes.mid(at, 255);
        out += static_cast<char>(piece.size());
        out += piece;
    }
    return out + '\0';
}

/// `rounds`: 0 without end, -1 nothing is said of them.
inline QByteArray gif(int width, int height, const std::vector<Frame>& frames, int rounds = 0) {
    const auto w = static_cast<std::uint32_t>(width);
    const auto h = static_cast<std::uint32_t>(height);
    QByteArray out = "GIF89a" + little(w, 2) + little(h, 2) + QByteArray("\xf6\0\0", 3);
    for (int i = 0; i < 128; ++i) {
        const QRgb colour = i < static_cast<int>(frames.size()) ? frames[i].colour : qRgb(0, 0, 0);
        out += static_cast<char>(qRed(colour));
        out += static_cast<char>(qGreen(colour));
        out += static_cast<char>(qBlue(colour));
    }
    if (rounds >= 0)
        out += QByteArray("\x21\xff\x0bNETSCAPE2.0\x03\x01", 16) +
               little(static_cast<std::uint32_t>(rounds), 2) + '\0';
    int index = 0;
    for (const Frame& frame : frames) {
        out += QByteArray("\x21\xf9\x04\x00", 4) +
               little(static_cast<std::uint32_t>(frame.delay / 10), 2) + QByteArray(2, '\0');
        out += ',' + little(0, 4) + little(w, 2) + little(h, 2) + '\0';
        out += gifPixels(width * height, index % 128);
        ++index;
    }
    return out + ';';
}

inline QByteArray riffChunk(const QByteArray& name, const QByteArray& content) {
    QByteArray out = name + little(static_cast<std::uint32_t>(content.size()), 4) + content;
    if (content.size() % 2 != 0)
        out += '\0';
    return out;
}

inline QByteArray riff(const QByteArray& chunks) {
    return "RIFF" + little(static_cast<std::uint32_t>(chunks.size() + 4), 4) + "WEBP" + chunks;
}

inline QByteArray extendedHead(int flags, int width, int height) {
    return riffChunk("VP8X", little(static_cast<std::uint32_t>(flags), 4) +
                                 little(static_cast<std::uint32_t>(width - 1), 3) +
                                 little(static_cast<std::uint32_t>(height - 1), 3));
}

/// `rounds`: 0 without end.
inline QByteArray webp(int width, int height, const std::vector<Frame>& frames, int rounds = 0) {
    constexpr int kAnimated = 0x02;
    QByteArray chunks =
        extendedHead(kAnimated, width, height) +
        riffChunk("ANIM", little(0, 4) + little(static_cast<std::uint32_t>(rounds), 2));
    for (const Frame& frame : frames) {
        const QByteArray still = encoded(plain(width, height, QColor(frame.colour)), "WEBP", 100);
        chunks += riffChunk(
            "ANMF", little(0, 6) + little(static_cast<std::uint32_t>(width - 1), 3) +
                        little(static_cast<std::uint32_t>(height - 1), 3) +
                        little(static_cast<std::uint32_t>(frame.delay), 3) + '\2' + still.mid(12));
    }
    return riff(chunks);
}

} // namespace kontor::test
