// Typing, call candidates: handed to whoever is connected, never stored, never ordered.

#include "protocol/frame_codec.h"
#include "server/requests/answers.h"
#include "server/requests/requests.h"
#include "server/server_limits.h"

namespace kontor::server {

namespace {

constexpr Rate kRate{limits::kEphemeralBurst, limits::kEphemeralEvery};

} // namespace

std::optional<wire::Answer> relay(Context& context, Session& session,
                                  const wire::Ephemeral& request) {
    if (request.payload().size() > limits::kEphemeralBytes)
        return tooLarge(limits::kEphemeralBytes);
    const auto id = idIn<GroupId>(request.group());
    LiveGroup* group = id ? context.groups.find(*id) : nullptr;
    const ReaderSpan* own = group == nullptr ? nullptr : group->member(session.device);
    if (own == nullptr)
        return answerOf(wire::NOT_MEMBER);
    if (own->leaf != mls::LeafIndex(request.leaf()))
        return badRequest("sender-leaf");
    const RateLimits::Key key{RateLimits::Purpose::Ephemeral, session.device.value};
    if (const auto wait = context.rates.refuse(key, kRate, context.clock.steady()))
        return retryLater(*wait);

    wire::Frame frame;
    *frame.mutable_ephemeral() = request;
    const auto encoded = protocol::encodeFrame(frame);
    for (const auto& span : group->spans) {
        Session* reader = span.last ? nullptr : context.sessions.of(span.device);
        if (reader != nullptr && span.device != session.device && encoded.ok())
            context.sessions.sendEncoded(*reader, encoded.value());
    }
    return std::nullopt;
}

} // namespace kontor::server
