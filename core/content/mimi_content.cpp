#include "core/content/mimi_content.h"

#include "base/limits.h"
#include "core/content/cbor_reader.h"

#include <QCborStreamWriter>

#include <algorithm>
#include <limits>

namespace kontor::content {
namespace {

enum Cardinality : std::uint8_t { nullpart = 0, single = 1, external = 2, multi = 3 };

// Items of a NestedPart's array, disposition and language included.
constexpr std::size_t kNullItems = 3;
constexpr std::size_t kSingleItems = 5;
constexpr std::size_t kExternalItems = 15;
constexpr std::size_t kMultiItems = 5;
constexpr std::size_t kGreatestItems = 64;

class Parser {
public:
    explicit Parser(ByteView bytes)
        : m_reader(bytes) {}

    Result<MimiContent> parse() {
        MimiContent content;
        m_reader.array(7);
        const Bytes salt = m_reader.bytes(content.salt.size());
        if (salt.size() == content.salt.size())
            std::ranges::copy(salt, content.salt.begin());
        else
            m_reader.fail();
        content.replaces = messageId();
        content.topicId = m_reader.bytes(kGreatestTopic);
        content.expires = expiration();
        content.inReplyTo = messageId();
        content.mimiExtensions = extensions();
        content.nestedPart = nestedPart(kGreatestPartDepth);
        m_reader.leave();
        if (!m_reader.finished())
            return Error(ErrorCode::Malformed, {"content"});
        return content;
    }

private:
    std::optional<MessageId> messageId() {
        if (m_reader.null())
            return std::nullopt;
        const auto id = MessageId::parse(m_reader.bytes(MessageId::kSize));
        if (!id.ok()) {
            m_reader.fail();
            return std::nullopt;
        }
        return id.value();
    }

    std::optional<Expiration> expiration() {
        if (m_reader.null())
            return std::nullopt;
        Expiration expiration;
        m_reader.array(2);
        expiration.kind =
            m_reader.boolean() ? Expiration::Kind::Relative : Expiration::Kind::Absolute;
        expiration.time = number<std::uint32_t>();
        m_reader.leave();
        return expiration;
    }

    std::vector<Extension> extensions() {
        std::vector<Extension> extensions;
        const std::size_t count = m_reader.mapOf(kGreatestExtensions);
        for (std::size_t i = 0; i < count && !m_reader.failed(); ++i) {
            QCborValue key;
            if (m_reader.nextIsText())
                key = QString::fromStdString(m_reader.text(kGreatestLabel));
            else
                key = QCborValue(static_cast<qint64>(m_reader.integer()));
            const bool twice = std::ranges::any_of(
                extensions, [&key](const Extension& other) { return other.first == key; });
            if (twice || (key.isString() && key.toString().isEmpty()))
                m_reader.fail();
            extensions.emplace_back(
                key, m_reader.any(kGreatestExtensionValue, kGreatestExtensionDepth - 1));
        }
        m_reader.leave();
        return extensions;
    }

    NestedPart nestedPart(int depth) {
        NestedPart nested;
        if (depth == 0 || ++m_parts > kGreatestParts) {
            m_reader.fail();
            return nested;
        }
        const std::size_t items = m_reader.arrayOf(kNullItems, kGreatestItems);
        nested.disposition = Disposition{number<std::uint8_t>()};
        nested.language = m_reader.text(kGreatestLabel);
        const auto cardinality = m_reader.number();
        if (cardinality == nullpart && items == kNullItems)
            nested.part = NullPart();
        else if (cardinality == single && items == kSingleItems)
            nested.part = singlePart();
        else if (cardinality == external && items == kExternalItems)
            nested.part = externalPart();
        else if (cardinality == multi && items == kMultiItems)
            nested.part = multiPart(depth);
        else if (cardinality > multi)
            nested.part = unknownPart(cardinality);
        else
            m_reader.fail();
        m_reader.leave();
        return nested;
    }

    SinglePart singlePart() {
        SinglePart part;
        part.contentType = m_reader.text(kGreatestLabel);
        part.content = m_reader.bytes(limits::kContentBytes);
        return part;
    }

    ExternalPart externalPart() {
        ExternalPart part;
        part.contentType = m_reader.text(kGreatestLabel);
        part.url = m_reader.text(kGreatestTopic);
        part.expires = number<std::uint32_t>();
        part.size = m_reader.number();
        part.encAlg = number<std::uint16_t>();
        part.key = m_reader.bytes(kGreatestLabel);
        part.nonce = m_reader.bytes(kGreatestLabel);
        part.aad = m_reader.bytes(kGreatestTopic);
        part.hashAlg = number<std::uint8_t>();
        part.contentHash = m_reader.bytes(kGreatestLabel);
        part.description = m_reader.text(kGreatestTopic);
        part.filename = m_reader.text(kGreatestLabel);
        return part;
    }

    MultiPart multiPart(int depth) {
        MultiPart part;
        const auto semantics = m_reader.number();
        if (semantics > static_cast<std::uint64_t>(PartSemantics::processAll))
            m_reader.fail();
        else
            part.partSemantics = static_cast<PartSemantics>(semantics);
        const std::size_t count = m_reader.arrayOf(2, kGreatestParts);
        for (std::size_t i = 0; i < count && !m_reader.failed(); ++i)
            part.parts.push_back(nestedPart(depth - 1));
        m_reader.leave();
        return part;
    }

    UnknownPart unknownPart(std::uint64_t cardinality) {
        UnknownPart part;
        part.cardinality = cardinality;
        while (m_reader.more())
            part.fields.push_back(m_reader.any(limits::kContentBytes, kGreatestExtensionDepth));
        return part;
    }

    template <typename Unsigned>
    Unsigned number() {
        return static_cast<Unsigned>(m_reader.number(std::numeric_limits<Unsigned>::max()));
    }

    CborReader m_reader;
    std::size_t m_parts = 0;
};

class Encoder {
public:
    explicit Encoder(QByteArray& bytes)
        : m_writer(&bytes) {}

    void put(const MimiContent& content) {
        m_writer.startArray(7);
        put(content.salt);
        put(content.replaces);
        put(content.topicId);
        if (content.expires) {
            m_writer.startArray(2);
            m_writer.append(content.expires->kind == Expiration::Kind::Relative);
            m_writer.append(quint64{content.expires->time});
            m_writer.endArray();
        } else {
            m_writer.append(nullptr);
        }
        put(content.inReplyTo);
        m_writer.startMap(content.mimiExtensions.size());
        for (const auto& [key, value] : content.mimiExtensions) {
            key.toCbor(m_writer);
            value.toCbor(m_writer);
        }
        m_writer.endMap();
        put(content.nestedPart);
        m_writer.endArray();
    }

private:
    void put(ByteView bytes) {
        m_writer.appendByteString(reinterpret_cast<const char*>(bytes.data()),
                                  static_cast<qsizetype>(bytes.size()));
    }
    void put(std::string_view text) {
        m_writer.appendTextString(text.data(), static_cast<qsizetype>(text.size()));
    }
    void put(const std::optional<MessageId>& id) {
        if (id)
            put(id->view());
        else
            m_writer.append(nullptr);
    }
    void begin(const NestedPart& nested, std::size_t items, std::uint64_t cardinality) {
        m_writer.startArray(items);
        m_writer.append(static_cast<quint64>(nested.disposition));
        put(nested.language);
        m_writer.append(quint64{cardinality});
    }
    void put(const NestedPart& nested) {
        std::visit([&](const auto& part) { put(nested, part); }, nested.part);
        m_writer.endArray();
    }
    void put(const NestedPart& nested, const NullPart& /*part*/) {
        begin(nested, kNullItems, nullpart);
    }
    void put(const NestedPart& nested, const SinglePart& part) {
        begin(nested, kSingleItems, single);
        put(part.contentType);
        put(part.content);
    }
    void put(const NestedPart& nested, const ExternalPart& part) {
        begin(nested, kExternalItems, external);
        put(part.contentType);
        put(part.url);
        m_writer.append(quint64{part.expires});
        m_writer.append(quint64{part.size});
        m_writer.append(quint64{part.encAlg});
        put(part.key);
        put(part.nonce);
        put(part.aad);
        m_writer.append(quint64{part.hashAlg});
        put(part.contentHash);
        put(part.description);
        put(part.filename);
    }
    void put(const NestedPart& nested, const MultiPart& part) {
        begin(nested, kMultiItems, multi);
        m_writer.append(static_cast<quint64>(part.partSemantics));
        m_writer.startArray(part.parts.size());
        for (const auto& inner : part.parts)
            put(inner);
        m_writer.endArray();
    }
    void put(const NestedPart& nested, const UnknownPart& part) {
        begin(nested, kNullItems + part.fields.size(), part.cardinality);
        for (const auto& field : part.fields)
            field.toCbor(m_writer);
    }

    QCborStreamWriter m_writer;
};

} // namespace

bool operator==(const NestedPart& one, const NestedPart& other) {
    const auto* a = std::get_if<MultiPart>(&one.part);
    const auto* b = std::get_if<MultiPart>(&other.part);
    if (one.disposition != other.disposition || one.language != other.language)
        return false;
    if (a != nullptr && b != nullptr)
        return a->partSemantics == b->partSemantics && a->parts == b->parts;
    return std::visit(
        []<typename A, typename B>(const A& x, const B& y) {
            if constexpr (std::is_same_v<A, B> && !std::is_same_v<A, MultiPart>)
                return x == y;
            else
                return false;
        },
        one.part, other.part);
}

Result<MimiContent> MimiContent::parse(ByteView bytes) {
    if (bytes.size() > limits::kContentBytes)
        return Error(ErrorCode::TooLarge, {std::to_string(limits::kContentBytes)});
    return Parser(bytes).parse();
}

Bytes MimiContent::encode() const {
    QByteArray bytes;
    Encoder(bytes).put(*this);
    return {bytes.begin(), bytes.end()};
}

} // namespace kontor::content
