#include "core/content/pin.h"

#include "core/content/versioned_map.h"

#include <QCborStreamWriter>

namespace kontor::content {
namespace {

enum Key : std::uint8_t { version = 0, message = 1, state = 2 };
constexpr std::size_t kGreatestPairs = 32;

} // namespace

SinglePart encodePin(const Pin& pin) {
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    writer.startMap(3);
    writer.append(quint64{Key::version});
    writer.append(quint64{Pin::kVersion});
    writer.append(quint64{Key::message});
    writer.append(QByteArrayView(pin.message.bytes.data(), pin.message.bytes.size()).toByteArray());
    writer.append(quint64{Key::state});
    writer.append(quint64{static_cast<std::uint8_t>(pin.state)});
    writer.endMap();
    return {std::string(kPinType), Bytes(cbor.begin(), cbor.end())};
}

Result<Pin> parsePin(ByteView cbor) {
    CborReader reader(cbor);
    const auto map = enterVersioned(reader, kGreatestPairs, Pin::kVersion);
    if (map.version == MapVersion::Newer)
        return Error(ErrorCode::VersionUnknown, {"pin"});
    Pin pin;
    Bytes message;
    bool said = false;
    bool isNewer = false;
    readFields(reader, map.fields, [&](std::uint64_t key) {
        if (key == Key::message) {
            message = reader.bytes(MessageId::kSize);
        } else if (key == Key::state) {
            pin.state = static_cast<Pin::State>(
                reader.number(static_cast<std::uint64_t>(Pin::State::Pinned)));
            said = true;
        } else {
            (void)reader.any(kGreatestExtensionValue, kGreatestExtensionDepth);
            isNewer = isNewer || key < kFirstAddition;
        }
    });
    const auto id = MessageId::parse(message);
    if (!reader.finished() || !id.ok() || !said)
        return Error(ErrorCode::Malformed, {"pin"});
    if (isNewer)
        return Error(ErrorCode::VersionUnknown, {"pin"});
    pin.message = id.value();
    return pin;
}

} // namespace kontor::content
