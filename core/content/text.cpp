#include "core/content/text.h"

#include "base/limits.h"
#include "core/content/media_type.h"

#include <QStringDecoder>

namespace kontor::content {
namespace {

constexpr std::string_view kPlain = "text/plain";
constexpr std::string_view kMarkdown = "text/markdown";

} // namespace

bool isText(std::string_view contentType) {
    const auto essence = essenceOf(contentType);
    return essence == kPlain || essence == kMarkdown;
}

SinglePart encodeText(const Text& text) {
    const auto type = text.format == Text::Format::Markdown ? kMarkdownType : kPlainType;
    return {std::string(type), toBytes(viewOf(text.text))};
}

Result<Text> parseText(const SinglePart& part) {
    if (part.content.size() > limits::kTextBytes)
        return Error(ErrorCode::TooLarge, {std::to_string(limits::kTextBytes)});
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder(QByteArrayView(part.content.data(), part.content.size()));
    if (decoder.hasError() || decoded.isEmpty())
        return Error(ErrorCode::Malformed, {"text"});
    Text text;
    text.text = textOf(part.content);
    text.format =
        essenceOf(part.contentType) == kMarkdown ? Text::Format::Markdown : Text::Format::Plain;
    return text;
}

} // namespace kontor::content
