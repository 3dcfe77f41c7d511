#include "core/content/text.h"

#include "base/limits.h"
#include "core/content/media_type.h"
#include "core/formatting/markdown.h"

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

SinglePart encodeText(const Text& text, const OrganisationId& organisation) {
    if (text.spans.empty())
        return {std::string(kPlainType), toBytes(viewOf(text.text))};
    const FormattedText words{QString::fromStdString(text.text), text.spans};
    const auto markdown = markdownOf(words, organisation).toStdString();
    return {std::string(kMarkdownType), toBytes(viewOf(markdown))};
}

Result<Text> parseText(const SinglePart& part, const OrganisationId& organisation) {
    if (part.content.size() > limits::kTextBytes)
        return Error(ErrorCode::TooLarge, {std::to_string(limits::kTextBytes)});
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder(QByteArrayView(part.content.data(), part.content.size()));
    if (decoder.hasError() || decoded.isEmpty())
        return Error(ErrorCode::Malformed, {"text"});
    Text text;
    text.text = textOf(part.content);
    if (essenceOf(part.contentType) != kMarkdown)
        return text;
    auto words = readMarkdown(decoded, organisation);
    if (words.text.isEmpty())
        return text; // signs alone: they are all that there is to see
    text.text = words.text.toStdString();
    text.spans = std::move(words.spans);
    return text;
}

Text asReceived(const FormattedText& words, const OrganisationId& organisation) {
    Text text;
    text.text = words.text.toStdString();
    if (words.spans.empty())
        return text;
    // Signs beside letters can mean themselves in Markdown ("*a!*€"): then without emphasis, and at
    // worst words alone.
    auto sent = words;
    for (int attempt = 0; attempt < 2; ++attempt) {
        auto read = readMarkdown(markdownOf(sent, organisation), organisation);
        const bool settled = readMarkdown(markdownOf(read, organisation), organisation) == read;
        if (read.text == words.text && settled) {
            text.spans = std::move(read.spans);
            break;
        }
        std::erase_if(sent.spans,
                      [](const TextSpan& span) { return span.kind <= TextSpan::Kind::Strike; });
    }
    return text;
}

} // namespace kontor::content
