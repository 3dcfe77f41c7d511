#include "core/content/status.h"

#include "base/limits.h"
#include "core/content/versioned_map.h"

#include <QCborStreamWriter>

#include <limits>

namespace kontor::content {
namespace {

enum Key : std::uint8_t { version = 0, number = 1, availability = 2, line = 3, until = 4 };
constexpr std::size_t kGreatestPairs = 8;
constexpr std::size_t kGreatestLineBytes = limits::kStatusLetters * 4;
constexpr std::uint64_t kGreatestNumber = std::numeric_limits<std::int64_t>::max();
/// Its milliseconds are a number, too.
constexpr std::uint64_t kGreatestTime = kGreatestNumber / 1'000;

bool withinLimits(const Status& status) {
    return QString::fromStdString(status.line).toUcs4().size() <=
           static_cast<qsizetype>(limits::kStatusLetters);
}

} // namespace

SinglePart encodeStatus(const Status& status) {
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    const bool ends = status.until.count() > 0;
    writer.startMap(ends ? 5 : 4);
    writer.append(quint64{Key::version});
    writer.append(quint64{Status::kVersion});
    writer.append(quint64{Key::number});
    writer.append(quint64{status.number});
    writer.append(quint64{Key::availability});
    writer.append(quint64{status.availability});
    writer.append(quint64{Key::line});
    writer.appendTextString(status.line.data(), static_cast<qsizetype>(status.line.size()));
    if (ends) {
        writer.append(quint64{Key::until});
        writer.append(static_cast<quint64>(status.until.count()));
    }
    writer.endMap();
    return {std::string(kStatusType), Bytes(cbor.begin(), cbor.end())};
}

Result<Status> parseStatus(ByteView cbor) {
    const Error malformed(ErrorCode::Malformed, {"status"});
    CborReader reader(cbor);
    const auto map = enterVersioned(reader, kGreatestPairs, Status::kVersion);
    if (map.version == MapVersion::Newer)
        return Error(ErrorCode::VersionUnknown, {"status"});
    Status status;
    std::size_t required = 0;
    readFields(reader, map.fields, [&](std::uint64_t key) {
        required += key <= Key::line ? 1 : 0;
        if (key == Key::number)
            status.number = reader.number(kGreatestNumber);
        else if (key == Key::availability)
            status.availability =
                static_cast<std::uint8_t>(reader.number(Status::kGreatestAvailability));
        else if (key == Key::line)
            status.line = reader.text(kGreatestLineBytes);
        else if (key == Key::until)
            status.until =
                std::chrono::seconds(static_cast<std::int64_t>(reader.number(kGreatestTime)));
        else
            reader.fail();
    });
    if (!reader.finished() || required != Key::line || !withinLimits(status))
        return malformed;
    return status;
}

} // namespace kontor::content
