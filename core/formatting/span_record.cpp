#include "core/formatting/span_record.h"

#include "base/limits.h"
#include "core/content/versioned_map.h"

#include <QCborStreamWriter>

#include <limits>

namespace kontor {
namespace {

constexpr std::uint64_t kVersion = 1;
enum Key : std::uint8_t { version = 0, spans = 1 };
using Kind = TextSpan::Kind;

TextSpan readSpan(content::CborReader& reader) {
    constexpr auto kGreatest = std::numeric_limits<std::uint32_t>::max();
    TextSpan span;
    const auto fields = reader.arrayOf(3, 4);
    const auto kind = reader.number(static_cast<std::uint64_t>(Kind::Mention));
    if (kind == 0)
        reader.fail();
    span.kind = static_cast<Kind>(kind);
    span.start = static_cast<std::uint32_t>(reader.number(kGreatest));
    span.length = static_cast<std::uint32_t>(reader.number(kGreatest));
    if (span.kind == Kind::Mention && fields > 3) {
        const auto user = UserId::parse(reader.bytes(UserId::kSize));
        if (!user.ok())
            reader.fail();
        else
            span.user = user.value();
    } else if (fields > 3) {
        span.number = static_cast<std::uint32_t>(reader.number(kGreatest));
    }
    reader.leave();
    return span;
}

} // namespace

Bytes encodeSpans(const std::vector<TextSpan>& all) {
    if (all.empty())
        return {};
    QByteArray cbor;
    QCborStreamWriter writer(&cbor);
    writer.startMap(2);
    writer.append(quint64{Key::version});
    writer.append(quint64{kVersion});
    writer.append(quint64{Key::spans});
    writer.startArray(all.size());
    for (const auto& span : all) {
        const bool more = span.kind == Kind::Mention || span.kind == Kind::Numbered;
        writer.startArray(more ? 4 : 3);
        writer.append(quint64{static_cast<std::uint8_t>(span.kind)});
        writer.append(quint64{span.start});
        writer.append(quint64{span.length});
        if (span.kind == Kind::Mention)
            writer.append(
                QByteArrayView(span.user.bytes.data(), span.user.bytes.size()).toByteArray());
        else if (more)
            writer.append(quint64{span.number});
        writer.endArray();
    }
    writer.endArray();
    writer.endMap();
    return {cbor.begin(), cbor.end()};
}

Result<std::vector<TextSpan>> parseSpans(ByteView bytes, qsizetype length) {
    if (bytes.empty())
        return std::vector<TextSpan>();
    content::CborReader reader(bytes);
    const auto map = content::enterVersioned(reader, 2, kVersion);
    if (map.version == content::MapVersion::Newer)
        return Error(ErrorCode::VersionUnknown, {"spans"});
    FormattedText words;
    content::readFields(reader, map.fields, [&](std::uint64_t key) {
        if (key != Key::spans)
            return reader.fail();
        const auto count = reader.arrayOf(0, limits::kTextSpans);
        for (std::size_t i = 0; i < count && !reader.failed(); ++i)
            words.spans.push_back(readSpan(reader));
        reader.leave();
    });
    if (!reader.finished())
        return Error(ErrorCode::Malformed, {"spans"});
    words.text.resize(length);
    tidySpans(words);
    return std::move(words.spans);
}

} // namespace kontor
