#include "core/content/call_candidates.h"
#include "core/content/content.h"
#include "core/content/typing.h"
#include "core/polls/sealed_ballot.h"

#include <cstdlib>

namespace {

using namespace kontor;

content::SinglePart encoded(const content::PollAct& act) {
    if (const auto* poll = std::get_if<content::Poll>(&act))
        return content::encodePoll(*poll);
    if (const auto* closing = std::get_if<content::PollClosing>(&act))
        return content::encodePollClosing(*closing);
    return content::encodePollReopening(std::get<content::PollReopening>(act));
}

/// What was understood says the same when it is written and read once more.
void readPollForms(ByteView bytes) {
    if (const auto act = content::parsePoll(bytes); act.ok()) {
        const auto again = content::parsePoll(encoded(act.value()).content);
        if (!again.ok() || again.value() != act.value())
            std::abort();
    }
    if (const auto vote = content::parseVote(bytes); vote.ok()) {
        const auto again = content::parseVote(content::encodeVote(vote.value()).content);
        if (!again.ok() || again.value() != vote.value())
            std::abort();
    }
    if (const auto ballot = content::parseBallot(bytes); ballot.ok()) {
        const auto again = content::parseBallot(content::encodeBallot(ballot.value()));
        if (!again.ok() || again.value() != ballot.value())
            std::abort();
    }
    if (const auto told = content::parsePollResult(bytes); told.ok()) {
        const auto again = content::parsePollResult(content::encodePollResult(told.value()));
        if (!again.ok() || again.value() != told.value())
            std::abort();
    }
    // With a key that it was not sealed to.
    (void)polls::openBallot(Bytes(32, 7), MessageId(), UserId(), bytes);
}

} // namespace

/// A received message's content, and the CBOR of each of our own kinds by itself.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    (void)content::parse(bytes, content::Origin());
    if (const auto content = content::MimiContent::parse(bytes); content.ok()) {
        // What was understood is written so that it is understood again.
        if (!content::MimiContent::parse(content.value().encode()).ok())
            std::abort();
    }
    if (const auto receipt = content::parseReceipt(bytes); receipt.ok()) {
        if (!content::parseReceipt(content::encodeReceipt(receipt.value()).content).ok())
            std::abort();
    }
    if (const auto settings = content::parseSettings(bytes); settings.ok()) {
        if (!content::parseSettings(content::encodeSettings(settings.value()).content).ok())
            std::abort();
    }
    if (const auto status = content::parseStatus(bytes); status.ok()) {
        const auto again = content::parseStatus(content::encodeStatus(status.value()).content);
        if (!again.ok() || again.value() != status.value())
            std::abort();
    }
    if (const auto avatar = content::parseAvatar(bytes); avatar.ok()) {
        const auto again = content::parseAvatar(content::encodeAvatar(avatar.value()).content);
        if (!again.ok() || again.value() != avatar.value())
            std::abort();
    }
    readPollForms(bytes);
    if (const auto pin = content::parsePin(bytes); pin.ok()) {
        const auto again = content::parsePin(content::encodePin(pin.value()).content);
        if (!again.ok() || again.value() != pin.value())
            std::abort();
    }
    if (const auto file = content::parseAttachment(bytes); file.ok()) {
        const auto again = content::parseAttachment(content::encodeAttachment(file.value()));
        if (!again.ok() || again.value() != file.value())
            std::abort();
    }
    (void)content::parseJoinerView(bytes);
    if (const auto call = content::parseCall(bytes); call.ok()) {
        const auto again = content::parseCall(content::encodeCall(call.value()).content);
        if (!again.ok() || again.value() != call.value())
            std::abort();
    }
    if (const auto ways = content::parseCallCandidates(bytes); ways.ok()) {
        if (!content::parseCallCandidates(content::encodeCallCandidates(ways.value()).content).ok())
            std::abort();
    }
    (void)content::parseEphemeral(bytes);
    if (const auto typing = content::parseTyping(bytes); typing.ok()) {
        if (content::parseTyping(content::encodeTyping(typing.value()).content).value() !=
            typing.value())
            std::abort();
    }
    return 0;
}
