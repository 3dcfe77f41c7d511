#include "core/content/content.h"

#include "base/limits.h"
#include "core/content/media_type.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace kontor::content {
namespace {

/// Some error codes mean "newer", the others "broken".
template <typename T>
Result<Body> bodyOf(Result<T> parsed, const std::string& contentType) {
    if (parsed.ok())
        return Body(std::move(parsed).value());
    if (parsed.error().code == ErrorCode::VersionUnknown)
        return Body(NewerVersion{contentType});
    return parsed.error();
}

/// Of the kinds that a media type has for several acts.
Result<Body> bodyOf(Result<PollAct> parsed, const std::string& contentType) {
    if (!parsed.ok())
        return bodyOf(Result<Poll>(parsed.error()), contentType);
    return std::visit([](auto& act) { return Result<Body>(Body(std::move(act))); }, parsed.value());
}

Result<Body> bodyOf(const NestedPart& nested, const OrganisationId& organisation);

Result<Body> bodyOf(const SinglePart& part, const OrganisationId& organisation) {
    const auto essence = essenceOf(part.contentType);
    if (isText(part.contentType))
        return bodyOf(parseText(part, organisation), part.contentType);
    if (essence == kReceiptType)
        return bodyOf(parseReceipt(part.content), part.contentType);
    if (essence == kSettingsType)
        return bodyOf(parseSettings(part.content), part.contentType);
    if (essence == kCallType)
        return bodyOf(parseCall(part.content), part.contentType);
    if (essence == kPollType)
        return bodyOf(parsePoll(part.content), part.contentType);
    if (essence == kPollStateType)
        return bodyOf(parsePollState(part.content), part.contentType);
    if (essence == kVoteType)
        return bodyOf(parseVote(part.content), part.contentType);
    if (essence == kPinType)
        return bodyOf(parsePin(part.content), part.contentType);
    if (essence == kStatusType)
        return bodyOf(parseStatus(part.content), part.contentType);
    if (essence == kAvatarType)
        return bodyOf(parseAvatar(part.content), part.contentType);
    return Body(NewerVersion{part.contentType});
}

/// Its texts, one below the other, as plain words; what is none is passed over.
void gatherTexts(const MultiPart& part, const OrganisationId& organisation, std::string& texts) {
    for (const auto& nested : part.parts) {
        if (const auto* more = std::get_if<MultiPart>(&nested.part))
            gatherTexts(*more, organisation, texts);
        const auto* single = std::get_if<SinglePart>(&nested.part);
        if (single == nullptr || !isText(single->contentType))
            continue;
        const auto text = parseText(*single, organisation);
        if (!text.ok() || texts.size() + text.value().text.size() > limits::kTextBytes)
            continue;
        if (!texts.empty())
            texts += "\n\n";
        texts += text.value().text;
    }
}

/// chooseOne: the first that is understood. The others would have to be shown together, which no
/// kind of today asks for: their words are shown, and that there is more.
Result<Body> bodyOf(const MultiPart& part, const OrganisationId& organisation) {
    if (part.partSemantics != PartSemantics::chooseOne) {
        NewerVersion newer;
        gatherTexts(part, organisation, newer.text);
        return Body(std::move(newer));
    }
    for (const auto& choice : part.parts) {
        auto body = bodyOf(choice, organisation);
        if (body.ok() && !std::holds_alternative<NewerVersion>(body.value()))
            return body;
    }
    return Body(NewerVersion{});
}

/// One emoji as a text; pictures and several at once are for a later version.
Body reactionOf(const NestedPart& nested) {
    const auto* part = std::get_if<SinglePart>(&nested.part);
    if (part == nullptr || !isText(part->contentType) || !isReaction(textOf(part->content)))
        return NewerVersion{};
    return Reaction{std::string(textOf(part->content))};
}

Result<Body> bodyOf(const NestedPart& nested, const OrganisationId& organisation) {
    if (nested.disposition == Disposition::reaction)
        return reactionOf(nested);
    if (const auto* part = std::get_if<SinglePart>(&nested.part))
        return bodyOf(*part, organisation);
    if (const auto* part = std::get_if<MultiPart>(&nested.part))
        return bodyOf(*part, organisation);
    return Body(NewerVersion{});
}

MessageId idOf(ByteView bytes, const MimiContent& content, const Origin& origin) {
    return messageIdOf(bytes, content.salt, userUri(origin.organisation, origin.sender),
                       roomUri(origin.organisation, origin.group));
}

/// Whoever names sender or room names the true ones.
bool namesAre(const MimiContent& content, const Origin& origin) {
    return std::ranges::all_of(content.mimiExtensions, [&origin](const Extension& extension) {
        const auto& [key, value] = extension;
        if (key == QCborValue(kSenderUriKey))
            return value.toString().toStdString() == userUri(origin.organisation, origin.sender);
        if (key == QCborValue(kRoomUriKey))
            return value.toString().toStdString() == roomUri(origin.organisation, origin.group);
        return true;
    });
}

SinglePart partOf(const Receipt& receipt) {
    return encodeReceipt(receipt);
}
SinglePart partOf(const Settings& settings) {
    return encodeSettings(settings);
}
SinglePart partOf(const Call& call) {
    return encodeCall(call);
}
SinglePart partOf(const Poll& poll) {
    return encodePoll(poll);
}
SinglePart partOf(const PollClosing& closing) {
    return encodePollClosing(closing);
}
SinglePart partOf(const PollReopening& reopening) {
    return encodePollReopening(reopening);
}
SinglePart partOf(const Vote& vote) {
    return encodeVote(vote);
}
SinglePart partOf(const PollState& state) {
    return encodePollState(state);
}
SinglePart partOf(const Pin& pin) {
    return encodePin(pin);
}
SinglePart partOf(const Status& status) {
    return encodeStatus(status);
}
SinglePart partOf(const Avatar& avatar) {
    return encodeAvatar(avatar);
}
SinglePart partOf(const Reaction& reaction) {
    return {std::string(kPlainType), toBytes(viewOf(reaction.emoji))};
}
SinglePart partOf(const NewerVersion& /*body*/) {
    assert(false && "what is not understood is not written");
    return {};
}

/// The draft counts it from reading; 0 is the shortest life, not the longest.
Milliseconds lifetimeIn(const std::optional<Expiration>& expires) {
    if (!expires || expires->kind != Expiration::Kind::Relative)
        return Milliseconds(0);
    return std::chrono::seconds(std::max(expires->time, std::uint32_t{1}));
}

std::optional<Milliseconds> endIn(const std::optional<Expiration>& expires) {
    if (!expires || expires->kind != Expiration::Kind::Absolute)
        return std::nullopt;
    return std::chrono::seconds(expires->time);
}

std::optional<Expiration> expirationOf(Milliseconds lifetime) {
    if (lifetime <= Milliseconds(0))
        return std::nullopt;
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(lifetime).count();
    constexpr std::int64_t kGreatest = std::numeric_limits<std::uint32_t>::max();
    Expiration expiration;
    expiration.time = static_cast<std::uint32_t>(std::min<std::int64_t>(seconds, kGreatest));
    return expiration;
}

template <typename Kind>
void put(MimiContent& content, const Kind& kind, const Origin& /*origin*/) {
    content.nestedPart.part = partOf(kind);
}
void put(MimiContent& content, const Text& text, const Origin& origin) {
    content.nestedPart.part = encodeText(text, origin.organisation);
}
void put(MimiContent& content, const Reaction& reaction, const Origin& /*origin*/) {
    content.nestedPart.disposition = Disposition::reaction;
    content.nestedPart.part = partOf(reaction);
}
void put(MimiContent& content, const Deletion& /*deletion*/, const Origin& /*origin*/) {
    content.nestedPart.part = NullPart{};
}
void put(MimiContent& content, const Attachment& attachment, const Origin& origin) {
    writeAttachment(attachment, origin.organisation, content);
}

/// Of what a person has written: within its limits?
Result<void> check(const Body& body, const OrganisationId& organisation) {
    if (const auto* text = std::get_if<Text>(&body)) {
        const auto parsed = parseText(encodeText(*text, organisation), organisation);
        return parsed.ok() ? Result<void>() : Result<void>(parsed.error());
    }
    if (const auto* poll = std::get_if<Poll>(&body))
        return checkPoll(*poll);
    if (const auto* attachment = std::get_if<Attachment>(&body))
        return checkAttachment(*attachment);
    const auto* reaction = std::get_if<Reaction>(&body);
    if (reaction != nullptr && !isReaction(reaction->emoji))
        return Error(ErrorCode::Malformed, {"reaction"});
    return {};
}

/// What this version knows of messages that change others.
bool isKnownRelation(const Received& received) {
    if (std::holds_alternative<Reaction>(received.body))
        return received.inReplyTo && !received.replaces;
    return !received.replaces || std::holds_alternative<Text>(received.body);
}

} // namespace

Result<Received> parse(ByteView bytes, const Origin& origin) {
    const auto content = MimiContent::parse(bytes);
    if (!content.ok())
        return content.error();
    const auto& mimi = content.value();
    if (!namesAre(mimi, origin))
        return Error(ErrorCode::Malformed, {"content"});
    Received received;
    received.id = idOf(bytes, mimi, origin);
    received.replaces = mimi.replaces;
    received.inReplyTo = mimi.inReplyTo;
    received.lifetime = lifetimeIn(mimi.expires);
    received.endsAt = endIn(mimi.expires);
    if (mimi.replaces && std::holds_alternative<NullPart>(mimi.nestedPart.part)) {
        received.body = Deletion{};
        return received;
    }
    auto body = std::holds_alternative<ExternalPart>(mimi.nestedPart.part) &&
                        mimi.nestedPart.disposition != Disposition::reaction
                    ? bodyOf(readAttachment(mimi, origin.organisation), "")
                    : bodyOf(mimi.nestedPart, origin.organisation);
    if (!body.ok())
        return body.error();
    received.body = std::move(body).value();
    if (!isKnownRelation(received))
        received.body = NewerVersion{};
    return received;
}

Result<Sealable> encode(const Body& body, const Origin& origin, Random& random,
                        const Envelope& envelope) {
    if (auto checked = check(body, origin.organisation); !checked.ok())
        return checked.error();
    MimiContent content;
    content.expires = expirationOf(envelope.lifetime);
    content.replaces = envelope.replaces;
    content.inReplyTo = envelope.inReplyTo;
    content.salt = random.array<16>();
    std::visit([&](const auto& any) { put(content, any, origin); }, body);
    Sealable sealable;
    sealable.bytes = content.encode();
    sealable.id = idOf(sealable.bytes, content, origin);
    return sealable;
}

Result<MessageId> idAt(ByteView bytes, const Origin& origin) {
    const auto content = MimiContent::parse(bytes);
    if (!content.ok())
        return content.error();
    return idOf(bytes, content.value(), origin);
}

} // namespace kontor::content
