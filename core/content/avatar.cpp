#include "core/content/avatar.h"

#include "base/limits.h"
#include "core/content/versioned_map.h"

#include <QCborStreamWriter>

#include <limits>

namespace kontor::content {
namespace {

enum Key : std::uint8_t { version = 0, number = 1, picture = 2 };
constexpr std::size_t kGreatestPairs = 8;
constexpr std::uint64_t kGreatestNumber = std::numeric_limits<std::int64_t>::max();

} // namespace

SinglePart encodeAvatar(const Avatar& avatar) {
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    writer.startMap(3);
    writer.append(quint64{Key::version});
    writer.append(quint64{Avatar::kVersion});
    writer.append(quint64{Key::number});
    writer.append(quint64{avatar.number});
    writer.append(quint64{Key::picture});
    writer.append(
        QByteArray(textOf(avatar.picture).data(), static_cast<qsizetype>(avatar.picture.size())));
    writer.endMap();
    return {std::string(kAvatarType), Bytes(cbor.begin(), cbor.end())};
}

Result<Avatar> parseAvatar(ByteView cbor) {
    CborReader reader(cbor);
    const auto map = enterVersioned(reader, kGreatestPairs, Avatar::kVersion);
    if (map.version == MapVersion::Newer)
        return Error(ErrorCode::VersionUnknown, {"avatar"});
    Avatar avatar;
    std::size_t required = 0;
    readFields(reader, map.fields, [&](std::uint64_t key) {
        ++required;
        if (key == Key::number)
            avatar.number = reader.number(kGreatestNumber);
        else if (key == Key::picture)
            avatar.picture = reader.bytes(limits::kAvatarBytes);
        else
            reader.fail();
    });
    if (!reader.finished() || required != Key::picture)
        return Error(ErrorCode::Malformed, {"avatar"});
    return avatar;
}

} // namespace kontor::content
