#include "core/content/typing.h"

#include "core/content/versioned_map.h"

#include <QCborStreamWriter>

namespace kontor::content {
namespace {

enum Key : std::uint8_t { version = 0, state = 1 };
constexpr std::size_t kGreatestPairs = 8;

} // namespace

SinglePart encodeTyping(const Typing& typing) {
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    writer.startMap(2);
    writer.append(quint64{Key::version});
    writer.append(quint64{Typing::kVersion});
    writer.append(quint64{Key::state});
    writer.append(quint64{static_cast<std::uint8_t>(typing.state)});
    writer.endMap();
    return {std::string(kTypingType), Bytes(cbor.begin(), cbor.end())};
}

Result<Typing> parseTyping(ByteView cbor) {
    const Error malformed(ErrorCode::Malformed, {"typing"});
    CborReader reader(cbor);
    const auto map = enterVersioned(reader, kGreatestPairs, Typing::kVersion);
    if (map.version == MapVersion::Newer)
        return Error(ErrorCode::VersionUnknown, {"typing"});
    Typing typing;
    bool said = false;
    readFields(reader, map.fields, [&](std::uint64_t key) {
        if (key != Key::state)
            return reader.fail();
        said = true;
        typing.state = static_cast<Typing::State>(reader.number(1));
    });
    if (!reader.finished() || !said)
        return malformed;
    return typing;
}

} // namespace kontor::content
