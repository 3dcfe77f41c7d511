#include "core/content/settings.h"

#include "base/limits.h"
#include "core/content/versioned_map.h"

#include <QCborStreamWriter>

#include <algorithm>
#include <limits>

namespace kontor::content {
namespace {

enum Key : std::uint8_t {
    version = 0,
    name = 1,
    description = 2,
    lifetime = 3,
    repeats = 4,
    picture = 5
};
constexpr std::size_t kGreatestPairs = 32;
/// Beyond it Qt wraps around, and what is kept would be written as another key.
constexpr std::uint64_t kGreatestKey = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kGreatestNameBytes = limits::kNameLetters * 4;

void put(QCborStreamWriter& writer, Key key, std::string_view text) {
    writer.append(quint64{key});
    writer.appendTextString(text.data(), static_cast<qsizetype>(text.size()));
}

void put(QCborStreamWriter& writer, Key key, std::uint64_t number) {
    writer.append(quint64{key});
    writer.append(quint64{number});
}

void put(QCborStreamWriter& writer, const Settings& settings) {
    writer.startMap(4 + (settings.repeats ? 1 : 0) + (settings.picture.empty() ? 0 : 1) +
                    settings.others.size());
    put(writer, Key::version, Settings::kVersion);
    put(writer, Key::name, settings.name);
    put(writer, Key::description, settings.description);
    put(writer, Key::lifetime,
        static_cast<std::uint64_t>(
            std::chrono::duration_cast<std::chrono::seconds>(settings.lifetime).count()));
    if (settings.repeats)
        put(writer, Key::repeats, settings.repeats->value);
    if (!settings.picture.empty()) {
        writer.append(quint64{Key::picture});
        writer.append(QByteArray(textOf(settings.picture).data(),
                                 static_cast<qsizetype>(settings.picture.size())));
    }
    for (const auto& [key, value] : settings.others) {
        key.toCbor(writer);
        value.toCbor(writer);
    }
    writer.endMap();
}

bool withinLimits(const Settings& settings) {
    const bool lives =
        settings.lifetime == Milliseconds(0) || (settings.lifetime >= Settings::kLeastLifetime &&
                                                 settings.lifetime <= Settings::kGreatestLifetime);
    return lives && QString::fromStdString(settings.name).toUcs4().size() <=
                        static_cast<qsizetype>(limits::kNameLetters);
}

Result<Settings> read(CborReader& reader) {
    Settings settings;
    const auto map = enterVersioned(reader, kGreatestPairs, Settings::kVersion);
    if (map.version == MapVersion::Newer)
        return Error(ErrorCode::VersionUnknown, {"settings"});
    std::size_t required = 0;
    readFields(reader, map.fields, [&](std::uint64_t key) {
        required += key <= Key::lifetime ? 1 : 0;
        if (key == Key::name)
            settings.name = reader.text(kGreatestNameBytes);
        else if (key == Key::description)
            settings.description = reader.text(Settings::kGreatestDescription);
        else if (key == Key::lifetime)
            settings.lifetime = std::chrono::seconds(
                reader.number(static_cast<std::uint64_t>(Settings::kGreatestLifetime.count())));
        else if (key == Key::repeats)
            settings.repeats = readSeq(reader);
        else if (key == Key::picture)
            settings.picture = reader.bytes(limits::kAvatarBytes);
        else if (key > kGreatestKey)
            reader.fail();
        else
            settings.others.emplace_back(
                QCborValue(static_cast<qint64>(key)),
                reader.any(kGreatestExtensionValue, kGreatestExtensionDepth));
    });
    if (reader.failed() || required != Key::lifetime || !withinLimits(settings))
        return Error(ErrorCode::Malformed, {"settings"});
    return settings;
}

} // namespace

SinglePart encodeSettings(const Settings& settings) {
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    put(writer, settings);
    return {std::string(kSettingsType), Bytes(cbor.begin(), cbor.end())};
}

Result<Settings> parseSettings(ByteView cbor) {
    CborReader reader(cbor);
    auto settings = read(reader);
    if (settings.ok() && !reader.finished())
        return Error(ErrorCode::Malformed, {"settings"});
    return settings;
}

Bytes encodeJoinerView(const JoinerView& view) {
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    writer.startArray(3);
    writer.append(quint64{Settings::kVersion});
    put(writer, view.settings);
    writer.append(quint64{view.seq.value});
    writer.endArray();
    return {cbor.begin(), cbor.end()};
}

Result<JoinerView> parseJoinerView(ByteView cbor) {
    CborReader reader(cbor);
    reader.array(3);
    if (const auto version = reader.number(); !reader.failed() && version != Settings::kVersion)
        return Error(ErrorCode::VersionUnknown, {"settings"});
    auto settings = read(reader);
    if (!settings.ok())
        return settings.error();
    const Seq seq = readSeq(reader);
    reader.leave();
    if (!reader.finished())
        return Error(ErrorCode::Malformed, {"settings"});
    return JoinerView{std::move(settings).value(), seq};
}

} // namespace kontor::content
